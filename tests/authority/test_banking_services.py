"""Each service of banks, files, statements and seals is done by those who may."""

from datetime import date
from typing import Any

import pytest

from authority.acts import acts, facts_of
from authority.services import Service, assert_refused, services_in
from ringfence import banking
from ringfence.access.actor import Actor
from ringfence.banking.accounts import agreement_sign, bank_add, branch_find, own_account_open
from ringfence.banking.exchange.kinds import Profile
from ringfence.banking.files.channel import channel_open
from ringfence.banking.files.channel_settings import channel_set
from ringfence.banking.files.giving_up import run_give_up, run_give_up_ask
from ringfence.banking.files.incoming import exchange_receive
from ringfence.banking.files.outgoing import exchange_send
from ringfence.banking.files.takes import TAKES
from ringfence.banking.funds.selectors import fund_seen
from ringfence.banking.funds.verification import fund_verify
from ringfence.banking.models import Bank, ExchangeChannel
from ringfence.banking.seals import fund_seal_sign
from ringfence.banking.statements.reconciliation import account_reconcile
from ringfence.banking.statements.services import funding_announce, own_account
from ringfence.crypto.domain import Suite
from ringfence.ledger.selectors import fund_id_of
from sample_month import (
    BANK,
    DAY,
    LEAF,
    PROGRAMME,
    SampleMonth,
    at,
    own_account_number,
)
from sample_people import AGENCY, CASHIER, MANAGER


def way(month: SampleMonth) -> dict[str, Any]:
    """A channel's settings."""
    return {
        "agency": AGENCY, "bank": Bank.objects.get(pk=BANK), "profile": Profile.DELIMITED.value,
        "suite": Suite.NATIONAL.value, "kind": "FOLDER", "outgoing": str(month.folder / "out"),
        "incoming": str(month.folder / "in"),
    }  # fmt: skip


def channel(month: SampleMonth) -> Any:
    record = ExchangeChannel.objects.get(agency=AGENCY)
    return channel_open(record, month.folder / "home")


def open_account(_: SampleMonth, actor: Actor) -> object:
    return own_account_open(
        branch=branch_find(BANK), owner=AGENCY, purpose="PAYOUT", number="1400777",
        name="样例支出户", leaf_id=LEAF, on=date(2025, 1, 1), actor=actor, at=at(9),
    )  # fmt: skip


def sign_agreement(_: SampleMonth, actor: Actor) -> object:
    return agreement_sign(
        number="XY-2026-777", agency=AGENCY, branch=branch_find(BANK),
        payout_account=own_account(own_account_number(BANK)), signed_on=date(2025, 1, 1),
        valid_from=date(2025, 1, 1), actor=actor, at=at(9),
    )  # fmt: skip


def announce(month: SampleMonth, actor: Actor) -> object:
    return funding_announce(
        account_number=own_account_number(BANK), amount_fen=5, reference="BK1",
        source_account_id=month.programme.source_account_id, actor=actor, at=at(9),
    )  # fmt: skip


SERVICES = {
    "accounts:bank_add": Service(
        "bank.change",
        lambda _, actor: bank_add(code="105161000777", name="样例银行", actor=actor, at=at(9)),
        in_a_name=False,
    ),
    "accounts:own_account_open": Service("account.open", open_account),
    "accounts:agreement_sign": Service("agreement.sign", sign_agreement),
    "files.channel_settings:channel_set": Service(
        "bank.change", lambda month, actor: channel_set(**way(month), actor=actor, at=at(9))
    ),
    "files.outgoing:exchange_send": Service(
        "exchange.send",
        lambda month, actor: exchange_send(channel=channel(month), actor=actor, at=at(9)),
    ),
    "files.incoming:exchange_receive": Service(
        "exchange.receive",
        lambda month, actor: exchange_receive(
            channel=channel(month), takes=TAKES, actor=actor, at=at(9)
        ),
    ),
    "files.giving_up:run_give_up_ask": Service(
        "run.give_up_ask",
        lambda month, actor: run_give_up_ask(
            run_id=run(month), letter="样例函", reason="样例原因", actor=actor, at=at(9)
        ),
    ),
    "files.giving_up:run_give_up": Service(
        "run.give_up",
        lambda month, actor: run_give_up(
            run_id=run(month), home=month.folder / "home", actor=actor, at=at(9)
        ),
    ),
    "statements.services:funding_announce": Service("funding.announce", announce),
    "statements.reconciliation:account_reconcile": Service(
        "account.reconcile",
        lambda _, actor: account_reconcile(
            account_number=own_account_number(BANK), on=DAY, actor=actor, at=at(9)
        ),
    ),
    "funds.verification:fund_verify": Service(
        "fund.verify",
        lambda month, actor: fund_verify(
            seen=fund_seen(fund_id=fund_id_of(PROGRAMME), actor=MANAGER), actor=actor, at=at(9)
        ),
    ),
    "seals:fund_seal_sign": Service(
        "fund.seal",
        lambda _, actor: fund_seal_sign(
            fund_code=PROGRAMME, on=DAY, owner=AGENCY, suite=Suite.NATIONAL, actor=actor, at=at(9)
        ),
    ),
}
# Parts of a service, within its transaction: the service has asked.
STEPS = {
    "files.outgoing:written_put",
    "files.outgoing:runs_number",
    "files.acknowledgements:acknowledgement_take",
    "files.results:result_take",
    "files.answers:received_answer",
}


# What follows from the books on the desk, by the desk's own services, which ask.
WATCHES = {f"desk_watch:{name}_watch" for name in ("runs", "failures", "reconciliation")}


def run(month: SampleMonth) -> Any:
    from ringfence.banking.models import Run

    found = Run.objects.first()
    return found.id if found else month.drafted("1.00").id


def test_every_service_is_in_the_table() -> None:
    found = {name for name in services_in(banking) if ".runs." not in name}
    assert found == {f"{banking.__name__}.{name}" for name in (*SERVICES, *STEPS, *WATCHES)}


@pytest.mark.clause("OP-22.1")
@pytest.mark.parametrize("name", SERVICES)
def test_who_may_not_is_refused_and_leaves_nothing(month: SampleMonth, name: str) -> None:
    channel_set(**way(month), actor=MANAGER, at=at(8))
    run(month)
    assert_refused(SERVICES[name], month)


@pytest.mark.clause("OP-22.1")
def test_each_act_leaves_one_entry_and_the_same_again_none(month: SampleMonth) -> None:
    expected = [
        ("bank.change", MANAGER.code, AGENCY), ("account.open", MANAGER.code, AGENCY),
        ("agreement.sign", MANAGER.code, AGENCY), ("funding.announce", CASHIER.code, AGENCY),
    ]  # fmt: skip
    before = len(acts())
    for _ in range(2):
        channel_set(**way(month), actor=MANAGER, at=at(8))
        open_account(month, MANAGER)
        sign_agreement(month, MANAGER)
        announce(month, CASHIER)
    made = acts()[before:]
    assert made[:4] == expected
    assert made[4:] == expected[:1], "a channel that is set again is set"
    assert facts_of("funding.announce") == {"amount_fen": 5}
