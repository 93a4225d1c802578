"""Those who act in tests, as pure values: nobody has to be registered first."""

from ringfence.access.actor import Actor, Grant
from ringfence.access.declared import declared


def actor(code: str, *permissions: str, organisation: str = "", area: str = "") -> Actor:
    """Return somebody with these permissions, in one organisation's name, over one area."""
    return Actor(code, frozenset(Grant(each, organisation, area) for each in permissions))


def holder(role: str, code: str, *, organisation: str = "", area: str = "") -> Actor:
    """Return somebody with all that a declared role permits."""
    return actor(code, *declared().roles[role].permissions, organisation=organisation, area=area)


def also(one: Actor, other: Actor) -> Actor:
    """Return one who may do all that another may, too."""
    return Actor(one.code, one.grants | other.grants)


# Somebody who may do nothing at all.
NOBODY = Actor("sample-nobody")
