"""What OpenAPI says of every operation alike: how calls are signed, and how a "no" looks."""

from typing import Any

from ringfence.interfaces.api.problem_form import Problem
from ringfence.interfaces.api.problems import MEDIA_TYPE
from ringfence.interfaces.api.signed import HEADERS

WORDS = """
Calls are signed (docs/standards/signed-calls.md): four headers name the key, the instant, a nonce
and the signature. A "no" is problem+json with a code that stays, the sentence in English and
Chinese, and the clause where a regulation says so. `x-scope` names the permission that an
operation needs. A write takes an Idempotency-Key: sent again with the same content it has no second
effect and the same answer. Amounts are whole fen, days are Shanghai's, instants UTC. Lists have
pages: `after` of one asks for the next. A GET answers with an ETag; If-None-Match with it is
answered 304 while nothing has changed.
"""

_NO: dict[str, str] = {
    "400": "The call cannot be read",
    "401": "No trusted signature, an instant too far from now, or a call made before",
    "403": "The client's scopes do not cover it, here or for this organisation",
    "404": "There is no such thing",
    "405": "The path knows other methods",
    "413": "The body is too large",
    "415": "The body is no JSON",
    "422": "Refused: by a rule, with its clause, or since the call is not as described here",
    "429": "The calls of this minute are used up",
    "500": "A fault of ours",
    "503": "The database is away for a moment",
}


def described(schema: dict[str, Any]) -> dict[str, Any]:
    """Return the schema with signatures and refusals written into every operation."""
    components = schema["components"]
    forms = Problem.model_json_schema(
        mode="serialization", ref_template="#/components/schemas/{model}"
    )
    components["schemas"].update(forms.pop("$defs"))
    components["schemas"]["Problem"] = forms
    components["securitySchemes"] = {
        name: {"type": "apiKey", "in": "header", "name": name, "description": words}
        for name, words in HEADERS.items()
    }
    components["responses"] = {status: _problem(status) for status in _NO}
    schema["security"] = [{name: [] for name in HEADERS}]
    for methods in schema["paths"].values():
        for method, operation in methods.items():
            _describe(method, operation)
    return schema


def _describe(method: str, operation: dict[str, Any]) -> None:
    answers = {str(status): answer for status, answer in operation["responses"].items()}
    if method == "get":
        tag = {"description": "of this answer", "schema": {"type": "string"}}
        answers["200"]["headers"] = {"ETag": tag}
        answers["304"] = {"description": "Nothing has changed since the ETag that was sent"}
    answers |= {status: {"$ref": f"#/components/responses/{status}"} for status in _NO}
    operation["responses"] = answers


def _problem(status: str) -> dict[str, Any]:
    form = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    answer: dict[str, Any] = {"description": _NO[status], "content": form}
    whole = {"type": "string", "pattern": "^[0-9]+$"}
    if status == "429":
        answer["headers"] = {"Retry-After": {"description": "seconds", "schema": whole}}
    return answer
