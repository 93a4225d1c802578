"""Duties and cases that follow from days in custody, found again at each sweep.

The desk follows the books and never the other way: no payout and no refund waits for a case.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID, uuid5

from django.db import connection, transaction
from django.db.models import Exists, OuterRef

from ringfence.access.actor import Actor
from ringfence.desk.case_opening import Matter, cases_open
from ringfence.desk.cases import cases_settle
from ringfence.desk.domain import CaseState, DutyState
from ringfence.desk.duties import duty_meet, duty_start
from ringfence.desk.models import Case, Duty
from ringfence.kernel.clock import business_date, day_begins_at, day_ends_at
from ringfence.regimes.mobility.desk_words import (
    CLEARING_BREAK,
    CLEARING_MATCH,
    DEPOSIT_ROUTE,
    PREPAID_ROUTE,
)
from ringfence.regimes.mobility.domain import Money, MovementKind
from ringfence.regimes.mobility.models import (
    ClearingBreak,
    ClearingDay,
    DedicatedAccount,
    Operator,
)
from ringfence.workdays.calendar import Calendar

# Further back nothing can be new but what nobody swept for.
LOOKED_BACK = timedelta(days=45)

_DAY = timedelta(days=1)
_SUBJECT = "custody_day"
_ENDED = (DutyState.MET.value, DutyState.MET_LATE.value, DutyState.CANCELLED.value)
_ROUTES = {
    Money.DEPOSIT: (DEPOSIT_ROUTE, MovementKind.DEPOSIT_REFUND),
    Money.PREPAID: (PREPAID_ROUTE, MovementKind.REFUND),
}


@dataclass(frozen=True, slots=True)
class _Custody:
    """An operator's dedicated accounts at its custodian bank."""

    operator: Operator
    bank_code: str
    opened_on: date
    leaf_ids: Mapping[Money, int]

    def subject(self, on: date) -> tuple[str, str]:
        """Return what the desk knows a day of this operator by."""
        return _SUBJECT, f"{self.operator.code}/{on}"


def clearing_watch(*, calendar: Calendar, actor: Actor, at: datetime) -> None:
    """Write the bank's duty to match each day that is over, met by the day's first comparison.

    Source: MUF-14.
    """
    for custody in _custodies():
        compared = _first_compared(custody)
        for on in _days_without_ended(custody, CLEARING_MATCH, at):
            with transaction.atomic():
                duty_start(
                    kind=CLEARING_MATCH, organisation=custody.bank_code,
                    owed_to=custody.operator.code, subject=custody.subject(on),
                    started_at=day_begins_at(on), calendar=calendar, actor=actor, at=at,
                )  # fmt: skip
                if day := compared.get(on):
                    duty_meet(
                        kind=CLEARING_MATCH, subject=custody.subject(on),
                        evidence=("clearing_day", str(day.id)), met_at=day.at, actor=actor, at=at,
                    )  # fmt: skip


def refunds_watch(*, calendar: Calendar, actor: Actor, at: datetime) -> None:
    """Write the bank's duty to pay each day's refunds back, met once its statements show them all.

    A refund of the books counts as paid on the day whose statement has it: its own, or the next.
    Source: MUF-15.2, MUF-17.3.
    """
    for custody in _custodies():
        latest = _latest_compared(custody)
        for money, (kind, movement) in _ROUTES.items():
            if money not in custody.leaf_ids:
                continue
            days = _days_without_ended(custody, kind, at)
            first = _first_refunds(custody.leaf_ids[money], movement, days)
            for on in sorted(first):
                with transaction.atomic():
                    duty_start(
                        kind=kind, organisation=custody.bank_code, owed_to=custody.operator.code,
                        subject=custody.subject(on), started_at=first[on], calendar=calendar,
                        actor=actor, at=at, qualifiers={"money_kind": money.value},
                    )  # fmt: skip
                    if paid := _paid_by(on, movement, latest):
                        duty_meet(
                            kind=kind, subject=custody.subject(on),
                            evidence=("clearing_day", str(paid.id)),
                            met_at=max(first[on], day_begins_at(paid.on)), actor=actor, at=at,
                        )  # fmt: skip


def breaks_watch(*, calendar: Calendar, actor: Actor, at: datetime) -> None:
    """Write a case for each difference of a day's latest comparison, settled once one agrees.

    A difference that people closed is looked at again only if a later comparison still has it.
    Source: MUF-14.
    """
    open_cases = Case.objects.filter(type=CLEARING_BREAK, state=CaseState.OPEN.value)
    gone = set(open_cases.values_list("subject_id", flat=True))
    for day in _comparisons_that_differ():
        breaks = ClearingBreak.objects.filter(clearing=day).order_by("line")
        found = {str(break_id(day, each)): each for each in breaks}
        gone -= set(found)
        closed = Case.objects.filter(
            type=CLEARING_BREAK, subject_id__in=found, closed_at__gte=day.at
        )
        known = set(closed.values_list("subject_id", flat=True))
        cases_open(
            type_code=CLEARING_BREAK,
            organisation=day.operator.code,
            matters=[
                _break_matter(key, each, day) for key, each in found.items() if key not in known
            ],
            calendar=calendar,
            actor=actor,
            at=at,
        )
    cases_settle(
        type_code=CLEARING_BREAK, subject_kind="clearing_break", subject_ids=sorted(gone),
        outcome="CLEARED", actor=actor, at=at,
    )  # fmt: skip


def break_id(day: ClearingDay, each: ClearingBreak) -> UUID:
    """Return the same id for the same difference of a day, however often it is compared."""
    return uuid5(day.operator_id, f"{day.on} {each.kind} {each.rider} {each.reference}")


def _custodies() -> Iterator[_Custody]:
    for operator in Operator.objects.filter(dedicatedaccount__isnull=False).distinct():
        accounts = list(DedicatedAccount.objects.filter(operator=operator).order_by("money"))
        yield _Custody(
            operator=operator,
            bank_code=accounts[0].bank_code,
            opened_on=business_date(min(account.opened_at for account in accounts)),
            leaf_ids={Money(account.money): account.leaf_id for account in accounts},
        )


def _days_without_ended(custody: _Custody, kind: str, at: datetime) -> list[date]:
    """Return the days that are over and whose duty of a kind is not."""
    ended = Duty.objects.filter(
        kind=kind,
        subject_kind=_SUBJECT,
        subject_id__startswith=f"{custody.operator.code}/",
        state__in=_ENDED,
    )
    done = set(ended.values_list("subject_id", flat=True))
    first_on = max(custody.opened_on, business_date(at - LOOKED_BACK))
    count = (business_date(at) - first_on).days
    days = [first_on + _DAY * number for number in range(count)]
    return [on for on in days if custody.subject(on)[1] not in done]


def _first_compared(custody: _Custody) -> dict[date, ClearingDay]:
    days = ClearingDay.objects.filter(operator=custody.operator).order_by("-sequence")
    return {day.on: day for day in days}


def _latest_compared(custody: _Custody) -> dict[date, ClearingDay]:
    days = ClearingDay.objects.filter(operator=custody.operator).order_by("sequence")
    return {day.on: day for day in days}


def _first_refunds(
    leaf_id: int, movement: MovementKind, days: Sequence[date]
) -> dict[date, datetime]:
    """Return when the first refund of each of these days was, where there was one."""
    if not days:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT (at AT TIME ZONE 'Asia/Shanghai')::date AS day, min(at) FROM ledger_transfer"
            " WHERE leaf_id = %s AND code = %s AND at >= %s AND at < %s GROUP BY day",
            [leaf_id, movement.value, day_begins_at(days[0]), day_ends_at(days[-1])],
        )
        return {on: at for on, at in cursor.fetchall() if on in days}


def _paid_by(
    on: date, movement: MovementKind, latest: Mapping[date, ClearingDay]
) -> ClearingDay | None:
    """Return the comparison whose statement shows the last of a day's refunds; None before that."""
    if on not in latest:
        return None
    missing = {who: fen for who, fen in _unpaid(latest[on], movement).items() if fen > 0}
    if not missing:
        return latest[on]
    following = latest.get(on + _DAY)
    if following is None:
        return None
    late = _unpaid(following, movement)
    return following if all(late[who] <= -fen for who, fen in missing.items()) else None


def _unpaid(day: ClearingDay, movement: MovementKind) -> Mapping[str, int]:
    """Return by how much less than the books the bank paid each user back on a day."""
    breaks = ClearingBreak.objects.filter(clearing=day, kind=movement.value)
    found: dict[str, int] = defaultdict(int)
    for each in breaks:
        found[each.rider] += (each.ledger_fen or 0) - (each.bank_fen or 0)
    return found


def _comparisons_that_differ() -> list[ClearingDay]:
    """Return each day's latest comparison, where that one found breaks."""
    later = ClearingDay.objects.filter(
        operator=OuterRef("operator"), on=OuterRef("on"), sequence__gt=OuterRef("sequence")
    )
    found = ClearingDay.objects.filter(~Exists(later), break_count__gt=0)
    return list(found.select_related("operator").order_by("id"))


def _break_matter(key: str, each: ClearingBreak, day: ClearingDay) -> Matter:
    facts = {
        "on": day.on.isoformat(),
        "kind": each.kind,
        "rider": each.rider,
        "reference": each.reference,
        "operator_fen": each.operator_fen,
        "book_fen": each.ledger_fen,
        "bank_fen": each.bank_fen,
    }
    return Matter(("clearing_break", key), facts, (("clearing_day", str(day.id)),))
