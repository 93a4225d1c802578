"""What the audit trail says was done, as tests look at it."""

import json
from typing import Any

from django.db import connection


def acts() -> list[tuple[str, str, str]]:
    """Return action, actor and organisation of every entry, in the order they were written."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT action, actor, organisation FROM audit_entry ORDER BY id")
        found: list[tuple[str, str, str]] = cursor.fetchall()
        return found


def facts_of(action: str) -> dict[str, Any]:
    """Return the facts of the newest entry of an action."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT facts FROM audit_entry WHERE action = %s ORDER BY id DESC LIMIT 1", [action]
        )
        (facts,) = cursor.fetchone()
    found: dict[str, Any] = json.loads(facts) if isinstance(facts, str) else facts
    return found
