"""What became of a month's items is counted when it is told, and is what each item says."""

import random

import pytest
from django.db import connection

from ringfence.banking.exchange.outcomes import Outcome
from ringfence.banking.models import OutcomeTally, Run
from ringfence.banking.runs.figures import OutcomeSum, outcome_sums_of
from ringfence.banking.runs.selectors import outcome_sums
from ringfence.regimes.card.models import Card
from sample_month import SampleMonth, at
from sample_people import AGENCY

PAID, CLOSED, UNKNOWN = Outcome.SUCCESS, Outcome.ACCOUNT_CLOSED, Outcome.UNKNOWN_OUTCOME


def recounted(run: Run) -> dict[str, tuple[int, int]]:
    """Count from every item, as nobody has time for when there are a million."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT outcome, count(*), sum(amount_fen)::bigint FROM ("
            " SELECT DISTINCT ON (item.line) coalesce(result.outcome, 'WAITING') AS outcome,"
            " item.amount_fen FROM banking_runitem AS item LEFT JOIN banking_itemresult AS result"
            " USING (leaf_id, run_id, line) WHERE run_id = %s"
            " ORDER BY item.line, result.outcome = 'UNKNOWN_OUTCOME') AS latest GROUP BY outcome",
            [run.id],
        )
        return {outcome: (count, fen) for outcome, count, fen in cursor.fetchall()}


def told(run: Run) -> dict[str, tuple[int, int]]:
    return {row["outcome"]: (row["item_count"], row["sum_fen"]) for row in outcome_sums(run)}


def month_told() -> dict[str, tuple[int, int]]:
    sums: list[OutcomeSum] = outcome_sums_of(organisation=AGENCY, period="2026-01")
    return {each.outcome: (each.item_count, each.sum_fen) for each in sums}


@pytest.mark.clause("OP-16.2")
@pytest.mark.parametrize("seed", range(8))
def test_the_tallies_are_what_each_item_says(month: SampleMonth, seed: int) -> None:
    chance = random.Random(seed)
    lines = range(1, 9)
    run = month.sent(month.drafted(*(f"{line * line}.0{line}" for line in lines)))
    final: set[int] = set()
    for _ in range(6):
        open_lines = sorted(set(lines) - final)
        chosen = chance.sample(open_lines, chance.randint(0, len(open_lines)))
        outcomes = {line: chance.choice((PAID, CLOSED, UNKNOWN)) for line in chosen}
        # What was told before may be told again, and changes nothing.
        if not outcomes:
            continue
        month.answer(run, outcomes)
        final |= {line for line, outcome in outcomes.items() if outcome != UNKNOWN}
        expected = recounted(run)
        assert month_told() == expected
        assert told(run) == {code: row for code, row in expected.items() if code != "WAITING"}


def test_what_is_told_twice_counts_once(month: SampleMonth) -> None:
    run = month.sent(month.drafted("1.00", "2.00"))
    month.answer(run, {1: UNKNOWN, 2: PAID})
    before = OutcomeTally.objects.count()
    month.answer(run, {1: UNKNOWN, 2: PAID})
    assert OutcomeTally.objects.count() == before
    assert month_told() == {"UNKNOWN_OUTCOME": (1, 100), "SUCCESS": (1, 200)}


def test_a_late_answer_takes_the_unknown_outcome_out(month: SampleMonth) -> None:
    run = month.sent(month.drafted("1.00", "2.00"))
    month.answer(run, {1: UNKNOWN, 2: UNKNOWN})
    month.answer(run, {1: PAID})
    assert month_told() == {"UNKNOWN_OUTCOME": (1, 200), "SUCCESS": (1, 100)}
    month.answer(run, {2: CLOSED})
    assert month_told() == {"ACCOUNT_CLOSED": (1, 200), "SUCCESS": (1, 100)}


@pytest.mark.clause("OP-9.2")
def test_what_is_withdrawn_before_it_is_sent_is_counted(month: SampleMonth) -> None:
    run = month.approved(month.drafted("100.00", "50.00"))
    first = Card.objects.order_by("person__identity_number")[:1].values("pk")
    Card.objects.filter(pk__in=first).update(state="LOST", updated_at=at(11))
    month.fund(15_000)
    month.release(run)
    assert month_told() == recounted(run)
    assert "WITHDRAWN" in told(run)
