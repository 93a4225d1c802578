"""Who must have a second factor, besides whoever chose to set one up."""

from datetime import datetime

from allauth.mfa.utils import is_mfa_enabled

from ringfence.access.actor import Actor
from ringfence.access.declared import declared
from ringfence.access.domain import Administration
from ringfence.access.models import User
from ringfence.desk.delegations import delegated_permissions
from ringfence.installation.config import SecondFactorOf


def second_factor_is_due(*, user: User, actor: Actor, of: SecondFactorOf, at: datetime) -> bool:
    """Return whether a person must set a second factor up before anything else is done.

    Those with power are the three administrations, and whoever has, by a role or a delegation in
    force at `at`, a permission that approves or moves money: `second_factor` of access.yaml.
    Source: OP-22.1.
    """
    return _is_asked(user=user, actor=actor, of=of, at=at) and not is_mfa_enabled(user)


def _is_asked(*, user: User, actor: Actor, of: SecondFactorOf, at: datetime) -> bool:
    if of is not SecondFactorOf.POWER:
        return of is SecondFactorOf.ALL
    if user.administration != Administration.BUSINESS:
        return True
    power = {code for code, each in declared().permissions.items() if each.second_factor}
    if any(grant.permission in power for grant in actor.grants):
        return True
    return not power.isdisjoint(delegated_permissions(code=user.code, at=at))
