"""Banks, accounts and agreements: what a file could not carry or what differs is refused."""

from collections.abc import Callable
from datetime import date
from functools import reduce
from typing import Any

import pytest

from actors import also, holder
from ringfence.banking.accounts import (
    FormWrong,
    RecordDiffers,
    agreement_sign,
    bank_add,
    own_account_open,
)
from ringfence.banking.models import AgencyAgreement, Branch, OwnAccount
from sample_month import (
    BANK,
    LEAF,
    SET_UP_AT,
    SampleMonth,
    month,  # noqa: F401 - a fixture
    own_account_number,
    row_counts,
)
from sample_people import AGENCY, MANAGER

FIRST = date(2025, 1, 1)
# Who may for two agencies, and what is no agency at all: so that what differs is what is refused.
BOTH = reduce(
    also,
    (holder("AGENCY_MANAGER", "sample", organisation=each) for each in ("YLBX0002", "样例机构")),
    MANAGER,
)
TABLES = ("banking_bank", "banking_ownaccount", "banking_agencyagreement", "ledger_account")


def branch() -> Branch:
    return Branch.objects.get(line_number=BANK)


def bank(**facts: str) -> Branch:
    return bank_add(**facts, actor=BOTH, at=SET_UP_AT)


def account(**other: Any) -> OwnAccount:
    facts = {
        "branch": branch(), "owner": AGENCY, "purpose": "PAYOUT",
        "number": own_account_number(BANK), "name": "样例支出户", "leaf_id": LEAF, "on": FIRST,
        "actor": BOTH, "at": SET_UP_AT, **other,
    }  # fmt: skip
    return own_account_open(**facts)


def agreement(**other: Any) -> AgencyAgreement:
    facts = {
        "number": "XY-2026-001", "agency": AGENCY, "branch": branch(),
        "payout_account": OwnAccount.objects.get(number=own_account_number(BANK)),
        "signed_on": FIRST, "valid_from": FIRST, "actor": BOTH, "at": SET_UP_AT, **other,
    }  # fmt: skip
    return agreement_sign(**facts)


@pytest.mark.clause("OP-A5")
@pytest.mark.parametrize(
    "wrong",
    [
        lambda: bank(code="1", name="样例银行"),
        lambda: account(number="1400 0001"),
        lambda: account(number="1" * 35),
        lambda: account(number="140001", name="样例|户"),
        lambda: agreement(number="协议一号"),
        lambda: agreement(number="XY-2", agency="样例机构"),
    ],
)
def test_what_no_file_to_a_bank_could_carry_is_refused_when_it_is_entered(
    month: SampleMonth,  # noqa: F811
    wrong: Callable[[], object],
) -> None:
    before = row_counts(*TABLES)
    with pytest.raises(FormWrong):
        wrong()
    assert row_counts(*TABLES) == before


@pytest.mark.parametrize(
    "other",
    [
        lambda: bank(code=BANK, name="另一样例银行"),
        lambda: account(name="另一样例户"),
        lambda: account(owner="YLBX0002"),
        lambda: agreement(valid_to=date(2030, 1, 1)),
        lambda: agreement(agency="YLBX0002"),
    ],
)
def test_the_same_number_with_other_facts_is_refused_and_the_same_again_is_not(
    month: SampleMonth,  # noqa: F811
    other: Callable[[], object],
) -> None:
    before = row_counts(*TABLES)
    bank(code=BANK, name="样例银行1")
    account()
    agreement()
    with pytest.raises(RecordDiffers):
        other()
    assert row_counts(*TABLES) == before
