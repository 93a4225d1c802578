"""The form of a "no", as OpenAPI describes it."""

from typing import Any

from ninja import Schema


class SentenceOut(Schema):
    """The same sentence in both languages."""

    en: str
    zh: str


class RefusalOut(Schema):
    """Why not: a code that stays, the sentence, clause and edition where there are, the facts."""

    code: str
    sentence: SentenceOut
    clause: str | None
    edition: str | None
    facts: dict[str, Any]


class Problem(RefusalOut):
    """A refusal as problem+json (RFC 9457). `trace` finds the call in the logs."""

    type: str
    title: str
    status: int
    trace: str
