"""A roster file into the database as lines to be resolved; nothing is kept on a fault."""

import codecs
import hashlib
from datetime import date
from pathlib import Path
from typing import Any

from django.db import DataError, connection, transaction
from psycopg import sql

from ringfence.kernel.identity import read_identity_number
from ringfence.kernel.refusal import Refusal
from ringfence.regimes.card.benefits.domain import PersonTwice
from ringfence.regimes.card.roster.csv_rows import Encoding
from ringfence.regimes.card.roster.read import CsvLayout, csv_layout, roster_read

_SQL = Path(__file__).parent / "sql"
_CHUNK = 1 << 20
# Whether a name that the registry does not have is more than letters and digits.
_ODD_NAMES = r"""
    SELECT EXISTS (
        SELECT FROM roster_resolved
        WHERE cause IN ('PERSON_UNKNOWN', 'NAME_DIFFERS')
            AND name !~ '^[0-9A-Za-z\u3400-\u9fff\u00b7\U00020000-\U0003ffff]{1,80}$'
    )
"""


def roster_digest(path: Path) -> bytes:
    """Return the SHA-256 of the file, by which its content is known whatever its name."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").digest()


def roster_stage(path: Path, *, on: date) -> bool:
    """Fill the temporary table `roster_line` from a .csv or .xlsx roster; return if it was judged.

    Within the caller's transaction. Lines are numbered as in the file, the heading being line 1.
    A .csv in which every cell is plain is copied whole; its names and numbers are not judged until
    the registry has spoken (`unknown_lines_are_odd`). Any other file goes line by line through the
    roster reader. Refuses: RosterLineError with the first fault, PersonTwice.
    """
    run_sql("lines_table")
    is_judged = path.suffix.lower() != ".csv" or not _copied_plain(path)
    if is_judged:
        _copy_read(path, on)
    _refuse_repeated_people()
    return is_judged


def unknown_lines_are_odd(*, on: date) -> bool:
    """Return whether a line that the registry does not know holds more than a plain name.

    A person whom the registry has not met, or by another name, is an exception to deal with. A
    number that nobody can have or a formula for a name is a fault of the file, and a name with a
    blank around it is right without: that is for the roster reader to say (`roster_read_again`).
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT identity_number FROM roster_resolved WHERE cause = 'PERSON_UNKNOWN'")
        try:
            for (identity_number,) in cursor:
                read_identity_number(identity_number, on=on)
        except Refusal:
            return True
        cursor.execute(_ODD_NAMES)
        (has_odd_names,) = cursor.fetchone()
    return bool(has_odd_names)


def roster_read_again(path: Path, *, on: date) -> None:
    """Fill `roster_line` anew through the roster reader.

    Refuses: RosterLineError with the first fault, PersonTwice.
    """
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE roster_line, roster_resolved")
    run_sql("lines_table")
    _copy_read(path, on)
    _refuse_repeated_people()


def run_sql(name: str, parameters: dict[str, Any] | None = None) -> None:
    """Run one of this folder's SQL files."""
    with connection.cursor() as cursor:
        cursor.execute((_SQL / f"{name}.sql").read_text(), parameters)


def _copied_plain(path: Path) -> bool:
    """Copy a .csv into `roster_line` as it stands, where every cell of it is plain."""
    layout = csv_layout(path)
    try:
        with transaction.atomic():
            run_sql("stage")
            _copy_csv(path, layout)
            with connection.cursor() as cursor:
                cursor.execute((_SQL / "is_plain.sql").read_text())
                (is_plain,) = cursor.fetchone()
            if is_plain:
                run_sql("lines")
            return bool(is_plain)
    except DataError:
        return False


def _copy_csv(path: Path, layout: CsvLayout) -> None:
    statement = sql.SQL(
        "COPY roster_text ({}) FROM STDIN (FORMAT csv, HEADER true, ENCODING {})"
    ).format(
        sql.SQL(", ").join(sql.Identifier(column.value) for column in layout.columns),
        sql.Literal("GB18030" if layout.encoding is Encoding.GB18030 else "UTF8"),
    )
    with connection.cursor() as cursor, path.open("rb") as file, cursor.copy(statement) as copy:
        copy.write(file.read(_CHUNK).removeprefix(codecs.BOM_UTF8))
        while chunk := file.read(_CHUNK):
            copy.write(chunk)


def _copy_read(path: Path, on: date) -> None:
    columns = "line, identity_number, name, amount_fen, account_number, remark"
    with (
        connection.cursor() as cursor,
        cursor.copy(f"COPY roster_line ({columns}) FROM STDIN") as copy,
    ):
        for line in roster_read(path, on=on):
            copy.write_row(
                (
                    line.line,
                    line.identity_number,
                    line.name,
                    line.amount_fen,
                    line.account_number,
                    line.remark,
                )
            )


def _refuse_repeated_people() -> None:
    # Hashed by number alone first: that nobody stands twice is what nearly every roster shows.
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*), min(identity_number) FROM (SELECT identity_number FROM roster_line"
            " GROUP BY identity_number HAVING count(*) > 1) AS repeated"
        )
        count, identity_number = cursor.fetchone()
        if not count:
            return
        cursor.execute(
            "SELECT line FROM roster_line WHERE identity_number = %s ORDER BY line",
            [identity_number],
        )
        lines = [line for (line,) in cursor.fetchall()]
    raise PersonTwice(lines=", ".join(map(str, lines)), count=count)
