"""Sessions of others are ended by a security administrator."""

from datetime import datetime

from allauth.usersessions.models import UserSession
from django.db import transaction

from ringfence.access.actor import Actor
from ringfence.access.acts import act_record
from ringfence.access.users import require_another, require_over, user_find


@transaction.atomic
def sessions_end(*, user_code: str, actor: Actor, at: datetime) -> int:
    """Return how many sessions of a person were ended: the next click asks for the password.

    Refuses: UserUnknown, NotPermitted, NotForOneself. Source: OP-22.1.
    """
    user = user_find(user_code)
    require_over(user, permission="session.end", actor=actor, at=at)
    require_another(user, actor=actor)
    found = UserSession.objects.purge_and_list(user)
    for session in found:
        session.end()
    act_record(
        action="session.end_all",
        actor=actor,
        at=at,
        subject=("user", user_code),
        clause="OP-22.1",
        count=len(found),
    )
    return len(found)
