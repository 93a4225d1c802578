"""Who may do what in custody: each act by those that its permission is given to, and kept."""

import importlib
import inspect
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from actors import NOBODY, actor
from mobility.bikes import (
    AT,
    BANK,
    CODE,
    DAY,
    DEPOSIT_NUMBER,
    OWN_NUMBER,
    PREPAID_NUMBER,
    Custody,
    clerk_of,
)
from ringfence.access.actor import Actor, NotPermitted
from ringfence.access.declared import declared
from ringfence.audit.selectors import AuditCriteria, AuditRecord, search
from ringfence.demo.custody_files import statement_write
from ringfence.kernel.credit_code import credit_code_check_character
from ringfence.kernel.uuid7 import uuid7
from ringfence.regimes import mobility
from ringfence.regimes.mobility.clearing import clearing_match
from ringfence.regimes.mobility.clearing_file import ClearingHeader, clearing_write
from ringfence.regimes.mobility.desk_kinds import WATCHES
from ringfence.regimes.mobility.domain import Money, Movement, MovementKind, PayeeRelation
from ringfence.regimes.mobility.models import DedicatedAccount
from ringfence.regimes.mobility.movements import movement_post, movements_post
from ringfence.regimes.mobility.operators import account_open, operator_register
from ringfence.regimes.mobility.payees import payee_list
from ringfence.regimes.mobility.payouts import payout_make
from ringfence.regimes.mobility.reserve import reserve_replenish, reserve_watch
from ringfence.regimes.mobility.riders import riders_open
from ringfence.regimes.mobility.vehicle_costs import vehicle_cost_record

OTHER_CODE = "91149100MA0000002" + credit_code_check_character("91149100MA0000002")
MOVEMENT = Movement(uuid7(), MovementKind.TOP_UP, "样例甲0001", 100, AT)


@dataclass(frozen=True)
class Act:
    """A service, the one permission that it asks for, in whose name, and a call that is right."""

    service: Callable[..., Any]
    permission: str
    organisation: str
    facts: Callable[[Custody, Path], dict[str, Any]]
    area: str = ""

    def by(self, somebody: Actor, custody: Custody, folder: Path) -> Any:
        return self.service(**self.facts(custody, folder), actor=somebody, at=AT)


def new_account(custody: Custody, _folder: Path) -> dict[str, Any]:
    DedicatedAccount.objects.filter(money=Money.DEPOSIT.value).delete()
    return {
        "operator": custody.operator,
        "money": Money.DEPOSIT,
        "bank_code": BANK,
        "number": "14000000000088",
    }


def clearing(custody: Custody, folder: Path) -> dict[str, Any]:
    """A day on which the operator and the bank say that nothing moved."""
    path = folder / "clearing.csv"
    clearing_write(path, ClearingHeader(custody.operator.code, DAY, 1), [])
    statements = []
    for number in (PREPAID_NUMBER, DEPOSIT_NUMBER):
        statements.append(folder / f"{number}.txt")
        statement_write(
            statements[-1],
            bank=BANK,
            operator=custody.operator.code,
            account=number,
            on=DAY,
            at=AT,
            sequence=1,
            opening_fen=0,
            movements=[],
        )
    return {"operator": custody.operator, "path": path, "statements": statements}


ACTS = [
    Act(
        operator_register,
        "operator.register",
        "",
        lambda _custody, _folder: {
            "code": OTHER_CODE,
            "name": "样例单车二",
            "kind": "BIKE_SHARING",
        },
        area="149100",
    ),
    Act(
        vehicle_cost_record,
        "vehicle_cost.record",
        "",
        lambda custody, _folder: {
            "operator": custody.operator,
            "amount_fen": 200_000,
            "on": DAY + timedelta(days=1),
            "evidence": "样例采购合同二",
        },
        area="149100",
    ),
    Act(account_open, "custody.account_open", BANK, new_account),
    Act(
        payee_list,
        "payee.list",
        BANK,
        lambda custody, _folder: {
            "operator": custody.operator,
            "number": "14000000000009",
            "name": "样例修车厂",
            "relation": PayeeRelation.MAIN_BUSINESS,
            "business": "车辆维修",
        },
    ),
    Act(
        riders_open,
        "rider.open",
        CODE,
        lambda custody, _folder: {
            "operator": custody.operator,
            "riders": [("样例甲0003", "INDIVIDUAL")],
        },
    ),
    Act(
        movement_post,
        "movement.post",
        CODE,
        lambda custody, _folder: {"operator": custody.operator, "movement": MOVEMENT},
    ),
    Act(
        movements_post,
        "movement.post",
        CODE,
        lambda custody, _folder: {"operator": custody.operator, "movements": [MOVEMENT]},
    ),
    Act(
        payout_make,
        "payout.make",
        BANK,
        lambda custody, _folder: {
            "operator": custody.operator,
            "money": Money.PREPAID,
            "payee_number": OWN_NUMBER,
            "amount_fen": 1,
            "key": uuid7(),
        },
    ),
    Act(
        reserve_replenish,
        "reserve.replenish",
        CODE,
        lambda custody, _folder: {
            "operator": custody.operator,
            "amount_fen": 1,
            "key": uuid7(),
        },
    ),
    Act(clearing_match, "clearing.match", BANK, clearing),
]
each_act = pytest.mark.parametrize("act", ACTS, ids=lambda act: act.service.__name__)


@pytest.fixture
def funded(custody: Custody) -> Custody:
    """Riders' money is there, so that every act can be done."""
    custody.move("TOP_UP", 1_000, at=AT - timedelta(days=1))
    return custody


def entries() -> list[AuditRecord]:
    return search(AuditCriteria(), limit=1_000).records


def test_every_service_that_somebody_acts_through_is_tried_here() -> None:
    modules = [
        importlib.import_module(f"{mobility.__name__}.{found.name}")
        for found in pkgutil.iter_modules(mobility.__path__)
        if not found.ispkg
    ]
    acted_through = {
        function
        for module in modules
        for name, function in inspect.getmembers(module, inspect.isfunction)
        if function.__module__ == module.__name__
        and not name.startswith("_")
        and "actor" in inspect.signature(function).parameters
    }
    # What the sweep of the desk, which asks, brings in line.
    assert {act.service for act in ACTS} == acted_through - set(WATCHES)


@pytest.mark.clause("OP-22.1")
@each_act
def test_nobody_acts_without_the_permission(act: Act, funded: Custody, tmp_path: Path) -> None:
    kept = entries()
    others = [code for code in declared().permissions if code != act.permission]
    with_all_others = actor("sample-a", *others, organisation=act.organisation)
    for somebody in (NOBODY, with_all_others):
        with pytest.raises(NotPermitted) as refused:
            act.by(somebody, funded, tmp_path)
        assert refused.value.facts["permission"] == act.permission
    assert entries() == kept


@pytest.mark.clause("OP-22.1")
@each_act
def test_nobody_acts_for_another_organisation_or_place(
    act: Act, funded: Custody, tmp_path: Path
) -> None:
    kept = entries()
    of_another = actor("sample-a", act.permission, organisation=OTHER_CODE, area="1402")
    with pytest.raises(NotPermitted):
        act.by(of_another, funded, tmp_path)
    assert entries() == kept


@pytest.mark.clause("OP-22.1")
@each_act
def test_an_act_is_kept_once_with_who_did_it_in_whose_name(
    act: Act, funded: Custody, tmp_path: Path
) -> None:
    kept = len(entries())
    somebody = actor("sample-a", act.permission, organisation=act.organisation, area=act.area)
    act.by(somebody, funded, tmp_path)
    [entry] = entries()[: len(entries()) - kept]
    assert (entry.action, entry.actor) == (act.permission, "sample-a")
    assert (entry.organisation, entry.at) == (act.organisation, AT)


@each_act
def test_each_act_asks_for_a_permission_that_some_role_has(act: Act) -> None:
    having = [role for role in declared().roles.values() if act.permission in role.permissions]
    assert having


@pytest.mark.clause("OP-22.1")
def test_a_call_of_movements_is_one_entry_with_counts_and_no_rider(funded: Custody) -> None:
    kinds = [(MovementKind.TOP_UP, 700), (MovementKind.RIDE, 200), (MovementKind.RIDE, 1_000_000)]
    movements = [Movement(uuid7(), kind, "样例甲0001", fen, AT) for kind, fen in kinds]
    movements_post(
        operator=funded.operator, movements=movements, actor=clerk_of(funded.operator), at=AT
    )
    entry = entries()[0]
    assert entry.facts == {
        "answers": {"POSTED": 2, "RIDER_BALANCE_SHORT": 1},
        "posted_fen": {"TOP_UP": 700, "RIDE": 200},
    }
    assert "样例甲0001" not in str(entry)


@pytest.mark.clause("MUF-17.2")
def test_a_warning_is_kept_as_the_installations_own_act(funded: Custody) -> None:
    funded.pay(590)
    reserve_watch(operator=funded.operator, at=AT)
    [entry] = search(AuditCriteria(action="reserve.watch"), limit=10).records
    assert (entry.actor, entry.facts["state"]) == ("job:reserve", "NEAR")
