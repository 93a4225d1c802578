"""What the ledger means, in memory: slow, obvious, and written apart from the SQL."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from ringfence.ledger.domain import Hold, Transfer

TOP = 4 * 10**18


@dataclass
class Account:
    side: int
    pooled: bool = False
    floor_fen: int = -TOP
    ceiling_fen: int = TOP
    accepts: str = "ALL"
    balance_fen: int = 0
    held_fen: int = 0

    def refusal(self, change_fen: int, captured_fen: int) -> str | None:
        """Why the balance may not change so, where `captured_fen` of it was held before."""
        if self.pooled:
            return None
        available = self.balance_fen - self.held_fen + captured_fen
        if change_fen < 0 and available + change_fen < self.floor_fen:
            return "BELOW_FLOOR"
        if change_fen > 0 and self.balance_fen + change_fen > self.ceiling_fen:
            return "ABOVE_CEILING"
        return None


@dataclass
class Ledger:
    accounts: dict[UUID, Account] = field(default_factory=dict)
    transfers: dict[UUID, tuple[Any, ...]] = field(default_factory=dict)
    holds: dict[UUID, tuple[Hold, int]] = field(default_factory=dict)

    def post(self, call: list[Transfer]) -> list[str]:
        before = dict(self.transfers)
        contents = _contents(call)
        answers: list[str] = []
        for place, transfer in enumerate(call):
            first = place
            while first and transfer.link is not None and call[first - 1].link == transfer.link:
                first -= 1
            chain = answers[first:place]
            if any(code not in ("POSTED", "REPEATED") for code in chain):
                answers.append("LINK_FAILED")
                continue
            same_key = next(i for i, other in enumerate(call) if other.key == transfer.key)
            answer = self._fault(transfer, contents[place], contents[same_key], before)
            if (
                answer in ("POSTED", "REPEATED")
                and chain
                and (answer == "REPEATED") != (chain[-1] == "REPEATED")
            ):
                answer = "LINK_PARTLY_POSTED"
            answers.append(answer)
            if answer == "POSTED":
                self._take(transfer, contents[place], 1)
            elif answer != "REPEATED" and transfer.link is not None:
                for i in range(first, place):
                    if answers[i] == "POSTED":
                        answers[i] = "LINK_FAILED"
                        self._take(call[i], contents[i], -1)
        return answers

    def _fault(
        self, transfer: Transfer, content: Any, first_content: Any, before: dict[UUID, Any]
    ) -> str:
        t = transfer
        if t.key in before:
            return "REPEATED" if before[t.key] == content else "KEY_REUSED"
        if content != first_content:
            return "KEY_REUSED"
        if t.key in self.transfers:
            return "REPEATED"
        if not 1 <= t.amount_fen <= TOP:
            return "AMOUNT_INVALID"
        if t.debit_id == t.credit_id:
            return "SAME_ACCOUNT"
        if t.debit_id not in self.accounts or t.credit_id not in self.accounts:
            return "UNKNOWN_ACCOUNT"
        debit, credit = self.accounts[t.debit_id], self.accounts[t.credit_id]
        if debit.accepts != "ALL" or credit.accepts == "NOTHING":
            return "NOT_ACCEPTED"
        return self._reversal_fault(t, before) or self._money_fault(t, debit, credit) or "POSTED"

    def _reversal_fault(self, t: Transfer, before: dict[UUID, Any]) -> str | None:
        if t.reverses_id is None:
            return None
        original = before.get(t.reverses_id)
        if original is None:
            return "UNKNOWN_ORIGINAL"
        if original[:3] != (t.credit_id, t.debit_id, t.amount_fen):
            return "REVERSAL_DIFFERS"
        if any(content[6] == t.reverses_id for content in self.transfers.values()):
            return "ALREADY_REVERSED"
        return None

    def _money_fault(self, t: Transfer, debit: Account, credit: Account) -> str | None:
        held_on = None
        if t.hold_id is not None:
            if t.hold_id not in self.holds:
                return "UNKNOWN_HOLD"
            hold, left_fen = self.holds[t.hold_id]
            falling = {t.debit_id} if debit.side == 1 else set()
            falling |= {t.credit_id} if credit.side == -1 else set()
            if hold.account_id not in falling:
                return "HOLD_OF_OTHER_ACCOUNT"
            if hold.expires_at and hold.expires_at <= t.at:
                return "HOLD_EXPIRED"
            if left_fen < t.amount_fen:
                return "HOLD_EXCEEDED"
            held_on = hold.account_id
        for account_id, account, sign in ((t.debit_id, debit, -1), (t.credit_id, credit, 1)):
            captured_fen = t.amount_fen if account_id == held_on else 0
            fault = account.refusal(sign * account.side * t.amount_fen, captured_fen)
            if fault:
                return fault
        return None

    def _take(self, t: Transfer, content: Any, sign: int) -> None:
        debit, credit = self.accounts[t.debit_id], self.accounts[t.credit_id]
        debit.balance_fen -= sign * debit.side * t.amount_fen
        credit.balance_fen += sign * credit.side * t.amount_fen
        if t.hold_id is not None:
            hold, left_fen = self.holds[t.hold_id]
            self.holds[t.hold_id] = hold, left_fen - sign * t.amount_fen
            self.accounts[hold.account_id].held_fen -= sign * t.amount_fen
        if sign == 1:
            self.transfers[t.key] = content
        else:
            del self.transfers[t.key]

    def hold(self, hold: Hold, at: datetime) -> str:
        if hold.key in self.holds:
            return "REPEATED" if self.holds[hold.key][0] == hold else "KEY_REUSED"
        account = self.accounts.get(hold.account_id)
        if hold.amount_fen < 1:
            return "AMOUNT_INVALID"
        if account is None or account.pooled:
            return "UNKNOWN_ACCOUNT"
        if account.accepts != "ALL":
            return "NOT_ACCEPTED"
        if hold.expires_at and hold.expires_at <= at:
            return "HOLD_EXPIRED"
        if account.balance_fen - account.held_fen - hold.amount_fen < account.floor_fen:
            return "BELOW_FLOOR"
        self.holds[hold.key] = hold, hold.amount_fen
        account.held_fen += hold.amount_fen
        return "PLACED"

    def end(self, hold_ids: list[UUID]) -> dict[UUID, int]:
        freed = {}
        for hold_id in hold_ids:
            hold, left_fen = self.holds.get(hold_id, (None, 0))
            if hold and left_fen:
                self.holds[hold_id] = hold, 0
                self.accounts[hold.account_id].held_fen -= left_fen
                freed[hold_id] = left_fen
        return freed


def _contents(call: list[Transfer]) -> list[tuple[Any, ...]]:
    contents: list[tuple[Any, ...]] = []
    step = 0
    for place, t in enumerate(call):
        step = step + 1 if place and t.link is not None and call[place - 1].link == t.link else 0
        contents.append(
            (t.debit_id, t.credit_id, t.amount_fen, t.code, t.at,
             None if t.link is None else step, t.reverses_id, t.hold_id, t.source_id)
        )  # fmt: skip
    return contents
