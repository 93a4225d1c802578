"""A person's record: opened for a purpose, written down, shown with its numbers masked."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from uuid import UUID

from ringfence.access.actor import Actor
from ringfence.access.purpose import (
    READ_FOR_A_PURPOSE,
    PersonView,
    Reading,
    person_read,
    person_reveal,
)
from ringfence.banking.models import Bank
from ringfence.banking.runs.payments import Payment, person_payments
from ringfence.desk.models import Case
from ringfence.ledger.selectors import accounts
from ringfence.regimes.card.models import Card, Person, Programme, RosterException
from ringfence.regimes.card.programmes import fund_id_of
from ringfence.regimes.card.registry.domain import PersonNotSeen
from ringfence.regimes.card.registry.finding import SUBJECT

READ, REVEAL, PAYMENTS = "person.read", "person.reveal", "person.payments"
_ITEMS, _STATEMENT, _CASES = "item.read", "person.statement", "desk.read"
_LATEST = 12


@dataclass(frozen=True, slots=True)
class CardShown:
    """A card and the account on it; numbers as the view allows. `bank` is a name, or a code."""

    number: str
    state: str
    bank: str
    account_number: str
    account_active: bool


@dataclass(frozen=True, slots=True)
class BalanceShown:
    """The personal account of a programme, in fen. `has_statement`: the actor may open it."""

    programme: str
    fund_id: UUID
    account_id: UUID
    balance_fen: int
    has_statement: bool


@dataclass(frozen=True, slots=True)
class PersonRecord:
    """What the registry and the programmes have of a person.

    `payments` are the latest twelve, `exceptions` all roster lines that could not be resolved;
    both of the programmes whose payments the actor may see, as are the balances.
    """

    id: UUID
    name: str
    identity_number: str
    area_code: str
    is_revealed: bool
    cards: list[CardShown]
    balances: list[BalanceShown]
    payments: list[Payment]
    exceptions: list[RosterException]
    cases: list[Case]


def person_seen(*, person_id: UUID, actor: Actor) -> Person:
    """Return a person of the actor's areas; nothing of it may be shown without a view.

    Refuses: NotPermitted (may see nobody at all), PersonNotSeen. Source: OP-22.1.
    """
    actor.require(READ)
    unknown = PersonNotSeen(cite=READ_FOR_A_PURPOSE, person=person_id)
    person = Person.objects.filter(pk=person_id).first()
    if person is None:
        raise unknown
    actor.require_or_unknown(READ, area=person.area_code, unknown=unknown)
    return person


def record_open(*, person: Person, reading: Reading, reveal: bool = False) -> PersonRecord:
    """Return a person's record, after an audit entry of it; with whole numbers, after one more.

    In whose name it is opened follows from the actor's grants and the person's area.
    Refuses: NotPermitted, PurposeNotGiven. Source: OP-22.1.
    """
    actor, area = reading.actor, person.area_code
    view = person_read(
        reading=replace(reading, organisation=_in_name_of(actor, READ, area)),
        permission=READ, subject_kind=SUBJECT, subject_ids=[str(person.id)], area=area,
    )  # fmt: skip
    if reveal:
        reading = replace(reading, organisation=_in_name_of(actor, REVEAL, area))
        view = person_reveal(reading=reading, permission=REVEAL, view=view, area=area)
    return _record(person, view, reading.actor)


def _in_name_of(actor: Actor, permission: str, area: str) -> str:
    """Return the organisation in whose name the actor has the permission; empty: in nobody's."""
    return min(
        (
            grant.organisation
            for grant in actor.grants
            if grant.permission == permission and area.startswith(grant.area)
        ),
        default="",
    )


def _record(person: Person, view: PersonView, actor: Actor) -> PersonRecord:
    view.require(str(person.id))
    programmes = _programmes_seen(person, actor)
    payments = person_payments(
        person_id=person.id, leaf_ids=[each.leaf_id for each in programmes], view=view,
        limit=_LATEST,
    )  # fmt: skip
    exceptions = RosterException.objects.filter(
        identity_number=person.identity_number, roster__programme__in=programmes
    ).select_related("roster__programme")
    exceptions_found = list(exceptions.order_by("-roster_id", "line"))
    return PersonRecord(
        id=person.id,
        name=person.name,
        identity_number=view.identity(person.identity_number),
        area_code=person.area_code,
        is_revealed=view.is_revealed,
        cards=_cards(person, view),
        balances=[shown for each in programmes for shown in _balances(each, person, actor)],
        payments=payments,
        exceptions=exceptions_found,
        cases=_cases(payments, exceptions_found, actor),
    )


def _programmes_seen(person: Person, actor: Actor) -> list[Programme]:
    """Return the programmes whose items the actor may see; all, with the right over the person."""
    programmes = Programme.objects.order_by("code")
    if actor.may(PAYMENTS, area=person.area_code):
        return list(programmes)
    return [each for each in programmes if actor.may(_ITEMS, organisation=each.agency)]


def _cards(person: Person, view: PersonView) -> list[CardShown]:
    """Return the cards, the one that lives or was last changed first."""
    cards = list(Card.objects.filter(person=person).order_by("-updated_at", "-id"))
    banks = dict(
        Bank.objects.filter(code__in={each.bank_code for each in cards}).values_list("code", "name")
    )
    return [
        CardShown(
            number=view.account(each.number),
            state=each.state,
            bank=banks.get(each.bank_code, each.bank_code),
            account_number=view.account(each.account_number),
            account_active=each.account_active,
        )
        for each in cards
    ]


def _balances(programme: Programme, person: Person, actor: Actor) -> list[BalanceShown]:
    """Return the personal account on a programme's leaf, which has the person's own id."""
    return [
        BalanceShown(
            programme=programme.name,
            fund_id=fund_id_of(programme.code),
            account_id=each.account_id,
            balance_fen=each.balance_fen,
            has_statement=actor.may(_STATEMENT, organisation=programme.agency)
            and actor.may(_STATEMENT, area=person.area_code),
        )
        for each in accounts(leaf_id=programme.leaf_id, owner_id=person.id)
    ]


def _cases(
    payments: Collection[Payment], exceptions: Collection[RosterException], actor: Actor
) -> list[Case]:
    """Return the cases of the payments and exceptions shown, the newest first, as seen."""
    subjects = {
        "run_item": [f"{each.run_number}/{each.line}" for each in payments],
        "roster_line": [f"{each.roster_id}/{each.line}" for each in exceptions],
    }
    found = [
        case
        for kind, ids in subjects.items()
        for case in Case.objects.filter(subject_kind=kind, subject_id__in=ids)
        if actor.may(_CASES, organisation=case.organisation_code)
    ]
    return sorted(found, key=lambda case: case.id, reverse=True)
