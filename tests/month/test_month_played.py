"""The month as a user has it: from the roster to the sealed books, bank and books to the fen."""

import json
from collections import defaultdict
from typing import Any

import pytest

from played_month import (
    PEOPLE,
    SEED,
    Played,
    bank_books,
    both_sides_agree,
    demo_words,
    executed_keys,
    final_books,
    plaintext_left,
    trial_balance,
)
from ringfence.demo.sample.people import people


@pytest.mark.clause("OP-16.1", "OP-16.2", "OP-16.3", "OP-A5")
def test_bank_and_books_agree_key_by_key_and_the_books_are_sound(played: Played) -> None:
    both_sides_agree(played.installation)


@pytest.mark.clause("OP-16.3")
def test_each_runs_outcomes_are_the_banks_own_to_the_fen(played: Played) -> None:
    ours: dict[str, dict[str, Any]] = defaultdict(dict)
    for run_id, outcome, count, sum_fen in played.installation.rows(
        "SELECT replace(run_id::text, '-', ''), outcome, count(*), sum(amount_fen)::bigint"
        " FROM banking_itemresult JOIN banking_runitem USING (leaf_id, run_id, line)"
        " WHERE outcome <> 'UNKNOWN_OUTCOME' GROUP BY 1, 2"
    ):
        ours[run_id][outcome] = {"count": count, "sum_fen": sum_fen}
    banks = {
        run["run_id"]: run["outcomes"]
        for home in played.installation.bank_homes().values()
        for run in bank_books(home)["runs"]
    }
    assert banks == ours
    assert len(banks) > 4, "there was a further run"


@pytest.mark.clause("OP-15", "OP-16.4")
def test_everybody_is_paid_once_to_the_card_or_is_known_with_a_cause(played: Played) -> None:
    paid = played.installation.rows(
        "SELECT identity_number, amount_fen, account_number FROM banking_runitem"
        " JOIN banking_itemresult USING (leaf_id, run_id, line) WHERE outcome = 'SUCCESS'"
    )
    unpaid = final_books(played.installation)["exceptions"]
    by_number = {person.identity_number: person for person in people(SEED, PEOPLE)}
    for number, amount_fen, account in paid:
        person = by_number[number]
        assert amount_fen == person.pension_fen
        assert account == (person.corrected_account_number or person.account_number)
    assert len({number for number, *_ in paid}) == len(paid)
    assert {number for number, *_ in paid}.isdisjoint(number for number, *_ in unpaid)
    # Frozen, lost at the bank, or under another name there: told by the bank, never paid.
    failed = [
        p for p in by_number.values()
        if p.card_state == "NORMAL" and p.account_active
        and (p.bank_state not in {"NORMAL", "CLOSED"} or p.bank_name != p.name)
    ]  # fmt: skip
    assert len(paid) + len(unpaid) + len(failed) == PEOPLE


@pytest.mark.clause("OP-16.3")
def test_what_was_paid_came_from_the_persons_own_account_first(played: Played) -> None:
    paid = dict(
        played.installation.rows(
            "SELECT identity_number, amount_fen FROM banking_runitem"
            " JOIN banking_itemresult USING (leaf_id, run_id, line) WHERE outcome = 'SUCCESS'"
        )
    )
    own_fen = sum(
        min(paid[person.identity_number], person.personal_balance_fen)
        for person in people(SEED, PEOPLE)
        if person.identity_number in paid
    )
    lines = {line["code"]: line for line in trial_balance(played.installation)["lines"]}
    assert lines["PERSONAL"]["debit_fen"] == own_fen
    assert lines["POOL"]["debit_fen"] == sum(paid.values()) - own_fen
    assert lines["IN_TRANSIT"]["debit_fen"] == lines["IN_TRANSIT"]["credit_fen"]


@pytest.mark.clause("OP-14.7")
def test_every_account_was_reconciled_for_both_days_without_a_difference(played: Played) -> None:
    reconciled = final_books(played.installation)["reconciled"]
    assert len(reconciled) == 8
    assert {breaks for *_, breaks in reconciled} == {0}


@pytest.mark.clause("OP-16.2", "OP-16.4")
def test_every_run_is_closed_and_its_steps_were_taken_by_two_people_or_more(
    played: Played,
) -> None:
    assert {run["state"] for run in played.installation.json("run", "list")} == {"CLOSED"}
    actors: dict[str, dict[str, str]] = defaultdict(dict)
    for run_id, event, actor in played.installation.rows(
        "SELECT run_id::text, event, actor FROM banking_runstep"
    ):
        actors[run_id][event] = actor
    for by in actors.values():
        assert by["APPROVE"] not in {by["DRAFT"], by["CHECK"]}


@pytest.mark.clause("OP-22.2")
def test_nothing_lies_open_and_nothing_personal_was_printed(played: Played) -> None:
    assert plaintext_left(played.installation) == []
    for person in people(SEED, PEOPLE):
        for personal in (person.identity_number, person.name, person.account_number):
            assert personal not in played.printed


@pytest.mark.clause("OP-22.2")
def test_what_went_to_and_from_the_banks_can_be_read_by_nobody_else(played: Played) -> None:
    someone = next(people(SEED, 1))
    for home in played.installation.bank_homes().values():
        for path in [*home.glob("in/**/*"), *home.glob("out/**/*")]:
            if path.is_file():
                content = path.read_bytes()
                assert someone.identity_number.encode() not in content
                assert someone.name.encode("gb18030") not in content
                assert someone.name.encode() not in content


def test_the_report_is_there_on_paper_and_as_numbers(played: Played) -> None:
    folder = played.installation.home / "demo"
    assert (folder / "month.pdf").read_bytes().startswith(b"%PDF")
    assert json.loads((folder / "month.json").read_text())


def test_played_again_the_month_changes_nothing_and_clears_what_a_kill_left(played: Played) -> None:
    before = final_books(played.installation)
    keys = {code: executed_keys(h) for code, h in played.installation.bank_homes().items()}
    suite = "NATIONAL" if played.profile == "DELIMITED" else "INTERNATIONAL"
    # As a kill in the last exchange leaves it.
    (work, *_) = played.installation.home.glob("exchange/*/work")
    (work / "ACKNOWLEDGEMENT.txt").write_text("opened")
    done = played.installation.run(*demo_words(played.profile, suite))
    assert done.returncode == 0, done.stdout + done.stderr
    assert final_books(played.installation) == before
    assert plaintext_left(played.installation) == []
    assert {c: executed_keys(h) for c, h in played.installation.bank_homes().items()} == keys
