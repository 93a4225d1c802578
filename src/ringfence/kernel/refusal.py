"""The expected "no": a code, a sentence in two languages, a clause and the facts."""

import string
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from ringfence.kernel.citation import Citation
from ringfence.kernel.money import yuan_text
from ringfence.kernel.words import Words


class Refusal(Exception):
    """A request that the rules or the data do not allow. Nothing has been changed.

    A subclass states its `code` and its sentence in English and Chinese once, as templates over
    the facts; a raise gives the facts. A field whose name ends in `_fen` is shown in yuan, and a
    fact that is `Words` in the language of the sentence.

        class TopUpOverCap(Refusal):
            code = "TOP_UP_OVER_CAP"
            en = "This top-up would bring the balance to {after_fen}, above the cap of {cap_fen}."
            zh = "充值后余额为{after_fen}元，超过上限{cap_fen}元。"

        raise TopUpOverCap(cite=Citation("MUF-11.2"), after_fen=11_000, cap_fen=10_000)
    """

    code: ClassVar[str]
    en: ClassVar[str]
    zh: ClassVar[str]

    def __init__(self, *, cite: Citation | None = None, **facts: Any) -> None:
        self.cite = cite
        self.facts: dict[str, Any] = facts
        # Whether the trail has it already: the edge then writes no second entry.
        self.is_recorded = False
        super().__init__(self.sentence("en"))

    def sentence(self, language: str = "en") -> str:
        """Return the sentence in `en` or `zh`, with the facts filled in."""
        template = self.zh if language == "zh" else self.en
        return _FactFormatter(language).vformat(template, (), self.facts)

    def as_dict(self) -> dict[str, Any]:
        """Return what an API or `--json` shows: code, both sentences, clause, edition, facts."""
        return {
            "code": self.code,
            "sentence": {"en": self.sentence("en"), "zh": self.sentence("zh")},
            "clause": self.cite.clause if self.cite else None,
            "edition": (self.cite.edition or None) if self.cite else None,
            "facts": self.facts,
        }


class NotFound(Refusal):
    """What was asked for by its number or code is not there, or not for the asker to know of.

    Both are told in the same words, so that nobody learns by guessing what others have. Where it
    is there, the refusal is raised from the NotPermitted, which the trail keeps.
    """


class FileLineError(Refusal):
    """A file that cannot be read, with the place. The whole file is refused; nothing is booked.

    `line` counts from 1 (0 where the fault is the file's own, not a line's).
    """

    code = "FILE_LINE_ERROR"
    en = "Line {line}, {field}: found {got}; expected {expected}."
    zh = "第{line}行，{field}：实际为 {got}；应为 {expected}。"

    def __init__(
        self,
        *,
        line: int,
        field: str,
        got: str,
        expected: str,
        cite: Citation | None = None,
        **facts: Any,
    ) -> None:
        super().__init__(cite=cite, line=line, field=field, got=got, expected=expected, **facts)


def refusal_words(code: str) -> Words | None:
    """Return the sentence of the refusal with this code, `…` for its facts; None where unknown."""
    waiting = [Refusal]
    while waiting:
        kind = waiting.pop()
        waiting += kind.__subclasses__()
        if vars(kind).get("code") == code:
            return Words(_without_facts(kind.en), _without_facts(kind.zh))
    return None


def _without_facts(template: str) -> str:
    parts = string.Formatter().parse(template)
    return "".join(text + ("…" if name is not None else "") for text, name, _, _ in parts)


class _FactFormatter(string.Formatter):
    """Fill a template by name; `*_fen` becomes yuan with two decimals, Words the language's own."""

    def __init__(self, language: str) -> None:
        self._language = language

    def get_value(
        self,
        key: int | str,
        args: Sequence[Any],  # noqa: ARG002 - the signature is string.Formatter's
        kwargs: Mapping[str, Any],
    ) -> Any:
        value = kwargs[str(key)]
        if str(key).endswith("_fen") and isinstance(value, int):
            return yuan_text(value)
        if isinstance(value, Words) and self._language == "zh":
            return value.zh
        return value
