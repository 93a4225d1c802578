"""A browser of somebody with a role of the samples."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from ringfence.access.actor import Actor
from ringfence.access.domain import Administration
from ringfence.access.models import User
from ringfence.interfaces.web.middleware import actor as actor_middleware
from ringfence.kernel.clock import now
from web.people import PASSWORD, sign_in

ClientOf = Callable[[Actor], Client]


@pytest.fixture
def client_of(monkeypatch: pytest.MonkeyPatch) -> ClientOf:
    """Sign in as one of the sample people, with that one's code and grants.

    In the database of the test, whichever it has.
    """
    known: dict[str, Actor] = {}
    monkeypatch.setattr(actor_middleware, "actor_of_user", lambda *, code, at: known[code])

    def make(actor: Actor) -> Client:
        known[actor.code] = actor
        user = User(
            code=actor.code, name="样例甲", administration=Administration.BUSINESS,
            registered_at=now(), password_set_at=now() - timedelta(days=1),
            password_must_change=False,
        )  # fmt: skip
        user.set_password(PASSWORD)
        user.save()
        client = Client()
        sign_in(client, actor.code)
        return client

    return make
