"""What was instructed, answered and stated is never changed, by program or owner."""

from collections.abc import Iterator

import psycopg
import pytest
from psycopg import errors

from ringfence.banking.exchange.messages import Side, StatementEntry
from ringfence.banking.exchange.outcomes import Outcome
from ringfence.banking.statements.reconciliation import account_reconcile
from ringfence.banking.statements.services import funding_announce
from sample_month import (
    BANK,
    DAY,
    SampleMonth,
    at,
    identity,
    month,  # noqa: F401 - a fixture
    own_account_number,
    registry_row,
    roster_row,
)
from sample_people import ACCOUNTANT, CASHIER

NEVER_CHANGED = {
    "banking_runitem": "amount_fen = 1",
    "banking_itemresult": "outcome = 'SUCCESS'",
    "banking_outcometally": "item_count = 9",
    "banking_runstep": "actor = 'X'",
    "banking_bookedchunk": "last_line = 1",
    "banking_bankstatement": "closing_fen = 1",
    "banking_statemententry": "amount_fen = 1",
    "banking_fundingnotice": "amount_fen = 1",
    "banking_reconciliation": "break_count = 0",
    "banking_reconciliationbreak": "bank_fen = 1",
    "card_roster": "sum_fen = 1",
    "card_rosterexception": "amount_fen = 1",
    "card_cardchange": "after = 'X'",
    "card_correctionlist": "line_count = 9",
    "card_correctionline": "account_number = 'X'",
}
NEVER_REMOVED = ("banking_run", "banking_exchangefile")
EVERY_TABLE = (*NEVER_CHANGED, *NEVER_REMOVED)


@pytest.fixture
def owner(own_database: str, month: SampleMonth) -> Iterator[psycopg.Connection]:  # noqa: F811
    """The owner's connection to a month that has a row in each table, played as the program."""
    month.people(registry_row(1), registry_row(3), registry_row(5, card_state="LOST"))
    (run,) = month.roster(roster_row(1), roster_row(3), roster_row(5)).runs
    month.sent(run)
    month.answer(run, {1: Outcome.SUCCESS, 2: Outcome.ACCOUNT_CLOSED})
    month.book(run)
    month.close(run)
    month.correct((identity(3), "62229", BANK))
    funding_announce(
        account_number=own_account_number(BANK), amount_fen=5, reference="BK1",
        source_account_id=month.programme.source_account_id, actor=CASHIER, at=at(9),
    )  # fmt: skip
    month.state([StatementEntry(1, "B1", Side.CRDT, 7, DAY, DAY)])
    compared = account_reconcile(
        account_number=own_account_number(BANK), on=DAY, actor=ACCOUNTANT, at=at(22)
    )
    assert compared.break_count
    with psycopg.connect(own_database, autocommit=True) as connection:
        yield connection


def test_the_owner_can_change_remove_or_empty_nothing(owner: psycopg.Connection) -> None:
    for table in EVERY_TABLE:
        assert owner.execute(f"SELECT count(*) FROM {table}".encode()).fetchone() != (0,), table
        statements = [f"DELETE FROM {table}", f"TRUNCATE {table} CASCADE"]
        if table in NEVER_CHANGED:
            statements.append(f"UPDATE {table} SET {NEVER_CHANGED[table]}")
        for statement in statements:
            with pytest.raises(errors.Error) as refused:
                owner.execute(statement.encode())
            assert refused.value.sqlstate in {"RFB01", "RFC01"}, statement


def test_the_program_can_do_the_month_and_change_nothing_of_it(owner: psycopg.Connection) -> None:
    owner.execute("SET ROLE ringfence_app")
    for table in EVERY_TABLE:
        for statement in (f"DELETE FROM {table}", f"TRUNCATE {table}"):
            with pytest.raises(errors.InsufficientPrivilege):
                owner.execute(statement.encode())
    for table, change in NEVER_CHANGED.items():
        with pytest.raises(errors.Error) as refused:
            owner.execute(f"UPDATE {table} SET {change}".encode())
        assert refused.value.sqlstate in {"RFB01", "RFC01"}, table
    for table in ("ledger_transfer", "ledger_balance", "ledger_account", "ledger_seal"):
        for statement in (f"UPDATE {table} SET leaf_id = 1", f"DELETE FROM {table}"):
            with pytest.raises(errors.InsufficientPrivilege):
                owner.execute(statement.encode())


def test_an_item_has_one_final_result(owner: psycopg.Connection) -> None:
    again = (
        "INSERT INTO banking_itemresult SELECT leaf_id, run_id, line, gen_random_uuid(),"
        " 'ACCOUNT_FROZEN', NULL, '' FROM banking_itemresult WHERE outcome = 'SUCCESS'"
    )
    with pytest.raises(errors.UniqueViolation):
        owner.execute(again.encode())
    owner.execute("SET ROLE ringfence_app")
    with pytest.raises(errors.UniqueViolation):
        owner.execute(again.encode())
