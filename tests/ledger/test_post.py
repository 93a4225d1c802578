"""Posting: answers, their precedence, keys, limits, links and reversals."""

import uuid
from datetime import timedelta

import pytest

from ledger.books import NOW, Books
from ringfence.kernel.uuid7 import uuid7
from ringfence.ledger import services
from ringfence.ledger.domain import Accepts, Transfer
from ringfence.ledger.refusals import UnknownLeaf


def test_a_transfer_moves_its_amount(books: Books) -> None:
    a, b = books.account(100), books.account()
    assert books.post(books.move(a, b, 30)) == ["POSTED"]
    assert (books.standing(a), books.standing(b)) == ((70, 0), (30, 0))


def test_the_same_key_with_the_same_content_is_done_once(books: Books) -> None:
    a = books.account(100)
    move = books.move(a, books.bank_id, 30)
    assert books.post(move) == ["POSTED"]
    assert books.post(move, move) == ["REPEATED", "REPEATED"]
    assert books.standing(a) == (70, 0)


def test_the_same_key_with_another_content_is_refused_and_says_what_differs(books: Books) -> None:
    a, key = books.account(100), uuid7()
    books.post(books.move(a, books.bank_id, 30, key=key))
    [answer] = books.answers(
        books.move(a, books.bank_id, 31, key=key, code="另", at=NOW + timedelta(1))
    )
    assert answer.code == "KEY_REUSED"
    assert answer.facts["differing"] == ["amount_fen", "at", "code"]
    assert books.standing(a) == (70, 0)


def test_one_refusal_stops_no_other(books: Books) -> None:
    a = books.account(100)
    codes = books.post(
        books.move(a, books.bank_id, 0),
        books.move(a, a, 1),
        books.move(a, uuid.uuid4(), 1),
        books.move(a, books.bank_id, -5),
        books.move(a, books.bank_id, 10**30),
        books.move(a, books.bank_id, 100),
        books.move(a, books.bank_id, 1),
    )
    assert codes == [
        "AMOUNT_INVALID", "SAME_ACCOUNT", "UNKNOWN_ACCOUNT", "AMOUNT_INVALID", "AMOUNT_INVALID",
        "POSTED", "BELOW_FLOOR",
    ]  # fmt: skip
    assert books.standing(a) == (0, 0)


def test_order_within_a_call_is_the_order_of_effect(books: Books) -> None:
    a = books.account()
    fill, spend = books.move(books.bank_id, a, 50), books.move(a, books.bank_id, 50)
    assert books.post(spend, fill) == ["BELOW_FLOOR", "POSTED"]
    assert books.post(spend, books.move(a, books.bank_id, 1)) == ["POSTED", "BELOW_FLOOR"]


def test_a_ceiling_is_kept_and_cited(books: Books) -> None:
    a = books.account(9_000, ceiling_fen=10_000, clause="MUF-11.2")
    [over] = books.answers(books.move(books.bank_id, a, 1_001))
    assert over.refusal is not None
    assert over.refusal.as_dict()["clause"] == "MUF-11.2"
    assert over.facts["balance_fen"] == 9_000
    assert over.facts["ceiling_fen"] == 10_000
    assert books.post(books.move(books.bank_id, a, 1_000)) == ["POSTED"]


def test_a_chain_is_posted_whole_or_not_at_all(books: Books) -> None:
    a, b = books.account(100), books.account()
    chain = [
        books.move(a, b, 60, link=7), books.move(a, b, 60, link=7), books.move(a, b, 1, link=7),
    ]  # fmt: skip
    alone = books.move(a, b, 100)
    assert books.post(*chain, alone) == ["LINK_FAILED", "BELOW_FLOOR", "LINK_FAILED", "POSTED"]
    assert books.standing(a) == (0, 0)


def test_a_chain_sent_again_is_repeated_as_a_whole_and_never_in_part(books: Books) -> None:
    a, b = books.account(100), books.account()
    chain = [books.move(a, b, 1, link=1), books.move(b, a, 1, link=1)]
    assert books.post(*chain) == ["POSTED", "POSTED"]
    assert books.post(*chain) == ["REPEATED", "REPEATED"]
    longer = [*chain, books.move(a, b, 1, link=1)]
    assert books.post(*longer) == ["REPEATED", "REPEATED", "LINK_PARTLY_POSTED"]


def test_a_reversal_mirrors_its_original_once(books: Books) -> None:
    a, b = books.account(100), books.account()
    move = books.move(a, b, 40)
    books.post(move)
    codes = books.post(
        books.move(b, a, 39, reverses_id=move.key),
        books.move(b, a, 40, reverses_id=uuid.uuid4()),
        books.move(b, a, 40, reverses_id=move.key),
        books.move(b, a, 40, reverses_id=move.key),
    )
    assert codes == ["REVERSAL_DIFFERS", "UNKNOWN_ORIGINAL", "POSTED", "ALREADY_REVERSED"]
    assert books.post(books.move(b, a, 40, reverses_id=move.key)) == ["ALREADY_REVERSED"]
    assert books.standing(a) == (100, 0)


def test_the_books_make_the_mirror_themselves(books: Books) -> None:
    a, b = books.account(100), books.account()
    moves = [books.move(a, b, 40), books.move(a, b, 2)]
    books.post(*moves)
    originals = {uuid7(): moves[0].key, uuid7(): uuid7(), uuid7(): moves[1].key}
    answers = services.reverse(leaf_id=books.leaf_id, originals=originals, code="冲正", at=NOW)
    assert [x.code for x in answers] == ["POSTED", "UNKNOWN_ORIGINAL", "POSTED"]
    assert (books.standing(a), books.standing(b)) == ((100, 0), (0, 0))
    again = services.reverse(leaf_id=books.leaf_id, originals=originals, code="冲正", at=NOW)
    assert [x.code for x in again] == ["REPEATED", "UNKNOWN_ORIGINAL", "REPEATED"]


def test_a_frozen_account_refuses_and_a_credits_only_account_takes_credits(books: Books) -> None:
    a = books.account(100, ceiling_fen=1_000)
    both = [books.move(a, books.bank_id, 1), books.move(books.bank_id, a, 1)]

    def freeze(accepts: Accepts) -> None:
        services.limit_set(
            leaf_id=books.leaf_id, account_id=a, floor_fen=0, ceiling_fen=1_000, accepts=accepts,
            clause="MUF-14", at=NOW,
        )  # fmt: skip

    freeze(Accepts.NOTHING)
    assert books.post(*both) == ["NOT_ACCEPTED", "NOT_ACCEPTED"]
    freeze(Accepts.CREDITS_ONLY)
    assert books.post(*both) == ["NOT_ACCEPTED", "POSTED"]
    freeze(Accepts.ALL)
    assert books.post(*both) == ["POSTED", "REPEATED"]


def test_a_pool_can_be_closed_to_debits(books: Books) -> None:
    a = books.account()
    services.limit_set(
        leaf_id=books.leaf_id, account_id=books.bank_id, floor_fen=None, ceiling_fen=None,
        accepts=Accepts.CREDITS_ONLY, clause=None, at=NOW,
    )  # fmt: skip
    assert books.post(books.move(books.bank_id, a, 1)) == ["NOT_ACCEPTED"]


def test_amounts_at_the_edge_of_bigint_are_answered_not_broken(books: Books) -> None:
    a, top = books.account(), 4 * 10**18
    moves = [books.move(books.bank_id, a, top), books.move(books.bank_id, a, 1)]
    assert books.post(*moves) == ["POSTED", "ABOVE_CEILING"]
    assert books.post(books.move(books.bank_id, a, top + 1)) == ["AMOUNT_INVALID"]


def test_eight_thousand_mixed_transfers_are_answered_each(books: Books) -> None:
    a, b = books.account(4_000), books.account()
    moves = [books.move(a, b, 1) for _ in range(8_000)]
    assert books.post(*moves) == ["POSTED"] * 4_000 + ["BELOW_FLOOR"] * 4_000
    assert books.standing(b) == (4_000, 0)


def test_an_unknown_leaf_is_refused(books: Books) -> None:
    with pytest.raises(UnknownLeaf):
        services.post(leaf_id=10**12, transfers=[books.move(books.bank_id, books.bank_id, 1)])


def test_an_amount_is_an_int() -> None:
    with pytest.raises(TypeError):
        Transfer(uuid.uuid4(), uuid.uuid4(), uuid.uuid4(), 1.0, "样例", NOW)  # type: ignore[arg-type]
