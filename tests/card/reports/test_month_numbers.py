"""The month's numbers against the tables that they are read from."""

import hashlib
import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.db import connection

from ringfence.banking import accounts
from ringfence.banking.models import (
    BankStatement,
    ExchangeFile,
    ItemResult,
    OwnAccount,
    Reconciliation,
    Run,
    RunItem,
    StatementEntry,
)
from ringfence.interfaces.cli import report
from ringfence.interfaces.cli.main import main
from ringfence.kernel.uuid7 import uuid7
from ringfence.ledger import services
from ringfence.ledger.domain import Side, Transfer
from ringfence.regimes.card.benefits.domain import UnknownProgramme
from ringfence.regimes.card.models import Programme, Roster, RosterException
from ringfence.regimes.card.programmes import programme_open
from ringfence.regimes.card.reports.numbers import month_numbers
from ringfence.regimes.card.reports.refusals import MonthEmpty
from sample_people import AGENCY, MANAGER

pytestmark = pytest.mark.django_db

AT = datetime(2026, 10, 15, 1, tzinfo=UTC)
ON = date(2026, 10, 15)
LEAF = 7
MONTH = {"programme": "PENSION", "period": "2026-10"}
OWNER = UUID(int=9)


@pytest.fixture
def programme() -> Programme:
    return programme_open(
        code="PENSION", name="样例养老", agency=AGENCY, purpose="PENS", leaf_id=LEAF,
        actor=MANAGER, at=AT,
    )  # fmt: skip


@pytest.fixture
def account(programme: Programme) -> OwnAccount:
    branch = accounts.bank_add(code="102100000001", name="样例银行甲", actor=MANAGER, at=AT)
    return accounts.own_account_open(
        branch=branch,
        owner=AGENCY,
        purpose="PAYOUT",
        number="6200000000000000000",
        name="样例代发",
        leaf_id=LEAF,
        on=ON,
        actor=MANAGER,
        at=AT,
    )


@pytest.fixture
def roster(programme: Programme) -> Roster:
    """Five people of 1,000 fen; two of them are exceptions."""
    roster = Roster.objects.create(
        id=uuid7(),
        programme=programme,
        period="2026-10",
        file_name="roster.csv",
        digest=b"0" * 32,
        line_count=5,
        sum_fen=5_000,
        imported_by="P01",
        imported_at=AT,
    )
    for line in (4, 5):
        RosterException.objects.create(
            roster=roster,
            line=line,
            identity_number="",
            name="样例甲",
            amount_fen=1_000,
            account_number="",
            remark="",
            cause="NO_CARD",
        )
    return roster


def run_of(
    programme: Programme,
    account: OwnAccount,
    number: str,
    *,
    count: int,
    retry: tuple[UUID, int] | None = None,
) -> Run:
    """Write a run of `count` items of 1,000 fen; `retry` is what its first item carries again."""
    agreement = accounts.agreement_sign(
        number="A-1",
        agency=AGENCY,
        branch=account.branch,
        payout_account=account,
        signed_on=ON,
        valid_from=ON,
        actor=MANAGER,
        at=AT,
    )
    run = Run.objects.create(
        id=uuid7(),
        leaf_id=LEAF,
        number=number,
        kind="CREDIT",
        agreement=agreement,
        programme=programme.code,
        period="2026-10",
        source_digest=b"",
        pool_account_id=programme.pool_account_id,
        state="BOOKED",
        item_count=count,
        sum_fen=1_000 * count,
        sent_count=count,
        sent_fen=1_000 * count,
        purpose="PENS",
        resolved_at=AT,
    )
    for line in range(1, count + 1):
        RunItem.objects.create(
            leaf_id=LEAF,
            run_id=run.id,
            line=line,
            key=uuid7(),
            person_id=OWNER,
            ledger_account_id=OWNER,
            identity_number="",
            name="样例甲",
            account_number="62",
            card_state="NORMAL",
            amount_fen=1_000,
            remark="",
            retry_run_id=retry[0] if retry else None,
            retry_line=retry[1] + line - 1 if retry else None,
        )
    services.account_open(
        leaf_id=LEAF,
        accounts=[(run.id, None)],
        code="IN_TRANSIT",
        side=Side.DEBIT,
        pooled=True,
        at=AT,
    )
    return run


def result(run: Run, line: int, outcome: str) -> None:
    ItemResult.objects.create(
        leaf_id=LEAF, run_id=run.id, line=line, file_id=uuid7(), outcome=outcome, bank_reference=""
    )


def pay(run: Run, debit_id: UUID, amount_fen: int) -> None:
    transfer = Transfer(
        key=uuid7(),
        debit_id=debit_id,
        credit_id=run.id,
        amount_fen=amount_fen,
        code="BENEFIT_PAID",
        at=AT,
    )
    [answer] = services.post(leaf_id=LEAF, transfers=[transfer])
    assert answer.code == "POSTED"


def statement(account: OwnAccount, on: date, run: Run | None, bank_fen: int | None) -> None:
    """Write a day's statement, with an entry of `run`, compared where `bank_fen` is given."""
    file = ExchangeFile.objects.create(
        id=uuid7(),
        direction="IN",
        kind="STATEMENT",
        sender="102100000001",
        receiver=AGENCY,
        sequence=on.day,
        name="",
        state="READ",
        at=AT,
    )
    found = BankStatement.objects.create(
        id=uuid7(), account=account, file=file, on=on, opening_fen=0, closing_fen=0, entry_count=1
    )
    StatementEntry.objects.create(
        statement=found,
        line=1,
        amount_fen=-1_000,
        booked_on=on,
        reference="",
        run_id=run.id if run else None,
        bank_reference="B1",
        text="",
    )
    if bank_fen is not None:
        Reconciliation.objects.create(
            id=uuid7(),
            statement=found,
            number=1,
            actor="SAMPLE-A1",
            bank_fen=bank_fen,
            book_fen=500,
            in_transit_fen=100,
            matched_count=1,
            break_count=1 if bank_fen != 600 else 0,
            at=AT,
        )


@pytest.fixture
def first(programme: Programme, account: OwnAccount, roster: Roster) -> Run:
    """Three items: paid, failed, and told unknown twice."""
    run = run_of(programme, account, "PENSION-2026-10-001", count=3)
    result(run, 1, "SUCCESS")
    result(run, 2, "ACCOUNT_CLOSED")
    result(run, 3, "UNKNOWN_OUTCOME")
    result(run, 3, "UNKNOWN_OUTCOME")
    return run


@pytest.mark.clause("OP-16.3")
def test_the_roster_splits_into_paid_unknown_waiting_and_unpaid(first: Run) -> None:
    numbers = month_numbers(**MONTH)
    assert numbers["roster"] == {"file_count": 1, "person_count": 5, "sum_fen": 5_000}
    totals = numbers["totals"]
    assert (totals["success_count"], totals["unknown_count"], totals["failed_count"]) == (1, 1, 1)
    assert (totals["waiting_count"], totals["unpaid_count"], totals["unpaid_fen"]) == (0, 3, 3_000)
    assert numbers["banks"][0]["bank_name"] == "样例银行甲"


def test_an_unknown_outcome_counts_no_more_once_the_final_one_came(first: Run) -> None:
    result(first, 3, "SUCCESS")
    totals = month_numbers(**MONTH)["totals"]
    assert (totals["success_count"], totals["unknown_count"]) == (2, 0)


@pytest.mark.clause("OP-16.4")
def test_a_further_run_is_told_apart_with_the_exceptions_that_it_carries(
    programme: Programme, account: OwnAccount, roster: Roster, first: Run
) -> None:
    again = run_of(programme, account, "PENSION-2026-10-002", count=1, retry=(roster.id, 4))
    result(again, 1, "SUCCESS")
    numbers = month_numbers(**MONTH)
    assert [run["is_further"] for run in numbers["runs"]] == [False, True]
    assert numbers["totals"]["further"]["success_fen"] == 1_000
    assert numbers["totals"]["unpaid_count"] == 2
    assert numbers["exceptions"] == [
        {"cause": "NO_CARD", "line_count": 2, "sum_fen": 2_000, "further_count": 1}
    ]


@pytest.mark.clause("OP-16.3")
def test_the_books_tell_what_came_from_the_person_and_what_from_the_pool(
    programme: Programme, first: Run
) -> None:
    services.account_open(
        leaf_id=LEAF,
        accounts=[(OWNER, OWNER)],
        code="PERSONAL",
        side=Side.CREDIT,
        floor_fen=None,
        at=AT,
    )
    pay(first, OWNER, 300)
    pay(first, programme.pool_account_id, 700)
    totals = month_numbers(**MONTH)["totals"]
    assert (totals["personal_fen"], totals["pool_fen"]) == (300, 700)


@pytest.mark.clause("OP-14.7")
def test_the_latest_comparison_with_money_of_the_month_is_shown(
    account: OwnAccount, first: Run
) -> None:
    statement(account, date(2026, 10, 15), first, 600)
    statement(account, date(2026, 10, 16), first, 590)
    statement(account, date(2026, 10, 17), first, None)
    statement(account, date(2026, 10, 18), None, 1)
    shown = month_numbers(**MONTH)["accounts"]
    assert [(each["on"], each["bank_fen"], each["difference_fen"]) for each in shown] == [
        ("2026-10-16", 590, -10)
    ]
    assert [shown[0][f"{name}_count"] for name in ("statement", "reconciled", "break")] == [3, 2, 1]


def test_the_seal_is_the_chains_head_with_what_came_after_it(
    programme: Programme, first: Run
) -> None:
    pay(first, programme.pool_account_id, 1_000)
    before = month_numbers(**MONTH)["seal"]
    assert (before["number"], before["sealed_count"], before["unsealed_count"]) == (None, 0, 1)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO ledger_seal SELECT %s, 3, 0, max(seen) + 1, 1, 1000, %s, '', %s, ''"
            " FROM ledger_transfer",
            [LEAF, AT, bytes(31) + b"\x05"],
        )
    after = month_numbers(**MONTH)["seal"]
    assert (after["number"], after["sealed_count"], after["unsealed_count"]) == (3, 1, 0)
    assert after["digest"] == "00" * 31 + "05"
    assert after["sealed_at"] == "2026-10-15T01:00:00+00:00"


def test_a_month_without_a_roster_and_an_unknown_programme_are_refused(roster: Roster) -> None:
    with pytest.raises(MonthEmpty):
        month_numbers(programme="PENSION", period="2026-09")
    with pytest.raises(UnknownProgramme):
        month_numbers(programme="OTHER", period="2026-10")


def test_no_person_is_in_the_numbers(first: Run) -> None:
    assert "样例甲" not in json.dumps(month_numbers(**MONTH), ensure_ascii=False).replace(
        "样例银行甲", ""
    )


def test_the_command_writes_page_and_numbers_and_the_same_books_give_the_same_digest(
    first: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(report, "open_database", lambda: None)
    words = ["report", "month", "--programme", "PENSION", "--period", "2026-10", "--json", "--out"]

    def written(folder: str) -> dict[str, Any]:
        assert main([*words, str(tmp_path / folder)]) == 0
        facts: dict[str, Any] = json.loads(capsys.readouterr().out)
        return facts

    facts = written("one")
    content = Path(facts["numbers"]).read_bytes()
    assert hashlib.sha256(content).hexdigest() == facts["sha256"]
    assert json.loads(content)["totals"]["success_fen"] == 1_000
    assert Path(facts["pdf"]).read_bytes().startswith(b"%PDF-")
    assert written("two")["sha256"] == facts["sha256"]
    assert sorted(path.name for path in (tmp_path / "one").iterdir()) == ["month.json", "month.pdf"]
