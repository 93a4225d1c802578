"""The ISO 20022 profile: valid against the published schemas, and read back alike."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest
import sepaxml
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from banking.exchange.iso_statement import iso_statement
from banking.exchange.samples import (
    AGENCY,
    ON,
    finished,
    result_header,
    result_items,
    run_item,
    run_items,
    schema,
    schema_folder,
    statement_entries,
    statement_header,
    written_run,
)
from ringfence.banking.exchange.iso.result_write import ResultXmlWriter
from ringfence.banking.exchange.iso.xml_read import Parts
from ringfence.banking.exchange.kinds import ISO_MESSAGES, FileKind
from ringfence.banking.exchange.messages import Detail, Header, ResultItem, RunItem, StatementEntry
from ringfence.banking.exchange.outcomes import Outcome
from ringfence.banking.exchange.read import open_content
from ringfence.banking.exchange.refusals import (
    CountDiffers,
    EncodingBroken,
    SumDiffers,
    VersionUnknown,
)
from ringfence.kernel.refusal import FileLineError

RUNS = (FileKind.CREDIT_RUN, FileKind.DEBIT_RUN)


def read(raw: bytes) -> tuple[Header, list[Detail]]:
    file = open_content(io.BytesIO(raw), receiver=AGENCY, schemas=None)
    return file.header, list(file.details())


def result_xml(items: list[ResultItem], run_kind: FileKind = FileKind.CREDIT_RUN) -> bytes:
    pending = [item.amount_fen for item in items if item.outcome is Outcome.UNKNOWN_OUTCOME]
    target = io.BytesIO()
    header = result_header(items, run_kind)
    writer = ResultXmlWriter(
        target, header, pending_count=len(pending), pending_sum_fen=sum(pending)
    )
    return finished(writer, target, items)


def two_results() -> bytes:
    return result_xml(
        [
            ResultItem(1, run_item(1).key, "62220", 100, Outcome.SUCCESS, "B1", ON, ""),
            ResultItem(2, run_item(2).key, "62221", 250, Outcome.CARD_LOST, "", None, "挂失"),
        ]
    )


@pytest.mark.clause("OP-A5")
@given(st.sampled_from(RUNS).flatmap(lambda kind: st.tuples(st.just(kind), run_items(kind))))
@settings(max_examples=40)
def test_a_run_is_valid_against_the_published_schema(case: tuple[FileKind, list[RunItem]]) -> None:
    kind, items = case
    schema(ISO_MESSAGES[kind]).assertValid(etree.fromstring(written_run(items, kind)))


@pytest.mark.parametrize("kind", RUNS)
def test_a_run_is_valid_against_the_schema_that_a_peer_ships(kind: FileKind) -> None:
    path = Path(sepaxml.__file__).parent / "schemas" / f"{ISO_MESSAGES[kind]}.xsd"
    mandate = {"mandate": "SQ-1", "signed_on": ON} if kind is FileKind.DEBIT_RUN else {}
    items = [RunItem(1, run_item().key, "62220", "样例甲0001", "", 5, "备注", **mandate)]
    etree.XMLSchema(etree.parse(path)).assertValid(etree.fromstring(written_run(items, kind)))


@given(run_items(FileKind.CREDIT_RUN))
@settings(max_examples=40)
def test_a_credit_run_says_each_item_where_the_standard_puts_it(items: list[RunItem]) -> None:
    root = etree.fromstring(written_run(items))[0]
    parts = [Parts(found) for found in root.iter("{*}CdtTrfTxInf")]
    assert [(part.text("Cdtr/Nm"), part.text("CdtrAcct/Id/Othr/Id")) for part in parts] == [
        (item.name, item.account) for item in items
    ]
    assert [part.text("Amt/InstdAmt").replace(".", "").lstrip("0") for part in parts] == [
        str(item.amount_fen) for item in items
    ]
    assert [part.text("PmtId/EndToEndId") for part in parts] == [item.key.hex for item in items]
    assert Parts(root).text("PmtInf/CtrlSum") == Parts(root).text("GrpHdr/CtrlSum")


@given(result_items, st.sampled_from(RUNS))
@settings(max_examples=40)
def test_a_result_is_valid_and_is_read_as_it_was_written(
    items: list[ResultItem], run_kind: FileKind
) -> None:
    raw = result_xml(items, run_kind)
    schema(ISO_MESSAGES[FileKind.RESULT]).assertValid(etree.fromstring(raw))
    assert read(raw) == (result_header(items, run_kind), items)


@given(statement_entries, st.integers(-(10**12), 10**12))
@settings(max_examples=40)
def test_a_statement_of_the_profile_is_read_as_it_was_written(
    entries: list[StatementEntry], opening_fen: int
) -> None:
    header = statement_header(entries, opening_fen)
    raw = iso_statement(header, entries)
    schema(ISO_MESSAGES[FileKind.STATEMENT]).assertValid(etree.fromstring(raw))
    assert read(raw) == (header, entries)


def test_a_reason_outside_the_table_is_refused_by_bank_with_the_reason_told() -> None:
    raw = two_results().replace(b"<Prtry>CARD_LOST</Prtry>", b"<Cd>AG01</Cd>")
    item = read(raw)[1][1]
    assert isinstance(item, ResultItem)
    assert (item.outcome, item.text) == (Outcome.REFUSED_BY_BANK, "AG01 挂失")


@pytest.mark.parametrize("status", ["ACTC", "ACCP", "ACSP", "PDNG"])
def test_accepted_is_not_paid(status: str) -> None:
    raw = two_results().replace(b"<TxSts>ACSC<", f"<TxSts>{status}<".encode())
    raw = raw.replace(f"<IntrBkSttlmDt>{ON}</IntrBkSttlmDt>".encode(), b"")
    with pytest.raises(CountDiffers) as refused:
        read(raw)
    assert refused.value.facts["field"] == "success_count"


def declared(raw: bytes, encoding: str) -> bytes:
    """The same message, truly in another encoding, and saying so."""
    return raw.decode().replace('encoding="UTF-8"', f'encoding="{encoding}"').encode(encoding)


CHANGES: list[tuple[str, Callable[[bytes], bytes], type[FileLineError], str]] = [
    (
        "decimals",
        lambda raw: raw.replace(b">2.50</I", b">2.505</I"),
        FileLineError,
        "OrgnlTxRef/Amt/InstdAmt",
    ),
    (
        "no decimals",
        lambda raw: raw.replace(b">2.50</I", b">250</I"),
        FileLineError,
        "OrgnlTxRef/Amt/InstdAmt",
    ),
    ("zero", lambda raw: raw.replace(b">2.50</I", b">0.00</I"), FileLineError, "amount_fen"),
    (
        "negative",
        lambda raw: raw.replace(b">2.50</I", b">-2.50</I"),
        FileLineError,
        "OrgnlTxRef/Amt/InstdAmt",
    ),
    (
        "currency",
        lambda raw: raw.replace(b'"CNY">2', b'"USD">2'),
        FileLineError,
        "OrgnlTxRef/Amt/InstdAmt/@Ccy",
    ),
    ("sum", lambda raw: raw.replace(b">2.50</D", b">2.51</D"), SumDiffers, "sum_fen"),
    (
        "count",
        lambda raw: raw.replace(b"<DtldNbOfTxs>1<", b"<DtldNbOfTxs>2<", 1),
        CountDiffers,
        "count",
    ),
    ("status", lambda raw: raw.replace(b"<TxSts>RJCT<", b"<TxSts>GONE<"), FileLineError, "TxSts"),
    ("separator", lambda raw: raw.replace("挂失".encode(), b"a|b"), FileLineError, "text"),
    (
        "version",
        lambda raw: raw.replace(b"pain.002.001.10", b"pain.002.001.03"),
        VersionUnknown,
        "Document/@xmlns",
    ),
    ("truncated", lambda raw: raw[:-30], FileLineError, "XML"),
    ("entity", lambda raw: raw.replace("挂失".encode(), b"&lol;"), FileLineError, "XML"),
    ("encoding", lambda raw: raw.replace("挂失".encode(), b"\xff\xfe"), FileLineError, "XML"),
    ("mark", lambda raw: b"\xef\xbb\xbf" + raw, EncodingBroken, "encoding"),
    ("GB 18030", lambda raw: declared(raw, "GB18030"), EncodingBroken, "encoding"),
    ("UTF-16", lambda raw: declared(raw, "UTF-16"), EncodingBroken, "encoding"),
    (
        "two runs",
        lambda raw: raw.replace(
            b"</OrgnlPmtInfAndSts>", b"</OrgnlPmtInfAndSts><OrgnlPmtInfAndSts/>"
        ),
        CountDiffers,
        "OrgnlPmtInfAndSts",
    ),
]


@pytest.mark.parametrize(
    ("change", "refusal", "field"), [c[1:] for c in CHANGES], ids=[c[0] for c in CHANGES]
)
@pytest.mark.parametrize("with_schema", [False, True])
def test_a_faulty_message_is_refused_with_its_field(
    change: Callable[[bytes], bytes],
    refusal: type[FileLineError],
    field: str,
    with_schema: bool,
) -> None:
    raw = change(two_results())
    assert raw != two_results()
    schemas = schema_folder() if with_schema else None
    with pytest.raises(FileLineError) as refused:
        list(open_content(io.BytesIO(raw), receiver=AGENCY, schemas=schemas).blocks())
    assert type(refused.value) is refusal
    assert refused.value.facts["field"] == field
