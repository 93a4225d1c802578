"""Reading the rulebook whole: what comes with the software, then what the installation adds."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import combinations
from pathlib import Path

from ringfence.kernel.words import Words
from ringfence.rulebook.book import Rulebook
from ringfence.rulebook.clause import Clause, Document, read_clauses
from ringfence.rulebook.contradiction import choices_edition, read_contradiction
from ringfence.rulebook.edition import (
    Edition,
    Vocabulary,
    days_outside,
    read_edition,
    read_period,
)
from ringfence.rulebook.section import Section, read
from ringfence.rulebook.supersession import Supersession, read_supersession, refuse_overlaps
from ringfence.rulebook.terms import Terms, read_terms

SHIPPED = Path(__file__).parent


def installation_files(home: Path) -> list[Path]:
    """Return the installation's own rulebook files, in the order of their names."""
    return sorted((home / "rulebook").glob("*.yaml"))


def load(home: Path | None) -> Rulebook:
    """Return the rulebook of the installation at `home`, or as shipped where it is None.

    Refuses RulebookFileError, with file, line, found and expected, if any file is wrong: no part
    of a rulebook is used unless all of it can be.
    """
    return load_files(installation_files(home) if home else [])


def load_files(paths: Iterable[Path]) -> Rulebook:
    """Return the shipped rulebook with these installation files. Refuses as `load`."""
    own = [read(path) for path in paths]
    for section in own:
        section.only("adopt", "editions", "supersede", "choose", "extend")
    terms = read_terms(read(SHIPPED / "terms.yaml"), own)
    documents, clauses = _documents_and_clauses(terms)
    vocabulary = Vocabulary(clauses, terms.qualifiers)
    contradictions = tuple(
        read_contradiction(entry, clauses=clauses)
        for entry in read(SHIPPED / "contradictions.yaml").sections("contradictions")
    )
    editions = (*_editions(own, vocabulary), choices_edition(contradictions))
    return Rulebook(
        documents=documents,
        clauses=clauses,
        terms=terms,
        editions=editions,
        contradictions=contradictions,
        supersessions=_supersessions(own, editions, vocabulary),
    )


def _documents_and_clauses(terms: Terms) -> tuple[dict[str, Document], dict[str, Clause]]:
    documents: dict[str, Document] = {}
    clauses: dict[str, Clause] = {}
    for path in sorted(SHIPPED.glob("*/clauses-*.yaml")):
        section = read(path)
        document, read_here = read_clauses(section, parties=terms.parties, kinds=terms.kinds)
        documents[document.id] = document
        for clause in read_here:
            if clause.id in clauses:
                section.refuse("clauses", Words(f"{clause.id} once", f"{clause.id} 只出现一次"))
            clauses[clause.id] = clause
    return documents, clauses


def _editions(own: Sequence[Section], vocabulary: Vocabulary) -> list[Edition]:
    """Shipped editions and the installation's own, then those that it adopts."""
    sections = [read(path) for path in sorted(SHIPPED.glob("*/edition-*.yaml"))]
    sections += [entry for section in own for entry in section.sections("editions")]
    stated: dict[str, Edition] = {}

    def earlier(section: Section) -> Edition:
        return stated[section.word("continues", stated)]

    placed: list[tuple[Section, Edition]] = []
    for section in sections:
        edition = read_edition(section, vocabulary=vocabulary, earlier=earlier)
        if edition.id in stated:
            section.refuse("edition", Words("each edition's id once", "版本代号不重复"))
        stated[edition.id] = edition
        placed.append((section, edition))
    dormant = {id_: edition for id_, edition in stated.items() if edition.period is None}
    for section in own:
        placed += [(entry, _adopted(entry, dormant)) for entry in section.sections("adopt")]
    _refuse_clashes(placed)
    return [edition for _, edition in placed]


def _adopted(section: Section, dormant: dict[str, Edition]) -> Edition:
    section.only("edition", "cite", "from", "to")
    edition = dormant[section.word("edition", dormant)]
    if section.day("from") is None:
        section.refuse("from", Words("the day from which it applies here", "在本地开始适用的日期"))
    return replace(edition, cite=section.text("cite"), period=read_period(section))


def _refuse_clashes(placed: Sequence[tuple[Section, Edition]]) -> None:
    """One day has one edition of a regulation, and one name belongs to one regulation."""
    for (_, earlier), (section, later) in combinations(placed, 2):
        if earlier.regulation != later.regulation:
            shared = sorted(set(earlier.rules) & set(later.rules))
            if shared:
                own = earlier.regulation
                has = Words(f"{own}, which has {shared[0]}", f"{own}，其中已有 {shared[0]}")
                section.refuse("regulation", has)
        elif earlier.period and later.period and earlier.period.overlaps(later.period):
            section.refuse("from", days_outside(earlier.period, earlier.cite))


def _supersessions(
    own: Sequence[Section], editions: Iterable[Edition], vocabulary: Vocabulary
) -> tuple[Supersession, ...]:
    rules = {name: rule for edition in editions for name, rule in edition.rules.items()}
    choices = {name: rule for name, rule in rules.items() if rule.options}
    others = {name: rule for name, rule in rules.items() if not rule.options}
    read_here = [
        (entry, read_supersession(entry, rules=allowed, vocabulary=vocabulary))
        for section in own
        for key, allowed in (("supersede", others), ("choose", choices))
        for entry in section.sections(key)
    ]
    refuse_overlaps(read_here)
    return tuple(supersession for _, supersession in read_here)
