"""What apps declare is checked before anything is done with it."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from desk.kinds_sample import APPROVALS, CASES, DUTIES, SAMPLE, declaring
from ringfence.desk.declared import KindWrong, kinds, kinds_of
from ringfence.desk.kinds import Choice

DUTY, APPROVAL, CASE = DUTIES[0], APPROVALS[0], CASES[0]


def test_kinds_are_found_by_their_codes() -> None:
    found = kinds()
    assert found.duties[DUTY.code] is DUTY
    assert (list(found.approvals), list(found.cases)) == ([APPROVAL.code], [CASE.code])


@pytest.mark.parametrize(
    ("wrong", "fault"),
    [
        (lambda: {"DUTIES": (replace(DUTY, code="sample"),)}, "right form"),
        (lambda: {"DUTIES": (replace(DUTY, zh=""),)}, "lacks its name"),
        (lambda: {"DUTIES": (replace(DUTY, clause="OP-99"),)}, "no clause"),
        (lambda: {"DUTIES": (replace(DUTY, period="sample.days"),)}, "no value"),
        (lambda: {"APPROVALS": (replace(APPROVAL, permission="sample.do"),)}, "no permission"),
        (lambda: {"APPROVALS": (replace(APPROVAL, deciders_above_limit=""),)}, "go together"),
        (lambda: {"CASES": (replace(CASE, outcomes=()),)}, "lacks steps or outcomes"),
        (lambda: {"CASES": (replace(CASE, steps=(Choice("A", "", "a"),)),)}, "lacks its name"),
    ],
)
def test_a_wrong_declaration_is_told(wrong: Callable[[], dict[str, Any]], fault: str) -> None:
    with pytest.raises(KindWrong, match=fault):
        kinds_of([declaring(**wrong())])


def test_a_code_is_declared_once() -> None:
    with pytest.raises(KindWrong, match="twice"):
        kinds_of([SAMPLE, declaring(DUTIES=DUTIES)])
