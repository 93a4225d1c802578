"""Statements join from day to day and add up to the fen."""

from pathlib import Path

from sandbox.bank.books import books
from sandbox.bank.home import open_bank
from sandbox_agency import AGENCY, OWN, Agency, item


def fund(
    agency: Agency, amount_fen: int, reference: str, on: str, *, refused: bool = False
) -> None:
    agency.run("fund", "--account", OWN, "--amount-fen", str(amount_fen), "--reference", reference,
               "--on", on, "--from-name", "样例财政局", refused=refused)  # fmt: skip


def test_each_statement_opens_where_the_one_before_closed(agency: Agency) -> None:
    fund(agency, 500, "ZJ-1", "2026-01-06")
    agency.send_run([item(1), item(2)])
    agency.work("2026-01-06")
    agency.work("2026-01-09")
    heads = [lines[0] for lines in agency.lines("STATEMENT")]
    assert [head[10] for head in heads] == ["2026-01-06", "2026-01-07", "2026-01-08"]
    assert [head[12:] for head in heads] == [
        ["10000000", "10000300", "2", "700"],
        ["10000300", "10000300", "0", "0"],
        ["10000300", "10000300", "0", "0"],
    ]
    assert heads[0][5] == "ST20260107-00000001"


def test_money_from_outside_is_booked_once_for_its_reference(agency: Agency) -> None:
    for _ in range(2):
        fund(agency, 500, "ZJ-1", "2026-01-06")
    fund(agency, 501, "ZJ-1", "2026-01-06", refused=True)
    agency.run("statement", "--on", "2026-01-06")
    entry = agency.lines("STATEMENT")[0][1]
    assert entry[2:5] == ["ZJ-1", "CRDT", "500"]
    assert (entry[10], entry[12]) == ("样例财政局", "ZJ-1")
    fund(agency, 500, "ZJ-2", "2026-01-06", refused=True)


def test_a_run_is_one_entry_or_one_for_each_item(agency: Agency) -> None:
    agency.send_run([item(1), item(2)])
    agency.work("2026-01-06")
    run_id = agency.books()["runs"][0]["run_id"]
    agency.run("statement", "--on", "2026-01-06")
    agency.send_run([item(3), item(4)], 2)
    agency.work("2026-01-07")
    agency.run("statement", "--on", "2026-01-07", "--detail")
    plain, detailed = agency.lines("STATEMENT")
    assert [line[3:9] for line in plain[1:-1]] == [
        ["DBIT", "200", "2026-01-06", "2026-01-06", run_id, ""]
    ]
    assert [line[8] for line in detailed[1:-1]] == [item(3)[0], item(4)[0]]
    references = [line[6] for line in agency.lines("RESULT")[1][1:-1]]
    assert [line[2] for line in detailed[1:-1]] == references


def test_a_closed_day_takes_files_and_books_them_on_the_next(agency: Agency) -> None:
    agency.run("fund", "--account", OWN, "--amount-fen", "1", "--reference", "ZJ-1",
               "--on", "2026-01-06")  # fmt: skip
    agency.run("statement", "--on", "2026-01-06")
    agency.send_run([item(1)])
    agency.work("2026-01-06")
    assert (len(agency.lines("ACKNOWLEDGEMENT")), agency.lines("RESULT")) == (1, [])
    agency.work("2026-01-07")
    assert agency.lines("RESULT")[0][1][7] == "2026-01-07"


def test_a_closed_day_is_never_opened_again(agency: Agency) -> None:
    agency.work("2026-01-06")
    agency.run("statement", "--on", "2026-01-08")
    agency.run("statement", "--on", "2026-01-07")
    assert len(agency.lines("STATEMENT")) == 3
    fund(agency, 500, "ZJ-1", "2026-01-08", refused=True)


def test_an_account_agreed_on_later_is_stated_from_the_first_open_day(agency: Agency) -> None:
    agency.work("2026-01-06")
    agency.run("statement", "--on", "2026-01-07")
    agency.run("agreement", "--reference", "XY-2", "--partner", AGENCY, "--own-account", "777",
               "--own-name", "样例户")  # fmt: skip
    agency.run("statement", "--on", "2026-01-08")
    heads = [lines[0] for lines in agency.lines("STATEMENT")]
    assert [head[10] for head in heads if head[7] == "777"] == ["2026-01-08"]


def test_the_books_find_a_planted_difference(tmp_path: Path) -> None:
    agency = Agency(tmp_path, "NATIONAL")
    agency.open_bank()
    agency.send_run([item(1), item(2)])
    agency.work()
    assert agency.books()["differences"] == []
    with open_bank(agency.home) as bank:
        bank.db.execute("UPDATE account SET balance_fen = balance_fen + 1 WHERE number = ?", (OWN,))
        bank.db.execute("DELETE FROM executed WHERE key = ?", (bytes.fromhex(item(1)[0]),))
        assert len(books(bank)["differences"]) == 4
