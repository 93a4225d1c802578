"""A person's statement as a workbook."""

import io
from datetime import datetime

import xlsxwriter

from ringfence.banking.funds.statement_pdf import watermark
from ringfence.banking.funds.statements import HolderStatement
from ringfence.kernel.clock import SHANGHAI
from ringfence.kernel.money import yuan_text

_HEADINGS = ("时间", "摘要", "金额（元）", "余额（元）")


def statement_xlsx(*, told: HolderStatement, printed_by: str, at: datetime) -> bytes:
    """Return the statement as .xlsx in Chinese, marked with who took it and when.

    Every cell is text, so that no amount is rounded and no name becomes a formula. The mark is
    the last line, and stands on every page that is printed. Source: OP-22.1.
    """
    mark = watermark(printed_by=printed_by, at=at)
    rows: list[tuple[str, ...]] = [
        ("专户", f"{told.fund_name}（{told.fund_code}）"),
        (told.number_words.zh, told.number, told.name),
        ("期间", f"{told.from_on} 至 {told.to_on}"),
        _HEADINGS,
        ("", "期初余额", "", yuan_text(told.opening_fen)),
        *(
            (
                line.at.astimezone(SHANGHAI).strftime("%Y-%m-%d %H:%M:%S"),
                line.words.zh,
                yuan_text(line.amount_fen),
                yuan_text(line.balance_fen),
            )
            for line in told.lines
        ),
        ("", "期末余额", "", yuan_text(told.closing_fen)),
        ("打印人及时间", mark),
    ]
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as workbook:
        workbook.set_properties(
            {"title": "个人账户对账单", "comments": mark, "created": at.replace(tzinfo=None)}
        )
        sheet = workbook.add_worksheet("对账单")
        sheet.set_column(0, len(_HEADINGS) - 1, 24)
        sheet.set_header(f"&C{mark}")
        sheet.set_footer(f"&C{mark}")
        for place, row in enumerate(rows):
            for column, cell in enumerate(row):
                sheet.write_string(place, column, cell)
    return content.getvalue()
