"""The clauses of each document, in our own words."""

import re
from dataclasses import dataclass

from ringfence.kernel.words import Words
from ringfence.rulebook.section import Section, one_of
from ringfence.rulebook.terms import Labels


@dataclass(frozen=True, slots=True)
class Document:
    """A regulation or an annex of one; `number` is empty where the source shows none."""

    id: str
    zh: str
    en: str
    number: str


@dataclass(frozen=True, slots=True)
class Clause:
    """One duty of a document. `recorded_in` names what keeps its facts, as `module:function`."""

    id: str
    document: str
    article: str
    who: tuple[str, ...]
    kind: str
    zh: str
    en: str
    recorded_in: tuple[str, ...]


def read_clauses(
    section: Section, *, parties: Labels, kinds: Labels
) -> tuple[Document, list[Clause]]:
    """Return a file's document and clauses; refuses unknown parties and kinds, and foreign ids."""
    section.only("document", "clauses")
    head = section.section("document")
    head.only("id", "zh", "en", "number")
    document = Document(
        id=head.text("id"),
        zh=head.text("zh"),
        en=head.text("en"),
        number=head.text_or("number", ""),
    )
    clauses = [
        _read_clause(entry, document.id, parties, kinds) for entry in section.sections("clauses")
    ]
    return document, clauses


def _read_clause(section: Section, document: str, parties: Labels, kinds: Labels) -> Clause:
    section.only("id", "article", "who", "kind", "zh", "en", "recorded_in")
    if not re.fullmatch(rf"{document}-A?\d+(\.\d+)?", section.text("id")):
        example = f"{document}-10.3"
        section.refuse("id", Words(f"an id such as {example}", f"如 {example} 的编号"))
    if not set(section.words("who")) <= set(parties) or not section.words("who"):
        section.refuse("who", one_of(parties))
    return Clause(
        id=section.text("id"),
        document=document,
        article=section.text("article"),
        who=section.words("who"),
        kind=section.word("kind", kinds),
        zh=section.text("zh"),
        en=section.text("en"),
        recorded_in=section.words("recorded_in"),
    )
