"""The demo's month, played once for each profile and suite."""

from collections.abc import Callable

import pytest

from played_month import Installation, Played, demo_words


@pytest.fixture(
    scope="session",
    params=[("DELIMITED", "NATIONAL"), ("ISO", "INTERNATIONAL")],
    ids=lambda param: param[0],
)
def played(
    request: pytest.FixtureRequest,
    copy_database: Callable[[], str],
    tmp_path_factory: pytest.TempPathFactory,
) -> Played:
    """A month from nothing to the report, by the command."""
    profile, suite = request.param
    installation = Installation(tmp_path_factory.mktemp("month") / "home", copy_database())
    done = installation.run(*demo_words(profile, suite))
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    return Played(installation, profile, done.stdout + done.stderr)
