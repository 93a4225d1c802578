"""What is ours among the pages of one's own account."""

from typing import NoReturn

from ringfence.interfaces.web.request import PageRequest
from ringfence.interfaces.web.signin.refusals import NoPasswordHere


def no_password(request: PageRequest) -> NoReturn:  # noqa: ARG001 - Django hands it over
    """Return nothing. Refuses: NoPasswordHere."""
    raise NoPasswordHere
