"""Statements of any bank: what they say is understood; what is no statement is refused."""

import io
from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banking.exchange.samples import sample_statement, schema
from ringfence.banking.exchange.iso.camt_read import read_camt
from ringfence.banking.exchange.iso.minor_units import decimals_of, minor_amount
from ringfence.banking.exchange.refusals import KindUnknown, VersionUnknown
from ringfence.banking.exchange.statement import Entry, StatementHead
from ringfence.kernel.refusal import FileLineError

URN = "urn:iso:std:iso:20022:tech:xsd:camt.053.001."
ENTRY = (
    '<Ntry><Amt Ccy="CNY">12.30</Amt><CdtDbtInd>DBIT</CdtDbtInd><RvslInd>true</RvslInd>'
    "<Sts>BOOK</Sts><BookgDt><Dt>2026-01-06</Dt></BookgDt><ValDt><DtTm>2026-01-07T23:30:00+08:00"
    "</DtTm></ValDt><AcctSvcrRef>B1</AcctSvcrRef><BkTxCd/></Ntry>"
)
BALANCE = (
    '<Bal><Tp><CdOrPrtry><Prtry>OWN</Prtry></CdOrPrtry></Tp><Amt Ccy="CNY">5</Amt>'
    "<CdtDbtInd>DBIT</CdtDbtInd><Dt><Dt>2026-01-06</Dt></Dt></Bal>"
)


def statement(number: int, entries: str = ENTRY) -> str:
    account = f"<Acct><Id><IBAN>A{number}</IBAN></Id></Acct>"
    return f"<Stmt><Id>S{number}</Id>{account}{BALANCE}{entries}</Stmt>"


def message(body: str, version: str = "02", prefix: str = "") -> bytes:
    group = "<GrpHdr><MsgId>M</MsgId></GrpHdr>"
    text = f"<Document><BkToCstmrStmt>{group}{body}</BkToCstmrStmt></Document>"
    if prefix:
        text = text.replace("</", f"</{prefix}:").replace("<", f"<{prefix}:")
        text = text.replace(f"<{prefix}:/{prefix}:", f"</{prefix}:").replace("BkTxCd/", "BkTxCd/")
    declared = f"xmlns:{prefix}" if prefix else "xmlns"
    return text.replace("Document>", f'Document {declared}="{URN}{version}">', 1).encode()


def read(raw: bytes) -> list[StatementHead | Entry]:
    return list(read_camt(io.BytesIO(raw)))


def refused(raw: bytes) -> FileLineError:
    with pytest.raises(FileLineError) as caught:
        read(raw)
    return caught.value


@pytest.mark.clause("OP-A5")
@pytest.mark.parametrize("version", ["02", "03", "04", "05", "06", "07", "08"])
def test_versions_02_to_08_are_read(version: str) -> None:
    head, entry = read(message(statement(1), version))
    assert isinstance(head, StatementHead)
    assert isinstance(entry, Entry)
    assert (head.message, head.account) == (f"camt.053.001.{version}", "A1")
    assert (entry.amount_minor, entry.sign, entry.status, entry.reversal) == (
        1230,
        -1,
        "BOOK",
        True,
    )
    assert (entry.booked_on, entry.value_on) == (date(2026, 1, 6), date(2026, 1, 7))


def test_a_prefix_before_each_name_changes_nothing() -> None:
    assert read(message(statement(1), prefix="ns2")) == read(message(statement(1)))


def test_a_file_without_namespace_is_told_by_its_elements() -> None:
    head, entry = read(message(statement(1)).replace(f' xmlns="{URN}02"'.encode(), b""))
    assert isinstance(head, StatementHead)
    assert head.message == "camt.053"
    assert isinstance(entry, Entry)


def test_a_wrapper_around_the_document_changes_nothing() -> None:
    wrapped = b"<Envelope><AppHdr/>" + message(statement(1)) + b"</Envelope>"
    assert read(wrapped) == read(message(statement(1)))


def test_several_statements_of_one_file_keep_their_entries_apart() -> None:
    parts = read(message(statement(1, ENTRY * 3) + statement(2, "") + statement(3)))
    accounts = [part.account if isinstance(part, StatementHead) else "-" for part in parts]
    assert accounts == ["A1", "-", "-", "-", "A2", "A3", "-"]


def test_balances_of_any_type_are_read_with_sign_and_date() -> None:
    head = read(message(statement(1, "")))[0]
    assert isinstance(head, StatementHead)
    (balance,) = head.balances
    assert (balance.type, balance.amount_minor, balance.sign) == ("OWN", 500, -1)
    assert balance.on == date(2026, 1, 6)


def test_a_batch_entry_is_reported_with_each_of_its_transactions() -> None:
    one = '<TxDtls><Refs><EndToEndId>E1</EndToEndId></Refs><Amt Ccy="CNY">12.00</Amt></TxDtls>'
    two = '<TxDtls><Refs><EndToEndId>E2</EndToEndId></Refs><Amt Ccy="CNY">0.3</Amt></TxDtls>'
    batch = "<NtryDtls><Btch><NbOfTxs>2</NbOfTxs></Btch>" + one + two + "</NtryDtls></Ntry>"
    entry = read(message(statement(1, ENTRY.replace("</Ntry>", batch))))[1]
    assert isinstance(entry, Entry)
    assert entry.batch_count == 2
    assert [detail.amount_minor for detail in entry.details] == [1200, 30]
    assert [detail.references["end_to_end"] for detail in entry.details] == ["E1", "E2"]
    assert {detail.sign for detail in entry.details} == {-1}


def test_a_lone_transaction_without_amount_has_that_of_its_entry() -> None:
    lone = "<NtryDtls><TxDtls><RmtInf><Ustrd>样例</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>"
    entry = read(message(statement(1, ENTRY.replace("</Ntry>", lone))))[1]
    assert isinstance(entry, Entry)
    assert (entry.details[0].amount_minor, entry.details[0].remittance) == (1230, "样例")


def test_a_sample_of_version_4_is_read_as_its_bank_meant_it() -> None:
    with sample_statement("camt053.v4.xml").open("rb") as source:
        head, entry = read_camt(source)
    assert isinstance(head, StatementHead)
    assert isinstance(entry, Entry)
    assert (head.account, head.currency) == ("NL26VAYB8060476890", "")
    assert [(b.type, b.amount_minor, b.sign, b.currency) for b in head.balances] == [
        ("OPBD", 1815, 1, "EUR"),
        ("CLBD", 2700, -1, "SEK"),
        ("OPAV", 3500, 1, "CHF"),
        ("CLAV", 2700, -1, "JPY"),
    ]
    assert (entry.amount_minor, entry.currency, entry.sign) == (885, "EUR", 1)
    assert entry.details[0].debtor.name == "NAME NAME"
    assert (entry.details[0].amount_minor, entry.details[0].currency) == (0, "SEK")


def test_a_sample_of_version_8_is_read_and_valid() -> None:
    published = schema("camt.053.001.08")
    with sample_statement("camt053.v8.xml").open("rb") as source:
        head, entry = read_camt(source, published)
    assert isinstance(head, StatementHead)
    assert isinstance(entry, Entry)
    assert entry.booked_on == date(2014, 12, 31)
    assert entry.details[0].references["end_to_end"] == "MUELL/FINP/RA12345"
    assert entry.details[0].debtor.name == "NAME NAME"


def test_a_sample_notification_is_read_with_its_batch() -> None:
    with sample_statement("camt054.v8.xml").open("rb") as source:
        head, entry = read_camt(source, schema("camt.054.001.08"))
    assert isinstance(head, StatementHead)
    assert isinstance(entry, Entry)
    assert (entry.amount_minor, entry.currency, entry.sign, entry.batch_count) == (
        20_000_000,
        "SEK",
        -1,
        2,
    )
    assert [(d.amount_minor, d.currency) for d in entry.details][:2] == [(310, "CHF"), (320, "CHF")]


CHANGES: list[tuple[str, Callable[[bytes], bytes], type[FileLineError], str]] = [
    ("three decimals", lambda raw: raw.replace(b"12.30", b"12.305"), FileLineError, "Amt"),
    ("negative", lambda raw: raw.replace(b"12.30", b"-12.30"), FileLineError, "Amt"),
    (
        "over bigint",
        lambda raw: raw.replace(b"12.30", b"92233720368547758.08"),
        FileLineError,
        "Amt",
    ),
    ("no number", lambda raw: raw.replace(b"12.30", b"."), FileLineError, "Amt"),
    ("exponent", lambda raw: raw.replace(b"12.30", b"1e3"), FileLineError, "Amt"),
    ("full-width", lambda raw: raw.replace(b"12.30", "１２".encode()), FileLineError, "Amt"),
    ("no currency", lambda raw: raw.replace(b' Ccy="CNY">12', b">12"), FileLineError, "Amt/@Ccy"),
    (
        "no amount",
        lambda raw: raw.replace(b'<Amt Ccy="CNY">12.30</Amt>', b""),
        FileLineError,
        "Amt/@Ccy",
    ),
    (
        "no mark",
        lambda raw: raw.replace(b"DBIT</CdtDbtInd><R", b"</CdtDbtInd><R"),
        FileLineError,
        "CdtDbtInd",
    ),
    (
        "no date",
        lambda raw: raw.replace(b"2026-01-06</Dt></Bookg", b"6 Jan</Dt></Bookg"),
        FileLineError,
        "BookgDt/Dt",
    ),
    ("no account", lambda raw: raw.replace(b"<IBAN>A1</IBAN>", b""), FileLineError, "Acct/Id"),
    ("version 1", lambda raw: raw.replace(b"001.02", b"001.01"), VersionUnknown, "Document/@xmlns"),
    ("version 9", lambda raw: raw.replace(b"001.02", b"001.09"), VersionUnknown, "Document/@xmlns"),
    (
        "another message",
        lambda raw: raw.replace(b"camt.053.001.02", b"pain.001.001.09"),
        KindUnknown,
        "Document/@xmlns",
    ),
    ("brace", lambda raw: raw.replace(b"urn:iso", b"urn}iso"), FileLineError, "XML"),
    ("no statement", lambda raw: raw.replace(b"Stmt>", b"Rpt>"), KindUnknown, "Document"),
    ("truncated", lambda raw: raw[:-20], FileLineError, "XML"),
    ("not closed", lambda raw: raw.replace(b"</Ntry>", b""), FileLineError, "XML"),
    ("entity", lambda raw: raw.replace(b"B1", b"&unknown;"), FileLineError, "XML"),
    ("document type", lambda raw: b"<!DOCTYPE Document>" + raw, FileLineError, "DOCTYPE"),
    ("deep", lambda raw: raw.replace(b"B1", b"<a>" * 300), FileLineError, "XML"),
    ("empty", lambda raw: b" ", FileLineError, "XML"),
]


@pytest.mark.parametrize(
    ("change", "kind", "field"), [c[1:] for c in CHANGES], ids=[c[0] for c in CHANGES]
)
def test_what_is_no_statement_is_refused_with_line_and_field(
    change: Callable[[bytes], bytes], kind: type[FileLineError], field: str
) -> None:
    raw = change(message(statement(1)))
    assert raw != message(statement(1))
    refusal = refused(raw)
    assert type(refusal) is kind
    assert refusal.facts["field"] == field
    assert refusal.facts["line"] >= 1


BOMBS = {
    "a billion laughs": '<!DOCTYPE d [<!ENTITY a0 "lol">'
    + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    + "]><Document>&a11;</Document>",
    "a file of the machine": '<!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/hostname">]><Document>&a;</Document>',
    "an address": '<!DOCTYPE d SYSTEM "http://127.0.0.1:9/d.dtd"><Document/>',
}


@pytest.mark.parametrize("bomb", BOMBS.values(), ids=BOMBS)
@pytest.mark.parametrize("with_schema", [False, True])
def test_entities_are_never_expanded(bomb: str, with_schema: bool) -> None:
    published = schema("camt.053.001.08") if with_schema else None
    with pytest.raises(FileLineError) as caught:
        list(read_camt(io.BytesIO(bomb.encode()), published))
    assert caught.value.facts["field"] in ("DOCTYPE", "XML")


def test_an_element_without_end_is_refused_before_it_fills_the_memory() -> None:
    endless = message(statement(1)).replace(b"<BkTxCd/>", b"<X>1</X>" * 200_000)
    assert "bytes" in str(refused(endless).facts["got"])


@pytest.mark.clause("OP-A5")
def test_what_the_schema_does_not_allow_is_refused_with_its_line() -> None:
    published = schema("camt.053.001.08")
    with sample_statement("camt053.v8.xml").open("rb") as source:
        raw = source.read().replace(b"<Cd>BOOK</Cd>\n", b"<Cd>BOOKED</Cd>\n", 1)
    with pytest.raises(FileLineError) as caught:
        list(read_camt(io.BytesIO(raw), published))
    line = raw[: raw.index(b"BOOKED")].count(b"\n") + 1
    assert (caught.value.facts["line"], caught.value.facts["field"]) == (line, "Cd")


def test_minor_units_follow_the_currency() -> None:
    def minor(text: str, currency: str) -> int:
        return minor_amount(text, currency, line=1, field="Amt")

    assert (minor("3.1", "CHF"), minor("2700", "JPY"), minor("1.234", "KWD")) == (310, 2700, 1234)
    assert (minor("2700.00", "JPY"), minor("00.5", "CNY"), minor(".5", "CNY")) == (2700, 50, 50)
    assert minor("0", "CNY") == 0
    with pytest.raises(FileLineError):
        minor("2700.5", "JPY")


@given(st.integers(0, 2**63 - 1), st.sampled_from(["JPY", "CNY", "KWD", "CLF"]))
def test_an_amount_in_minor_units_is_exact(amount: int, currency: str) -> None:
    decimals = decimals_of(currency)
    digits = str(amount).rjust(decimals + 1, "0")
    text = f"{digits[:-decimals]}.{digits[-decimals:]}" if decimals else digits
    assert minor_amount(text, currency, line=1, field="Amt") == amount
