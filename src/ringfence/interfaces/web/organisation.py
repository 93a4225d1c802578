"""In whose name a person works at the moment."""

from ringfence.interfaces.web.request import PageRequest

_CHOSEN = "organisation"


def organisations_of(request: PageRequest, *, permission: str) -> list[str]:
    """Return the codes of the organisations in whose name the actor has the permission."""
    return sorted(
        {each.organisation for each in request.actor.grants if each.permission == permission}
    )


def organisation_chosen(request: PageRequest, *, permission: str) -> str:
    """Return the organisation asked for, else the last one asked for, else the first.

    Empty where the actor has the permission in nobody's name. What was asked for is kept in the
    session; the service below still asks the actor.
    """
    known = organisations_of(request, permission=permission)
    asked = request.GET.get(_CHOSEN, "")
    if asked in known:
        request.session[_CHOSEN] = asked
        return asked
    kept = request.session.get(_CHOSEN, "")
    return kept if kept in known else (known[0] if known else "")
