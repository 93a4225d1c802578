"""Statements of banks beside the books: differences first, each with its case."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ringfence.banking.desk_watch import break_id
from ringfence.banking.desk_words import RECONCILIATION_BREAK
from ringfence.banking.models import BankStatement
from ringfence.banking.statements.reconciliation import account_reconcile
from ringfence.banking.statements.seen import (
    READ,
    latest_comparison,
    run_sides,
    statement_seen,
    statements_seen,
)
from ringfence.banking.statements.selectors import reconciliation_row
from ringfence.desk.models import Case
from ringfence.interfaces.web.organisation import organisations_of
from ringfence.interfaces.web.request import PageRequest

_COMPARE = "account.reconcile"
_PAGE = 50


def reconciliations(request: PageRequest) -> HttpResponse:
    """Return the statements that the actor may see: those that differ, then all by day."""
    organisations = organisations_of(request, permission=READ)
    seen = statements_seen(organisations=organisations, before_on=_day(request.GET.get("before")))
    found = list(seen[: _PAGE + 1])
    page = _whole_days(found)
    differing = statements_seen(organisations=organisations, differing=True)
    context = {
        "differing": differing[:_PAGE],
        "statements": page,
        "before": page[-1].on if len(page) < len(found) else "",
    }
    return render(request, "web/reconciliations.html", context)


def reconciliation(request: PageRequest, statement_id: UUID) -> HttpResponse:
    """Return one day of one account on both sides. Refuses: StatementUnknown."""
    statement = statement_seen(statement_id=statement_id, actor=request.actor)
    comparison = latest_comparison(statement)
    row = reconciliation_row(comparison) if comparison else None
    owner = statement.account.owner
    context = {
        "statement": statement,
        "row": row,
        "book_sum_fen": row["book_fen"] + row["in_transit_fen"] if row else None,
        "breaks": _breaks(statement, row["breaks"]) if row else [],
        "sides": run_sides(statement),
        "may_compare": request.actor.may(_COMPARE, organisation=owner),
        "trail": [(_("对账"), "reconciliations")],
    }
    return render(request, "web/reconciliation.html", context)


@require_POST
def reconciliation_act(request: PageRequest, statement_id: UUID) -> HttpResponse:
    """Compare a day anew. Refuses: StatementUnknown, as account_reconcile does."""
    statement = statement_seen(statement_id=statement_id, actor=request.actor)
    found = account_reconcile(
        account_number=statement.account.number,
        on=statement.on,
        actor=request.actor,
        at=request.at,
    )
    words = _("对账完成，差异 %(count)s 项。") % {"count": found.break_count}
    messages.success(request, words)
    return redirect("reconciliation", statement_id)


def _whole_days(found: list[BankStatement]) -> list[BankStatement]:
    """Return a page without the day that it would tear apart, if another is left."""
    if len(found) <= _PAGE:
        return found
    whole = [each for each in found if each.on != found[-1].on]
    return whole or found[:_PAGE]


def _breaks(statement: BankStatement, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the differences, each with its latest case, None until a sweep has opened one."""
    ids = {str(break_id(statement.id, row["kind"], row["reference"])): row for row in rows}
    cases = Case.objects.filter(type=RECONCILIATION_BREAK, subject_id__in=ids).order_by("id")
    latest = {case.subject_id: case for case in cases}
    return [{**row, "case": latest.get(key)} for key, row in ids.items()]


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        return None
