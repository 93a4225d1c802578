"""Seals and `verify`: whatever is tampered with is found and named."""

import hashlib
import struct
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import psycopg
import pytest
from django.db import connection

from audit.trail import AT, record, record_some
from ringfence.audit import seals
from ringfence.kernel.refusal import FileLineError

Found = tuple[str, int, int | None, UUID | None]


def change(statement: str, *values: Any) -> None:
    """Do what only a thief can."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def broken() -> list[Found]:
    return [
        (found.problem, found.seal_number, found.place, found.entry_id)
        for found in seals.verify().breaks
    ]


@pytest.mark.clause("OP-22.1")
def test_an_untouched_trail_verifies(sealed: list[UUID]) -> None:
    record()
    report = seals.verify()
    assert (report.seal_count, report.sealed_count, report.unsealed_count) == (3, 10, 1)
    assert report.breaks == []
    assert [one.number for one in seals.seals(last=2)] == [2, 3]


def test_what_is_sealed_once_is_not_sealed_again(own_database: str) -> None:
    assert seals.seal(at=AT) == 0
    assert seals.head() == seals.AuditHead(0, 0, "", "")
    record()
    assert seals.seal(at=AT) == 1
    assert seals.seal(at=AT) == 0
    assert [one.row_count for one in seals.seals()] == [1]


def test_a_full_block_ends_with_its_transaction(own_database: str) -> None:
    record_some(10_001)
    record_some(10)
    assert seals.seal(at=AT) == 2
    assert [one.row_count for one in seals.seals()] == [10_001, 10]


@pytest.mark.parametrize(
    "column",
    ["actor", "organisation", "action", "subject_kind", "subject_id", "purpose", "outcome",
     "clause", "trace", "address"],
)  # fmt: skip
def test_no_column_of_an_entry_is_left_out_of_its_digest(sealed: list[UUID], column: str) -> None:
    change(f"UPDATE audit_entry SET {column} = {column} || '.' WHERE id = %s", sealed[0])
    assert broken() == [("ROW_CHANGED", 1, 1, sealed[0])]


@pytest.mark.parametrize("place", [1, 6, 10])
@pytest.mark.parametrize(
    "what",
    ["actor = 'X'", "at = at + interval '1us'", "facts = facts || '{\"x\": 1}'",
     "trace = actor", "outcome = 'X'"],
)  # fmt: skip
@pytest.mark.clause("OP-22.1")
def test_a_changed_entry_is_named(sealed: list[UUID], place: int, what: str) -> None:
    changed = sealed[place - 1]
    change(f"UPDATE audit_entry SET {what} WHERE id = %s", changed)
    block, within = {1: (1, 1), 6: (2, 2), 10: (3, 2)}[place]
    assert broken() == [("ROW_CHANGED", block, within, changed)]


@pytest.mark.parametrize("gone", [[1], [4], [5, 6], [9, 10]], ids=str)
def test_a_removed_entry_is_named(sealed: list[UUID], gone: list[int]) -> None:
    change("DELETE FROM audit_entry WHERE id = ANY(%s)", [sealed[place - 1] for place in gone])
    block, before = divmod(gone[0] - 1, 4)
    assert broken() == [("ROW_MISSING", block + 1, before + 1, sealed[gone[0] - 1])]


@pytest.mark.parametrize(
    ("beside", "added", "found"),
    [(1, UUID(int=1), (1, 1)), (4, UUID(int=2**128 - 1), (1, 5)), (5, UUID(int=2), (2, 1)),
     (10, UUID(int=2**128 - 1), (3, 3))],
)  # fmt: skip
def test_an_added_entry_is_named(
    sealed: list[UUID], beside: int, added: UUID, found: tuple[int, int]
) -> None:
    change(
        "INSERT INTO audit_entry SELECT (jsonb_populate_record(e, jsonb_build_object('id',"
        " %s::text))).* FROM audit_entry AS e WHERE e.id = %s",
        str(added), sealed[beside - 1],
    )  # fmt: skip
    assert broken() == [("ROW_ADDED", *found, added)]


def test_an_entry_moved_to_the_end_is_named_where_it_stood(sealed: list[UUID]) -> None:
    change("UPDATE audit_entry SET seen = 1 + (SELECT max(seen) FROM audit_entry) WHERE id = %s",
           sealed[1])  # fmt: skip
    assert broken() == [("ROW_MOVED", 1, 2, sealed[1])]


def test_two_entries_that_changed_places_are_named(sealed: list[UUID]) -> None:
    swapped = [sealed[3], sealed[4]]
    change(
        "UPDATE audit_entry AS e SET seen = o.seen FROM audit_entry AS o"
        " WHERE e.id = ANY(%s) AND o.id = ANY(%s) AND o.id <> e.id", swapped, swapped,
    )  # fmt: skip
    found = broken()
    assert [(problem, number) for problem, number, _, _ in found] == [
        ("ROW_MOVED", 1), ("ROW_MOVED", 2),
    ]  # fmt: skip
    assert found[0][3] in swapped


@pytest.mark.parametrize(
    ("what", "found"),
    [
        ("DELETE FROM audit_seal WHERE number = 2", [("SEAL_MISSING", 3)]),
        ("DELETE FROM audit_seal WHERE number = 3", [("SEAL_MISSING", 3)]),
        ("UPDATE audit_seal SET row_count = 5 WHERE number = 2", [("SEAL_CHANGED", 2)]),
        ("UPDATE audit_seal SET sealed_at = now() WHERE number = 2", [("SEAL_CHANGED", 2)]),
        ("UPDATE audit_seal SET digest = sha256('x') WHERE number = 2",
         [("SEAL_CHANGED", 2), ("CHAIN_BROKEN", 3)]),
        ("UPDATE audit_seal SET previous = sha256('x') WHERE number = 2", [("CHAIN_BROKEN", 2)]),
    ],
)  # fmt: skip
def test_a_seal_that_was_altered_or_dropped_is_named(
    sealed: list[UUID], what: str, found: list[tuple[str, int]]
) -> None:
    change(what)
    assert [(problem, number) for problem, number, _, _ in broken()] == found


@pytest.mark.clause("OP-22.1")
def test_rows_and_seals_rewritten_together_differ_from_the_head_that_others_hold(
    sealed: list[UUID],
) -> None:
    held = seals.head()
    assert (held.seal_number, held.entry_count, held.sealed_at) == (3, 10, AT.isoformat())
    assert held.digest == seals.seals(last=1)[0].digest
    assert seals.verify(handed_out=held).breaks == []
    change("DELETE FROM audit_seal WHERE number = 3")
    change("UPDATE audit_chain SET horizon = 0")
    change("UPDATE audit_entry SET actor = 'X' WHERE id = %s", sealed[9])
    assert seals.seal(at=AT) == 1
    assert seals.verify().breaks == []
    assert seals.verify(handed_out=held).breaks == [seals.AuditBreak("HEAD_DIFFERS", 3)]


def test_a_head_from_before_the_first_seal_says_nothing(sealed: list[UUID]) -> None:
    assert seals.verify(handed_out=seals.AuditHead(0, 0, "", "")).breaks == []


@pytest.mark.parametrize("content", [b"\xff", b"none", b"[]", b'{"seal_number": 1}'])
def test_a_document_that_is_no_head_is_refused(content: bytes) -> None:
    with pytest.raises(FileLineError):
        seals.head_read(content)


def test_others_can_compute_the_chain_from_the_columns(sealed: list[UUID]) -> None:
    """As docs/audit.md says, without our functions."""

    def micros(at: datetime) -> int:
        since = at - datetime(2000, 1, 1, tzinfo=UTC)
        return (since.days * 86_400 + since.seconds) * 1_000_000 + since.microseconds

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT seen, id, at, jsonb_build_array(actor, organisation, action, subject_kind,"
            " subject_id, purpose, outcome, clause, trace, address, facts)::text"
            " FROM audit_entry ORDER BY seen, id"
        )
        rows = [
            (seen, hashlib.sha256(
                struct.pack(">q16sq", seen, entry_id.bytes, micros(at)) + text.encode()
            ).digest())
            for seen, entry_id, at, text in cursor
        ]  # fmt: skip
    previous = hashlib.sha256(b"ringfence audit").digest()
    for one in seals.seals():
        digests = [digest for seen, digest in rows if one.from_seen <= seen < one.to_seen]
        facts = (one.number, one.from_seen, one.to_seen, one.row_count, micros(one.sealed_at))
        previous = hashlib.sha256(
            previous + struct.pack(">5q", *facts) + b"".join(digests)
        ).digest()
        assert one.digest == previous.hex()


def test_a_transaction_that_still_runs_is_sealed_later_and_in_order(own_database: str) -> None:
    with psycopg.connect(own_database) as other:
        other.execute(
            "INSERT INTO audit_entry (id, at, actor, organisation, action, subject_kind,"
            " subject_id, purpose, outcome, clause, trace, address, facts) VALUES"
            " (gen_random_uuid(), now(), 'a', '', 'b.c', '', '', '', 'DONE', '', '', '', '{}')"
        )
        record()
        assert seals.seal(at=AT) == 0
    assert seals.seal(at=AT) == 1
    report = seals.verify()
    assert (report.breaks, report.sealed_count, report.unsealed_count) == ([], 2, 0)


def test_a_trail_restored_into_another_cluster_begins_its_next_era(sealed: list[UUID]) -> None:
    """There transaction ids start again, far below what was sealed."""
    change("UPDATE audit_chain SET horizon = 1::bigint << 47")
    for _ in range(2):
        record()
    with connection.cursor() as cursor:
        cursor.execute("SELECT era FROM audit_chain")
        assert cursor.fetchall() == [(1,)]
        cursor.execute("SELECT count(*) FROM audit_entry WHERE seen > 1::bigint << 48")
        assert cursor.fetchall() == [(2,)]
