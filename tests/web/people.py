"""People who sign in to the pages, and how."""

from collections.abc import Callable

from django.db import connection
from django.test import Client

from ringfence.access.models import User

PASSWORD = "plainly-a-sample-71"

MakeUser = Callable[..., User]


def sign_in(client: Client, code: str = "yangli01", password: str = PASSWORD) -> int:
    """Post the sign-in form and return the status."""
    form = {"login": code, "password": password}
    return client.post("/account/login/", form).status_code


def trail() -> list[tuple[str, str, str]]:
    """Return what the audit trail has: action, outcome, of whom."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT action, outcome, subject_id FROM audit_entry ORDER BY id")
        return list(cursor.fetchall())
