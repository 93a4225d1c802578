"""Each item has one fate, and the roster splits into them without a rest."""

import pytest

from card.reports.month import outcome, run
from ringfence.regimes.card.reports.sums import bank_rows, run_rows, totals


def test_items_without_a_result_wait_until_their_run_is_stopped() -> None:
    one = run(0, number=1, is_further=False, item_count=10, sum_fen=1_000)
    known = [outcome(1, "SUCCESS", 6, 600), outcome(1, "ACCOUNT_CLOSED", 1, 100)]
    row = run_rows([one], known, [])[0]
    assert (row["waiting_count"], row["waiting_fen"], row["stopped_count"]) == (3, 300, 0)
    stopped = run_rows([one | {"state": "CANCELLED"}], [], [])[0]
    assert (stopped["waiting_count"], stopped["stopped_count"]) == (0, 10)


@pytest.mark.clause("OP-16.4")
def test_what_a_further_run_brought_is_told_apart_and_lowers_the_unpaid() -> None:
    first = run(0, number=1, is_further=False, item_count=10, sum_fen=1_000)
    again = run(0, number=2, is_further=True, item_count=3, sum_fen=300)
    known = [
        outcome(1, "SUCCESS", 5, 500),
        outcome(1, "ACCOUNT_CLOSED", 3, 300),
        outcome(1, "WITHDRAWN", 1, 100),
        outcome(1, "UNKNOWN_OUTCOME", 1, 100),
        outcome(2, "SUCCESS", 2, 200),
        outcome(2, "ACCOUNT_CLOSED", 1, 100),
    ]
    rows = run_rows([first, again], known, [])
    roster = {"file_count": 1, "person_count": 12, "sum_fen": 1_200}
    whole = totals(roster, rows)
    assert (whole["success_count"], whole["unknown_count"], whole["unpaid_count"]) == (7, 1, 4)
    assert whole["unpaid_fen"] == 400
    assert whole["withdrawn_count"] == 1
    assert (whole["further"]["success_count"], whole["further"]["run_count"]) == (2, 1)
    assert [each["outcome"] for each in whole["outcomes"]] == [
        "ACCOUNT_CLOSED",
        "UNKNOWN_OUTCOME",
        "WITHDRAWN",
    ]


def test_the_banks_sums_add_up_to_the_totals() -> None:
    runs = [run(n, number=n, is_further=False, item_count=4, sum_fen=400) for n in (1, 2)]
    known = [outcome(1, "SUCCESS", 4, 400), outcome(2, "NAME_DIFFERS", 1, 100)]
    booked = [{"run_id": 1, "from_pool": True, "transfer_count": 4, "sum_fen": 400}]
    rows = run_rows(runs, known, booked)
    whole = totals({"person_count": 8, "sum_fen": 800}, rows)
    banks = bank_rows(rows)
    for name in ("item_count", "sum_fen", "success_fen", "failed_count", "waiting_fen", "pool_fen"):
        assert sum(bank[name] for bank in banks) == whole[name]
