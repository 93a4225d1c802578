"""A run's number for people: counted within programme and period, never given twice."""

from collections.abc import Callable
from threading import Thread

from django.db import connection, transaction

from ringfence.banking.models import Run
from sample_month import PERIOD, PROGRAMME, SampleMonth, registry_row, roster_row

# Not pg_stat_activity, which a transaction reads once.
_WAITING = (
    "SELECT count(*) FROM pg_locks"
    " WHERE NOT granted AND pg_backend_pid() = ANY(pg_blocking_pids(pid))"
)


def number(count: int) -> str:
    return f"{PROGRAMME}-{PERIOD}-{count:03d}"


def started(act: Callable[[], object]) -> Thread:
    """Start an act on a connection of its own."""

    def on_own_connection() -> None:
        try:
            act()
        finally:
            connection.close()

    thread = Thread(target=on_own_connection)
    thread.start()
    return thread


def waits_for_us() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(_WAITING)
        return bool(cursor.fetchone()[0])


def test_two_drafts_at_the_same_moment_have_two_numbers(month: SampleMonth) -> None:
    month.people(registry_row(1), registry_row(3))
    with transaction.atomic():
        (first,) = month.roster(roster_row(1)).runs
        second = started(lambda: month.roster(roster_row(3), file_name="supplement.csv"))
        while second.is_alive() and not waits_for_us():
            second.join(0.01)
    second.join()
    assert first.number == number(1)
    assert list(Run.objects.order_by("number").values_list("number", flat=True)) == [
        number(1),
        number(2),
    ]
