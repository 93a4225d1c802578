"""Each service of the card's regime is done by those who may, and leaves its entry."""

from pathlib import Path

import pytest

from actors import holder
from authority.acts import acts, facts_of
from authority.services import Service, assert_refused, services_in
from ringfence.access.actor import Actor, NotPermitted
from ringfence.banking.exchange.outcomes import Outcome
from ringfence.banking.models import Run
from ringfence.regimes import card
from ringfence.regimes.card.benefits.services import (
    benefit_run_release,
    benefits_retry,
    roster_import,
)
from ringfence.regimes.card.programmes import programme_open
from ringfence.regimes.card.registry.corrections import corrections_propose
from ringfence.regimes.card.registry.lines import CORRECTION_COLUMNS, REGISTRY_COLUMNS
from ringfence.regimes.card.registry.proposal import registry_propose
from ringfence.regimes.card.registry.services import registry_load
from sample_month import (
    BANK,
    CALENDAR,
    PERIOD,
    PROGRAMME,
    SampleMonth,
    at,
    csv_write,
    identity,
    registry_row,
    roster_row,
    row_counts,
)
from sample_people import AGENCY, CARD_CENTRE, CASHIER, CLERK, KEEPER, MANAGER, REGISTRY_APPROVER


def registry(month: SampleMonth) -> Path:
    return csv_write(month.folder / "more.csv", REGISTRY_COLUMNS, [registry_row(9)])


def approved_registry(month: SampleMonth) -> Path:
    return month.list_approved(registry(month))


def corrections(month: SampleMonth) -> Path:
    row = dict(zip(CORRECTION_COLUMNS, (identity(1), "62229", BANK), strict=True))
    return csv_write(month.folder / "corrections.csv", CORRECTION_COLUMNS, [row])


def open_another(month: SampleMonth, actor: Actor) -> object:
    return programme_open(
        code="WAGE", name="样例补贴", agency=AGENCY, purpose="PENS", leaf_id=1002, actor=actor,
        at=at(9),
    )  # fmt: skip


SERVICES = {
    "programmes:programme_open": Service("programme.open", open_another),
    "registry.services:registry_load": Service(
        "registry.load",
        lambda month, actor: registry_load(
            path=registry(month), programme=month.programme, actor=actor, at=at(9)
        ),
    ),
    "registry.proposal:registry_propose": Service(
        "registry.load",
        lambda month, actor: registry_propose(
            path=registry(month), calendar=CALENDAR, actor=actor, at=at(9)
        ),
    ),
    "registry.corrections:corrections_propose": Service(
        "card.correct",
        lambda month, actor: corrections_propose(
            path=month.folder / "corrections.csv", calendar=CALENDAR, actor=actor, at=at(9)
        ),
    ),
    "benefits.services:roster_import": Service(
        "roster.import",
        lambda month, actor: roster_import(
            path=Path("none"), programme=PROGRAMME, period=PERIOD, actor=actor, at=at(9)
        ),
    ),
    "benefits.services:benefits_retry": Service(
        "benefit.retry",
        lambda month, actor: benefits_retry(
            programme=PROGRAMME, period=PERIOD, actor=actor, at=at(9)
        ),
    ),
    "benefits.services:benefit_run_release": Service(
        "run.release",
        lambda month, actor: benefit_run_release(
            run_id=Run.objects.get().id, actor=actor, at=at(9)
        ),
    ),
}


# What follows from the rosters on the desk, by the desk's own services, which ask.
WATCHES = {"benefits.exceptions_watch:exceptions_watch"}
# What a decision on the desk, which asks, does to its subject.
EFFECTS = {"registry.corrections:correction_decided", "registry.proposal:list_decided"}


def test_every_service_is_in_the_table() -> None:
    assert services_in(card) == {
        f"{card.__name__}.{name}" for name in (*SERVICES, *WATCHES, *EFFECTS)
    }


@pytest.mark.clause("OP-22.1")
@pytest.mark.parametrize("name", SERVICES)
def test_who_may_not_is_refused_and_leaves_nothing(month: SampleMonth, name: str) -> None:
    month.drafted("1.00")
    corrections(month)
    assert_refused(SERVICES[name], month)


@pytest.mark.clause("OP-22.1")
def test_each_act_leaves_one_entry_of_counts_and_ids(month: SampleMonth) -> None:
    set_up = acts()
    assert set_up[0] == ("programme.open", MANAGER.code, AGENCY)
    month.people(registry_row(1), registry_row(3, personal_fen=5))
    month.roster(roster_row(1), roster_row(3))
    month.correct((identity(1), "62229", BANK))
    assert acts()[len(set_up) :] == [
        ("approval.ask", KEEPER.code, CARD_CENTRE),
        ("approval.decide", REGISTRY_APPROVER.code, CARD_CENTRE),
        ("registry.load", KEEPER.code, ""),
        ("run.draft", CLERK.code, AGENCY),
        ("roster.import", CLERK.code, AGENCY),
        ("card.correct", KEEPER.code, CARD_CENTRE),
        ("approval.ask", KEEPER.code, CARD_CENTRE),
        ("approval.decide", REGISTRY_APPROVER.code, CARD_CENTRE),
        ("card.approve", REGISTRY_APPROVER.code, CARD_CENTRE),
    ]
    loaded, imported = facts_of("registry.load"), facts_of("roster.import")
    assert (loaded["person_count"], loaded["personal_fen"]) == (2, 5)
    assert (imported["line_count"], imported["sum_fen"], imported["exception_count"]) == (
        2,
        20_000,
        0,
    )
    assert imported["runs"] == facts_of("run.draft")["runs"] == ["PENSION-2026-01-001"]


@pytest.mark.clause("OP-22.1")
def test_a_release_and_a_further_run_leave_their_entries(month: SampleMonth) -> None:
    run = month.sent(month.drafted("100.00"))
    month.answer(run, {1: Outcome.ACCOUNT_CLOSED})
    month.retry()
    made = acts()
    assert ("run.release", CASHIER.code, AGENCY) in made
    assert made[-2:] == [
        ("run.draft", CLERK.code, AGENCY),
        ("benefit.retry", CLERK.code, AGENCY),
    ]
    assert facts_of("run.release")["sent_fen"] == 10_000


@pytest.mark.clause("OP-22.1", "OP-5")
@pytest.mark.parametrize(("area", "may"), [("1491", True), ("149102", False), ("15", False)])
def test_a_keeper_of_an_area_loads_and_corrects_nobody_of_another(
    month: SampleMonth,
    area: str,
    may: bool,
) -> None:
    month.people(registry_row(1))
    keeper = holder("REGISTRY_KEEPER", "sample-keeper-b", organisation=CARD_CENTRE, area=area)
    acts_of_keeper = (
        lambda: corrections_propose(
            path=corrections(month), calendar=CALENDAR, actor=keeper, at=at(9)
        ),
        lambda: registry_load(
            path=approved_registry(month), programme=month.programme, actor=keeper, at=at(9)
        ),
    )
    for act in acts_of_keeper:
        if may:
            act()
        else:
            with pytest.raises(NotPermitted) as refused:
                act()
            assert refused.value.facts["scope"] == "149101"
    assert row_counts("card_correctionlist", "card_person") == ([1, 2] if may else [0, 1])
