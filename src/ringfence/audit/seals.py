"""Sealing and checking the trail: a digest chain that an inspector can compute too."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from ringfence.audit.services import trail
from ringfence.kernel.refusal import FileLineError
from ringfence.kernel.words import Words

# How many blocks are checked, or sealed, at a time.
BLOCKS_AT_ONCE = 50


@dataclass(frozen=True, slots=True)
class AuditSeal:
    """One block of the trail: entries with from_seen <= seen < to_seen. Digests as hex."""

    number: int
    from_seen: int
    to_seen: int
    row_count: int
    sealed_at: datetime
    previous: str
    digest: str


@dataclass(frozen=True, slots=True)
class AuditHead:
    """How far the chain reached: what is signed and given to whoever is to hold us to it.

    Its last block, when that was sealed (ISO 8601, UTC), and the entries of all blocks. Nothing
    sealed yet: number 0, the rest empty.
    """

    seal_number: int
    entry_count: int
    sealed_at: str
    digest: str
    chain: str = "audit"


@dataclass(frozen=True, slots=True)
class AuditBreak:
    """Something in the trail that is not as it was sealed; `place` counts from 1 in its block."""

    problem: str
    seal_number: int
    place: int | None = None
    entry_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class AuditVerification:
    """What `verify` found: breaks in order, the first one first; how much a seal covers."""

    seal_count: int
    sealed_count: int
    unsealed_count: int
    breaks: list[AuditBreak]


def seal(*, at: datetime) -> int:
    """Return how many new blocks were sealed: all that has committed.

    Each 50 blocks are a transaction of their own where the caller has none.
    """
    sealed_count = 0
    while True:
        with trail() as cursor:
            cursor.execute("SELECT audit_seal_next(%s, %s)", (at, BLOCKS_AT_ONCE))
            [(count,)] = cursor.fetchall()
        sealed_count += int(count)
        if count < BLOCKS_AT_ONCE:
            return sealed_count


def seals(*, last: int | None = None) -> list[AuditSeal]:
    """Return the seals in order; only the `last` ones if given."""
    with trail() as cursor:
        cursor.execute(
            "SELECT number, from_seen, to_seen, row_count, sealed_at, encode(previous, 'hex'),"
            " encode(digest, 'hex') FROM audit_seal ORDER BY number DESC LIMIT %b",
            (last,),
        )
        return [AuditSeal(*row) for row in reversed(cursor.fetchall())]


def head() -> AuditHead:
    """Return how far the chain reaches now."""
    with trail() as cursor:
        cursor.execute(
            "SELECT number, (SELECT sum(row_count)::bigint FROM audit_seal), sealed_at,"
            " encode(digest, 'hex') FROM audit_seal ORDER BY number DESC LIMIT 1"
        )
        row = cursor.fetchone()
    if row is None:
        return AuditHead(0, 0, "", "")
    number, entry_count, sealed_at, digest = row
    return AuditHead(number, entry_count, sealed_at.astimezone(UTC).isoformat(), digest)


def head_read(content: bytes) -> AuditHead:
    """Return the head in a document that was handed out. Refuses: FileLineError."""
    try:
        return AuditHead(**json.loads(content))
    except (ValueError, TypeError) as error:
        expected = Words("the head of an audit trail", "审计轨迹的封存")
        raise FileLineError(line=0, field="file", got="-", expected=expected) from error


def verify(
    *,
    handed_out: AuditHead | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> AuditVerification:
    """Return what computing every block again found.

    `handed_out` is the head of an earlier day: its block must still have its digest. Who rewrites
    rows and seals together cannot rewrite what others hold. `progress` is told blocks done and
    blocks in all. What no seal covers yet is only counted.
    """
    last, sealed, unsealed, horizon_reached = _totals()
    breaks: list[AuditBreak] = []
    for first in range(1, last + 1, BLOCKS_AT_ONCE):
        to = min(first + BLOCKS_AT_ONCE - 1, last)
        breaks += _check(first, to)
        if progress:
            progress(to, last)
    if not horizon_reached:
        breaks.append(AuditBreak("SEAL_MISSING", last + 1))
    if handed_out and not _has(handed_out):
        breaks.append(AuditBreak("HEAD_DIFFERS", handed_out.seal_number))
    return AuditVerification(last, sealed, unsealed, breaks)


def _has(handed_out: AuditHead) -> bool:
    """Nothing had been sealed where the number is 0."""
    with trail() as cursor:
        cursor.execute(
            "SELECT FROM audit_seal WHERE number = %s AND encode(digest, 'hex') = %s",
            (handed_out.seal_number, handed_out.digest),
        )
        return handed_out.seal_number == 0 or cursor.rowcount == 1


def _totals() -> tuple[int, int, int, bool]:
    """Return the last seal's number, entries sealed and unsealed, and whether the seals reach as
    far as they once did."""
    with trail() as cursor:
        cursor.execute(
            """
            SELECT coalesce(max(s.number), 0), coalesce(sum(s.row_count), 0)::bigint,
                (SELECT count(*) FROM audit_entry AS e
                WHERE e.seen >= coalesce(max(s.to_seen), 0)),
                (SELECT c.horizon FROM audit_chain AS c) <= coalesce(max(s.to_seen), 0)
            FROM audit_seal AS s
            """
        )
        [(last, sealed, unsealed, horizon_reached)] = cursor.fetchall()
        return last, sealed, unsealed, horizon_reached


def _check(first: int, last: int) -> list[AuditBreak]:
    with trail() as cursor:
        cursor.execute(
            "SELECT problem, number, place, entry_id FROM audit_seal_check(%b, %b)", (first, last)
        )
        return [AuditBreak(*row) for row in cursor]
