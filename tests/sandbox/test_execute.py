"""Each item meets its outcome once, and the money moves exactly with the successes."""

from pathlib import Path

import pytest

from sandbox.bank.outcomes import Draw
from sandbox_agency import OWN, Agency, account, item, run_content


def outcomes(agency: Agency, number: int = -1) -> list[str]:
    return [line[5] for line in agency.lines("RESULT")[number][1:-1]]


def balance(agency: Agency, number: str) -> int:
    from sandbox.bank import accounts, home

    with home.open_bank(agency.home) as bank:
        return accounts.find_account(bank, number)["balance_fen"]


def test_the_state_and_name_of_the_account_decide(agency: Agency) -> None:
    for number, state in ((1, "CLOSED"), (2, "FROZEN"), (3, "LOST"), (4, "INACTIVE")):
        agency.run("account", "set-state", account(number), state)
    agency.run("account", "rename", account(5), "样例乙")
    agency.send_run([item(n) for n in (1, 2, 3, 4, 5, 6, 99)])
    agency.work()
    assert outcomes(agency) == [
        "ACCOUNT_CLOSED", "ACCOUNT_FROZEN", "CARD_LOST", "ACCOUNT_INACTIVE", "NAME_DIFFERS",
        "SUCCESS", "ACCOUNT_UNKNOWN",
    ]  # fmt: skip
    assert (balance(agency, account(6)), balance(agency, OWN)) == (1100, 10_000_000 - 100)
    assert agency.lines("RESULT")[0][0][10:] == ["1", "100", "7", "700"]


def test_a_run_that_the_own_account_does_not_cover_is_paid_to_nobody(agency: Agency) -> None:
    agency.send_run([item(1, 9_999_999), item(2, 2)])
    agency.work()
    assert outcomes(agency) == ["INSUFFICIENT_FUNDS"] * 2
    assert balance(agency, OWN) == 10_000_000


def test_a_frozen_own_account_pays_nobody(agency: Agency) -> None:
    agency.run("account", "set-state", OWN, "FROZEN")
    agency.send_run([item(1)])
    agency.work()
    assert outcomes(agency) == ["INSUFFICIENT_FUNDS"]
    assert balance(agency, OWN) == 10_000_000


def test_a_debit_takes_what_is_there_and_never_more(agency: Agency) -> None:
    twice = [item(1, 600), (item(2)[0], *item(1, 600)[1:]), (item(3)[0], *item(1, 400)[1:])]
    agency.send_run([*twice, item(4, 1001)], kind="DEBIT_RUN")
    agency.work()
    assert outcomes(agency) == ["SUCCESS", "INSUFFICIENT_FUNDS", "SUCCESS", "INSUFFICIENT_FUNDS"]
    assert (balance(agency, account(1)), balance(agency, OWN)) == (0, 10_001_000)


@pytest.mark.parametrize(
    ("mandate", "outcome"),
    [
        (("--account", account(1), "--limit-fen", "100"), "SUCCESS"),
        (("--account", account(1), "--limit-fen", "99"), "MANDATE_EXCEEDED"),
        (("--account", account(1), "--state", "CANCELLED"), "MANDATE_MISSING"),
        (("--account", account(2)), "MANDATE_MISSING"),
    ],
)
def test_a_debit_needs_the_mandate_the_bank_knows(
    agency: Agency, mandate: tuple[str, ...], outcome: str
) -> None:
    agency.run("mandate", "--reference", "SQ-1", *mandate)
    agency.send_run([item(1)], kind="DEBIT_RUN")
    agency.work()
    assert outcomes(agency) == [outcome]


def test_a_mandate_signed_after_the_day_is_none(agency: Agency) -> None:
    content = run_content([item(1)], 1, kind="DEBIT_RUN")
    assert b"|2026-01-01\n" in content
    agency.send(content.replace(b"|2026-01-01\n", b"|2026-01-07\n"), "DEBIT_RUN.txt.rfe")
    agency.work("2026-01-06")
    assert outcomes(agency) == ["MANDATE_MISSING"]


def test_a_run_waits_for_its_day(agency: Agency) -> None:
    agency.send_run([item(1)], execute_on="2026-01-08")
    agency.work("2026-01-07")
    assert agency.lines("RESULT") == []
    agency.work("2026-01-08")
    assert agency.lines("RESULT")[0][1][7] == "2026-01-08"


def test_an_unknown_outcome_moves_money_only_when_it_becomes_definite(tmp_path: Path) -> None:
    agency = Agency(tmp_path, "NATIONAL")
    agency.open_bank("--rate", "unknown=1000000", "--late-days", "2")
    agency.send_run([item(1), item(2)])
    agency.work("2026-01-06")
    assert outcomes(agency) == ["UNKNOWN_OUTCOME"] * 2
    assert agency.lines("RESULT")[0][0][10:] == ["0", "0", "2", "200"]
    agency.work("2026-01-07")
    assert balance(agency, OWN) == 10_000_000
    assert len(agency.lines("RESULT")) == 1
    agency.work("2026-01-08")
    assert outcomes(agency) == ["SUCCESS"] * 2
    assert balance(agency, OWN) == 10_000_000 - 200
    assert [line[7] for line in agency.lines("RESULT")[1][1:-1]] == ["2026-01-08"] * 2


def test_the_same_seed_draws_the_same_trouble_at_about_the_rate() -> None:
    rates = {"closed": 100_000, "unknown": 50_000}
    keys = [number.to_bytes(16, "big") for number in range(20_000)]
    first, again = (
        [Draw("7", rates, "CREDIT_RUN").trouble(key, again=False) for key in keys] for _ in "ab"
    )
    assert first == again
    assert 1800 < first.count("ACCOUNT_CLOSED") < 2200
    assert 850 < first.count("UNKNOWN_OUTCOME") < 1150
    other = [Draw("8", rates, "CREDIT_RUN").trouble(key, again=False) for key in keys]
    assert other != first


def test_trouble_of_debits_does_not_befall_credits() -> None:
    rates = {"insufficient": 1_000_000}
    assert Draw("7", rates, "CREDIT_RUN").trouble(b"x", again=False) == ""
    assert Draw("7", rates, "DEBIT_RUN").trouble(b"x", again=False) == "INSUFFICIENT_FUNDS"


def test_nothing_is_unknown_twice() -> None:
    draw = Draw("7", {"unknown": 1_000_000}, "CREDIT_RUN")
    assert draw.trouble(b"x", again=True) == ""
