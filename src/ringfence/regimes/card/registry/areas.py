"""Where the people of a staged list belong."""

from django.db import connection
from psycopg import sql


def areas_in(table: str) -> list[str]:
    """Return the areas of a staged table's people, each once; who is unknown has none."""
    question = sql.SQL("SELECT DISTINCT area_code FROM {} WHERE area_code IS NOT NULL")
    with connection.cursor() as cursor:
        cursor.execute(question.format(sql.Identifier(table)))
        return sorted(area for (area,) in cursor.fetchall())
