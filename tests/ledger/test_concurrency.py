"""Many connections at once, and a server that dies under them."""

from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from random import Random
from threading import Barrier, Event
from uuid import UUID

import psycopg
import pytest

import ringfence.ledger
from ledger.books import NOW, Books
from ringfence.installation.postgres import EmbeddedServer
from ringfence.kernel.uuid7 import uuid7
from ringfence.ledger import call, seals
from ringfence.ledger.domain import Answer, Hold, Transfer

WRITERS = 4


def at_once(url: str, work: Callable[[psycopg.Connection, int], list[Answer]]) -> list[Answer]:
    """Return the answers of all writers, each on its own connection, begun together."""
    barrier = Barrier(WRITERS)

    def writer(number: int) -> list[Answer]:
        with psycopg.connect(url, autocommit=True) as connection:
            barrier.wait()
            return work(connection, number)

    with ThreadPoolExecutor(WRITERS) as writers:
        return [answer for found in writers.map(writer, range(WRITERS)) for answer in found]


def post(connection: psycopg.Connection, books: Books, call_: Sequence[Transfer]) -> list[Answer]:
    with connection.cursor() as cursor:
        return call.post(cursor, books.leaf_id, call_)


def test_a_hold_that_another_connection_is_placing_is_a_repeat(
    books: Books, books_url: str
) -> None:
    hold = Hold(uuid7(), books.account(50), 1)

    def place(connection: psycopg.Connection) -> str:
        with connection.cursor() as cursor:
            return call.hold_place(cursor, books.leaf_id, [hold], NOW)[0].code

    with (
        ThreadPoolExecutor(1) as other,
        psycopg.connect(books_url) as first,
        psycopg.connect(books_url) as second,
    ):
        assert place(first) == "PLACED"
        waiting = other.submit(place, second)
        while not books.run("SELECT pid FROM pg_locks WHERE pid = %b AND NOT granted",
                            second.info.backend_pid):  # fmt: skip
            assert not waiting.done()
        first.commit()
        assert waiting.result() == "REPEATED"


def test_concurrent_calls_keep_every_limit_and_lose_nothing(books: Books, books_url: str) -> None:
    accounts = [books.account(50, ceiling_fen=120) for _ in range(8)]

    def work(connection: psycopg.Connection, number: int) -> list[Answer]:
        random, answers = Random(number), []
        for _ in range(60):
            moves = []
            for _ in range(random.randint(1, 12)):
                debit, credit = random.sample([*accounts, books.bank_id], 2)
                link = random.choice([None, None, 1])
                moves.append(books.move(debit, credit, random.randint(1, 30), link=link))
            answers += post(connection, books, moves)
        return answers

    answers = at_once(books_url, work)
    counts = Counter(answer.code for answer in answers)
    assert set(counts) == {"POSTED", "BELOW_FLOOR", "ABOVE_CEILING", "LINK_FAILED"}
    kept = books.run("SELECT id FROM ledger_transfer WHERE leaf_id = %b AND code = '样例'",
                     books.leaf_id)  # fmt: skip
    posted = {answer.key for answer in answers if answer.code == "POSTED"}
    assert len({key for (key,) in kept}) == len(kept) == len(posted) + len(accounts)
    assert posted < {key for (key,) in kept}
    assert all(0 <= books.standing(account)[0] <= 120 for account in accounts)
    seals.seal(leaf_id=books.leaf_id, at=NOW)
    seals.checkpoint_fold(leaf_id=books.leaf_id)
    assert seals.verify(leaves=[books.leaf_id]).breaks == []


def test_single_transfers_near_their_limits_never_wait_for_each_other(
    books: Books, books_url: str
) -> None:
    accounts = [books.account(3, ceiling_fen=6) for _ in range(2)]

    def work(connection: psycopg.Connection, number: int) -> list[Answer]:
        random, answers = Random(number), []
        for _ in range(300):
            debit, credit = random.sample(accounts, 2)
            answers += post(connection, books, [books.move(debit, credit, random.randint(1, 6))])
        return answers

    counts = Counter(answer.code for answer in at_once(books_url, work))
    assert set(counts) == {"POSTED", "BELOW_FLOOR"}
    assert sum(books.standing(account)[0] for account in accounts) == 6


@pytest.mark.parametrize("pooled", [False, True])
def test_one_call_sent_by_all_at_once_is_done_once(
    books: Books, books_url: str, pooled: bool
) -> None:
    a, b = books.account(1_000), books.account()
    if pooled:
        a, b = books.bank_id, books.account(pooled=True)
    calls = [[books.move(a, b, 1) for _ in range(10)] for _ in range(20)]
    answers = at_once(
        books_url,
        lambda connection, _: [x for one in calls for x in post(connection, books, one)],
    )
    assert Counter(answer.code for answer in answers) == {
        "POSTED": 200, "REPEATED": 200 * (WRITERS - 1),
    }  # fmt: skip


def test_seals_and_checkpoints_beside_writers_miss_nothing(books: Books, books_url: str) -> None:
    a = books.account()

    def work(connection: psycopg.Connection, number: int) -> list[Answer]:
        answers = []
        for _ in range(40):
            if number == 0:
                connection.execute("SELECT ledger_seal_next(%s, %s, 9)", (books.leaf_id, NOW))
                connection.execute("SELECT ledger_checkpoint_fold(%s)", (books.leaf_id,))
            else:
                answers += post(connection, books, [books.move(books.bank_id, a, 1)] * 1)
        return answers

    answers = at_once(books_url, work)
    assert books.standing(a) == (len(answers), 0) == (120, 0)
    seals.seal(leaf_id=books.leaf_id, at=NOW)
    report = seals.verify(leaves=[books.leaf_id])
    assert (report.breaks, report.sealed_count, report.unsealed_count) == ([], 120, 0)


def test_a_killed_server_has_every_acknowledged_transfer_and_repeats_it(tmp_path: Path) -> None:
    server = EmbeddedServer(tmp_path / "postgres")  # durable, unlike the session's
    server.start()
    try:
        leaf = _lay_out(server.url())
        acknowledged: list[list[Transfer]] = []
        enough = Event()

        def write(number: int) -> None:
            random = Random(number)
            with psycopg.connect(server.url(), autocommit=True) as connection:
                while True:
                    moves = [
                        Transfer(
                            uuid7(), leaf.bank_id, UUID(int=random.randint(1, 5)), 1, "样例", NOW
                        )
                        for _ in range(random.randint(1, 20))
                    ]
                    post(connection, leaf, moves)
                    acknowledged.append(moves)
                    if len(acknowledged) > 100:
                        enough.set()

        with ThreadPoolExecutor(WRITERS) as writers:
            running = [writers.submit(write, number) for number in range(WRITERS)]
            assert enough.wait(60)
            server.kill()
            assert all(isinstance(one.exception(), psycopg.OperationalError) for one in running)
        server.start()
        with psycopg.connect(server.url(), autocommit=True) as connection:
            for moves in acknowledged:
                assert {x.code for x in post(connection, leaf, moves)} == {"REPEATED"}
            assert connection.execute("SELECT * FROM ledger_books_check(1)").fetchall() == []
    finally:
        server.stop()


def _lay_out(url: str) -> Books:
    """Make books with a pool and five limited accounts on a server of one's own."""
    sql = Path(ringfence.ledger.__file__).parent / "sql"
    bank_id, fund_id = uuid7(), uuid7()
    with psycopg.connect(url) as owner:
        for file in sorted(sql.glob("*.sql")):
            owner.execute(file.read_bytes())
        owner.execute("SELECT ledger_fund_open(%s, '样例', %s)", (fund_id, NOW))
        owner.execute("SELECT ledger_leaf_open(1, %s, %s)", (fund_id, NOW))
        for ids, pooled in (([bank_id], True), ([UUID(int=n) for n in range(1, 6)], False)):
            owner.execute(
                "SELECT ledger_account_open(1, %s, %s::uuid[], '样例', 1::smallint, %s, NULL, NULL,"
                " 'ALL', NULL, %s)", (ids, [None] * len(ids), pooled, NOW),
            )  # fmt: skip
    return Books(1, bank_id)
