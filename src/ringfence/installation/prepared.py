"""A statement that is asked with each call is parsed and planned once by each connection."""

from collections.abc import Mapping
from typing import Any, LiteralString

import psycopg
from django.db import connection
from psycopg.rows import dict_row

# Given as `prepare_threshold`: only what asks to be prepared is, whatever else is repeated.
ONLY_WHERE_ASKED = 2**31 - 1


def prepared_row(statement: LiteralString, values: Mapping[str, Any]) -> dict[str, Any] | None:
    """Return the statement's first row by column; None without one.

    On Django's connection and in its transaction. Prepared where the connection was opened with
    `prepare_threshold`, else parsed each time. Raises the driver's own faults.
    """
    connection.ensure_connection()
    with psycopg.Cursor(connection.connection, row_factory=dict_row) as cursor:
        cursor.execute(statement, values, prepare=True)
        return cursor.fetchone()
