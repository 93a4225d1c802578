"""The rulebook: every clause, and the value of every number on a day."""

import difflib
import itertools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from ringfence.kernel.citation import Citation
from ringfence.kernel.words import Words
from ringfence.rulebook.clause import Clause, Document
from ringfence.rulebook.contradiction import Contradiction
from ringfence.rulebook.edition import Edition
from ringfence.rulebook.refusals import (
    MissingQualifier,
    NoEditionInForce,
    UnknownClause,
    UnknownQualifier,
    UnknownValue,
    UnstatedValue,
)
from ringfence.rulebook.supersession import Supersession, reach_of
from ringfence.rulebook.terms import Terms
from ringfence.rulebook.value import Rule, Value


@dataclass(frozen=True, repr=False)
class Rulebook:
    """All that was loaded, checked as a whole; it does not change."""

    documents: Mapping[str, Document]
    clauses: Mapping[str, Clause]
    terms: Terms
    editions: tuple[Edition, ...]
    contradictions: tuple[Contradiction, ...]
    supersessions: tuple[Supersession, ...]

    def value(self, name: str, *, on: date, area: str = "", **qualifiers: str) -> Value:
        """Return the value of `name` on a day, for a place and for all of its qualifiers.

        The nearest place's own rule goes first, then a later rule for this one value, then the
        edition in force. `area` is an area code of six digits or more; without it no place's own
        rule answers. Refuses, in order: UnknownValue, MissingQualifier, UnknownQualifier,
        NoEditionInForce, UnstatedValue.
        """
        form = self._form(name)
        self._refuse_wrong_qualifiers(form, qualifiers)
        superseding = [
            each
            for each in self._supersessions_of.get(name, ())
            if each.period.covers(on) and each.answers(qualifiers, area)
        ]
        if superseding:
            return max(superseding, key=lambda each: len(reach_of(each.area))).value()
        edition = self._edition_in_force(form, on)
        case = edition.rules[name].case_for(qualifiers)
        if case is None:
            stated = ", ".join(f"{key}={word}" for key, word in qualifiers.items())
            raise UnstatedValue(
                cite=Citation(form.clause, edition.cite),
                name=name,
                case=stated,
                edition=edition.cite,
            )
        return Value(name, case.content, form.unit, case.clause, edition.cite)

    def clause(self, clause_id: str) -> Clause:
        """Return one clause. Refuses UnknownClause."""
        if clause_id not in self.clauses:
            raise UnknownClause(clause=clause_id)
        return self.clauses[clause_id]

    def answers(
        self, *, on: date, area: str = ""
    ) -> Iterator[tuple[Rule, Mapping[str, str], Value]]:
        """Yield every value that a lookup would give on the day, with what it was asked for."""
        for rule in self.rules.values():
            words = [list(self.terms.qualifiers[key]) for key in rule.by]
            for chosen in itertools.product(*words):
                when = dict(zip(rule.by, chosen, strict=True))
                try:
                    yield rule, when, self.value(rule.name, on=on, area=area, **when)
                except (NoEditionInForce, UnstatedValue):
                    continue

    @cached_property
    def rules(self) -> Mapping[str, Rule]:
        """Return each value's name with its form, from whichever edition states it last."""
        return {name: rule for edition in self.editions for name, rule in edition.rules.items()}

    @cached_property
    def _supersessions_of(self) -> Mapping[str, tuple[Supersession, ...]]:
        names = {each.name for each in self.supersessions}
        return {name: tuple(e for e in self.supersessions if e.name == name) for name in names}

    def _form(self, name: str) -> Rule:
        if name not in self.rules:
            near = difflib.get_close_matches(name, self.rules, n=3, cutoff=0.4)
            raise UnknownValue(name=name, near=", ".join(near) or "–")
        return self.rules[name]

    def _refuse_wrong_qualifiers(self, form: Rule, given: Mapping[str, str]) -> None:
        for key in form.by:
            if key not in given:
                raise MissingQualifier(
                    cite=Citation(form.clause),
                    name=form.name,
                    qualifier=key,
                    words=", ".join(self.terms.qualifiers[key]),
                )
        for key, word in given.items():
            expected = self.terms.qualifiers[key] if key in form.by else form.by
            if key not in form.by or word not in expected:
                raise UnknownQualifier(
                    cite=Citation(form.clause),
                    name=form.name,
                    qualifier=key,
                    word=word,
                    expected=", ".join(expected) or "–",
                )

    def _edition_in_force(self, form: Rule, on: date) -> Edition:
        holders = [edition for edition in self.editions if form.name in edition.rules]
        for edition in holders:
            if edition.period and edition.period.covers(on):
                return edition
        dormant = [edition.id for edition in holders if edition.period is None]
        raise NoEditionInForce(
            cite=Citation(form.clause), name=form.name, on=on, remedy=_remedy(dormant)
        )


def _remedy(dormant: list[str]) -> Words:
    """What to do about a day without an edition: adopt one that is off, or state a later one."""
    if not dormant:
        return Words(
            "State the later edition under `editions` in <home>/rulebook/*.yaml.",
            "请在 <home>/rulebook/*.yaml 的 `editions` 中写明后续版本。",
        )
    command = f"ringfence rulebook adopt {dormant[0]} --cite DOCUMENT --from DATE"
    return Words(
        f"Adopt the one that your place applies: {command}", f"请采用本地适用的版本：{command}"
    )
