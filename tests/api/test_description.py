"""The API does what its description says: schemathesis tries what that allows, and what not."""

import io
from typing import Any

import pytest
import requests
import schemathesis
from django.test import Client
from hypothesis import HealthCheck, Phase, settings
from requests.adapters import HTTPAdapter
from schemathesis.specs.openapi.checks import positive_data_acceptance
from urllib3 import HTTPResponse

from api.conftest import Office
from api.program import Program
from ringfence.interfaces.api.site import api

BASE = "http://testserver"
# What rules refuse is of the right form all the same.
NOT_HERE = [positive_data_acceptance]

# Each call is signed; those that are not have tests of their own.
_DESCRIPTION = api.get_openapi_schema(path_prefix="/api/v1/")
del _DESCRIPTION["security"], _DESCRIPTION["components"]["securitySchemes"]
schema = schemathesis.openapi.from_dict(_DESCRIPTION)


class InProcess(HTTPAdapter):
    """Signs each call as it is about to be sent, and gives it to Django without a network."""

    def __init__(self, program: Program) -> None:
        super().__init__()
        self.program = program

    def send(self, request: requests.PreparedRequest, *_words: Any, **_named: Any) -> Any:
        """Return the answer as if it had come over the network."""
        method, url = str(request.method), request.path_url
        content = request.body or b""
        body = content if isinstance(content, bytes) else content.encode()
        sent = {**request.headers, **self.program.headers(method, url, body), "Host": "testserver"}
        kind = sent.pop("Content-Type", "")
        answer = Client(raise_request_exception=False).generic(
            method, url, body, content_type=kind, headers=sent
        )
        raw = HTTPResponse(
            body=io.BytesIO(answer.content),
            headers=dict(answer.items()),
            status=answer.status_code,
            preload_content=False,
        )
        return self.build_response(request, raw)


@pytest.mark.django_db
@schema.parametrize()
@settings(
    max_examples=6,
    derandomize=True,
    database=None,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
def test_every_operation_does_what_its_description_says(
    case: schemathesis.Case, office: Office
) -> None:
    session = requests.Session()
    session.mount(BASE, InProcess(office.agency))
    case.call_and_validate(base_url=BASE, session=session, excluded_checks=NOT_HERE)
