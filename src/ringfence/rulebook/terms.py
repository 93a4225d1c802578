"""The words that clauses and values may use, with their names in two languages."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ringfence.rulebook.section import Section, one_of


@dataclass(frozen=True, slots=True)
class Label:
    """A word's name in Chinese and English."""

    zh: str
    en: str


Labels = Mapping[str, Label]


@dataclass(frozen=True)
class Terms:
    """Parties and kinds of clauses; and per qualifier the words that it can be."""

    parties: Labels
    kinds: Labels
    qualifiers: Mapping[str, Labels]


def read_terms(shipped: Section, own: Iterable[Section]) -> Terms:
    """Return the shipped terms, with the words that the installation's `extend` adds."""
    qualifiers = _grouped(shipped.section("qualifiers"))
    for section in own:
        extension = section.section("extend")
        for name, labels in _grouped(extension).items():
            if name not in qualifiers:
                extension.refuse(name, one_of(qualifiers))
            qualifiers[name] |= labels
    return Terms(
        parties=_labels(shipped.section("parties")),
        kinds=_labels(shipped.section("kinds")),
        qualifiers=qualifiers,
    )


def _grouped(section: Section) -> dict[str, dict[str, Label]]:
    return {name: _labels(section.section(name)) for name in section.entries}


def _labels(section: Section) -> dict[str, Label]:
    named = {word: section.section(word) for word in section.entries}
    for label in named.values():
        label.only("zh", "en")
    return {word: Label(each.text("zh"), each.text("en")) for word, each in named.items()}
