"""Passwords are given, changed and remembered."""

import secrets
from datetime import datetime, timedelta

from django.contrib.auth.hashers import check_password
from django.db import transaction

from ringfence.access.actor import Actor
from ringfence.access.acts import act_record
from ringfence.access.models import FormerPassword, User
from ringfence.access.users import require_another, require_over, user_find

# Letters and digits that are not mistaken for one another when a password is read out.
_ALPHABET = "abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789"
_ONE_TIME_LENGTH = 16


@transaction.atomic
def password_reset(*, code: str, actor: Actor, at: datetime) -> str:
    """Return a random one-time password, told once; at sign-in another must be chosen.

    It passes no second factor. Refuses: UserUnknown, NotPermitted, NotForOneself. Source: OP-22.1.
    """
    user = user_find(code, lock=True)
    require_over(user, permission="password.reset", actor=actor, at=at)
    require_another(user, actor=actor)
    return one_time_password(user=user, actor=str(actor), at=at)


def one_time_password(*, user: User, actor: str, at: datetime) -> str:
    """Return a one-time password, having set it, without asking who may."""
    password = "".join(secrets.choice(_ALPHABET) for _ in range(_ONE_TIME_LENGTH))
    _password_write(user, password, must_change=True, at=at)
    act_record(action="password.reset", actor=actor, at=at, subject=("user", user.code))
    return password


@transaction.atomic
def password_change(*, user: User, password: str, at: datetime) -> None:
    """Write the password that a person chose; the old one is remembered.

    Whether it is strong, and was not used before, is judged where it is typed.
    """
    _password_write(user, password, must_change=False, at=at)
    act_record(action="password.change", actor=user.code, at=at, subject=("user", user.code))


def password_is_due(user: User, *, at: datetime, days: int) -> bool:
    """Return whether another password must be chosen: a one-time one, or one older than `days`.

    0 days: it never grows old.
    """
    if user.password_must_change or user.password_set_at is None:
        return True
    return days > 0 and at >= user.password_set_at + timedelta(days=days)


def password_was_used(user: User, password: str, *, count: int) -> bool:
    """Return whether the password is the present one or among the `count - 1` before it."""
    before = user.former_passwords.order_by("-replaced_at", "-id")[: max(count - 1, 0)]
    hashes = [user.password, *(former.password for former in before)]
    return any(check_password(password, each) for each in hashes if each)


def _password_write(user: User, password: str, *, must_change: bool, at: datetime) -> None:
    if user.has_usable_password():
        FormerPassword.objects.create(user=user, password=user.password, replaced_at=at)
    user.set_password(password)
    user.password_set_at = at
    user.password_must_change = must_change
    user.save(update_fields=["password", "password_set_at", "password_must_change"])
