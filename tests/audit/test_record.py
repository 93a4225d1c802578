"""Entries are added in the caller's transaction, and kept as they were given."""

from dataclasses import asdict
from datetime import date
from uuid import UUID

import psycopg
import pytest
from django.db import connection, transaction
from psycopg import errors

from audit.trail import AT, entry, record, record_some
from ringfence.audit import services
from ringfence.audit.selectors import AuditCriteria, search

TABLES = {
    "audit_entry": "outcome = 'X'",
    "audit_seal": "row_count = 1",
    "audit_chain": "era = 9",
}


@pytest.fixture
def filled(owner: psycopg.Connection) -> psycopg.Connection:
    """A trail with a row in each table."""
    from ringfence.audit import seals

    record()
    assert seals.seal(at=AT) == 1
    return owner


def everything() -> list[str]:
    return [found.subject_id for found in search(AuditCriteria(), limit=1000).records]


@pytest.mark.clause("OP-22.1")
def test_an_entry_says_who_when_what_and_why_as_it_was_given(own_database: str) -> None:
    given = entry(
        organisation="YLBX0001", subject_kind="person", subject_id="0190-样例", purpose="APPEAL",
        outcome="NOT_PERMITTED", clause="OP-22.1", trace="request 1", address="127.0.0.1",
        facts={"count": 2, "on": date(2026, 1, 5), "id": UUID(int=7), "说明": "样例", "none": None},
    )  # fmt: skip
    services.record(entry=given)
    [kept] = search(AuditCriteria(), limit=10).records
    told = asdict(kept)
    told.pop("id")
    plain = {**given.facts, "on": "2026-01-05", "id": str(UUID(int=7))}
    assert told == {**asdict(given), "facts": plain}


def test_an_entry_lives_and_dies_with_the_callers_transaction(own_database: str) -> None:
    with transaction.atomic():
        record(subject_id="undone")
        transaction.set_rollback(True)
    with transaction.atomic():
        record(subject_id="done")
    assert everything() == ["done"]


def test_many_entries_are_kept_in_their_order_or_none_of_them(own_database: str) -> None:
    record_some(5)
    assert everything() == [f"S{n:05d}" for n in reversed(range(5))]
    with pytest.raises(TypeError, match="float cannot stand in an audit entry"):
        services.record_many(entries=[entry(), entry(facts={"share": 0.5})])
    with pytest.raises(errors.CheckViolation):
        services.record_many(entries=[entry(), entry(outcome="")])
    services.record_many(entries=[])
    assert len(everything()) == 5


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.clause("OP-22.1")
def test_the_owner_cannot_change_delete_or_empty(filled: psycopg.Connection, table: str) -> None:
    for statement in (
        f"UPDATE {table} SET {TABLES[table]}",
        f"DELETE FROM {table}",
        f"TRUNCATE {table} CASCADE",
    ):
        with pytest.raises(errors.Error) as refused:
            filled.execute(statement.encode())
        assert refused.value.sqlstate == "RFA01", statement


@pytest.mark.parametrize("table", TABLES)
def test_the_program_cannot_change_delete_or_empty_nor_add_its_own_seals(
    filled: psycopg.Connection, table: str
) -> None:
    filled.execute("SET ROLE ringfence_app")
    assert filled.execute(f"SELECT count(*) FROM {table}".encode()).fetchone() == (1,)
    for statement in (
        f"INSERT INTO {table} SELECT * FROM {table}",
        f"UPDATE {table} SET {TABLES[table]}",
        f"DELETE FROM {table}",
        f"TRUNCATE {table}",
    ):
        with pytest.raises(errors.InsufficientPrivilege):
            filled.execute(statement.encode())


def test_the_program_cannot_choose_a_rows_place_in_the_order(own_database: str) -> None:
    with connection.cursor() as cursor, pytest.raises(Exception, match="permission denied"):
        cursor.execute(
            "INSERT INTO audit_entry (id, seen, at, actor, organisation, action, subject_kind,"
            " subject_id, purpose, outcome, clause, trace, address, facts) SELECT"
            " gen_random_uuid(), 1, now(), 'a', '', 'b.c', '', '', '', 'DONE', '', '', '', '{}'"
        )
