"""Runs in ISO 20022 (pain.001.001.09, pain.008.001.09), read as a stream; section 7.1."""

import re
from codecs import BOM_UTF8
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import BinaryIO

from lxml import etree

from sandbox.bank import values
from sandbox.bank.fault import Fault
from sandbox.bank.values import Head, Item, RunHead

BATCH = 8192
_NAMESPACE = "urn:iso:std:iso:20022:tech:xsd:"
_PARTY = "Id/OrgId/Othr/Id"
_MEMBER = "FinInstnId/ClrSysMmbId"
_ACCOUNT = "Id/Othr/Id"
# While a file streams in, the parser does not tell what it declares.
_DECLARED = re.compile(rb"<\?xml[^>]*\sencoding\s*=\s*[\"'](?P<encoding>[^\"']*)")
_BROKEN_BYTES = {"ERR_INVALID_CHAR", "ERR_INVALID_ENCODING", "ERR_UNKNOWN_ENCODING"}
Reads = Iterator[tuple[str, etree._Element]]


@dataclass(frozen=True)
class Shape:
    """Where the two messages differ: names and paths."""

    kind: str
    message: str
    root: str
    item: str
    method: str
    own: str
    other: str
    day: str
    amount: str


SHAPES = {
    shape.message: shape
    for shape in (
        Shape("CREDIT_RUN", "pain.001.001.09", "CstmrCdtTrfInitn", "CdtTrfTxInf", "TRF",
              "Dbtr", "Cdtr", "ReqdExctnDt/Dt", "Amt/InstdAmt"),
        Shape("DEBIT_RUN", "pain.008.001.09", "CstmrDrctDbtInitn", "DrctDbtTxInf", "DD",
              "Cdtr", "Dbtr", "ReqdColltnDt", "InstdAmt"),
    )
}  # fmt: skip


@cache
def _tags(namespace: str, path: str) -> tuple[str, ...]:
    """The steps of a path as qualified names."""
    return tuple(f"{{{namespace}}}{step}" for step in path.split("/"))


class _Part:
    """One element with its namespace, read by paths; refuses FORMAT_WRONG naming the element."""

    def __init__(self, element: etree._Element, namespace: str, line: int) -> None:
        self.element, self.line = element, line
        self._namespace = namespace

    def text(self, path: str, pattern: str) -> str:
        found = self.optional(path, pattern)
        if found is None:
            raise self.fault(path, "missing")
        return found

    def optional(self, path: str, pattern: str) -> str | None:
        found: etree._Element | None = self.element
        for tag in _tags(self._namespace, path):
            children = list(found.iterchildren(tag)) if found is not None else []
            if len(children) > 1:
                raise self.fault(path, "more than one")
            found = children[0] if children else None
        if found is None:
            return None
        value = found.text or ""
        if len(found) or not values.matches(pattern, value):
            raise self.fault(path, "not as defined")
        return value

    def agent(self, path: str) -> str:
        """The line number of an agent, empty when the agent is absent."""
        number = self.optional(f"{path}/{_MEMBER}/MmbId", values.LINE_NUMBER)
        if number is not None:
            self.text(f"{path}/{_MEMBER}/ClrSysId/Cd", "CNAPS")
        return number or ""

    def fault(self, path: str, text: str) -> Fault:
        return Fault(
            "FORMAT_WRONG", line=self.line, field=path.rsplit("/", maxsplit=1)[-1], text=text
        )


def peek(source: BinaryIO) -> Head | None:
    """Return the file's head, or None when it cannot be read; checks nothing else."""
    try:
        shape, head, _ = _start(_reads(source))
        return _head(shape, head)
    except Fault:
        return None


def read_run(source: BinaryIO) -> tuple[RunHead, Iterator[list[Item]]]:
    """Return a run's header and its items in batches; totals are checked behind the last batch.

    Refuses VERSION_UNKNOWN, KIND_UNKNOWN, ENCODING_BROKEN, FORMAT_WRONG, COUNT_DIFFERS,
    SUM_DIFFERS.
    """
    reads = _reads(source)
    shape, header, namespace = _start(reads)
    head = _head(shape, header)
    _, first = next(reads)
    if _name(first) != shape.item:
        raise Fault("FORMAT_WRONG", field=shape.item, text="no item")
    parent = first.getparent()
    if parent is None or _name(parent) != "PmtInf":
        raise Fault("FORMAT_WRONG", field=shape.item, text="not inside PmtInf")
    run = _run_head(shape, head, header, _Part(parent, namespace, 0))
    return run, _items(shape, run, first, reads, namespace)


def _reads(source: BinaryIO) -> Reads:
    """The elements that matter as they end. A document type or an instruction is refused."""
    start = source.read(256)
    declared = _DECLARED.match(start)
    if start.startswith(BOM_UTF8) or (declared and declared["encoding"].upper() != b"UTF-8"):
        raise Fault("ENCODING_BROKEN", line=1, text="UTF-8 expected")
    source.seek(0)
    tags = ("{*}GrpHdr", "{*}CdtTrfTxInf", "{*}DrctDbtTxInf", "{*}PmtInf", "{*}Document")
    stream = etree.iterparse(
        source,
        events=("end", "pi"),
        tag=tags,
        encoding="UTF-8",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        huge_tree=False,
    )
    try:
        for event, element in stream:
            if event == "pi":
                raise Fault("FORMAT_WRONG", text="a processing instruction")
            yield event, element
    except etree.XMLSyntaxError as error:
        broken = getattr(error, "code", None) in _CODES
        reason = "ENCODING_BROKEN" if broken else "FORMAT_WRONG"
        raise Fault(reason, line=error.lineno or 0, text="not well-formed") from None


_CODES = {getattr(etree.ErrorTypes, name) for name in _BROKEN_BYTES}


def _start(reads: Reads) -> tuple[Shape, _Part, str]:
    """The shape of the message, its group header and its namespace."""
    _, element = next(reads, (None, None))
    if element is None:
        raise Fault("FORMAT_WRONG", text="empty file")
    tree = element.getroottree()
    if tree.docinfo.internalDTD is not None:
        raise Fault("FORMAT_WRONG", line=1, text="a document type declaration")
    namespace = (etree.QName(tree.getroot()).namespace or "").removeprefix(_NAMESPACE)
    shape = SHAPES.get(namespace)
    if shape is None:
        known = namespace.startswith(("pain.001.", "pain.008."))
        raise Fault("VERSION_UNKNOWN" if known else "KIND_UNKNOWN", text=namespace[:40])
    path = [_name(part) for part in (element, *element.iterancestors())]
    if path != ["GrpHdr", shape.root, "Document"]:
        raise Fault("FORMAT_WRONG", field="GrpHdr", text="not where it belongs")
    return shape, _Part(element, _NAMESPACE + namespace, 0), _NAMESPACE + namespace


def _head(shape: Shape, header: _Part) -> Head:
    head = Head(
        shape.kind,
        header.text(f"InitgPty/{_PARTY}", values.PARTY),
        header.agent("FwdgAgt"),
        header.text("MsgId", values.FILE_ID),
        header.text("CreDtTm", values.INSTANT),
    )
    return values.check_head(head, line=0)


def _run_head(shape: Shape, head: Head, header: _Part, payment: _Part) -> RunHead:
    payment.text("PmtMtd", shape.method)
    run = RunHead(
        head=head,
        run_id=payment.text("PmtInfId", values.UUID),
        agreement=payment.text("PmtTpInf/SvcLvl/Prtry", values.REFERENCE),
        own_account=payment.text(f"{shape.own}Acct/{_ACCOUNT}", values.ACCOUNT),
        own_name=payment.text(f"{shape.own}/Nm", values.NAME),
        own_bank=payment.agent(f"{shape.own}Agt"),
        purpose=payment.text("PmtTpInf/CtgyPurp/Cd", values.PURPOSE),
        execute_on=payment.text(shape.day, values.DATE),
        count=int(header.text("NbOfTxs", values.AMOUNT)),
        sum_fen=values.fen(header.text("CtrlSum", values.YUAN)),
    )
    values.require_date(run.execute_on, line=0, field=shape.day.split("/", maxsplit=1)[0])
    values.require_totals(
        run,
        int(payment.text("NbOfTxs", values.AMOUNT)),
        values.fen(payment.text("CtrlSum", values.YUAN)),
    )
    return run


def _items(
    shape: Shape, run: RunHead, first: etree._Element, reads: Reads, namespace: str
) -> Iterator[list[Item]]:
    count = total = 0
    batch: list[Item] = []
    element = first
    while _name(element) == shape.item:
        count += 1
        item = _item(shape, _Part(element, namespace, count))
        total += item.amount_fen
        batch.append(item)
        if len(batch) == BATCH:
            yield batch
            batch = []
        _forget(element)
        _, element = next(reads)
    yield batch
    if [_name(element), *(_name(end) for _, end in reads)] != ["PmtInf", "Document"]:
        raise Fault("FORMAT_WRONG", field="PmtInf", text="exactly one expected")
    values.require_totals(run, count, total)


def _item(shape: Shape, part: _Part) -> Item:
    line = part.text("PmtId/InstrId", values.AMOUNT)
    if line != str(part.line):
        raise part.fault("PmtId/InstrId", f"expected {part.line}")
    amount_fen = values.fen(part.text(shape.amount, values.YUAN))
    currency = part.element.find("/".join("{*}" + step for step in shape.amount.split("/")))
    if amount_fen == 0 or currency is None or currency.get("Ccy") != "CNY":
        raise part.fault(shape.amount, "an amount in CNY above zero expected")
    mandate = signed_on = ""
    if shape.kind == "DEBIT_RUN":
        mandate = part.text("DrctDbtTx/MndtRltdInf/MndtId", values.REFERENCE)
        signed_on = part.text("DrctDbtTx/MndtRltdInf/DtOfSgntr", values.DATE)
        values.require_date(signed_on, line=part.line, field="DtOfSgntr")
    return Item(
        line=part.line,
        key=part.text("PmtId/EndToEndId", values.UUID),
        account=part.text(f"{shape.other}Acct/{_ACCOUNT}", values.ACCOUNT),
        name=part.text(f"{shape.other}/Nm", values.NAME),
        bank=part.agent(f"{shape.other}Agt"),
        amount_fen=amount_fen,
        remark=part.optional("RmtInf/Ustrd", values.NAME) or "",
        mandate=mandate,
        signed_on=signed_on,
    )


def _forget(element: etree._Element) -> None:
    """Let the element and all before it go, so that memory stays flat."""
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


def _name(element: etree._Element) -> str:
    return etree.QName(element).localname
