"""The sums of a month's report, from what is known of each run. No database."""

from collections.abc import Iterable, Sequence
from typing import Any

from ringfence.banking.exchange.outcomes import Outcome
from ringfence.banking.runs.domain import WITHDRAWN, RunState

# Their items were not sent, or the bank took none of them; a further run may carry them.
_STOPPED = (RunState.CANCELLED, RunState.REFUSED)
_FATES = ("success", "failed", "unknown", "withdrawn", "stopped", "waiting")
_SUMMED = (
    "item_count",
    "sum_fen",
    "sent_count",
    "sent_fen",
    *(f"{fate}_{measure}" for fate in _FATES for measure in ("count", "fen")),
    "personal_count",
    "personal_fen",
    "pool_count",
    "pool_fen",
)

Row = dict[str, Any]


def run_rows(runs: Sequence[Row], outcomes: Sequence[Row], booked: Sequence[Row]) -> list[Row]:
    """Return each run with its items by fate, its outcomes, and what the ledger paid for it.

    Every item has one fate: success, failed (by the bank), unknown, withdrawn (by us before it
    was sent), stopped (the run was cancelled, or refused whole), waiting.
    """
    return [
        _run_row(
            run,
            [each for each in outcomes if each["run_id"] == run["id"]],
            [each for each in booked if each["run_id"] == run["id"]],
        )
        for run in runs
    ]


def _run_row(run: Row, outcomes: Sequence[Row], booked: Sequence[Row]) -> Row:
    row = {name: value for name, value in run.items() if name != "id"}
    row |= {f"{fate}_{measure}": 0 for fate in _FATES for measure in ("count", "fen")}
    for each in outcomes:
        fate = _fate(each["outcome"])
        row[f"{fate}_count"] += each["item_count"]
        row[f"{fate}_fen"] += each["sum_fen"]
    rest = "stopped" if run["state"] in _STOPPED else "waiting"
    row[f"{rest}_count"] = run["item_count"] - sum(each["item_count"] for each in outcomes)
    row[f"{rest}_fen"] = run["sum_fen"] - sum(each["sum_fen"] for each in outcomes)
    for source, from_pool in (("personal", False), ("pool", True)):
        paid = [each for each in booked if each["from_pool"] is from_pool]
        row[f"{source}_count"] = sum(each["transfer_count"] for each in paid)
        row[f"{source}_fen"] = sum(each["sum_fen"] for each in paid)
    row["outcomes"] = _by_outcome(outcomes)
    return row


def _fate(outcome: str) -> str:
    fates: dict[str, str] = {
        Outcome.SUCCESS: "success",
        Outcome.UNKNOWN_OUTCOME: "unknown",
        WITHDRAWN: "withdrawn",
    }
    return fates.get(outcome, "failed")


def bank_rows(runs: Sequence[Row]) -> list[Row]:
    """Return the runs' sums for each bank, and under `further` those of its further runs alone."""
    rows = []
    for bank, name in sorted({(run["bank"], run["bank_name"]) for run in runs}):
        own = [run for run in runs if run["bank"] == bank]
        further = [run for run in own if run["is_further"]]
        rows.append({"bank": bank, "bank_name": name} | _sums(own) | {"further": _sums(further)})
    return rows


def totals(roster: Row, runs: Sequence[Row]) -> Row:
    """Return the sums of all runs, and what of the roster is not paid (`unpaid_count`, `_fen`).

    Unpaid is neither paid nor unknown nor waiting: failed or unresolved, and in no further run
    that succeeded or still may.
    """
    row = _sums(runs)
    settled = ("success", "unknown", "waiting")
    row["unpaid_count"] = roster["person_count"] - sum(row[f"{fate}_count"] for fate in settled)
    row["unpaid_fen"] = roster["sum_fen"] - sum(row[f"{fate}_fen"] for fate in settled)
    row["further"] = _sums([run for run in runs if run["is_further"]])
    return row


def _sums(runs: Sequence[Row]) -> Row:
    row: Row = {"run_count": len(runs)}
    row |= {name: sum(run[name] for run in runs) for name in _SUMMED}
    row["outcomes"] = _by_outcome([each for run in runs for each in run["outcomes"]])
    return row


def _by_outcome(outcomes: Iterable[Row]) -> list[Row]:
    """Return count and sum of each outcome but success, the most frequent first."""
    added: dict[str, list[int]] = {}
    for each in outcomes:
        if each["outcome"] != Outcome.SUCCESS:
            sums = added.setdefault(each["outcome"], [0, 0])
            sums[0] += each["item_count"]
            sums[1] += each["sum_fen"]
    ordered = sorted(added.items(), key=lambda pair: (-pair[1][0], pair[0]))
    return [
        {"outcome": outcome, "item_count": count, "sum_fen": sum_fen}
        for outcome, (count, sum_fen) in ordered
    ]
