"""A person of the registry: opened for a purpose, masked; whole numbers for who may see them."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from ringfence.access.actor import Actor
from ringfence.access.purpose import Reading, purposes_of
from ringfence.banking.runs.payments import Payment
from ringfence.banking.runs.seen import READ as RUN_READ
from ringfence.desk.declared import kinds
from ringfence.interfaces.web.request import PageRequest
from ringfence.interfaces.web.signin.door import client_address
from ringfence.regimes.card.registry.record import (
    READ,
    REVEAL,
    BalanceShown,
    PersonRecord,
    person_seen,
    record_open,
)

_STATEMENT, _ITEM = "person.statement", "item.read"


def registered_person(request: PageRequest, person_id: UUID) -> HttpResponse:
    """Return a person's record once a purpose is given; its whole numbers if they are asked for.

    Refuses: PersonNotSeen, NotPermitted, PurposeNotGiven. Source: OP-22.1.
    """
    person = person_seen(person_id=person_id, actor=request.actor)
    purpose = request.POST.get("purpose", "")
    context: dict[str, Any] = {
        "person_id": person_id,
        "purposes": purposes_of(READ),
        "purpose": purpose,
        "may_reveal": request.actor.may(REVEAL, area=person.area_code),
    }
    if request.method == "POST":
        reading = Reading(
            actor=request.actor, organisation="", purpose=purpose, at=request.at,
            trace=request.trace, address=client_address(request),
        )  # fmt: skip
        record = record_open(person=person, reading=reading, reveal="reveal" in request.POST)
        context |= _shown(record, request.actor, purpose)
    return render(request, "web/registered_person.html", context)


def _shown(record: PersonRecord, actor: Actor, purpose: str) -> dict[str, Any]:
    declared = kinds().cases
    return {
        "record": record,
        "balances": [(each, _statement_url(each, purpose)) for each in record.balances],
        "payments": [(each, _payment_url(each, actor)) for each in record.payments],
        "cases": [(each, declared[each.type]) for each in record.cases if each.type in declared],
    }


def _statement_url(balance: BalanceShown, purpose: str) -> str:
    """Return the way to the statement: at once, where it may be opened for the same purpose."""
    if not balance.has_statement:
        return ""
    if purpose not in {each.code for each in purposes_of(_STATEMENT)}:
        return reverse("statement_ask", args=[balance.fund_id])
    path = reverse("statement", args=[balance.fund_id, balance.account_id])
    return f"{path}?{urlencode({'purpose': purpose})}"


def _payment_url(payment: Payment, actor: Actor) -> str:
    """Return the way to the item, else to its run, else none, as the actor may see."""
    if not actor.may(RUN_READ, organisation=payment.agency):
        return ""
    if actor.may(_ITEM, organisation=payment.agency):
        return reverse("run-item", args=[payment.run_number, payment.line])
    return reverse("run", args=[payment.run_number])
