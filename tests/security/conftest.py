"""An installation with somebody of every role, and what they could want to see."""

from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

import pytest
from django.conf import LazySettings
from django.test import Client

from actors import holder
from desk.kinds_sample import SAMPLE
from ringfence.access.actor import Actor
from ringfence.access.declared import declared as roles_declared
from ringfence.access.domain import Administration
from ringfence.access.models import User
from ringfence.banking import desk_kinds as of_banks
from ringfence.desk import declared
from ringfence.installation.config import SecondFactorOf, config
from ringfence.interfaces.web.middleware import actor as actor_middleware
from ringfence.kernel.clock import now
from ringfence.regimes.card import desk_kinds as of_cards
from sample_people import AGENCY
from security.world import World, world_made
from web.people import PASSWORD, sign_in


class ClientAs(Protocol):
    """Sign in as an actor, of business unless a side is given."""

    def __call__(self, actor: Actor, side: Administration = ...) -> Client: ...


@pytest.fixture(autouse=True)
def settings_of_tests(settings: LazySettings) -> None:
    """Sign with a key of the tests' own, hash quickly, ask nobody for a second factor."""
    settings.SECRET_KEY = "plainly-a-sample-key-of-the-tests"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.SECOND_FACTOR_OF = SecondFactorOf.NOBODY


@pytest.fixture(autouse=True)
def sample_kinds(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The kinds that the tests of the desk declare, and those of runs, which are checked here."""
    monkeypatch.setattr(declared, "declaring_modules", lambda: [SAMPLE, of_banks, of_cards])
    declared.kinds.cache_clear()
    yield
    declared.kinds.cache_clear()


@pytest.fixture
def world(db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> World:
    """An agency with a run, a person, a fund, and something of each kind on its desk."""
    monkeypatch.setattr(config(), "home", tmp_path)
    return world_made(tmp_path)


@pytest.fixture
def client_as(db: None, monkeypatch: pytest.MonkeyPatch) -> ClientAs:
    """Sign in as an actor, with that one's grants."""
    known: dict[str, Actor] = {}
    monkeypatch.setattr(actor_middleware, "actor_of_user", lambda *, code, at: known[code])

    def make(actor: Actor, side: Administration = Administration.BUSINESS) -> Client:
        known[actor.code] = actor
        user = User(
            code=actor.code, name="样例用户", administration=side, registered_at=now(),
            password_set_at=now(), password_must_change=False,
        )  # fmt: skip
        user.set_password(PASSWORD)
        user.save()
        client = Client(raise_request_exception=False)
        assert sign_in(client, actor.code) == 302
        return client

    return make


@pytest.fixture
def everybody(client_as: ClientAs) -> dict[str, Client]:
    """Somebody of each declared role, by role, and `NOBODY`, who has none."""
    clients = {"NOBODY": client_as(Actor("sample-nobody"))}
    for code, role in roles_declared().roles.items():
        name = f"sample-{code.lower().replace('_', '-')}"[:32]
        actor = holder(code, name, organisation=AGENCY)
        clients[code] = client_as(actor, role.administration)
    return clients
