"""Riders' money: deposits, top-ups, rides and refunds, one or many at a time."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from ringfence.access.actor import Actor
from ringfence.access.acts import act_record
from ringfence.kernel.citation import Citation
from ringfence.kernel.clock import business_date
from ringfence.kernel.refusal import Refusal
from ringfence.ledger import selectors as books
from ringfence.ledger import services as ledger
from ringfence.ledger.domain import Answer, Transfer
from ringfence.ledger.refusals import LimitBroken
from ringfence.regimes.mobility.caps import Cap, cap_of, cap_renew
from ringfence.regimes.mobility.domain import ROUTES, Money, Movement, MovementKind, Part
from ringfence.regimes.mobility.models import DedicatedAccount, Operator, Rider
from ringfence.regimes.mobility.operators import account_find, share_of
from ringfence.regimes.mobility.refusals import (
    BankMoneyShort,
    DepositOverCap,
    RiderBalanceShort,
    RiderUnknown,
    TopUpOverCap,
)
from ringfence.regimes.mobility.reserve import reserve_watch

# A day's file has movements near a limit in every part of it, and the ledger decides those of a
# call one by one. With one refusal in fifty, calls of this size took two thirds of the time of
# calls of 8,000; without any, as long.
_CALL_COUNT = 1_000


@dataclass(frozen=True, slots=True)
class MovementAnswer:
    """What became of one movement: POSTED, REPEATED or a refusal's code, with the refusal."""

    key: UUID
    code: str
    refusal: Refusal | None = None


def movement_post(
    *, operator: Operator, movement: Movement, actor: Actor, at: datetime
) -> MovementAnswer:
    """Return the answer to one movement that was posted, now or before with the same content.

    Refuses, in order: NotPermitted, RiderUnknown, DedicatedAccountMissing, NoEditionInForce and
    the rest of `cap_of` (only where money is taken), KeyReused, AmountInvalid, RiderBalanceShort,
    BankMoneyShort, TopUpOverCap or DepositOverCap. Refunds ask no rule: they are paid while the
    money is there. Source: MUF-11.2, MUF-10.1, MUF-10.3, MUF-11.3.
    """
    answer = movements_post(operator=operator, movements=[movement], actor=actor, at=at)[0]
    if answer.refusal:
        raise answer.refusal
    return answer


def movements_post(
    *, operator: Operator, movements: Sequence[Movement], actor: Actor, at: datetime
) -> list[MovementAnswer]:
    """Return an answer for each movement, in their order; one refusal stops no other.

    `at` is when the operator hands them in; each has an instant of its own effect. Deposits and
    prepaid money are on leaves of their own; on each the order is that of effect. Every
    _CALL_COUNT are one transaction with one audit entry. Sent again, whole or in part, nothing is
    done twice. Refuses as a whole: NotPermitted. Refusals of each as `movement_post`.
    """
    actor.require("movement.post", organisation=operator.code)
    answers: list[MovementAnswer] = []
    for start in range(0, len(movements), _CALL_COUNT):
        answers += _chunk_post(operator, movements[start : start + _CALL_COUNT], actor, at)
    if movements:
        reserve_watch(operator=operator, at=max(movement.at for movement in movements))
    return answers


def _chunk_post(
    operator: Operator, movements: Sequence[Movement], actor: Actor, at: datetime
) -> list[MovementAnswer]:
    codes = {movement.rider for movement in movements}
    chunk = _Chunk(
        operator, {r.code: r for r in Rider.objects.filter(operator=operator, code__in=codes)}
    )
    answers: dict[int, MovementAnswer] = {}
    fit: dict[Money, dict[int, Transfer]] = {money: {} for money in Money}
    # Caps are renewed here, each in a transaction of its own, so that two calls never wait for
    # each other's riders.
    for place, movement in enumerate(movements):
        try:
            fit[ROUTES[movement.kind].money][place] = chunk.transfer(movement)
        except Refusal as refusal:
            answers[place] = MovementAnswer(movement.key, refusal.code, refusal)
    with transaction.atomic():
        for money, transfers in fit.items():
            answers |= _money_post(chunk, money, transfers, movements)
        _record(operator, movements, answers, actor, at)
    return [answers[place] for place in range(len(movements))]


def _money_post(
    chunk: "_Chunk",
    money: Money,
    transfers: Mapping[int, Transfer],
    movements: Sequence[Movement],
) -> dict[int, MovementAnswer]:
    """Return the answers to the transfers of one money, by the places of their movements."""
    if not transfers:
        return {}
    account = chunk.account(money)
    posted = ledger.post(leaf_id=account.leaf_id, transfers=list(transfers.values()))
    return {
        place: chunk.answer(movements[place], answer)
        for place, answer in zip(transfers, posted, strict=True)
    }


def _record(
    operator: Operator,
    movements: Sequence[Movement],
    answers: Mapping[int, MovementAnswer],
    actor: Actor,
    at: datetime,
) -> None:
    """Write the audit entry of a call: how many got which answer, and the fen posted by kind."""
    posted_fen: Counter[str] = Counter()
    for place, answer in answers.items():
        if answer.code == "POSTED":
            posted_fen[movements[place].kind.value] += movements[place].amount_fen
    act_record(
        action="movement.post",
        actor=actor,
        at=at,
        subject=("operator", operator.code),
        organisation=operator.code,
        clause="MUF-11.2",
        answers=Counter(answer.code for answer in answers.values()),
        posted_fen=posted_fen,
    )


class _Chunk:
    """What the movements of one call have in common: riders, accounts, the caps of their days."""

    def __init__(self, operator: Operator, riders: dict[str, Rider]) -> None:
        self._operator = operator
        self._riders = riders
        self._accounts: dict[Money, DedicatedAccount] = {}
        self._caps: dict[tuple[Money, str, date], Cap] = {}

    def account(self, money: Money) -> DedicatedAccount:
        """Return the dedicated account, found once. Refuses: DedicatedAccountMissing."""
        if money not in self._accounts:
            self._accounts[money] = account_find(self._operator, money)
        return self._accounts[money]

    def transfer(self, movement: Movement) -> Transfer:
        """Return the movement as a transfer. Refuses what the ledger cannot know."""
        rider = self._riders.get(movement.rider)
        if rider is None:
            raise RiderUnknown(operator=self._operator.code, rider=movement.rider)
        route = ROUTES[movement.kind]
        account = self.account(route.money)
        if route.is_taking:
            self._renew_cap(rider, account, movement)
        ids = {Part.BANK: account.id, Part.RIDER: rider.id}
        if Part.OPERATOR in {route.debit, route.credit}:
            ids[Part.OPERATOR] = share_of(account)
        return Transfer(
            key=movement.key,
            debit_id=ids[route.debit],
            credit_id=ids[route.credit],
            amount_fen=movement.amount_fen,
            code=movement.kind.value,
            at=movement.at,
        )

    def answer(self, movement: Movement, answer: Answer) -> MovementAnswer:
        """Return the ledger's answer in the words of the custody."""
        refusal = self._refusal(movement, answer)
        return MovementAnswer(answer.key, refusal.code if refusal else answer.code, refusal)

    def _refusal(self, movement: Movement, answer: Answer) -> Refusal | None:
        facts, route = answer.facts, ROUTES[movement.kind]
        if answer.code == "ABOVE_CEILING":
            return self._over_cap(movement, facts["balance_fen"])
        if answer.code == "BELOW_FLOOR":
            if facts["account_id"] == str(self.account(route.money).id):
                return BankMoneyShort(
                    cite=Citation("MUF-11.4"),
                    available_fen=facts["available_fen"],
                    amount_fen=movement.amount_fen,
                )
            return RiderBalanceShort(
                available_fen=facts["available_fen"], amount_fen=movement.amount_fen
            )
        return answer.refusal

    def _renew_cap(self, rider: Rider, account: DedicatedAccount, movement: Movement) -> None:
        """Write the cap of the day. Refuses where the rider holds more already."""
        try:
            cap_renew(rider=rider, account=account, cap=self._cap(movement), at=movement.at)
        except LimitBroken:
            balance_fen = books.balance(leaf_id=account.leaf_id, account_id=rider.id)
            raise self._over_cap(movement, balance_fen) from None

    def _over_cap(self, movement: Movement, balance_fen: int) -> Refusal:
        over = TopUpOverCap if movement.kind is MovementKind.TOP_UP else DepositOverCap
        cap = self._cap(movement)
        return over(
            cite=cap.citation,
            balance_fen=balance_fen,
            cap_fen=cap.amount_fen,
            amount_fen=movement.amount_fen,
        )

    def _cap(self, movement: Movement) -> Cap:
        money = ROUTES[movement.kind].money
        holder_kind = self._riders[movement.rider].holder_kind
        asked = (money, holder_kind, business_date(movement.at))
        if asked not in self._caps:
            self._caps[asked] = cap_of(
                operator=self._operator, holder_kind=holder_kind, money=money, on=asked[2]
            )
        return self._caps[asked]
