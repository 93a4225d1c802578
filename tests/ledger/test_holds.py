"""Holds: available money is the balance less what is held."""

from datetime import timedelta

from ledger.books import NOW, Books
from ringfence.kernel.uuid7 import uuid7
from ringfence.ledger import services
from ringfence.ledger.domain import Hold


def test_held_money_cannot_be_spent_otherwise(books: Books) -> None:
    a = books.account(100)
    books.hold(a, 60)
    assert books.standing(a) == (100, 60)
    assert books.post(books.move(a, books.bank_id, 41)) == ["BELOW_FLOOR"]
    assert books.post(books.move(a, books.bank_id, 40)) == ["POSTED"]


def test_a_hold_is_captured_in_part_and_the_rest_released(books: Books) -> None:
    a = books.account(100)
    hold_id = books.hold(a, 60)
    codes = books.post(
        books.move(a, books.bank_id, 50, hold_id=hold_id),
        books.move(a, books.bank_id, 11, hold_id=hold_id),
    )
    assert codes == ["POSTED", "HOLD_EXCEEDED"]
    assert books.standing(a) == (50, 10)
    freed = services.hold_release(leaf_id=books.leaf_id, hold_ids=[hold_id], at=NOW)
    assert freed == {hold_id: 10}
    assert books.standing(a) == (50, 0)
    assert services.hold_release(leaf_id=books.leaf_id, hold_ids=[hold_id], at=NOW) == {}


def test_a_hold_is_captured_only_from_its_account(books: Books) -> None:
    a, b = books.account(100), books.account(100)
    hold_id = books.hold(a, 60)
    assert books.post(
        books.move(b, books.bank_id, 1, hold_id=hold_id),
        books.move(b, a, 1, hold_id=hold_id),
        books.move(a, books.bank_id, 1, hold_id=uuid7()),
    ) == ["HOLD_OF_OTHER_ACCOUNT", "HOLD_OF_OTHER_ACCOUNT", "UNKNOWN_HOLD"]


def test_a_hold_expires(books: Books) -> None:
    a = books.account(100)
    end = NOW + timedelta(hours=1)
    hold_id = books.hold(a, 60, expires_at=end)
    late = books.move(a, books.bank_id, 1, hold_id=hold_id, at=end)
    assert books.post(late) == ["HOLD_EXPIRED"]
    leaf_id = books.leaf_id
    assert services.hold_expire(leaf_id=leaf_id, at=end - timedelta(microseconds=1)) == {}
    assert services.hold_expire(leaf_id=leaf_id, at=end) == {hold_id: 60}
    assert books.standing(a) == (100, 0)


def test_holds_in_bulk_are_answered_each(books: Books) -> None:
    a, b = books.account(100), books.account(5)
    one = Hold(uuid7(), a, 60)
    holds = [
        one, Hold(uuid7(), b, 6), one, Hold(one.key, a, 61), Hold(uuid7(), a, 41),
        Hold(uuid7(), books.bank_id, 1), Hold(uuid7(), a, 40), Hold(uuid7(), a, 0),
    ]  # fmt: skip
    answers = services.hold_place(leaf_id=books.leaf_id, holds=holds, at=NOW)
    assert [answer.code for answer in answers] == [
        "PLACED", "BELOW_FLOOR", "REPEATED", "KEY_REUSED", "BELOW_FLOOR", "UNKNOWN_ACCOUNT",
        "PLACED", "AMOUNT_INVALID",
    ]  # fmt: skip
    assert all(answer.refusal.as_dict() for answer in answers if answer.refusal)
    assert books.standing(a) == (100, 100)
