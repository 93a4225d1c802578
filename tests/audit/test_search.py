"""The trail is found again: by each of its columns, page by page, and counted by day."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.trail import AT, record, record_some
from ringfence.audit.selectors import AuditCount, AuditCriteria, counts, entry_get, search

COLUMNS: dict[str, Any] = {
    "actor": "SAMPLE-A2", "organisation": "YLBX0002", "action": "run.approve",
    "subject_kind": "run", "subject_id": "0190", "purpose": "APPEAL", "outcome": "NOT_PERMITTED",
}  # fmt: skip

pytestmark = pytest.mark.django_db


def found(criteria: AuditCriteria) -> list[str]:
    return [record.trace for record in search(criteria, limit=1000).records]


@pytest.mark.parametrize("column", COLUMNS)
def test_each_criterion_finds_its_own_and_nothing_else(column: str) -> None:
    record(trace="other")
    record(trace="this", **{column: COLUMNS[column]})
    assert found(AuditCriteria(**{column: COLUMNS[column]})) == ["this"]
    assert set(found(AuditCriteria())) >= {"this", "other"}


def test_criteria_narrow_each_other() -> None:
    record(trace="both", actor="SAMPLE-A2", purpose="APPEAL")
    record(trace="one", actor="SAMPLE-A2")
    assert found(AuditCriteria(actor="SAMPLE-A2", purpose="APPEAL")) == ["both"]


def test_an_action_that_ends_in_a_dot_finds_all_below_it() -> None:
    for action in ("person.read", "person.reveal", "personal.read", "run.read"):
        record(trace=action, action=action)
    assert found(AuditCriteria(action="person.")) == ["person.reveal", "person.read"]


def test_days_are_shanghais_and_both_are_included() -> None:
    last = datetime(2026, 1, 6, 15, 59, 59, 999_999, tzinfo=UTC)
    for at in (
        last - timedelta(days=2),
        last - timedelta(days=1),
        last,
        last + timedelta(seconds=1),
    ):
        record(at=at, trace=at.isoformat())
    day = date(2026, 1, 6)
    assert found(AuditCriteria(from_on=day, to_on=day)) == [last.isoformat()]
    assert len(found(AuditCriteria(from_on=date(2026, 1, 5), to_on=day))) == 2


def pages(criteria: AuditCriteria, size: int) -> Iterator[list[UUID]]:
    after = None
    while True:
        page = search(criteria, limit=size, after=after)
        yield [record.id for record in page.records]
        if page.after is None:
            return
        after = page.after


@given(st.lists(st.integers(0, 3), max_size=12), st.integers(1, 5))
@pytest.mark.django_db(transaction=False)
def test_pages_hold_every_entry_once_newest_first(hours: list[int], size: int) -> None:
    trace = f"{hours} {size}"
    for hour in hours:
        record(at=AT + timedelta(hours=hour), actor="SAMPLE-A7", subject_id=trace)
    mine = AuditCriteria(actor="SAMPLE-A7", subject_id=trace)
    read = list(pages(mine, size))
    every = [(record.at, record.id) for record in search(mine, limit=1000).records]
    assert [entry_id for page in read for entry_id in page] == [entry_id for _, entry_id in every]
    assert every == sorted(every, reverse=True)
    assert all(len(page) == size for page in read[:-1])


def test_a_page_is_not_disturbed_by_what_is_added_meanwhile() -> None:
    record_some(4)
    first = search(AuditCriteria(), limit=2)
    record(at=AT + timedelta(days=1))
    second = search(AuditCriteria(), limit=2, after=first.after)
    assert [r.subject_id for r in first.records + second.records] == [
        "S00003", "S00002", "S00001", "S00000",
    ]  # fmt: skip
    assert second.after is None


def test_one_entry_is_found_by_its_id_or_not_at_all() -> None:
    record(trace="this")
    [one] = search(AuditCriteria(), limit=1).records
    assert entry_get(one.id) == one
    assert entry_get(UUID(int=1)) is None


def test_counts_are_by_day_in_shanghai_and_action() -> None:
    record_some(3)
    record(action="run.approve")
    record(at=AT + timedelta(hours=8))
    on = date(2026, 1, 5)
    assert counts(AuditCriteria()) == [
        AuditCount(on, "person.read", 3),
        AuditCount(on, "run.approve", 1),
        AuditCount(on + timedelta(days=1), "person.read", 1),
    ]
    assert counts(replace(AuditCriteria(), action="run.")) == [AuditCount(on, "run.approve", 1)]
