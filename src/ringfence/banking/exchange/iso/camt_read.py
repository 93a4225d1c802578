"""Read statements of any bank: camt.053 and camt.054, versions 02 to 08.

Banks differ in namespaces, wrappers, optional parts, balance types, dates with or without time,
and in how many statements one file has. Elements are found by their local names.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import BinaryIO

from lxml import etree

from ringfence.banking.exchange.iso.camt_entry import read_detail, read_entry
from ringfence.banking.exchange.iso.camt_facts import day, sided_amount
from ringfence.banking.exchange.iso.xml_read import (
    Parts,
    line_of,
    local_name,
    namespace,
    stream,
)
from ringfence.banking.exchange.refusals import KindUnknown, VersionUnknown
from ringfence.banking.exchange.statement import Balance, Entry, EntryDetail, StatementHead
from ringfence.banking.exchange.values import shown
from ringfence.kernel.refusal import FileLineError
from ringfence.kernel.words import Words

DETAILS_MAX = 100_000  # transactions of one entry, which are held together
_CONTAINERS = {"Stmt": "camt.053", "Ntfctn": "camt.054"}
_NAMES = ("Document", "GrpHdr", "Stmt", "Ntfctn", "Ntry", "TxDtls")
_MESSAGE = re.compile(r"(camt\.05[34])\.001\.([0-9]{2})$")
_MESSAGE_IN_BYTES = re.compile(rb"camt\.05[34]\.001\.[0-9]{2}")
_VERSIONS = range(2, 9)
_EXPECTED = Words("camt.053 or camt.054, version 02 to 08", "camt.053或camt.054，02至08版")


@dataclass
class _Place:
    """Where the reader is: the open statement and the entry being collected."""

    message_id: str = ""
    statement: etree._Element | None = None
    head: StatementHead | None = None
    details: list[EntryDetail] = field(default_factory=list)
    batch_count: str = ""
    count: int = 0
    open_documents: int = 0


def message_in(start: bytes) -> str:
    """Return the message whose name stands in the first bytes of a file, or nothing."""
    found = _MESSAGE_IN_BYTES.search(start)
    return found[0].decode() if found else ""


def read_camt(
    source: BinaryIO, schema: etree.XMLSchema | None = None
) -> Iterator[StatementHead | Entry]:
    """Return each statement's head, followed by its entries, in the order of the file.

    The file is right as a whole only when this has come to its end without a refusal. Refuses:
    KindUnknown and VersionUnknown for what is no statement; FileLineError for what is not
    well-formed, is cut short, or holds an amount, date or mark that is none.
    """
    place = _Place()
    for event, element in stream(source, names=_NAMES, schema=schema):
        name = local_name(element.tag)
        if name == "Document":
            place.open_documents += 1 if event == "start" else -1
        elif name in _CONTAINERS:
            yield from _statement(place, event, element)
        elif place.statement is None:
            if name == "GrpHdr" and event == "end":
                place.message_id = Parts(element).text("MsgId")
        elif name == "TxDtls" and event == "end":
            _keep_detail(place, element)
        elif name == "Ntry":
            yield from _entry(place, event, element)
    if not place.count:
        raise KindUnknown(
            line=1, field="Document", got=Words("no statement", "没有对账单"), expected=_EXPECTED
        )
    if place.open_documents or place.statement is not None:
        raise FileLineError(
            line=0,
            field="Document",
            got=Words("an early end", "提前结束"),
            expected=Words("a whole message", "完整的报文"),
        )


def _statement(
    place: _Place, event: str, element: etree._Element
) -> Iterator[StatementHead | Entry]:
    if event == "start":
        place.statement, place.head = element, None
        place.count += 1
        return
    if place.head is None:
        yield _head(element, place.message_id)
    place.statement = place.head = None


def _entry(place: _Place, event: str, element: etree._Element) -> Iterator[StatementHead | Entry]:
    if event == "end":
        entry = read_entry(Parts(element), tuple(place.details), place.batch_count)
        place.details, place.batch_count = [], ""
        yield entry
    elif place.head is None and place.statement is not None:
        place.head = _head(place.statement, place.message_id)
        yield place.head


def _keep_detail(place: _Place, element: etree._Element) -> None:
    if len(place.details) == DETAILS_MAX:
        raise FileLineError(
            line=line_of(element),
            field="TxDtls",
            got=Words(f"more than {DETAILS_MAX} in one entry", f"一条分录中超过{DETAILS_MAX}笔"),
            expected=Words("entries of fewer transactions", "交易较少的分录"),
        )
    parent = element.getparent()
    if not place.details and parent is not None:
        place.batch_count = Parts(parent, without=("TxDtls",)).text("Btch/NbOfTxs")
    place.details.append(read_detail(Parts(element)))


def _head(element: etree._Element, message_id: str) -> StatementHead:
    parts = Parts(element, without=("Ntry",))
    account = parts.text("Acct/Id/IBAN", "Acct/Id/Othr/Id", "Acct/Id/PrtryAcct/Id", "Acct/Id/BBAN")
    if not account:
        raise FileLineError(
            line=parts.line,
            field="Acct/Id",
            got=Words("nothing", "无"),
            expected=Words("the account", "账号"),
        )
    balances = tuple(_balance(Parts(found)) for found in parts.elements("Bal"))
    return StatementHead(
        message=_message(element),
        message_id=message_id,
        id=parts.text("Id"),
        account=account,
        currency=parts.text("Acct/Ccy"),
        owner=parts.text("Acct/Ownr/Nm"),
        servicer=_servicer(parts),
        from_on=_bound(parts, "Fr"),
        to_on=_bound(parts, "To"),
        line=parts.line,
        balances=balances,
    )


def _message(element: etree._Element) -> str:
    """Return the message's name; a file without namespace is told by its element alone."""
    uri = namespace(element)
    kind = _CONTAINERS[local_name(element.tag)]
    if not uri:
        return kind
    found = _MESSAGE.search(uri)
    if not found or found[1] != kind:
        raise KindUnknown(
            line=line_of(element), field="Document/@xmlns", got=shown(uri), expected=_EXPECTED
        )
    if int(found[2]) not in _VERSIONS:
        raise VersionUnknown(
            line=line_of(element), field="Document/@xmlns", got=shown(uri), expected=_EXPECTED
        )
    return found[0]


def _servicer(parts: Parts) -> str:
    bank = "Acct/Svcr/FinInstnId/"
    return parts.text(
        f"{bank}BICFI", f"{bank}BIC", f"{bank}ClrSysMmbId/MmbId", f"{bank}Othr/Id", f"{bank}Nm"
    )


def _bound(parts: Parts, end: str) -> date | None:
    return day(parts, f"FrToDt/{end}Dt", f"FrToDt/{end}DtTm")


def _balance(parts: Parts) -> Balance:
    amount_minor, currency, sign = sided_amount(parts)
    return Balance(
        type=parts.text("Tp/CdOrPrtry/Cd", "Tp/CdOrPrtry/Prtry"),
        amount_minor=amount_minor,
        sign=sign,
        currency=currency,
        on=day(parts, "Dt/Dt", "Dt/DtTm", "Dt"),
    )
