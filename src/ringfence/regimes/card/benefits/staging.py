"""A roster file into the database, as text first, then as values; nothing is kept on a fault."""

import codecs
import hashlib
import re
from datetime import date
from pathlib import Path
from typing import Any

import psycopg
from django.db import connection
from psycopg import sql

from ringfence.kernel.identity import read_identity_number
from ringfence.kernel.money import yuan_text
from ringfence.kernel.refusal import FileLineError, Refusal
from ringfence.regimes.card.benefits.domain import PersonTwice
from ringfence.regimes.card.roster.csv_rows import Encoding
from ringfence.regimes.card.roster.line import RosterLine
from ringfence.regimes.card.roster.read import CsvLayout, csv_layout, roster_read

_SQL = Path(__file__).parent / "sql"
_CHUNK = 1 << 20
_COPY_LINE = re.compile(r"COPY roster_text, line (\d+)")


def roster_digest(path: Path) -> bytes:
    """Return the SHA-256 of the file, by which its content is known whatever its name."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").digest()


def roster_stage(path: Path, *, on: date) -> None:
    """Fill the temporary table `roster_line` from a .csv or .xlsx roster.

    Within the caller's transaction. Lines are numbered as in the file, the heading being line 1.
    Refuses: FileLineError with the first fault, PersonTwice. What a name or an identity number
    should look like is asked by `unknown_lines_check`, once the registry has spoken.
    """
    run_sql("stage")
    if path.suffix.lower() == ".xlsx":
        _copy_lines(path, on)
    else:
        _copy_csv(path, csv_layout(path))
    _refuse_first_fault()
    run_sql("lines")
    _refuse_repeated_people()


def unknown_lines_check(*, on: date) -> None:
    """Refuse the roster where a line that the registry does not know holds a wrong number.

    A person whom the registry has not met yet is an exception to deal with; a number that nobody
    can have is a fault of the file. Refuses: FileLineError.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT line, identity_number FROM roster_resolved"
            " WHERE cause = 'PERSON_UNKNOWN' ORDER BY line"
        )
        for line, identity_number in cursor:
            try:
                read_identity_number(identity_number, on=on)
            except Refusal as refusal:
                raise FileLineError(
                    line=line + 1,
                    field="identity_number",
                    got=refusal.facts.get("masked", "***"),
                    expected=refusal.sentence("zh"),
                ) from None


def run_sql(name: str, parameters: dict[str, Any] | None = None) -> None:
    """Run one of this folder's SQL files."""
    with connection.cursor() as cursor:
        cursor.execute((_SQL / f"{name}.sql").read_text(), parameters)


def _copy_csv(path: Path, layout: CsvLayout) -> None:
    statement = sql.SQL(
        "COPY roster_text ({}) FROM STDIN (FORMAT csv, HEADER true, ENCODING {})"
    ).format(
        sql.SQL(", ").join(sql.Identifier(column.value) for column in layout.columns),
        sql.Literal("GB18030" if layout.encoding is Encoding.GB18030 else "UTF8"),
    )
    try:
        with connection.cursor() as cursor, path.open("rb") as file, cursor.copy(statement) as copy:
            first = file.read(_CHUNK)
            copy.write(first.removeprefix(codecs.BOM_UTF8))
            while chunk := file.read(_CHUNK):
                copy.write(chunk)
    except psycopg.DataError as error:
        raise _copy_fault(error) from None


def _copy_lines(path: Path, on: date) -> None:
    with (
        connection.cursor() as cursor,
        cursor.copy(
            "COPY roster_text (identity_number, name, amount, account_number, remark) FROM STDIN"
        ) as copy,
    ):
        for line in roster_read(path, on=on):
            copy.write_row(_cells(line))


def _cells(line: RosterLine) -> tuple[str | None, ...]:
    return (
        line.identity_number,
        line.name,
        yuan_text(line.amount_fen),
        line.account_number or None,
        line.remark or None,
    )


def _copy_fault(error: psycopg.DataError) -> FileLineError:
    """Return the fault of a line that COPY could not take."""
    place = _COPY_LINE.search(error.diag.context or "")
    return FileLineError(
        line=int(place.group(1)) if place else 0,
        field="line",
        got=(error.diag.message_primary or "").split(":")[0],
        expected="as many fields as headings, whole characters 与表头相同的列数、完整的字符",
    )


def _refuse_first_fault() -> None:
    with connection.cursor() as cursor:
        cursor.execute((_SQL / "faults.sql").read_text())
        fault = cursor.fetchone()
        if fault is None:
            cursor.execute("SELECT 1 FROM roster_text LIMIT 1")
            if cursor.fetchone() is None:
                raise FileLineError(line=1, field="line", got="-", expected="data lines 数据行")
            return
    line, field, got, expected = fault
    shown = "***" if field == "identity_number" else got
    raise FileLineError(line=line + 1, field=field, got=shown, expected=expected)


def _refuse_repeated_people() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT array_agg(line + 1 ORDER BY line), count(*) OVER () FROM roster_line"
            " GROUP BY identity_number HAVING count(*) > 1 ORDER BY min(line) LIMIT 1"
        )
        found = cursor.fetchone()
    if found:
        raise PersonTwice(lines=", ".join(map(str, found[0])), count=found[1])
