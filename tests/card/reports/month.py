"""A month's numbers as a test needs them: plainly made up, and consistent in themselves."""

from typing import Any

from ringfence.regimes.card.reports.numbers import CLAUSES
from ringfence.regimes.card.reports.sums import bank_rows, run_rows, totals
from ringfence.rulebook import load

BANKS = ("样例银行甲", "样例银行乙", "样例银行丙")


def run(
    bank: int, *, number: int, is_further: bool, item_count: int, sum_fen: int
) -> dict[str, Any]:
    return {
        "id": number,
        "number": f"PENSION-2026-10-{number:03d}",
        "bank": f"10210000000{bank}",
        "bank_name": BANKS[bank % len(BANKS)] + (str(bank) if bank >= len(BANKS) else ""),
        "state": "CLOSED",
        "is_further": is_further,
        "item_count": item_count,
        "sum_fen": sum_fen,
        "sent_count": item_count,
        "sent_fen": sum_fen,
    }


def outcome(run_id: int, code: str, item_count: int, sum_fen: int) -> dict[str, Any]:
    return {"run_id": run_id, "outcome": code, "item_count": item_count, "sum_fen": sum_fen}


def month(bank_count: int = 3) -> dict[str, Any]:
    """Return numbers as `month_numbers` does, of `bank_count` banks with a further run each."""
    runs, outcomes, booked = [], [], []
    for bank in range(bank_count):
        first, further = 2 * bank + 1, 2 * bank + 2
        runs += [
            run(bank, number=first, is_further=False, item_count=6_600, sum_fen=1_980_000_00),
            run(bank, number=further, is_further=True, item_count=90, sum_fen=27_000_00),
        ]
        outcomes += [
            outcome(first, "SUCCESS", 6_600 - 110 - bank * 7, (6_600 - 110 - bank * 7) * 300_00),
            outcome(first, "ACCOUNT_CLOSED", 40 + bank * 7, (40 + bank * 7) * 300_00),
            outcome(first, "NAME_DIFFERS", 33, 33 * 300_00),
            outcome(first, "CARD_LOST", 30, 30 * 300_00),
            outcome(first, "UNKNOWN_OUTCOME", 7, 7 * 300_00),
            outcome(further, "SUCCESS", 88, 88 * 300_00),
            outcome(further, "REFUSED_BY_BANK", 2, 2 * 300_00),
        ]
        for run_id in (first, further):
            paid = next(o for o in outcomes if (o["run_id"], o["outcome"]) == (run_id, "SUCCESS"))
            count, sum_fen = paid["item_count"], paid["sum_fen"]
            booked += [
                {"run_id": run_id, "from_pool": False, "transfer_count": count,
                 "sum_fen": sum_fen // 3},
                {"run_id": run_id, "from_pool": True, "transfer_count": count,
                 "sum_fen": sum_fen - sum_fen // 3},
            ]  # fmt: skip
    rows = run_rows(runs, outcomes, booked)
    people = 6_640 * bank_count
    roster = {"file_count": 1, "person_count": people, "sum_fen": people * 300_00}
    return {
        "programme": {"code": "PENSION", "name": "样例养老待遇", "agency": "YLBX0001"},
        "period": "2026-10",
        "roster": roster,
        "totals": totals(roster, rows),
        "banks": bank_rows(rows),
        "exceptions": [
            {"cause": "NAME_DIFFERS", "line_count": 70, "sum_fen": 21_000_00, "further_count": 52},
            {"cause": "NO_CARD", "line_count": 50, "sum_fen": 15_000_00, "further_count": 0},
        ],
        "runs": rows,
        "accounts": [account(bank) for bank in range(bank_count)],
        "seal": {
            "leaf_id": 1,
            "number": 12,
            "digest": "0123456789abcdef" * 4,
            "sealed_at": "2026-10-16T02:03:04+00:00",
            "sealed_count": 39_712,
            "unsealed_count": 0,
        },
        "clauses": [
            {"id": clause.id, "article": clause.article, "zh": clause.zh}
            for clause in map(load(None).clause, CLAUSES)
        ],
        "edition": "样例规程（试行）",
    }


def account(bank: int) -> dict[str, Any]:
    """Return an own account, reconciled without a difference; the third one is not reconciled."""
    compared = bank != 2
    return {
        "bank": f"10210000000{bank}",
        "bank_name": BANKS[bank % len(BANKS)],
        "account": f"62000000000000000{bank:02d}",
        "on": "2026-10-16" if compared else None,
        "bank_fen": 100_00 if compared else None,
        "book_fen": 79_00 if compared else None,
        "in_transit_fen": 21_00 if compared else None,
        "difference_fen": 0 if compared else None,
        "statement_count": 2,
        "reconciled_count": 2 if compared else 0,
        "break_count": 0,
    }
