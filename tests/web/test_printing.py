"""A page with personal data is printed by its own button, and the trail is told first."""

from uuid import uuid4

import pytest
from django.test import Client

from web.people import MakeUser, sign_in, trail

SHOWN = uuid4().hex


@pytest.mark.clause("OP-22.1")
def test_a_print_is_written_down(client: Client, make_user: MakeUser) -> None:
    make_user()
    sign_in(client)
    answer = client.post("/printed/", {"page": "run-item", "shown": SHOWN})
    assert answer.status_code == 204
    assert trail()[-1] == ("person.print", "DONE", "run-item")


@pytest.mark.parametrize(
    "form",
    [{}, {"page": "run-item"}, {"shown": SHOWN}, {"page": "样例甲", "shown": SHOWN},
     {"page": "run-item", "shown": [SHOWN] * 101}],
)  # fmt: skip
def test_what_no_page_says_is_not_written_down(
    client: Client, make_user: MakeUser, form: dict[str, object]
) -> None:
    make_user()
    sign_in(client)
    before = trail()
    assert client.post("/printed/", form).status_code == 400
    assert trail() == before


def test_nobody_prints_without_signing_in(client: Client) -> None:
    assert client.post("/printed/", {"page": "run-item", "shown": SHOWN}).status_code == 302
