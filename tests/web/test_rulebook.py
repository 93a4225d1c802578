"""The pages of the rulebook: open to everybody who has signed in."""

from datetime import date
from pathlib import Path

import pytest
from django.test import Client

from ringfence import rulebook
from ringfence.audit.entry import AuditEntry
from ringfence.audit.services import record
from ringfence.desk.declared import kinds
from ringfence.kernel.clock import now
from ringfence.rulebook.adoption import edition_adopt

LIST = "/clauses/"


def test_the_list_counts_every_clause(signed_in: Client) -> None:
    assert f"共 {len(rulebook.current().clauses)} 条" in signed_in.get(LIST).text


@pytest.mark.parametrize("words", ["备付金", "reserve", "ＭＵＦ-11.4"])
def test_clauses_are_found_by_words_of_both_languages_and_by_id(
    signed_in: Client, words: str
) -> None:
    page = signed_in.get(LIST, {"words": words}).text
    assert '"/clauses/MUF-11.4/"' in page
    assert '"/clauses/OP-3/"' not in page


def test_all_words_must_be_there(signed_in: Client) -> None:
    assert "没有符合条件的条款。" in signed_in.get(LIST, {"words": "备付金 制卡"}).text


def test_a_clause_is_told_in_both_languages_whatever_is_chosen(signed_in: Client) -> None:
    clause = rulebook.current().clause("MUF-10.3")
    for language in ("zh-hans", "en"):
        signed_in.cookies["language"] = language
        page = signed_in.get("/clauses/MUF-10.3/").text
        assert clause.zh in page
        assert clause.en in page


def test_a_value_is_shown_with_its_days_and_that_none_is_in_force_today(signed_in: Client) -> None:
    page = signed_in.get("/clauses/MUF-11.4/").text
    for text in ("reserve.floor", "2019-06-01", "2022-05-31", "40 %", "无有效版本"):
        assert text in page
    assert 'id="value-0-option"' in page


def test_an_own_edition_is_shown_as_what_holds_today(signed_in: Client, tmp_path: Path) -> None:
    edition_adopt(
        home=tmp_path, edition="muf-continuation", cite="样例〔2022〕1号",
        from_on=date(2022, 6, 1), to_on=date(2099, 12, 31),
    )  # fmt: skip
    rulebook.use_home(tmp_path)
    try:
        assert "样例〔2022〕1号" in signed_in.get("/clauses/MUF-11.4/").text
    finally:
        rulebook.use_home(None)


def test_a_contradiction_names_what_was_chosen(signed_in: Client) -> None:
    found = next(e for e in rulebook.current().contradictions if "WIN-13.3" in e.clauses)
    page = signed_in.get("/clauses/WIN-13.3/").text
    assert found.says_zh in page
    assert found.choice in page
    assert "本系统采用" in page


def test_what_the_desk_makes_of_a_clause_is_listed(signed_in: Client) -> None:
    declared = kinds()
    told = [(each.clause, each.zh) for each in declared.duties.values()]
    told += [(each.clause, each.zh) for each in declared.approvals.values()]
    told += [(each.clause, each.zh) for each in declared.cases.values()]
    assert told
    for clause, words in told:
        assert words in signed_in.get(f"/clauses/{clause}/").text


def test_refusals_lately_are_counted_without_saying_whose(signed_in: Client) -> None:
    record(entry=AuditEntry(
        at=now(), actor="sample-somebody", action="person.read", subject_kind="person",
        subject_id="sample-subject", outcome="NOT_PERMITTED", clause="OP-22.1",
    ))  # fmt: skip
    page = signed_in.get("/clauses/OP-22.1/").text
    assert "NOT_PERMITTED" in page
    assert "sample-s" not in page
    assert "近三十日没有" in signed_in.get("/clauses/OP-22.2/").text


def test_one_clause_leads_to_the_next_and_the_one_before(signed_in: Client) -> None:
    ids = list(rulebook.current().clauses)
    page = signed_in.get(f"/clauses/{ids[1]}/").text
    assert f"{ids[0]}/" in page
    assert f"{ids[2]}/" in page
    assert 'rel="prev"' in page
    assert 'rel="next"' in page
    assert 'rel="prev"' not in signed_in.get(f"/clauses/{ids[0]}/").text
    assert 'rel="next"' not in signed_in.get(f"/clauses/{ids[-1]}/").text
