"""Funds: what each holds, how it moved, and whether its books agree with themselves."""

from datetime import date
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ringfence.banking.funds.kinds import FundKind
from ringfence.banking.funds.selectors import VERIFY, SeenFund, fund_seen, funds_seen
from ringfence.banking.funds.verification import fund_verify, is_large, last_verification
from ringfence.interfaces.jobs.asked import FUND_VERIFY
from ringfence.interfaces.jobs.models import AskedJob
from ringfence.interfaces.jobs.selectors import asked_latest
from ringfence.interfaces.jobs.services import asked_put
from ringfence.interfaces.web.charts import Chart
from ringfence.interfaces.web.pages.asked import asked_context
from ringfence.interfaces.web.pages.days import days_asked
from ringfence.interfaces.web.pages.fund_charts import daily_curve
from ringfence.interfaces.web.pages.fund_words import told_words
from ringfence.interfaces.web.request import PageRequest
from ringfence.kernel.clock import last_instant
from ringfence.ledger.seals import seals
from ringfence.ledger.selectors import movements, trial_balance
from ringfence.ledger.standing import (
    CodeStanding,
    code_standings,
    daily_balances,
    leaf_standings,
    open_holds,
)

_PAGE = 25
_HOLDS_SHOWN = 20


def funds(request: PageRequest) -> HttpResponse:
    """Return the funds that the actor may see, each with what lies at banks."""
    page = Paginator(funds_seen(actor=request.actor), _PAGE).get_page(request.GET.get("page"))
    rows = [{"seen": seen, "money_fen": _money_fen(seen)} for seen in page]
    return render(request, "web/funds.html", {"page": page, "rows": rows})


def fund(request: PageRequest, fund_id: UUID) -> HttpResponse:
    """Return one fund: standing, curve, movements, holds, seals. Refuses: as `fund_seen`."""
    seen = fund_seen(fund_id=fund_id, actor=request.actor)
    standings = code_standings(fund_id=fund_id)
    from_on, to_on = days_asked(request)
    codes = [each.code for each in standings]
    code = request.GET.get("code", "")
    chosen = code if code in codes else _first_code(seen.kind, standings)
    holds = open_holds(fund_id=fund_id, most=_HOLDS_SHOWN)
    context = {
        **frame_of(request, seen),
        "standings": [_told_code(seen.kind, each.code) | {"is": each} for each in standings],
        "chosen": chosen,
        "chart": _curve(seen, chosen, from_on, to_on) if chosen else None,
        "from_on": from_on,
        "to_on": to_on,
        "movements": [
            _told_code(seen.kind, each.code) | {"is": each}
            for each in reversed(movements(fund_id=fund_id, from_on=from_on, to_on=to_on))
        ],
        "holds": [_told_code(seen.kind, each.code) | {"is": each} for each in holds],
        "leaves": leaf_standings(fund_id=fund_id),
        "verified": last_verification(seen=seen),
        "asked": asked_latest(name=FUND_VERIFY, subject=str(fund_id)),
    }
    return render(request, "web/fund.html", context)


def trial(request: PageRequest, fund_id: UUID) -> HttpResponse:
    """Return the fund's trial balance at the end of a day. Refuses: as `fund_seen`."""
    seen = fund_seen(fund_id=fund_id, actor=request.actor)
    _from_on, to_on = days_asked(request)
    lines = trial_balance(fund_id=fund_id, at=last_instant(to_on))
    context = {
        **frame_of(request, seen),
        "to_on": to_on,
        "lines": [_told_code(seen.kind, line.code) | {"is": line} for line in lines],
        "debit_fen": sum(line.debit_fen for line in lines),
        "credit_fen": sum(line.credit_fen for line in lines),
    }
    return render(request, "web/fund_trial.html", context)


def fund_seals(request: PageRequest, fund_id: UUID) -> HttpResponse:
    """Return the seals of all leaves of a fund, the newest first. Refuses: as `fund_seen`."""
    seen = fund_seen(fund_id=fund_id, actor=request.actor)
    leaves = [leaf.leaf_id for leaf in leaf_standings(fund_id=fund_id)]
    rows = [seal for leaf_id in leaves for seal in reversed(seals(leaf_id=leaf_id))]
    page = Paginator(rows, _PAGE).get_page(request.GET.get("page"))
    context = {**frame_of(request, seen), "page": page}
    return render(request, "web/fund_seals.html", context)


@require_POST
def verified(request: PageRequest, fund_id: UUID) -> HttpResponse:
    """Return what computing the books again found; of large books, the way to where that is shown.

    Refuses: as `fund_seen`, `fund_verify` and `asked_put`.
    """
    seen = fund_seen(fund_id=fund_id, actor=request.actor)
    if is_large(seen=seen):
        asked = asked_put(
            name=FUND_VERIFY,
            organisation=seen.organisation_for(request.actor, VERIFY) or seen.fund.organisations[0],
            subject=str(fund_id),
            words={},
            actor=request.actor,
            at=request.at,
        )
        return redirect("fund_verification", fund_id, asked.id)
    found = fund_verify(seen=seen, actor=request.actor, at=request.at)
    context = {**frame_of(request, seen), "found": found}
    return render(request, "web/fund_verified.html", context)


@require_safe
def verification(request: PageRequest, fund_id: UUID, verification_id: UUID) -> HttpResponse:
    """Return how far a verification in the background is, and what it found.

    404 where it is none of this fund. Refuses: as `fund_seen`.
    """
    seen = fund_seen(fund_id=fund_id, actor=request.actor)
    asked = get_object_or_404(AskedJob, pk=verification_id, name=FUND_VERIFY, subject=str(fund_id))
    context = {**frame_of(request, seen), **asked_context(request, asked)}
    return render(request, "web/fund_verification.html", context)


def frame_of(request: PageRequest, seen: SeenFund) -> dict[str, Any]:
    """Return what every page of a fund shows: the fund, and what the actor may do with it."""
    return {
        "fund": seen.fund,
        "kind": seen.kind,
        "may_verify": bool(seen.organisation_for(request.actor, VERIFY)),
        "may_open_statements": bool(seen.organisation_for(request.actor, seen.kind.statement)),
        "trail": [(_("专户资金"), "funds")],
    }


def _money_fen(seen: SeenFund) -> int:
    """Return what lies at banks."""
    found = code_standings(fund_id=seen.fund.id, codes=seen.kind.money)
    return sum(each.balance_fen for each in found)


def _first_code(kind: FundKind, standings: list[CodeStanding]) -> str:
    """Return the code whose curve is shown first: what lies at banks, else the first; or none."""
    codes = [each.code for each in standings]
    return next((code for code in kind.money if code in codes), codes[0] if codes else "")


def _curve(seen: SeenFund, code: str, from_on: date, to_on: date) -> Chart:
    days = daily_balances(fund_id=seen.fund.id, code=code, from_on=from_on, to_on=to_on)
    title = _("日终余额：%(account)s") % {"account": told_words(seen.kind.words_of(code))}
    return daily_curve(days, title=title)


def _told_code(kind: FundKind, code: str) -> dict[str, Any]:
    return {"code": code, "words": told_words(kind.words_of(code))}
