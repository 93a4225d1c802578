"""People of the system come and go."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q

from ringfence.access.actor import Actor
from ringfence.access.acts import act_record
from ringfence.access.domain import Administration, is_user_code
from ringfence.access.in_force import memberships_in_force
from ringfence.access.models import User
from ringfence.access.refusals import (
    NAMED_PEOPLE,
    LastAdministrator,
    NotForOneself,
    UserCodeWrong,
    UserKnown,
    UserUnknown,
)


@transaction.atomic
def user_register(
    *,
    code: str,
    name: str,
    administration: Administration,
    actor: Actor,
    at: datetime,
    telephone: str = "",
    email: str = "",
) -> User:
    """Return a new person of the system, who can neither sign in nor do anything yet.

    A security administrator gives the first password and the roles, so that no administrator
    alone makes somebody who acts. Refuses: NotPermitted, UserCodeWrong, UserKnown. Source: OP-22.1.
    """
    actor.require("user.change")
    return user_make(
        code=code,
        name=name,
        administration=administration,
        actor=str(actor),
        at=at,
        telephone=telephone,
        email=email,
    )


def user_make(
    *,
    code: str,
    name: str,
    administration: Administration,
    actor: str,
    at: datetime,
    telephone: str = "",
    email: str = "",
) -> User:
    """Return a new person, without asking who may make one. Refuses: UserCodeWrong, UserKnown."""
    if not is_user_code(code):
        raise UserCodeWrong(cite=NAMED_PEOPLE, user=code[:40])
    if User.objects.filter(code=code).exists():
        raise UserKnown(cite=NAMED_PEOPLE, user=code)
    user = User(
        code=code,
        name=name,
        administration=administration.value,
        telephone=telephone,
        email=email,
        registered_at=at,
    )
    user.set_unusable_password()
    user.save(force_insert=True)
    act_record(
        action="user.register",
        actor=actor,
        at=at,
        subject=("user", code),
        clause=NAMED_PEOPLE.clause,
        administration=administration.value,
    )
    return user


@transaction.atomic
def user_close(*, code: str, actor: Actor, at: datetime) -> User:
    """Return the person, who from now on can neither sign in nor act. Codes are not given again.

    Refuses: UserUnknown, NotPermitted, NotForOneself, LastAdministrator. Source: OP-22.1.
    """
    user = user_find(code, lock=True)
    require_over(user, permission="user.change", actor=actor, at=at)
    require_another(user, actor=actor)
    require_not_last(user, at=at)
    user.closed_at = at
    user.save(update_fields=["closed_at"])
    act_record(
        action="user.close",
        actor=actor,
        at=at,
        subject=("user", code),
        clause=NAMED_PEOPLE.clause,
    )
    return user


def user_find(code: str, *, lock: bool = False) -> User:
    """Return an active person; with `lock`, the row locked until the transaction ends.

    Refuses: UserUnknown.
    """
    rows = User.objects.select_for_update() if lock else User.objects.all()
    user = rows.filter(code=code, closed_at__isnull=True).first()
    if user is None:
        raise UserUnknown(cite=NAMED_PEOPLE, user=code)
    return user


def require_over(user: User, *, permission: str, actor: Actor, at: datetime) -> None:
    """Return if the actor has the permission wherever the person has or will have a role.

    So an administrator of one city touches nobody who also acts in another. Refuses: NotPermitted.
    """
    actor.require(permission)
    lasting = user.memberships.filter(Q(valid_until_at__isnull=True) | Q(valid_until_at__gt=at))
    for membership in lasting.select_related("organisation"):
        actor.require(permission, area=membership.organisation.significant)


def require_another(user: User, *, actor: Actor) -> None:
    """Return if the person is not the one who acts. Refuses: NotForOneself. Source: OP-22.1."""
    if user.code == actor.code:
        raise NotForOneself(cite=NAMED_PEOPLE, actor=actor.code)


def require_not_last(user: User, *, at: datetime) -> None:
    """Return if another person is left in the administration. Refuses: LastAdministrator."""
    if user.administration == Administration.BUSINESS:
        return
    side = memberships_in_force(at=at).filter(administration=user.administration)
    if side.filter(user=user).exists() and not side.exclude(user=user).exists():
        raise LastAdministrator(
            cite=NAMED_PEOPLE, user=user.code, administration=user.administration
        )
