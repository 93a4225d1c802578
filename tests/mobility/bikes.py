"""A sample bike operator, and short words for what the tests do with it."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from actors import holder
from ringfence.access.actor import Actor
from ringfence.kernel.credit_code import credit_code_check_character
from ringfence.kernel.uuid7 import uuid7
from ringfence.ledger import selectors as books
from ringfence.regimes.mobility.domain import Money, Movement, MovementKind, PayeeRelation
from ringfence.regimes.mobility.models import Operator, Rider
from ringfence.regimes.mobility.movements import MovementAnswer, movement_post
from ringfence.regimes.mobility.operators import account_find, account_open, operator_register
from ringfence.regimes.mobility.payees import payee_list
from ringfence.regimes.mobility.payouts import payout_make
from ringfence.regimes.mobility.riders import riders_open
from ringfence.regimes.mobility.vehicle_costs import vehicle_cost_record

AT = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)
DAY = date(2026, 11, 20)
CODE = "91149100MA0000001" + credit_code_check_character("91149100MA0000001")
BANK = "102161000001"
SUPERVISOR = holder("TRANSPORT_SUPERVISOR", "sample-transport", area="1491")
CUSTODIAN = holder("CUSTODY_CLERK", "sample-custody", organisation=BANK)
PREPAID_NUMBER, DEPOSIT_NUMBER, OWN_NUMBER = "14000000000001", "14000000000002", "14000000000003"


def clerk_of(operator: Operator) -> Actor:
    """Return somebody who acts in the operator's name."""
    return holder("OPERATOR_CLERK", "sample-rides", organisation=operator.code)


@dataclass
class Custody:
    """Short words for what the tests do with one operator."""

    operator: Operator

    def move(
        self, kind: str, amount_fen: int, rider: str = "样例甲0001", at: datetime = AT
    ) -> MovementAnswer:
        movement = Movement(uuid7(), MovementKind(kind), rider, amount_fen, at)
        return movement_post(
            operator=self.operator, movement=movement, actor=clerk_of(self.operator), at=at
        )

    def pay(self, amount_fen: int, payee: str = OWN_NUMBER) -> None:
        payout_make(
            operator=self.operator,
            money=Money.PREPAID,
            payee_number=payee,
            amount_fen=amount_fen,
            key=uuid7(),
            actor=CUSTODIAN,
            at=AT,
        )

    def rider_fen(self, money: Money = Money.PREPAID, rider: str = "样例甲0001") -> int:
        return books.balance(
            leaf_id=account_find(self.operator, money).leaf_id,
            account_id=Rider.objects.get(operator=self.operator, code=rider).id,
        )

    def bank_fen(self, money: Money = Money.PREPAID) -> int:
        account = account_find(self.operator, money)
        return books.balance(leaf_id=account.leaf_id, account_id=account.id)


def record_cost(operator: Operator, amount_fen: int, on: date) -> None:
    vehicle_cost_record(
        operator=operator,
        amount_fen=amount_fen,
        on=on,
        evidence="样例采购合同",
        actor=SUPERVISOR,
        at=AT,
    )


def take_in(operator: Operator, riders: list[tuple[str, str]]) -> int:
    return riders_open(operator=operator, riders=riders, actor=clerk_of(operator), at=AT)


def open_operator(code: str = CODE, kind: str = "BIKE_SHARING", suffix: str = "") -> Operator:
    """Return an operator with both accounts and its own nominated one."""
    operator = operator_register(
        code=code,
        name="样例单车",
        kind=kind,
        actor=SUPERVISOR,
        at=AT,
    )
    record_cost(operator, 199_999, DAY)
    numbers = {Money.PREPAID: PREPAID_NUMBER, Money.DEPOSIT: DEPOSIT_NUMBER}
    for money, number in numbers.items():
        account_open(
            operator=operator,
            money=money,
            bank_code=BANK,
            number=number + suffix,
            actor=CUSTODIAN,
            at=AT,
        )
    payee_list(
        operator=operator,
        number=OWN_NUMBER,
        name="样例单车",
        relation=PayeeRelation.NOMINATED,
        actor=CUSTODIAN,
        at=AT,
    )
    return operator
