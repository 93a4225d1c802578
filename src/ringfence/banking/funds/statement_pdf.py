"""A person's statement on paper."""

import json
from datetime import datetime
from pathlib import Path

import typst

from ringfence.banking.funds.statements import HolderStatement
from ringfence.installation.fonts import font_folders
from ringfence.kernel.clock import SHANGHAI
from ringfence.kernel.money import yuan_text
from ringfence.kernel.refusal import Refusal

_TEMPLATE = Path(__file__).with_name("statement.typ")


class StatementUnprintable(Refusal):
    """The page cannot be set, most often for a character that no font has."""

    code = "STATEMENT_UNPRINTABLE"
    en = "The statement cannot be printed: {reason}. Take the workbook (.xlsx) instead."
    zh = "对账单无法排版：{reason}。请改为下载 Excel 文件。"


def statement_pdf(*, told: HolderStatement, printed_by: str, at: datetime) -> bytes:
    """Return the statement as PDF/A-2b on A4, in Chinese, marked with who took it and when.

    What it says reaches the template as JSON, never as its code. Refuses: StatementUnprintable.
    Source: OP-22.1.
    """
    page = {
        "fund": f"{told.fund_name}（{told.fund_code}）",
        "holder": {"words": told.number_words.zh, "number": told.number, "name": told.name},
        "from_on": told.from_on.isoformat(),
        "to_on": told.to_on.isoformat(),
        "opening": yuan_text(told.opening_fen),
        "closing": yuan_text(told.closing_fen),
        "lines": [
            {
                "at": line.at.astimezone(SHANGHAI).strftime("%Y-%m-%d %H:%M"),
                "words": line.words.zh,
                "amount": yuan_text(line.amount_fen),
                "balance": yuan_text(line.balance_fen),
            }
            for line in told.lines
        ],
        "watermark": watermark(printed_by=printed_by, at=at),
    }
    try:
        pdf = typst.compile(
            _TEMPLATE,
            font_paths=font_folders(),
            ignore_system_fonts=True,
            sys_inputs={"page": json.dumps(page, ensure_ascii=False)},
            pdf_standards=["a-2b"],
            timestamp=int(at.timestamp()),
        )
    except typst.TypstError as error:
        raise StatementUnprintable(reason=error.message) from error
    return bytes(pdf)


def watermark(*, printed_by: str, at: datetime) -> str:
    """Return what marks a file: who took it and when, in Shanghai's time."""
    return f"{printed_by} {at.astimezone(SHANGHAI):%Y-%m-%d %H:%M}"
