"""The profile DELIMITED: records as tables of fields, as section 6 of the standard has them."""

import re
from collections.abc import Iterator
from typing import BinaryIO

from sandbox.bank import values
from sandbox.bank.fault import Fault
from sandbox.bank.gb18030 import decode, encode, line_blocks
from sandbox.bank.values import Head, Item, RunHead

Fields = tuple[tuple[str, str], ...]

HEAD: Fields = (
    ("record", "H"),
    ("version", "1"),
    ("kind", "[A-Z_]{1,20}"),
    ("sender", values.PARTY),
    ("receiver", values.PARTY),
    ("file_id", values.FILE_ID),
    ("created_at", values.INSTANT),
)
RUN: Fields = (
    *HEAD,
    ("run_id", values.UUID),
    ("agreement", values.REFERENCE),
    ("own_account", values.ACCOUNT),
    ("own_name", values.NAME),
    ("own_bank", values.LINE_NUMBER),
    ("currency", values.CURRENCY),
    ("purpose", values.PURPOSE),
    ("execute_on", values.DATE),
    ("count", values.AMOUNT),
    ("sum_fen", values.AMOUNT),
)
_ITEM: Fields = (
    ("record", "D"),
    ("line", values.AMOUNT),
    ("key", values.UUID),
    ("account", values.ACCOUNT),
    ("name", values.NAME),
    ("bank", rf"(?:{values.LINE_NUMBER})?"),
    ("amount_fen", values.AMOUNT),
    ("remark", values.TEXT),
)
DETAIL: dict[str, Fields] = {
    "CREDIT_RUN": (*_ITEM, ("mandate", ""), ("signed_on", "")),
    "DEBIT_RUN": (*_ITEM, ("mandate", values.REFERENCE), ("signed_on", values.DATE)),
}
ACKNOWLEDGEMENT: Fields = (
    *HEAD,
    ("file_name", values.NAME),
    ("digest", values.DIGEST),
    ("acknowledged_id", rf"(?:{values.FILE_ID})?"),
    ("status", "(?:ACCEPTED|REFUSED|REPEATED)"),
    ("reason", "[A-Z_]{0,35}"),
    ("line", rf"(?:{values.COUNT})?"),
    ("field", values.SHORT_TEXT),
    ("text", values.SHORT_TEXT),
)
TRAILER: Fields = (("record", "T"), ("count", values.COUNT), ("sum_fen", values.SUM))


def compiled(fields: Fields) -> re.Pattern[str]:
    """Return one pattern for a whole record, a group for each field but the first."""
    return re.compile(r"\|".join([fields[0][1], *(f"({form})" for _, form in fields[1:])]))


def join(*fields: object) -> str:
    """Return one line with its end."""
    return "|".join(map(str, fields)) + "\n"


def parse(fields: Fields, line: str, number: int) -> list[str]:
    """Return the fields of a record; refuses VERSION_UNKNOWN and FORMAT_WRONG with the field."""
    found = line.split("|")
    for (name, form), value in zip(fields, found, strict=False):
        if not values.matches(form, value):
            reason = "VERSION_UNKNOWN" if name == "version" else "FORMAT_WRONG"
            raise Fault(reason, line=number, field=name, text="not as defined")
    if len(found) != len(fields):
        text = f"found {len(found)} fields, expected {len(fields)}"
        raise Fault("FORMAT_WRONG", line=number, text=text)
    return found


def peek(source: BinaryIO) -> Head | None:
    """Return the first seven fields, or None when they cannot be read; checks nothing else."""
    first = source.readline(4096)
    try:
        found = decode(first).rstrip("\n").split("|")[: len(HEAD)]
        parse(HEAD, "|".join(found), 1)
        return values.check_head(Head(*found[2:7]), line=1)
    except Fault:
        return None


def read_run(source: BinaryIO) -> tuple[RunHead, Iterator[list[Item]]]:
    """Return a run's header and its items in batches; totals are checked behind the last batch.

    Refuses KIND_UNKNOWN, VERSION_UNKNOWN, ENCODING_BROKEN, FORMAT_WRONG, COUNT_DIFFERS,
    SUM_DIFFERS.
    """
    blocks = line_blocks(source)
    first = next(blocks, None)
    if not first:
        raise Fault("FORMAT_WRONG", line=1, text="empty file")
    kind = first[0].split("|")[2:3]
    if kind and kind[0] not in DETAIL and values.matches("[A-Z_]{1,20}", kind[0]):
        raise Fault("KIND_UNKNOWN", line=1, field="kind", text="only runs are taken")
    found = parse(RUN, first[0], 1)
    head = values.check_head(Head(*found[2:7]), line=1)
    values.require_date(found[14], line=1, field="execute_on")
    run = RunHead(
        head=head,
        run_id=found[7],
        agreement=found[8],
        own_account=found[9],
        own_name=found[10],
        own_bank=found[11],
        purpose=found[13],
        execute_on=found[14],
        count=int(found[15]),
        sum_fen=int(found[16]),
    )
    return run, _items(run, _with_first(first[1:], blocks))


def read_acknowledgement(source: BinaryIO) -> dict[str, str]:
    """Return the fields of an acknowledgement by name; refuses FORMAT_WRONG."""
    lines = [line for block in line_blocks(source) for line in block]
    if len(lines) != 2 or lines[1] != "T|0|0":
        raise Fault("FORMAT_WRONG", line=2, text="a header and T|0|0 expected")
    found = parse(ACKNOWLEDGEMENT, lines[0], 1)
    values.check_head(Head(*found[2:7]), line=1)
    return dict(zip((name for name, _ in ACKNOWLEDGEMENT), found, strict=True))


def encoded(lines: Iterator[str]) -> Iterator[bytes]:
    """Yield the lines as bytes, some thousands at a time."""
    batch: list[str] = []
    for line in lines:
        batch.append(line)
        if len(batch) == 8192:
            yield encode("".join(batch))
            batch.clear()
    yield encode("".join(batch))


def _with_first(first: list[str], blocks: Iterator[list[str]]) -> Iterator[list[str]]:
    yield first
    yield from blocks


def _items(run: RunHead, blocks: Iterator[list[str]]) -> Iterator[list[Item]]:
    fields = DETAIL[run.head.kind]
    pattern = compiled(fields)
    is_debit = run.head.kind == "DEBIT_RUN"
    count = total = 0
    trailer: list[str] | None = None
    for lines in blocks:
        batch: list[Item] = []
        for text in lines:
            match = pattern.fullmatch(text)
            if trailer is not None or match is None:
                trailer = _trailer(fields, text, count + 2, trailer)
                continue
            item = _item(match, count + 1)
            if is_debit:
                values.require_date(item.signed_on, line=count + 2, field="signed_on")
            count += 1
            total += item.amount_fen
            batch.append(item)
        yield batch
    _check_end(run, trailer, count, total)


def _item(match: re.Match[str], line: int) -> Item:
    number, key, account, name, bank, amount, remark, mandate, signed_on = match.groups()
    if number != str(line):
        raise Fault("FORMAT_WRONG", line=line + 1, field="line", text=f"expected {line}")
    return Item(line, key, account, name, bank, int(amount), remark, mandate, signed_on)


def _trailer(fields: Fields, text: str, line: int, before: list[str] | None) -> list[str]:
    """The trailer, when the line is one; else whatever is wrong with it."""
    if before is not None:
        raise Fault("FORMAT_WRONG", line=line + 1, text="a line behind the trailer")
    if not text.startswith("T|"):
        parse(fields, text, line)
    return parse(TRAILER, text, line)


def _check_end(run: RunHead, trailer: list[str] | None, count: int, total: int) -> None:
    if trailer is None:
        raise Fault("FORMAT_WRONG", line=count + 2, text="no trailer: truncated")
    values.require_totals(run, count, total)
    values.require_totals(run, int(trailer[1]), int(trailer[2]))
