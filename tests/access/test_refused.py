"""What was refused goes into the trail: acts, and looks at what one may not see."""

from dataclasses import replace
from uuid import UUID

import pytest

from access.acting import AT
from actors import NOBODY
from ringfence.access.actor import NotPermitted
from ringfence.access.refused import Tried, refused_record
from ringfence.audit.selectors import AuditCriteria, AuditRecord, search
from ringfence.kernel.citation import Citation
from ringfence.kernel.refusal import NotFound, Refusal

pytestmark = [pytest.mark.django_db, pytest.mark.clause("OP-22.1")]

THING = UUID("019b0000-0000-7000-8000-000000000001")
IDENTITY = "11010519491231002X"
ACT = Tried(
    at=AT, actor="sample-a", organisation="INS-1401", kind="page", name="sample-act", is_act=True,
    trace="sample-trace", address="10.0.0.1", named={"thing_id": THING, "what": "approve"},
)  # fmt: skip
READING = replace(ACT, is_act=False)


class SampleOverCap(Refusal):
    code = "SAMPLE_OVER_CAP"
    en = "{name} has {after_fen}."
    zh = "{name} 有 {after_fen}。"


class SampleUnknown(NotFound):
    code = "SAMPLE_UNKNOWN"
    en = "There is no {thing}."
    zh = "没有 {thing}。"


def over_cap() -> SampleOverCap:
    return SampleOverCap(cite=Citation("MUF-11.2"), name="样例甲", after_fen=1)


def hidden() -> SampleUnknown:
    """Return the refusal of a thing that is there, and not for this one to know of."""
    with pytest.raises(SampleUnknown) as refused:
        NOBODY.require_or_unknown(
            "run.read", organisation="INS-1401", unknown=SampleUnknown(thing=THING)
        )
    return refused.value


def entries() -> list[AuditRecord]:
    return search(AuditCriteria(actor="sample-a"), limit=9).records


def test_a_refused_act_is_an_entry_under_its_clause_without_what_it_told() -> None:
    refused_record(refusal=over_cap(), tried=ACT)
    [entry] = entries()
    assert (entry.action, entry.outcome, entry.clause) == (
        "act.refused", "SAMPLE_OVER_CAP", "MUF-11.2",
    )  # fmt: skip
    assert (entry.subject_kind, entry.subject_id) == ("page", "sample-act")
    assert (entry.organisation, entry.trace, entry.address) == (
        "INS-1401", "sample-trace", "10.0.0.1",
    )  # fmt: skip
    assert entry.facts == {"thing_id": str(THING), "what": "approve"}


def test_a_reading_that_is_refused_for_its_content_is_none() -> None:
    refused_record(refusal=over_cap(), tried=READING)
    assert entries() == []


def test_what_is_told_as_unknown_is_kept_as_what_it_was() -> None:
    refused_record(refusal=hidden(), tried=READING)
    [entry] = entries()
    assert (entry.action, entry.outcome, entry.clause) == (
        "page.refused", "NOT_PERMITTED", "OP-22.1",
    )  # fmt: skip
    assert entry.facts["permission"] == "run.read"


def test_of_what_is_not_there_nothing_that_was_typed_is_kept() -> None:
    for tried in (ACT, READING):
        refused_record(refusal=SampleUnknown(thing="样例"), tried=tried)
    assert [(entry.outcome, entry.facts) for entry in entries()] == [("SAMPLE_UNKNOWN", {})] * 2


@pytest.mark.parametrize("typed", [IDENTITY, "样例甲", "x" * 65, ""])
def test_a_number_of_a_person_or_a_name_in_an_address_is_not_kept(typed: str) -> None:
    refused_record(refusal=over_cap(), tried=replace(ACT, named={"number": typed, "line": 7}))
    assert [entry.facts for entry in entries()] == [{"line": "7"}]


def test_what_the_trail_has_already_is_not_written_twice() -> None:
    refusal = hidden()
    refused_record(refusal=refusal, tried=ACT)
    refused_record(refusal=refusal, tried=ACT)
    assert len(entries()) == 1


def test_who_sees_a_thing_is_told_that_the_act_is_not_permitted() -> None:
    with pytest.raises(NotPermitted):
        NOBODY.require_or_unknown(
            "run.check", organisation="INS-1401", unknown=SampleUnknown(thing=THING), is_seen=True
        )
