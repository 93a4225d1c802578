"""Booking: the person's own account first, the pooled fund the rest; each payment once."""

import pytest

from ringfence.banking.exchange.outcomes import Outcome
from ringfence.banking.models import BookedChunk
from ringfence.banking.runs import booking
from ringfence.banking.runs.domain import IllegalRunStep
from ringfence.kernel.clock import last_instant
from ringfence.ledger import selectors as books
from sample_month import DAY, LEAF, SampleMonth, roster_row, row_counts

PAID, FROZEN = Outcome.SUCCESS, Outcome.ACCOUNT_FROZEN


@pytest.mark.clause("OP-16.3")
@pytest.mark.parametrize(
    ("personal_fen", "left_fen", "pool_fen"),
    [(0, 0, -10_000), (9_999, 0, -1), (10_000, 0, 0), (10_001, 1, 0), (1, 0, -9_999)],
)
def test_the_personal_account_pays_first_and_the_pooled_fund_the_rest(
    month: SampleMonth, personal_fen: int, left_fen: int, pool_fen: int
) -> None:
    run = month.sent(month.drafted("100.00", personal_fen=personal_fen))
    month.answer(run, {1: PAID})
    month.book(run)
    assert (month.personal_fen(1), month.pool_fen()) == (left_fen, pool_fen)
    assert month.transit_fen(run) == 0


@pytest.mark.clause("OP-16.3")
def test_a_failed_payment_takes_nothing_and_its_money_returns_at_the_close(
    month: SampleMonth,
) -> None:
    run = month.sent(month.drafted("100.00", "50.00", personal_fen=3_000))
    month.answer(run, {1: PAID, 2: FROZEN})
    month.book(run)
    assert (month.personal_fen(1), month.personal_fen(3)) == (0, 3_000)
    assert (month.transit_fen(run), month.own_fen()) == (5_000, 0)
    month.close(run)
    assert (month.transit_fen(run), month.own_fen()) == (0, 5_000)


@pytest.mark.clause("OP-16.3")
def test_booking_again_books_nothing_again(month: SampleMonth) -> None:
    run = month.sent(month.drafted("100.00", "50.00", personal_fen=3_000))
    month.answer(run, {1: PAID, 2: PAID})
    (chunk,) = booking.chunks_open(run.id)
    booking.chunk_book(chunk)
    month.book(run)
    assert booking.chunks_open(run.id) == []
    before = row_counts("ledger_transfer")
    assert month.pool_fen() == -9_000
    # Another program that had looked before, and one that would not look at all.
    booking.chunk_book(chunk)
    assert {code for _, code, _ in booking._post(chunk)} == {"KEY_REUSED"}
    assert row_counts("ledger_transfer") == before


@pytest.mark.clause("OP-16.3")
def test_booking_goes_on_after_the_parts_that_are_done(
    month: SampleMonth, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(booking, "CHUNK_LINES", 2)
    run = month.sent(month.drafted(*(f"{n}.00" for n in range(1, 6)), personal_fen=150))
    month.answer(run, dict.fromkeys(range(1, 6), PAID))
    first, *_ = booking.chunks_open(run.id)
    booking.chunk_book(first)
    month.book(run)
    spans = BookedChunk.objects.order_by("first_line").values_list("first_line", "last_line")
    assert list(spans) == [(1, 2), (3, 4), (5, 6)]
    # 1.00 is the first person's own; 1.50 of each of the others.
    assert month.pool_fen() == -(1_500 - 100 - 4 * 150)


@pytest.mark.clause("OP-16.3")
def test_a_result_that_comes_while_a_run_is_booked_is_booked_too(
    month: SampleMonth, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = month.sent(month.drafted("1.00", "2.00"))
    month.answer(run, {1: PAID, 2: Outcome.UNKNOWN_OUTCOME})
    chunk_book = booking.chunk_book

    def book_while_the_bank_answers(chunk: booking.Chunk) -> None:
        monkeypatch.setattr(booking, "chunk_book", chunk_book)
        chunk_book(chunk)
        month.answer(run, {2: PAID})

    monkeypatch.setattr(booking, "chunk_book", book_while_the_bank_answers)
    assert month.book(run).state == "BOOKED"
    assert (month.pool_fen(), month.transit_fen(run)) == (-300, 0)


@pytest.mark.clause("OP-16.3")
def test_a_booking_that_is_refused_books_nothing(month: SampleMonth) -> None:
    run = month.sent(month.drafted("1.00", "2.00"))
    month.answer(run, {1: PAID})
    with pytest.raises(IllegalRunStep):
        month.book(run)
    assert month.transit_fen(run) == 300


@pytest.mark.clause("OP-16.3")
def test_a_payment_is_booked_as_of_the_day_on_which_the_bank_made_it(month: SampleMonth) -> None:
    run = month.sent(month.drafted("100.00"))
    month.answer(run, {1: PAID})
    month.book(run, DAY.replace(day=9))
    pool_id = month.programme.pool_account_id
    day_before = last_instant(DAY.replace(day=5))
    assert books.balance(leaf_id=LEAF, account_id=pool_id, at=day_before) == 0
    assert books.balance(leaf_id=LEAF, account_id=pool_id, at=last_instant(DAY)) == -10_000


@pytest.mark.clause("OP-16.3")
def test_two_payments_to_one_person_in_a_run_share_what_the_person_has(
    month: SampleMonth,
) -> None:
    first = month.sent(month.drafted("100.00", personal_fen=15_000))
    (second,) = month.roster(roster_row(1, "80.00"), file_name="supplement.csv").runs
    month.sent(second)
    month.answer(first, {1: FROZEN})
    month.answer(second, {1: FROZEN})
    (again,) = month.retry()
    assert again.item_count == 2
    month.sent(again)
    month.answer(again, {1: PAID, 2: PAID})
    month.book(again)
    assert (month.personal_fen(1), month.pool_fen()) == (0, -3_000)
