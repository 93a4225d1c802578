"""The delimited profile: what is written is read alike; what is wrong is refused with its place."""

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banking.exchange.samples import (
    AGENCY,
    BANK,
    ON,
    result_header,
    result_items,
    run_header,
    run_item,
    run_items,
    statement_entries,
    statement_header,
    written,
)
from ringfence.banking.exchange.delimited.read import DelimitedFile
from ringfence.banking.exchange.delimited.write import DelimitedWriter, write_acknowledgement
from ringfence.banking.exchange.kinds import FileId, FileKind
from ringfence.banking.exchange.messages import (
    Acknowledgement,
    AcknowledgementStatus,
    Detail,
    ResultItem,
    RunItem,
    Side,
    StatementEntry,
)
from ringfence.banking.exchange.outcomes import Outcome
from ringfence.banking.exchange.refusals import (
    CountDiffers,
    EncodingBroken,
    KindUnknown,
    SumDiffers,
    VersionUnknown,
    refusal_reason,
)
from ringfence.kernel.refusal import FileLineError

RUNS = (FileKind.CREDIT_RUN, FileKind.DEBIT_RUN)


def read(raw: bytes) -> tuple[DelimitedFile, list[Detail]]:
    file = DelimitedFile(io.BytesIO(raw))
    return file, list(file.details())


def two_items() -> bytes:
    items = [run_item(1), run_item(2, amount_fen=222222)]
    return written(run_header(items), items)


@pytest.mark.clause("OP-A5")
@given(st.sampled_from(RUNS).flatmap(lambda kind: st.tuples(st.just(kind), run_items(kind))))
def test_a_run_is_read_as_it_was_written(case: tuple[FileKind, list[RunItem]]) -> None:
    kind, items = case
    header = run_header(items, kind)
    file, details = read(written(header, items))
    assert (file.kind, file.header, details) == (kind, header, items)


@given(result_items, st.sampled_from(RUNS))
def test_a_result_is_read_as_it_was_written(items: list[ResultItem], run_kind: FileKind) -> None:
    header = result_header(items, run_kind)
    file, details = read(written(header, items))
    assert (file.header, details) == (header, items)


@given(statement_entries, st.integers(-(10**12), 10**12))
def test_a_statement_is_read_as_it_was_written(
    entries: list[StatementEntry], opening_fen: int
) -> None:
    header = statement_header(entries, opening_fen)
    file, details = read(written(header, entries))
    assert (file.header, details) == (header, entries)


def test_an_acknowledgement_is_read_as_it_was_written() -> None:
    said = Acknowledgement(
        sender=BANK,
        receiver=AGENCY,
        file_id=FileId(FileKind.ACKNOWLEDGEMENT, ON, 32),
        created_at=datetime(2026, 1, 5, tzinfo=UTC),
        file_name="CREDIT_RUN_A_B_00000013.txt.rfe",
        digest="60" * 32,
        acknowledged_id=None,
        status=AcknowledgementStatus.REFUSED,
        reason="FORMAT_WRONG",
        line=0,
        field="amount_fen",
        text="样例说明",
    )
    target = io.BytesIO()
    write_acknowledgement(target, said)
    file, details = read(target.getvalue())
    assert (file.header, details) == (said, [])


def test_lines_as_copy_writes_them_make_the_same_file_as_items() -> None:
    items = [run_item(1), run_item(2, amount_fen=222222)]
    target = io.BytesIO()
    writer = DelimitedWriter(target, run_header(items))
    for block in DelimitedFile(io.BytesIO(two_items())).blocks():
        writer.write_lines(memoryview(block.encode()))
    writer.finish()
    assert target.getvalue() == two_items()


CHANGES: list[tuple[str, Callable[[bytes], bytes], type[FileLineError], int, str]] = [
    ("zero", lambda raw: raw.replace(b"|222222|", b"|0|"), FileLineError, 3, "amount_fen"),
    ("negative", lambda raw: raw.replace(b"|222222|", b"|-5|"), FileLineError, 3, "amount_fen"),
    ("decimals", lambda raw: raw.replace(b"|222222|", b"|2.225|"), FileLineError, 3, "amount_fen"),
    (
        "over bigint",
        lambda raw: raw.replace(b"|222222|", b"|9223372036854775808|"),
        FileLineError,
        3,
        "amount_fen",
    ),
    (
        "full-width digits",
        lambda raw: raw.replace(b"|222222|", "|１２３|".encode("gb18030")),
        FileLineError,
        3,
        "amount_fen",
    ),
    (
        "leading zero",
        lambda raw: raw.replace(b"|222222|", b"|022|"),
        FileLineError,
        3,
        "amount_fen",
    ),
    (
        "no name",
        lambda raw: raw.replace("样例甲0001".encode("gb18030"), b"", 1),
        FileLineError,
        2,
        "name",
    ),
    ("backslash", lambda raw: raw.replace(b"0001||1", b"00\\1||1"), FileLineError, 2, "name"),
    ("one field more", lambda raw: raw.replace(b"||\nT", b"|||\nT"), FileLineError, 3, "fields"),
    ("carriage return", lambda raw: raw.replace(b"\n", b"\r\n"), FileLineError, 1, "sum_fen"),
    ("line skipped", lambda raw: raw.replace(b"D|2|", b"D|3|"), FileLineError, 3, "line"),
    ("a line twice", lambda raw: raw.replace(b"D|2|", b"D|1|"), FileLineError, 3, "line"),
    ("no trailer", lambda raw: raw[: raw.index(b"T|")], FileLineError, 4, "record"),
    ("half a trailer", lambda raw: raw[:-3], FileLineError, 4, "record"),
    ("more behind", lambda raw: raw + b"T|2|345678\n", FileLineError, 5, "record"),
    ("no details", lambda raw: raw[: raw.index(b"D|")], FileLineError, 2, "record"),
    ("count in trailer", lambda raw: raw.replace(b"T|2|", b"T|3|"), CountDiffers, 4, "count"),
    (
        "sum in trailer",
        lambda raw: raw.replace(b"|345678\n", b"|345679\n"),
        SumDiffers,
        4,
        "sum_fen",
    ),
    (
        "sum in header",
        lambda raw: raw.replace(b"2|345678\nD", b"2|345679\nD"),
        SumDiffers,
        1,
        "sum_fen",
    ),
    (
        "count in header",
        lambda raw: raw.replace(b"|2|345678\nD", b"|3|345678\nD"),
        CountDiffers,
        1,
        "count",
    ),
    ("version", lambda raw: raw.replace(b"H|1|", b"H|2|"), VersionUnknown, 1, "version"),
    ("kind", lambda raw: raw.replace(b"CREDIT_RUN", b"CREDIT"), KindUnknown, 1, "kind"),
    (
        "id of another kind",
        lambda raw: raw.replace(b"|CR2026", b"|RS2026"),
        FileLineError,
        1,
        "file_id",
    ),
    (
        "30 February",
        lambda raw: raw.replace(b"|2026-01-06|", b"|2026-02-30|"),
        FileLineError,
        1,
        "execute_on",
    ),
    (
        "id's date",
        lambda raw: raw.replace(b"CR20260105", b"CR20260230"),
        FileLineError,
        1,
        "file_id",
    ),
    (
        "sequence 0",
        lambda raw: raw.replace(b"-00000012", b"-00000000"),
        FileLineError,
        1,
        "file_id",
    ),
    ("bytes", lambda raw: raw.replace(b"||\nT", b"\xff|\nT"), EncodingBroken, 3, "encoding"),
    ("empty", lambda raw: b"", FileLineError, 1, "record"),
    ("zip", lambda raw: b"PK\x03\x04" * 2000, FileLineError, 1, "line"),
]


@pytest.mark.clause("OP-A5")
@pytest.mark.parametrize(
    ("change", "refusal", "line", "field"), [c[1:] for c in CHANGES], ids=[c[0] for c in CHANGES]
)
def test_a_faulty_file_is_refused_with_line_and_field(
    change: Callable[[bytes], bytes], refusal: type[FileLineError], line: int, field: str
) -> None:
    raw = change(two_items())
    assert raw != two_items()
    with pytest.raises(FileLineError) as refused:
        read(raw)
    assert type(refused.value) is refusal
    assert (refused.value.facts["line"], refused.value.facts["field"]) == (line, field)


def test_a_private_use_character_is_refused_but_for_the_25() -> None:
    item = run_item(1, name="样例龴甲")
    raw = written(run_header([item]), [item])
    with pytest.raises(FileLineError) as refused:
        read(raw.replace("龴".encode("gb18030"), "\ue000".encode("gb18030")))
    assert refused.value.facts["field"] == "name"


def test_both_editions_codes_of_a_character_read_alike() -> None:
    item = run_item(1, name="样例龴甲")
    raw = written(run_header([item]), [item])
    older = raw.replace("龴".encode("gb18030"), b"\xfe\x59")
    assert older != raw
    assert read(older)[1] == [item]


def test_a_separator_inside_a_chinese_character_is_no_separator() -> None:
    item = run_item(1, name="靯亅獆")
    assert b"|" in item.name[0].encode("gb18030") or b"\\" in item.name.encode("gb18030")
    assert read(written(run_header([item]), [item]))[1] == [item]


@pytest.mark.parametrize(
    "name", ["样|例", "样\\例", "样\n例", " 样例", "", "样" * 141, "样\u2028例"]
)
def test_a_writer_refuses_a_text_that_the_standard_does_not_know(name: str) -> None:
    item = run_item(1, name=name)
    with pytest.raises(FileLineError):
        written(run_header([item]), [item])


def test_a_writer_refuses_totals_that_its_items_do_not_have() -> None:
    item = run_item(1)
    with pytest.raises(SumDiffers):
        written(replace(run_header([item]), sum_fen=5), [item])
    with pytest.raises(CountDiffers):
        written(replace(run_header([item]), count=2), [item])


def test_a_statement_whose_balances_do_not_follow_is_refused() -> None:
    header = replace(statement_header([], 500), closing_fen=501)
    with pytest.raises(SumDiffers) as refused:
        written(header, [])
    assert refused.value.facts["field"] == "closing_fen"


def test_an_entry_booked_outside_the_days_of_its_statement_is_refused() -> None:
    entry = StatementEntry(1, "B1", Side.CRDT, 5, ON, ON)
    header = statement_header([entry], 0)
    with pytest.raises(FileLineError) as refused:
        written(header, [replace(entry, booked_on=date(2026, 1, 7))])
    assert refused.value.facts["field"] == "booked_on"
    with pytest.raises(FileLineError) as refused:
        written(replace(statement_header([], 0), from_on=date(2026, 1, 7)), [])
    assert refused.value.facts["field"] == "to_on"


@pytest.mark.parametrize(
    ("outcome", "reference", "settled_on", "field"),
    [
        (Outcome.SUCCESS, "", ON, "bank_reference"),
        (Outcome.SUCCESS, "B1", None, "settled_on"),
        (Outcome.CARD_LOST, "B1", ON, "settled_on"),
        (Outcome.UNKNOWN_OUTCOME, "", ON, "settled_on"),
    ],
)
def test_only_a_success_has_its_day_and_always_its_reference(
    outcome: Outcome, reference: str, settled_on: date | None, field: str
) -> None:
    item = ResultItem(1, run_item().key, "62220", 5, outcome, reference, settled_on)
    with pytest.raises(FileLineError) as refused:
        written(result_header([item], FileKind.CREDIT_RUN), [item])
    assert (refused.value.facts["line"], refused.value.facts["field"]) == (2, field)


def test_an_acknowledgement_names_the_reason_of_the_standard() -> None:
    place = {"line": 1, "field": "count", "got": "1", "expected": "2"}
    assert refusal_reason(CountDiffers(**place)) == "COUNT_DIFFERS"
    assert refusal_reason(FileLineError(**place)) == "FORMAT_WRONG"


@pytest.mark.parametrize(
    ("found", "wrong"),
    [("样例甲0001", "样例甲\ue0000001"), ("6222000000000000011", "6222000000000000_11")],
)
def test_a_fault_of_a_name_or_an_account_does_not_tell_whose_it_is(found: str, wrong: str) -> None:
    raw = two_items().replace(found.encode("gb18030"), wrong.encode("gb18030"), 1)
    with pytest.raises(FileLineError) as refused:
        read(raw)
    for language in ("zh", "en"):
        said = refused.value.sentence(language)
        assert wrong not in said
        assert wrong[1:9] not in said


def test_a_line_cut_short_does_not_tell_whose_it_is() -> None:
    raw = two_items()
    with pytest.raises(FileLineError) as refused:
        read(raw[: raw.index("样例甲".encode("gb18030")) + 2])
    assert "6222" not in str(refused.value)


def test_a_fault_is_told_in_chinese_without_english_and_the_other_way_round() -> None:
    with pytest.raises(FileLineError) as refused:
        read(two_items().replace(b"|222222|", b"|0|"))
    assert refused.value.sentence("zh") == (
        "第3行，amount_fen：实际为 “0”；应为 以分计的正整数，1至18位。"
    )
    assert refused.value.sentence("en") == (
        "Line 3, amount_fen: found “0”; expected fen in ASCII digits, 1 to 18 of them, above 0."
    )
