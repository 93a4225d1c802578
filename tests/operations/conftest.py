"""A played month to operate on."""

from collections.abc import Callable

import pytest

from played_month import Installation, demo_words


@pytest.fixture(scope="session")
def month(
    copy_database: Callable[[], str], tmp_path_factory: pytest.TempPathFactory
) -> Installation:
    installation = Installation(tmp_path_factory.mktemp("month") / "home", copy_database())
    done = installation.run(*demo_words("DELIMITED", "INTERNATIONAL"))
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    return installation
