"""The month's page: one page whatever it says, and nothing in it is ever code."""

import io
from datetime import UTC, datetime
from typing import Any

import pytest
from pypdf import PdfReader

from card.reports.month import month
from ringfence.banking.runs.domain import ITEM_OUTCOMES
from ringfence.regimes.card.benefits.domain import Cause
from ringfence.regimes.card.reports.pdf import month_pdf
from ringfence.regimes.card.reports.refusals import ReportUnprintable
from ringfence.regimes.card.reports.sums import totals
from ringfence.regimes.card.reports.words import CAUSES_ZH, OUTCOMES_ZH

AT = datetime(2026, 10, 20, 1, 2, 3, 4, tzinfo=UTC)
DIGEST = "5f" * 32


def printed(numbers: dict[str, Any]) -> tuple[int, str]:
    """Return the pages and the text of the PDF, without spaces and line ends."""
    reader = PdfReader(io.BytesIO(month_pdf(numbers=numbers, digest=DIGEST, made_at=AT)))
    return len(reader.pages), "".join("".join(p.extract_text() for p in reader.pages).split())


@pytest.mark.clause("OP-16.3")
def test_the_page_shows_sums_in_yuan_and_the_total_in_capitals() -> None:
    pages, text = printed(month())
    assert pages == 1
    assert "5,913,900.00" in text
    assert "人民币伍佰玖拾壹万叁仟玖佰元整" in text
    assert "账户已销户" in text
    assert "账簿与银行回盘相符" in text
    assert "未对账" in text


def test_the_foot_names_the_digest_of_the_numbers_and_the_time_in_beijing() -> None:
    _, text = printed(month())
    assert DIGEST in text
    assert "2026-10-2009:02:03" in text
    assert "样例规程（试行）" in text


@pytest.mark.parametrize("bank_count", [1, 8, 40])
def test_the_report_is_one_page_however_many_banks_there_are(bank_count: int) -> None:
    assert printed(month(bank_count))[0] == 1


@pytest.mark.parametrize(
    "name",
    ['样例"银行', "样例#银行", '#panic("x")', "样例\\银行$a$", "*样例*_行_", "]}样例{[", "<b>样例"],
)
def test_a_name_is_printed_as_it_is_and_never_run(name: str) -> None:
    numbers = month(1)
    numbers["banks"][0]["bank_name"] = name
    numbers["programme"]["name"] = name
    assert printed(numbers)[1].count("".join(name.split())) >= 2


def test_a_rare_character_is_printed_and_an_unknown_one_refused() -> None:
    numbers = month(1)
    numbers["banks"][0]["bank_name"] = "样例䶮𠮷银行"
    assert "样例䶮𠮷银行" in printed(numbers)[1]
    numbers["banks"][0]["bank_name"] = "样例\u0f00银行"
    with pytest.raises(ReportUnprintable):
        printed(numbers)


def test_a_difference_between_results_and_books_is_shown() -> None:
    numbers = month(1)
    numbers["totals"]["pool_fen"] -= 7
    text = printed(numbers)[1]
    assert "账簿与银行回盘相差0.07元" in text
    assert "账簿与银行回盘相符" not in text


def test_a_month_of_which_nothing_is_known_yet_still_prints() -> None:
    numbers = month(1)
    roster = {"file_count": 1, "person_count": 0, "sum_fen": 0}
    numbers |= {"roster": roster, "totals": totals(roster, []), "banks": [], "runs": []}
    numbers |= {"exceptions": [], "accounts": []}
    numbers["seal"] |= {"number": None, "digest": None, "sealed_at": None, "sealed_count": 0}
    pages, text = printed(numbers)
    assert pages == 1
    assert "尚未封存" in text


def test_every_outcome_and_every_cause_has_its_chinese_word() -> None:
    assert set(OUTCOMES_ZH) == set(ITEM_OUTCOMES)
    assert set(CAUSES_ZH) == {cause.value for cause in Cause}
