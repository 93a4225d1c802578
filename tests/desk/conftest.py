"""The sample kinds in place of the real ones, for the tests of this folder."""

from collections.abc import Iterator

import pytest

from desk.kinds_sample import CONTENT, EFFECTS, SAMPLE
from ringfence.desk import declared


@pytest.fixture(autouse=True)
def sample_kinds(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Only what the tests declare, and nothing changed yet."""
    monkeypatch.setattr(declared, "declaring_modules", lambda: [SAMPLE])
    declared.kinds.cache_clear()
    CONTENT.clear()
    EFFECTS.clear()
    yield
    declared.kinds.cache_clear()
