"""The expected "no"."""

from ringfence.kernel.citation import Citation
from ringfence.kernel.refusal import FileLineError, Refusal, refusal_words
from ringfence.kernel.words import Words


class SampleOverCap(Refusal):
    code = "SAMPLE_OVER_CAP"
    en = "The balance {after_fen} would be above {cap_fen} after {top_up_count} top-ups."
    zh = "{top_up_count}次充值后余额{after_fen}元，超过{cap_fen}元。"


def sample() -> SampleOverCap:
    return SampleOverCap(
        cite=Citation("MUF-11.2", "2019"), after_fen=11_000, cap_fen=10_005, top_up_count=2
    )


def test_amounts_in_a_sentence_are_shown_in_yuan_and_counts_as_they_are() -> None:
    assert sample().sentence("en") == "The balance 110.00 would be above 100.05 after 2 top-ups."
    assert sample().sentence("zh") == "2次充值后余额110.00元，超过100.05元。"


def test_a_refusal_as_data_has_code_clause_edition_and_facts_in_fen() -> None:
    shown = sample().as_dict()
    assert (shown["code"], shown["clause"], shown["edition"]) == (
        "SAMPLE_OVER_CAP",
        "MUF-11.2",
        "2019",
    )
    assert shown["facts"] == {"after_fen": 11_000, "cap_fen": 10_005, "top_up_count": 2}


def test_a_code_is_told_in_words_without_facts() -> None:
    words = refusal_words("SAMPLE_OVER_CAP")
    assert words is not None
    assert words == "The balance … would be above … after … top-ups."
    assert words.zh == "…次充值后余额…元，超过…元。"
    assert refusal_words("SAMPLE_NOTHING") is None


def test_a_refusal_without_a_clause_says_so() -> None:
    shown = FileLineError(line=17, field="amount", got="１２３", expected="ASCII digits").as_dict()
    assert shown["clause"] is None
    assert shown["edition"] is None


def test_braces_in_a_fact_are_shown_and_not_filled_in() -> None:
    error = FileLineError(line=1, field="name", got="{line}{expected.x}", expected="a name")
    assert "{line}{expected.x}" in error.sentence("zh")


def test_a_file_error_names_line_field_found_and_expected() -> None:
    error = FileLineError(line=17, field="amount", got="１２３", expected="ASCII digits, fen")
    assert str(error) == "Line 17, amount: found １２３; expected ASCII digits, fen."


def test_a_citation_reads_as_clause_and_edition() -> None:
    assert str(Citation("MUF-10.3")) == "MUF-10.3"
    assert str(Citation("MUF-10.3", "2019")) == "MUF-10.3 (2019)"


def test_a_fact_that_is_words_is_told_in_the_language_of_the_sentence() -> None:
    fault = FileLineError(
        line=2, field=Words("heading", "表头"), got="x", expected=Words("a date", "日期")
    )
    assert fault.sentence("en") == "Line 2, heading: found x; expected a date."
    assert fault.sentence("zh") == "第2行，表头：实际为 x；应为 日期。"
    assert fault.as_dict()["facts"]["expected"] == "a date"
