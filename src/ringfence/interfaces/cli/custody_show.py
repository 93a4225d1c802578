"""What `ringfence custody` prints."""

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from ringfence.interfaces.cli.output import print_json, print_table
from ringfence.kernel.money import yuan_text

if TYPE_CHECKING:  # it needs the database's models, which are ready only when a verb runs
    from ringfence.regimes.mobility.movements import MovementAnswer

_PPM_OF_A_HUNDREDTH = 100


def percent(ppm: int) -> str:
    """Return parts per million as a percentage of two decimals, rounded down: 400099 -> 40.00%."""
    hundredths = ppm // _PPM_OF_A_HUNDREDTH
    return f"{hundredths // 100}.{hundredths % 100:02d}%"


def reserve_line(row: dict[str, Any]) -> str:
    """Return a reserve on one line."""
    return (
        f"{row['operator']}: {row['state']}  reserve 备付金比例 {percent(row['ratio_ppm'])},"
        f" bank 存管余额 {yuan_text(row['bank_fen'])},"
        f" owed 预付余额 {yuan_text(row['liabilities_fen'])},"
        f" payable 可转出 {yuan_text(row['payable_fen'])},"
        f" to bring 应补足 {yuan_text(row['shortfall_fen'])}"
    )


def print_answers(answers: "Sequence[MovementAnswer]", *, as_json: bool) -> None:
    """Write how many movements had which answer, with the clause of a refusal."""
    counts = Counter(
        (answer.code, answer.refusal.cite.clause if answer.refusal and answer.refusal.cite else "")
        for answer in answers
    )
    if as_json:
        print_json(
            [
                {"answer": code, "clause": clause or None, "count": count}
                for (code, clause), count in sorted(counts.items())
            ]
        )
        return
    print_table(
        ("answer 结果", "clause 条款", "count 笔数"),
        [(code, clause, count) for (code, clause), count in sorted(counts.items())],
    )


def print_clearing(row: dict[str, Any], *, as_json: bool) -> None:
    """Write a comparison and each of its breaks."""
    if as_json:
        print_json(row)
        return
    print(
        f"{row['operator']} {row['on']} no. 序号 {row['sequence']}:"
        f" {row['rider_count']} riders 用户, {row['break_count']} breaks 差异"
    )
    if row["breaks"]:
        print_table(
            ("kind 种类", "rider 用户", "operator 企业", "ledger 账面", "bank 银行", "reference"),
            [
                (
                    each["kind"],
                    each["rider"],
                    _yuan(each["operator_fen"]),
                    _yuan(each["ledger_fen"]),
                    _yuan(each["bank_fen"]),
                    each["reference"],
                )
                for each in row["breaks"]
            ],
        )


def print_operators(rows: Sequence[dict[str, Any]], *, as_json: bool) -> None:
    """Write operators with their accounts."""
    if as_json:
        print_json(rows)
        return
    print_table(
        (
            "operator 运营企业",
            "name 名称",
            "kind 类别",
            "deposit 押金",
            "prepaid 预付",
            "riders 用户",
        ),
        [
            (
                row["operator"],
                row["name"],
                row["kind"],
                row["accounts"].get("DEPOSIT"),
                row["accounts"].get("PREPAID"),
                row["rider_count"],
            )
            for row in rows
        ],
    )


def print_days(rows: Sequence[dict[str, Any]], *, as_json: bool) -> None:
    """Write each operator's day."""
    if as_json:
        print_json(rows)
        return
    for row in rows:
        print(f"{row['name']} {row['on']}")
        print_table(
            ("movement 业务", "count 笔数", "yuan 金额"),
            [
                (kind, moved["count"], yuan_text(moved["sum_fen"]))
                for kind, moved in row["movements"].items()
            ],
        )
        deposit = row["deposit"]
        print(
            f"deposits 押金: bank 存管余额 {yuan_text(deposit['bank_fen'])},"
            f" owed 应退 {yuan_text(deposit['liabilities_fen'])}"
        )
        print(reserve_line(row["prepaid"]))
        for warning in row["warnings"]:
            print(
                f"warning 预警 {warning['at']}: {warning['state']} {percent(warning['ratio_ppm'])}"
            )
        if row["clearing"]:
            print_clearing(row["clearing"], as_json=False)


def _yuan(amount_fen: int | None) -> str:
    return "-" if amount_fen is None else yuan_text(amount_fen)
