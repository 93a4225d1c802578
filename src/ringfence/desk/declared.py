"""What the installed apps declare in their `desk_kinds`, read and checked once."""

import re
from collections.abc import Iterable
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType

from django.apps import apps

from ringfence.access.declared import declared
from ringfence.desk.kinds import ApprovalKind, CaseType, Choice, DutyKind, Kinds
from ringfence.rulebook import current

MODULE = "desk_kinds"

_CODE = re.compile(r"[A-Z][A-Z0-9]*(_[A-Z0-9]+)*")
_LONGEST_CODE = 32


class KindWrong(AssertionError):
    """A programming error: an app's `desk_kinds` cannot be used."""


@cache
def kinds() -> Kinds:
    """Return all kinds of the installed apps, checked. Raises KindWrong."""
    return kinds_of(declaring_modules())


def declaring_modules() -> list[ModuleType]:
    """Return the `desk_kinds` of the installed apps that have one."""
    names = [f"{app.name}.{MODULE}" for app in apps.get_app_configs()]
    return [import_module(name) for name in names if find_spec(name)]


def kinds_of(modules: Iterable[ModuleType]) -> Kinds:
    """Return the kinds that modules declare, each code once among its like. Raises KindWrong."""
    given = list(modules)
    duties: list[DutyKind] = [kind for each in given for kind in getattr(each, "DUTIES", ())]
    approvals: list[ApprovalKind] = [
        kind for each in given for kind in getattr(each, "APPROVALS", ())
    ]
    cases: list[CaseType] = [kind for each in given for kind in getattr(each, "CASES", ())]
    for group in (duties, approvals, cases):
        _each_once([kind.code for kind in group])
    for duty in duties:
        _well_named(duty)
        _known_values(duty.code, [duty.period, *(step.after for step in duty.escalations)])
    for approval in approvals:
        _well_named(approval)
        _approval(approval)
    for case in cases:
        _well_named(case)
        _case(case)
    return Kinds(
        duties={kind.code: kind for kind in duties},
        approvals={kind.code: kind for kind in approvals},
        cases={kind.code: kind for kind in cases},
        watches=tuple(watch for each in given for watch in getattr(each, "WATCHES", ())),
    )


def _each_once(codes: list[str]) -> None:
    for code in codes:
        if codes.count(code) > 1:
            raise KindWrong(f"{code} is declared twice")


def _well_named(kind: DutyKind | ApprovalKind | CaseType | Choice) -> None:
    if not _CODE.fullmatch(kind.code) or len(kind.code) > _LONGEST_CODE:
        raise KindWrong(f"{kind.code}: the code is not of the right form")
    if not kind.zh or not kind.en:
        raise KindWrong(f"{kind.code} lacks its name in Chinese or English")
    if not isinstance(kind, Choice) and kind.clause not in current().clauses:
        raise KindWrong(f"{kind.code}: no clause {kind.clause}")


def _known_values(code: str, names: Iterable[str]) -> None:
    for name in names:
        if name not in current().rules:
            raise KindWrong(f"{code}: the rulebook has no value {name}")


def _approval(kind: ApprovalKind) -> None:
    if bool(kind.limit) != bool(kind.deciders_above_limit):
        raise KindWrong(f"{kind.code}: a limit and the deciders above it go together")
    limits = [kind.limit, kind.deciders_above_limit] if kind.limit else []
    _known_values(kind.code, [kind.period, *limits])
    if kind.permission not in declared().permissions:
        raise KindWrong(f"{kind.code}: no permission {kind.permission}")


def _case(kind: CaseType) -> None:
    if not kind.steps or not kind.outcomes:
        raise KindWrong(f"{kind.code} lacks steps or outcomes")
    for choices in (kind.steps, kind.outcomes):
        _each_once([choice.code for choice in choices])
        for choice in choices:
            _well_named(choice)
    _known_values(kind.code, [kind.period])
