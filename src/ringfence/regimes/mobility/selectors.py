"""What is read of operators, reserves and clearing days."""

from datetime import date, datetime
from typing import Any

from ringfence.kernel.clock import day_begins_at, day_ends_at
from ringfence.ledger import selectors as books
from ringfence.regimes.mobility.domain import Money
from ringfence.regimes.mobility.models import (
    ClearingBreak,
    ClearingDay,
    DedicatedAccount,
    Operator,
    Payee,
    ReserveWarning,
    Rider,
)
from ringfence.regimes.mobility.reserve import balances_of, reserve_of


def operator_rows() -> list[dict[str, Any]]:
    """Return every operator with its accounts, payees and number of riders, by code."""
    return [
        {
            "operator": operator.code,
            "name": operator.name,
            "kind": operator.kind,
            "accounts": {
                account.money: account.number
                for account in DedicatedAccount.objects.filter(operator=operator)
            },
            "payees": list(
                Payee.objects.filter(operator=operator)
                .order_by("number")
                .values("number", "name", "relation", "business")
            ),
            "rider_count": Rider.objects.filter(operator=operator).count(),
        }
        for operator in Operator.objects.order_by("code")
    ]


def reserve_row(*, operator: Operator, at: datetime) -> dict[str, Any]:
    """Return the reserve as the books stand, amounts in fen. Refuses: as `reserve_of`."""
    reserve = reserve_of(operator=operator, at=at)
    return {
        "operator": operator.code,
        "bank_fen": reserve.bank_fen,
        "liabilities_fen": reserve.liabilities_fen,
        "ratio_ppm": reserve.ratio_ppm,
        "floor_ppm": reserve.floor_ppm,
        "margin_ppm": reserve.margin_ppm,
        "state": reserve.state.value,
        "payable_fen": reserve.payable_fen,
        "shortfall_fen": reserve.shortfall_fen,
    }


def day_rows(*, on: date, at: datetime, operator_code: str | None = None) -> list[dict[str, Any]]:
    """Return `day_row` of every operator with a prepaid account, by code; or of one operator."""
    operators = Operator.objects.filter(dedicatedaccount__money=Money.PREPAID.value)
    if operator_code:
        operators = operators.filter(code=operator_code)
    return [day_row(operator=operator, on=on, at=at) for operator in operators.order_by("code")]


def day_row(*, operator: Operator, on: date, at: datetime) -> dict[str, Any]:
    """Return an operator's day: what moved, warnings and breaks of the day; balances as of now.

    Refuses: as `reserve_of`.
    """
    deposit = DedicatedAccount.objects.filter(operator=operator, money=Money.DEPOSIT.value).first()
    deposit_bank_fen, deposit_liabilities_fen = balances_of(deposit) if deposit else (0, 0)
    return {
        "operator": operator.code,
        "name": operator.name,
        "on": on,
        "movements": _movements(operator, on),
        "deposit": {"bank_fen": deposit_bank_fen, "liabilities_fen": deposit_liabilities_fen},
        "prepaid": reserve_row(operator=operator, at=at),
        "warnings": list(
            ReserveWarning.objects.filter(
                operator=operator, at__gte=day_begins_at(on), at__lt=day_ends_at(on)
            )
            .order_by("id")
            .values("state", "ratio_ppm", "bank_fen", "liabilities_fen", "at")
        ),
        "clearing": _clearing(operator, on),
    }


def clearing_row(clearing: ClearingDay) -> dict[str, Any]:
    """Return a comparison with each of its breaks, amounts in fen."""
    return {
        "operator": clearing.operator.code,
        "on": clearing.on,
        "sequence": clearing.sequence,
        "digest": bytes(clearing.digest).hex(),
        "rider_count": clearing.rider_count,
        "break_count": clearing.break_count,
        "handed_over_by": clearing.handed_over_by,
        "breaks": list(
            ClearingBreak.objects.filter(clearing=clearing)
            .order_by("line")
            .values("kind", "rider", "reference", "operator_fen", "ledger_fen", "bank_fen")
        ),
    }


def _clearing(operator: Operator, on: date) -> dict[str, Any] | None:
    """Return the day's latest comparison, which a corrected file may have made."""
    latest = ClearingDay.objects.filter(operator=operator, on=on).order_by("-sequence").first()
    return clearing_row(latest) if latest else None


def _movements(operator: Operator, on: date) -> dict[str, dict[str, int]]:
    return {
        movement.code: {"count": movement.transfer_count, "sum_fen": movement.amount_fen}
        for account in DedicatedAccount.objects.filter(operator=operator).order_by("money")
        for movement in books.movements(fund_id=account.id, from_on=on, to_on=on)
    }
