"""A file's detail lines into a temporary table of text columns, checked on the way."""

from collections.abc import Sequence

from django.db import connection
from psycopg import sql

from ringfence.banking.files.content import ContentFile


def stage(content: ContentFile, table: str, columns: Sequence[str]) -> None:
    """Fill a new temporary table from the file's details; it goes with the transaction.

    The file is checked as a whole meanwhile. Refuses: FileLineError and its kinds.
    """
    names = [sql.Identifier(column) for column in columns]
    create = sql.SQL("CREATE TEMP TABLE {} ({}) ON COMMIT DROP").format(
        sql.Identifier(table),
        sql.SQL(", ").join(sql.SQL("{} text").format(name) for name in names),
    )
    copy_in = sql.SQL(
        "COPY {} FROM STDIN (FORMAT text, DELIMITER '|', NULL '', ENCODING 'UTF8')"
    ).format(sql.Identifier(table))
    with connection.cursor() as cursor:
        cursor.execute(create)
        with cursor.copy(copy_in) as copy:
            for block in content.blocks():
                copy.write(block)
        cursor.execute(sql.SQL("ANALYZE {}").format(sql.Identifier(table)))
