"""A small leaf to test on, with short words for what tests do."""

import itertools
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from ringfence.kernel.uuid7 import uuid7
from ringfence.ledger import services
from ringfence.ledger.domain import Answer, Hold, Side, Transfer

NOW = datetime(2026, 1, 5, 8, 0, tzinfo=UTC)
_LEAVES = itertools.count(1)


@dataclass
class Books:
    """A leaf with a pooled bank account (debits increase it) from which accounts are filled."""

    leaf_id: int
    bank_id: UUID

    @classmethod
    def fresh(cls) -> "Books":
        fund_id, leaf_id = uuid.uuid4(), next(_LEAVES)
        services.fund_open(fund_id=fund_id, code=f"样例基金{leaf_id:04d}", at=NOW)
        services.leaf_open(leaf_id=leaf_id, fund_id=fund_id, at=NOW)
        books = cls(leaf_id, uuid7())
        services.account_open(
            leaf_id=leaf_id, accounts=[(books.bank_id, None)], code="BANK", side=Side.DEBIT,
            pooled=True, at=NOW,
        )  # fmt: skip
        return books

    def account(self, balance_fen: int = 0, **limits: Any) -> UUID:
        """Open a limited personal account and fill it."""
        account_id = uuid7()
        facts: dict[str, Any] = {"code": "PERSONAL", "side": Side.CREDIT, "at": NOW, **limits}
        services.account_open(leaf_id=self.leaf_id, accounts=[(account_id, None)], **facts)
        if balance_fen:
            assert self.post(self.move(self.bank_id, account_id, balance_fen)) == ["POSTED"]
        return account_id

    def move(self, debit_id: UUID, credit_id: UUID, amount_fen: int, **rest: Any) -> Transfer:
        facts: dict[str, Any] = {"key": uuid7(), "code": "样例", "at": NOW, **rest}
        return Transfer(debit_id=debit_id, credit_id=credit_id, amount_fen=amount_fen, **facts)

    def answers(self, *transfers: Transfer) -> list[Answer]:
        return services.post(leaf_id=self.leaf_id, transfers=transfers)

    def post(self, *transfers: Transfer) -> list[str]:
        return [answer.code for answer in self.answers(*transfers)]

    def hold(self, account_id: UUID, amount_fen: int, **rest: Any) -> UUID:
        key = uuid7()
        hold = Hold(key, account_id, amount_fen, **rest)
        [answer] = services.hold_place(leaf_id=self.leaf_id, holds=[hold], at=NOW)
        assert answer.code == "PLACED", answer
        return key

    def standing(self, account_id: UUID) -> tuple[int, int]:
        """Return balance and held money of a limited account, in fen."""
        with services.books() as cursor:
            cursor.execute(
                "SELECT balance_fen, held_fen FROM ledger_balance"
                " WHERE leaf_id = %s AND account_id = %s", (self.leaf_id, account_id))  # fmt: skip
            row: tuple[int, int] = cursor.fetchone()
            return row

    def run(self, statement: str, *facts: Any) -> list[tuple[Any, ...]]:
        """Run one statement on Django's connection and return its rows."""
        with services.books() as cursor:
            cursor.execute(statement.encode(), facts)
            return cursor.fetchall() if cursor.description else []
