"""People who sign in to the pages."""

from datetime import timedelta

import pytest
from django.conf import LazySettings
from django.test import Client

from ringfence.access.domain import Administration
from ringfence.access.models import User
from ringfence.installation.config import SecondFactorOf
from ringfence.kernel.clock import now
from sample_month import month  # noqa: F401 - a fixture
from web.acting import client_of  # noqa: F401 - a fixture
from web.people import PASSWORD, MakeUser, sign_in


@pytest.fixture(autouse=True)
def secret_key(settings: LazySettings) -> None:
    """Sign cookies with a key of the tests' own: no file is made for them."""
    settings.SECRET_KEY = "plainly-a-sample-key-of-the-tests"


@pytest.fixture(autouse=True)
def no_second_factor(settings: LazySettings) -> None:
    """Ask nobody for a second factor: where it is asked for is proved in tests/security."""
    settings.SECOND_FACTOR_OF = SecondFactorOf.NOBODY


@pytest.fixture(autouse=True)
def quick_hasher(settings: LazySettings, request: pytest.FixtureRequest) -> None:
    """Hash passwords quickly, except where the hash is what is tested."""
    if "slow_hash" not in request.fixturenames:
        settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def slow_hash() -> None:
    """Hash as the program does."""


@pytest.fixture
def make_user(db: None) -> MakeUser:
    """Make a person with a password that is not due."""

    def make(code: str = "yangli01", **changes: object) -> User:
        at = now()
        user = User(
            code=code,
            name="样例甲",
            administration=Administration.BUSINESS,
            registered_at=at,
            password_set_at=at - timedelta(days=1),
            password_must_change=False,
        )
        for name, value in changes.items():
            setattr(user, name, value)
        user.set_password(PASSWORD)
        user.save()
        return user

    return make


@pytest.fixture
def signed_in(client: Client, make_user: MakeUser) -> Client:
    """A browser in which somebody has signed in."""
    make_user()
    sign_in(client)
    return client
