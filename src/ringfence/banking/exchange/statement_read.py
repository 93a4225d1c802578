"""Read a bank statement in any form that is known here."""

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, cast

from ringfence.banking.exchange.delimited.read import DelimitedFile
from ringfence.banking.exchange.iso.camt_read import message_in, read_camt
from ringfence.banking.exchange.iso.schema import schema_for
from ringfence.banking.exchange.messages import Side, StatementEntry, StatementHeader
from ringfence.banking.exchange.refusals import KindUnknown
from ringfence.banking.exchange.statement import (
    CREDIT,
    DEBIT,
    Balance,
    Entry,
    EntryDetail,
    Party,
    StatementHead,
)
from ringfence.banking.exchange.values import shown
from ringfence.kernel.words import Words

_XML_STARTS = (b"<", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\x00<")
_EXPECTED = Words(
    "a camt.053, a camt.054, or a STATEMENT of the exchange standard",
    "camt.053、camt.054或交换标准的对账单",
)


def read_statement(source: BinaryIO, *, schemas: Path | None) -> Iterator[StatementHead | Entry]:
    """Return each statement's head, followed by its entries, in the order of the file.

    `source` can seek. The file is right as a whole only when this has come to its end without a
    refusal. Refuses: KindUnknown for what is no statement, then as `read_camt` and DelimitedFile.
    """
    start = source.read(4096)
    source.seek(0)
    if start.lstrip(b" \t\r\n").startswith(_XML_STARTS):
        return read_camt(source, schema_for(message_in(start), schemas))
    if start.startswith(b"H|"):
        return _read_delimited(source)
    got = (
        shown(start[:20].decode("gb18030", "replace"))
        if start
        else Words("an empty file", "空文件")
    )
    raise KindUnknown(line=1, field="file", got=got, expected=_EXPECTED)


def _read_delimited(source: BinaryIO) -> Iterator[StatementHead | Entry]:
    file = DelimitedFile(source)
    if not isinstance(file.header, StatementHeader):
        raise KindUnknown(line=1, field="kind", got=str(file.kind), expected=_EXPECTED)
    yield _head(file.header)
    for entry in file.details():
        yield _entry(cast(StatementEntry, entry), file.header.currency)


def _head(header: StatementHeader) -> StatementHead:
    return StatementHead(
        message="STATEMENT",
        message_id=str(header.file_id),
        id=str(header.file_id),
        account=header.account,
        currency=header.currency,
        owner=header.account_name,
        servicer=header.sender,
        from_on=header.from_on,
        to_on=header.to_on,
        line=1,
        balances=(
            Balance("OPBD", *_unsigned(header.opening_fen), header.currency, header.from_on),
            Balance("CLBD", *_unsigned(header.closing_fen), header.currency, header.to_on),
        ),
    )


def _unsigned(balance_fen: int) -> tuple[int, int]:
    return abs(balance_fen), DEBIT if balance_fen < 0 else CREDIT


def _entry(entry: StatementEntry, currency: str) -> Entry:
    sign = CREDIT if entry.side is Side.CRDT else DEBIT
    party = Party(name=entry.party_name, account=entry.party_account)
    references = {"account_servicer": entry.bank_reference}
    if entry.run_id:
        references["payment"] = entry.run_id.hex
    if entry.key:
        references["end_to_end"] = entry.key.hex
    detail = EntryDetail(
        amount_minor=entry.amount_fen,
        currency=currency,
        sign=sign,
        references=references,
        debtor=party if sign == CREDIT else Party(),
        creditor=party if sign == DEBIT else Party(),
        remittance=entry.remark,
    )
    return Entry(
        amount_minor=entry.amount_fen,
        currency=currency,
        sign=sign,
        status="BOOK",
        reversal=entry.reversal,
        booked_on=entry.booked_on,
        value_on=entry.value_on,
        line=entry.line + 1,
        references={"account_servicer": entry.bank_reference},
        details=(detail,),
    )
