"""Ready sign-ins of the sample's people: random passwords, kept in the demonstration's folder."""

import json
import os
import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from django.db import transaction
from django.db.models import QuerySet

from ringfence.access.models import User
from ringfence.access.passwords import password_change

FILE = "sign-ins.json"
# What begins the code of whoever the sample made up.
_SAMPLE = "sample-"
_BYTES = 9


@dataclass(frozen=True, slots=True)
class SignIn:
    """A person of the sample, and the password that opens while nobody has changed it."""

    code: str
    password: str = field(repr=False)


def sign_ins_are_made() -> bool:
    """Return whether each of the sample's people has a password."""
    return not _without_password().exists()


@transaction.atomic
def sign_ins_make(folder: Path, *, at: datetime) -> None:
    """Write a random password for each of the sample's people who has none of one's own yet.

    They stand in the folder's `sign-ins.json`, mode 0600, beside the instant at which they were
    set. None must be changed at first sign-in: what the list says goes on being true.
    """
    made = {}
    for user in _without_password():
        password = secrets.token_urlsafe(_BYTES)
        password_change(user=user, password=password, at=at)
        made[user.code] = {"password": password, "set_at": at.isoformat()}
    _write(folder / FILE, _read(folder / FILE) | made)


def sign_ins_ready(folder: Path) -> Iterator[SignIn]:
    """Yield the sign-ins that open, by code: of active people who have not changed the password.

    None where the folder holds no demonstration, or the database is another's.
    """
    kept = _read(folder / FILE)
    people = User.objects.filter(code__in=kept, closed_at__isnull=True).order_by("code")
    for code, set_at in people.values_list("code", "password_set_at"):
        if set_at is not None and set_at.isoformat() == kept[code]["set_at"]:
            yield SignIn(code, kept[code]["password"])


def sign_ins_print(sign_ins: Iterable[SignIn]) -> None:
    """Write the sign-ins, one a line."""
    for each in sign_ins:
        print(f"  {each.code:<20} {each.password}")


def _without_password() -> QuerySet[User]:
    return User.objects.filter(
        code__startswith=_SAMPLE, password_must_change=True, closed_at__isnull=True
    ).order_by("code")


def _read(path: Path) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = (
        json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    )
    return found


def _write(path: Path, content: dict[str, dict[str, str]]) -> None:
    """Write the file whole or not at all, for nobody else's eyes."""
    draft = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        json.dump(content, file, indent=1)
    draft.rename(path)
