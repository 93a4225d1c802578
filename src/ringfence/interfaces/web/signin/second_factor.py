"""Who must have a second factor, besides whoever chose to set one up."""

from allauth.mfa.utils import is_mfa_enabled

from ringfence.access.actor import Actor
from ringfence.access.declared import declared
from ringfence.access.domain import Administration
from ringfence.access.models import User
from ringfence.installation.config import SecondFactorOf


def second_factor_is_due(*, user: User, actor: Actor, of: SecondFactorOf) -> bool:
    """Return whether a person must set a second factor up before anything else is done.

    Those with power are the three administrations, and whoever has a permission that approves or
    moves money: `second_factor` of access.yaml. Source: OP-22.1.
    """
    return _is_asked(user=user, actor=actor, of=of) and not is_mfa_enabled(user)


def _is_asked(*, user: User, actor: Actor, of: SecondFactorOf) -> bool:
    if of is not SecondFactorOf.POWER:
        return of is SecondFactorOf.ALL
    if user.administration != Administration.BUSINESS:
        return True
    permissions = declared().permissions
    held = {grant.permission for grant in actor.grants}
    return any(code in permissions and permissions[code].second_factor for code in held)
