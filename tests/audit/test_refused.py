"""How often a clause was the reason of a "no"."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from ringfence.audit.entry import AuditEntry
from ringfence.audit.refused import RefusedCount, refused_counts
from ringfence.audit.services import record, trail

AT = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
DAY = date(2026, 3, 2)
NO = AuditEntry(
    at=AT, actor="sample", action="person.read", outcome="NOT_PERMITTED", clause="OP-22.1"
)


@pytest.mark.django_db
def test_refusals_are_counted_by_the_day_in_shanghai_and_by_code() -> None:
    late = AT.replace(hour=16)
    for entry in (NO, NO, replace(NO, outcome="PURPOSE_NOT_GIVEN"), replace(NO, at=late)):
        record(entry=entry)
    assert refused_counts(clause="OP-22.1", from_on=DAY, to_on=DAY + timedelta(days=1)) == [
        RefusedCount(DAY, "NOT_PERMITTED", 2),
        RefusedCount(DAY, "PURPOSE_NOT_GIVEN", 1),
        RefusedCount(DAY + timedelta(days=1), "NOT_PERMITTED", 1),
    ]


@pytest.mark.django_db
def test_refusals_are_found_by_an_index_of_refusals_alone() -> None:
    with trail() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(
            "EXPLAIN SELECT outcome FROM audit_entry"
            " WHERE clause = 'OP-25' AND at >= now() AND outcome <> 'DONE'"
        )
        plan = " ".join(line for (line,) in cursor)
    assert "audit_entry_refused" in plan


@pytest.mark.django_db
def test_what_was_done_and_what_cites_another_clause_is_no_refusal_of_this_one() -> None:
    for entry in (replace(NO, outcome="DONE"), replace(NO, clause="OP-22.2")):
        record(entry=entry)
    assert refused_counts(clause="OP-22.1", from_on=DAY, to_on=DAY) == []
