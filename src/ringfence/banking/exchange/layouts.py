"""Each kind's fields in order (section 6 of the standard): the one list that all code reads."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ringfence.banking.exchange import values as v
from ringfence.banking.exchange.kinds import FileKind
from ringfence.banking.exchange.messages import (
    Acknowledgement,
    Detail,
    Header,
    ResultHeader,
    ResultItem,
    RunHeader,
    RunItem,
    StatementEntry,
    StatementHeader,
)
from ringfence.banking.exchange.values import Value, optional
from ringfence.kernel.refusal import FileLineError
from ringfence.kernel.words import Words

VERSION = "1"
SEPARATOR = "|"


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a line."""

    name: str
    value: Value


@dataclass(frozen=True)
class Layout:
    """The fields of one record and the dataclass they fill, after `lead` fixed fields."""

    fields: tuple[Field, ...]
    lead: int
    type: type[Any]

    @property
    def names(self) -> tuple[str, ...]:
        """Return the names of the fields in order, as a staging table has its columns."""
        return tuple(field.name for field in self.fields)

    def pattern(self, *captured: str) -> str:
        """Return the regular expression of a line without its end, capturing the named fields."""
        return r"\|".join(
            f"({field.value.pattern})" if field.name in captured else f"(?:{field.value.pattern})"
            for field in self.fields
        )

    def take(self, texts: Sequence[str], *, line: int) -> Any:
        """Return the message part that checked `texts` write, field by field.

        Refuses: FileLineError for a wrong number of fields, or a field not of its form.
        """
        if len(texts) != len(self.fields):
            expected = Words(
                f"{len(self.fields)} fields separated by |", f"以|分隔的{len(self.fields)}个字段"
            )
            raise FileLineError(line=line, field="fields", got=str(len(texts)), expected=expected)
        taken = [
            field.value.take(text, line=line, field=field.name)
            for field, text in zip(self.fields, texts, strict=True)
        ]
        return self.type(*taken[self.lead :])

    def read(self, texts: Sequence[str]) -> Any:
        """Return the message part that `texts` write, which have been checked already."""
        rest = self.fields[self.lead :]
        return self.type(
            *[field.value.read(text) for field, text in zip(rest, texts[self.lead :], strict=True)]
        )

    def write(self, part: Header | Detail, lead: Sequence[str]) -> list[str]:
        """Return the texts of `part`, behind the `lead` texts."""
        rest = self.fields[self.lead :]
        return [*lead, *(field.value.write(getattr(part, field.name)) for field in rest)]


def _fields(*pairs: tuple[str, Value]) -> tuple[Field, ...]:
    return tuple(Field(name, value) for name, value in pairs)


def _header(kind: FileKind, of_type: type[Any], *pairs: tuple[str, Value]) -> Layout:
    common = _fields(
        ("record", v.fixed("H")),
        ("version", v.fixed(VERSION)),
        ("kind", v.fixed(kind)),
        ("sender", v.PARTY),
        ("receiver", v.PARTY),
        ("file_id", v.FILE_ID),
        ("created_at", v.INSTANT),
    )
    return Layout(common + _fields(*pairs), lead=3, type=of_type)


def _detail(of_type: type[Any], *pairs: tuple[str, Value]) -> Layout:
    common = _fields(("record", v.fixed("D")), ("line", v.COUNT))
    return Layout(common + _fields(*pairs), lead=1, type=of_type)


def _run_header(kind: FileKind) -> Layout:
    return _header(
        kind,
        RunHeader,
        ("run_id", v.KEY),
        ("agreement", v.REFERENCE),
        ("own_account", v.ACCOUNT),
        ("own_name", v.NAME),
        ("own_bank", v.BANK),
        ("currency", v.CURRENCY),
        ("purpose", v.PURPOSE),
        ("execute_on", v.DATE),
        ("count", v.COUNT),
        ("sum_fen", v.AMOUNT),
    )


def _run_detail(mandate: Value, signed_on: Value) -> Layout:
    return _detail(
        RunItem,
        ("key", v.KEY),
        ("account", v.ACCOUNT),
        ("name", v.NAME),
        ("bank", optional(v.BANK)),
        ("amount_fen", v.AMOUNT),
        ("remark", v.TEXT),
        ("mandate", mandate),
        ("signed_on", signed_on),
    )


HEADERS = {
    FileKind.CREDIT_RUN: _run_header(FileKind.CREDIT_RUN),
    FileKind.DEBIT_RUN: _run_header(FileKind.DEBIT_RUN),
    FileKind.RESULT: _header(
        FileKind.RESULT,
        ResultHeader,
        ("run_id", v.KEY),
        ("run_file_id", v.FILE_ID),
        ("currency", v.CURRENCY),
        ("success_count", v.COUNT_OR_ZERO),
        ("success_sum_fen", v.SUM),
        ("count", v.COUNT),
        ("sum_fen", v.AMOUNT),
    ),
    FileKind.STATEMENT: _header(
        FileKind.STATEMENT,
        StatementHeader,
        ("account", v.ACCOUNT),
        ("account_name", v.NAME),
        ("currency", v.CURRENCY),
        ("from_on", v.DATE),
        ("to_on", v.DATE),
        ("opening_fen", v.BALANCE),
        ("closing_fen", v.BALANCE),
        ("count", v.COUNT_OR_ZERO),
        ("sum_fen", v.SUM),
    ),
    FileKind.ACKNOWLEDGEMENT: _header(
        FileKind.ACKNOWLEDGEMENT,
        Acknowledgement,
        ("file_name", v.FILE_NAME),
        ("digest", v.DIGEST),
        ("acknowledged_id", optional(v.FILE_ID, None)),
        ("status", v.STATUS),
        ("reason", optional(v.CODE)),
        ("line", optional(v.COUNT_OR_ZERO, None)),
        ("field", optional(v.WORD)),
        ("text", v.SHORT_TEXT),
    ),
}

DETAILS = {
    FileKind.CREDIT_RUN: _run_detail(v.NOTHING, v.NO_DATE),
    FileKind.DEBIT_RUN: _run_detail(v.REFERENCE, v.DATE),
    FileKind.RESULT: _detail(
        ResultItem,
        ("key", v.KEY),
        ("account", v.ACCOUNT),
        ("amount_fen", v.AMOUNT),
        ("outcome", v.OUTCOME),
        ("bank_reference", optional(v.REFERENCE)),
        ("settled_on", optional(v.DATE, None)),
        ("text", v.SHORT_TEXT),
    ),
    FileKind.STATEMENT: _detail(
        StatementEntry,
        ("bank_reference", v.REFERENCE),
        ("side", v.SIDE),
        ("amount_fen", v.AMOUNT),
        ("booked_on", v.DATE),
        ("value_on", v.DATE),
        ("run_id", optional(v.KEY, None)),
        ("key", optional(v.KEY, None)),
        ("party_account", optional(v.ACCOUNT)),
        ("party_name", optional(v.NAME)),
        ("reversal", v.FLAG),
        ("remark", v.TEXT),
    ),
}

TRAILER = _fields(("record", v.fixed("T")), ("count", v.COUNT_OR_ZERO), ("sum_fen", v.SUM))


# What a detail check needs of each line, in the order of the fields.
_CAPTURED = {
    FileKind.CREDIT_RUN: ("line", "amount_fen"),
    FileKind.DEBIT_RUN: ("line", "amount_fen"),
    FileKind.RESULT: ("line", "amount_fen", "outcome", "bank_reference", "settled_on"),
    FileKind.STATEMENT: ("line", "side", "amount_fen", "booked_on"),
}


def line_pattern(kind: FileKind) -> re.Pattern[str]:
    """Return the expression of one detail line of `kind`, for a whole block (MULTILINE).

    Its groups are the fields that `_CAPTURED` names.
    """
    return re.compile(f"^{DETAILS[kind].pattern(*_CAPTURED[kind])}$", re.MULTILINE)
