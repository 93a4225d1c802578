"""Results into the books, in chunks, each in a transaction of its own (OP-16.3)."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID

from django.db import connection, transaction

from ringfence.access.actor import Actor
from ringfence.banking.models import BookedChunk, ExchangeFile, Run
from ringfence.banking.runs.domain import RunEvent, RunState, next_state
from ringfence.banking.runs.steps import run_act, run_get, run_lock

_BOOK_CHUNK = (Path(__file__).parent / "sql" / "book_chunk.sql").read_text()
# An item may be two transfers, and a call of the ledger takes 8,000.
CHUNK_LINES = 4_000
# Another posting may take from a person's account between the reading of its balance and the
# writing; the chunk is then read again.
_TRIES = 5


@dataclass(frozen=True, slots=True)
class Chunk:
    """Lines of one run whose results one file brought; both ends inclusive."""

    leaf_id: int
    run_id: UUID
    pool_id: UUID
    file_id: UUID
    first: int
    last: int


def run_book(*, run_id: UUID, actor: Actor, at: datetime) -> Run:
    """Return the run, BOOKED: every success that the bank has told is in the ledger, once.

    Works in chunks, each committed with the mark that it is done, so it goes on where it was
    interrupted. Refuses: UnknownRun, NotPermitted, IllegalRunStep. Source: OP-16.3.
    """
    run = run_get(run_id)
    actor.require("run.book", organisation=run.agreement.agency)
    next_state(number=run.number, state=RunState(run.state), event=RunEvent.BOOK)
    while True:
        for chunk in chunks_open(run_id):
            chunk_book(chunk)
        with transaction.atomic():
            run = run_lock(run_id)
            # A late result may have come meanwhile: it is booked before the run is.
            if not chunks_open(run_id):
                run_act(run=run, event=RunEvent.BOOK, action="run.book", actor=actor, at=at)
                return run


def chunks_open(run_id: UUID) -> list[Chunk]:
    """Return the chunks of the run's result files that are not booked yet, in order."""
    run = Run.objects.get(pk=run_id)
    files = ExchangeFile.objects.filter(run_id=run_id, direction="IN", kind="RESULT")
    found: list[Chunk] = []
    for file_id in files.order_by("sequence").values_list("id", flat=True):
        done = set(
            BookedChunk.objects.filter(leaf_id=run.leaf_id, file_id=file_id).values_list(
                "first_line", flat=True
            )
        )
        for first in range(1, run.item_count + 1, CHUNK_LINES):
            if first not in done:
                found.append(
                    Chunk(
                        run.leaf_id, run.id, run.pool_account_id, file_id,
                        first, first + CHUNK_LINES - 1,
                    )
                )  # fmt: skip
    return found


def chunk_book(chunk: Chunk) -> None:
    """Write one chunk's transfers and the mark that they are written, together or not at all.

    Another program may be at the same run; what it has marked meanwhile is left alone.
    """
    for _ in range(_TRIES):
        with transaction.atomic():
            run_lock(chunk.run_id)
            if _is_marked(chunk):
                return
            refused = _post(chunk)
            if not refused:
                _mark(chunk)
                return
            transaction.set_rollback(True)
    raise AssertionError(f"the ledger refused what was paid: {refused[0]}")


def _post(chunk: Chunk) -> list[tuple[int, str, object]]:
    with connection.cursor() as cursor:
        cursor.execute(
            _BOOK_CHUNK,
            {
                "leaf_id": chunk.leaf_id,
                "run_id": chunk.run_id,
                "pool_id": chunk.pool_id,
                "file_id": chunk.file_id,
                "first": chunk.first,
                "last": chunk.last,
            },
        )
        refused: list[tuple[int, str, object]] = cursor.fetchall()
        return refused


def _is_marked(chunk: Chunk) -> bool:
    return BookedChunk.objects.filter(
        leaf_id=chunk.leaf_id, file_id=chunk.file_id, first_line=chunk.first
    ).exists()


def _mark(chunk: Chunk) -> None:
    BookedChunk.objects.create(
        leaf_id=chunk.leaf_id,
        file_id=chunk.file_id,
        first_line=chunk.first,
        last_line=chunk.last,
    )
