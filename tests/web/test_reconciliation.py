"""The pages of reconciliation: both sides, differences first, each with its case."""

from collections.abc import Sequence

import pytest

from actors import actor
from ringfence.banking.desk_watch import reconciliation_watch
from ringfence.banking.exchange.messages import Side, StatementEntry
from ringfence.banking.models import BankStatement, Reconciliation
from ringfence.desk.models import Case
from ringfence.kernel.clock import now
from ringfence.workdays.store import calendar_in
from sample_month import DAY, SampleMonth
from sample_people import ACCOUNTANT, CASHIER
from web.acting import ClientOf

SWEEPER = actor("job:desk.sweep", "desk.sweep")
STRANGER = actor("sample-stranger", "statement.read", organisation="SAMPLE-Z")


def stated(month: SampleMonth, entries: Sequence[StatementEntry] = ()) -> BankStatement:
    month.state(entries)
    return BankStatement.objects.get()


def unbooked() -> StatementEntry:
    """Money that nobody announced."""
    return StatementEntry(
        line=1, bank_reference="SAMPLE-BANK-1", side=Side.CRDT, amount_fen=12_345, booked_on=DAY,
        value_on=DAY,
    )  # fmt: skip


def test_a_day_is_compared_by_who_may(month: SampleMonth, client_of: ClientOf) -> None:
    statement = stated(month)
    address = f"/reconciliation/{statement.id}/"
    cashier, accountant = client_of(CASHIER), client_of(ACCOUNTANT)
    assert "尚未与账面核对。" in cashier.get(address).text
    assert cashier.post(f"{address}compare/").status_code == 403
    assert accountant.post(f"{address}compare/").status_code == 302
    assert "银行与账面一致" in accountant.get(address).text
    assert Reconciliation.objects.count() == 1


@pytest.mark.clause("OP-14.7")
def test_a_difference_stands_first_and_leads_to_its_case(
    month: SampleMonth, client_of: ClientOf
) -> None:
    statement, accountant = stated(month, [unbooked()]), client_of(ACCOUNTANT)
    address = f"/reconciliation/{statement.id}/"
    accountant.post(f"{address}compare/")
    page = accountant.get(address).text
    assert "银行有、账上无" in page
    assert "123.45" in page
    assert "每日清查时建立" in page
    reconciliation_watch(calendar=calendar_in(month.folder), actor=SWEEPER, at=now())
    page = accountant.get(address).text
    cases = Case.objects.all()
    assert cases
    assert all(f"/desk/case/{case.id}/" in page for case in cases)
    listed = accountant.get("/reconciliation/").text
    assert listed.index("存在差异") < listed.index(address) < listed.index("全部对账单")


@pytest.mark.clause("OP-22.1")
def test_statements_of_others_are_neither_listed_nor_shown(
    month: SampleMonth, client_of: ClientOf
) -> None:
    statement, stranger = stated(month), client_of(STRANGER)
    address = f"/reconciliation/{statement.id}/"
    assert address not in stranger.get("/reconciliation/").text
    assert stranger.get(address).status_code == 404


def test_older_days_are_on_the_next_page(month: SampleMonth, client_of: ClientOf) -> None:
    statement, accountant = stated(month), client_of(ACCOUNTANT)
    assert str(statement.id) in accountant.get("/reconciliation/?before=nonsense").text
    assert str(statement.id) not in accountant.get(f"/reconciliation/?before={DAY}").text
