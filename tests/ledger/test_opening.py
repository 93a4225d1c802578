"""Opening funds, leaves and accounts: safe to repeat, never another content under one id."""

import uuid

import pytest

from ledger.books import NOW, Books
from ringfence.kernel.uuid7 import uuid7
from ringfence.ledger import selectors, services
from ringfence.ledger.domain import Accepts, Side
from ringfence.ledger.refusals import (
    AccountDiffers,
    FundDiffers,
    LimitBroken,
    UnknownAccount,
    UnknownLeaf,
)


def test_opening_again_changes_nothing(books: Books) -> None:
    owner_id, account_id = uuid.uuid4(), uuid7()
    for _ in range(2):
        services.account_open(leaf_id=books.leaf_id, accounts=[(account_id, owner_id)],
                              code="PERSONAL", side=Side.CREDIT, at=NOW)  # fmt: skip
        books.post(books.move(books.bank_id, account_id, 5, key=account_id))
    assert books.standing(account_id) == (5, 0)
    [found] = selectors.accounts(leaf_id=books.leaf_id, owner_id=owner_id)
    assert found.account_id == account_id


def test_an_id_never_stands_for_two_accounts_and_nothing_else_is_opened(books: Books) -> None:
    a, new = books.account(), uuid7()
    with pytest.raises(AccountDiffers):
        services.account_open(leaf_id=books.leaf_id, accounts=[(new, None), (a, None)],
                              code="PERSONAL", side=Side.CREDIT, pooled=True, at=NOW)  # fmt: skip
    assert {x.account_id for x in selectors.accounts(leaf_id=books.leaf_id)} == {books.bank_id, a}
    with pytest.raises(UnknownLeaf):
        services.account_open(leaf_id=10**15, accounts=[(new, None)], code="PERSONAL",
                              side=Side.CREDIT, at=NOW)  # fmt: skip


def test_a_fund_and_a_leaf_are_what_they_were(books: Books) -> None:
    code = f"样例基金{books.leaf_id:04d}"
    fund_id = selectors.fund_id_of(code)
    services.fund_open(fund_id=fund_id, code=code, at=NOW)
    services.leaf_open(leaf_id=books.leaf_id, fund_id=fund_id, at=NOW)
    assert selectors.leaf_ids(fund_id) == [books.leaf_id]
    with pytest.raises(FundDiffers):
        services.fund_open(fund_id=fund_id, code="另", at=NOW)
    with pytest.raises(FundDiffers):
        services.fund_open(fund_id=uuid.uuid4(), code=code, at=NOW)
    other = Books.fresh()
    with pytest.raises(FundDiffers):
        services.leaf_open(leaf_id=other.leaf_id, fund_id=fund_id, at=NOW)


def test_a_limit_that_the_money_already_breaks_is_refused(books: Books) -> None:
    a = books.account(100)
    facts = {"leaf_id": books.leaf_id, "accepts": Accepts.ALL, "clause": None, "at": NOW}
    with pytest.raises(LimitBroken):
        services.limit_set(account_id=a, floor_fen=0, ceiling_fen=99, **facts)
    services.limit_set(account_id=a, floor_fen=100, ceiling_fen=100, **facts)
    assert books.post(books.move(a, books.bank_id, 1)) == ["BELOW_FLOOR"]
    with pytest.raises(UnknownAccount):
        services.limit_set(account_id=uuid7(), floor_fen=0, ceiling_fen=1, **facts)
    with pytest.raises(UnknownAccount):
        services.limit_set(account_id=books.bank_id, floor_fen=0, ceiling_fen=None, **facts)
