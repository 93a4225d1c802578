"""The month's report on one page."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import typst

from ringfence.installation.fonts import font_folders
from ringfence.kernel.capital import yuan_capital_text
from ringfence.kernel.clock import SHANGHAI
from ringfence.regimes.card.reports.refusals import ReportUnprintable
from ringfence.regimes.card.reports.words import CAUSES_ZH, OUTCOMES_ZH

_TEMPLATE = Path(__file__).with_name("month.typ")


def month_pdf(*, numbers: dict[str, Any], digest: str, made_at: datetime) -> bytes:
    """Return the report of `month_numbers` as PDF/A-2b, one A4 page in Chinese.

    `digest` is that of the numbers' file, printed at the foot so that both can be held together.
    The numbers reach the template as JSON, never as its code.
    Refuses: ReportUnprintable (a character that no font has). Source: OP-16.3, OP-14.7.
    """
    page = {
        "numbers": numbers,
        "paid_capital": yuan_capital_text(numbers["totals"]["success_fen"]),
        "outcome_words": OUTCOMES_ZH,
        "cause_words": CAUSES_ZH,
        "digest": digest,
        "made_at": made_at.astimezone(SHANGHAI).strftime("%Y-%m-%d %H:%M:%S"),
    }
    try:
        pdf = typst.compile(
            _TEMPLATE,
            font_paths=font_folders(),
            ignore_system_fonts=True,
            sys_inputs={"page": json.dumps(page, ensure_ascii=False)},
            pdf_standards=["a-2b"],
            timestamp=int(made_at.timestamp()),
        )
    except typst.TypstError as error:
        raise ReportUnprintable(reason=error.message) from error
    return bytes(pdf)
