"""The sample month with real banks: files through folders, sealed, answered by the sandbox bank."""

from pathlib import Path

import pytest

from banking.files.bank_side import BankSide
from ringfence.installation.config import config
from sample_month import SampleMonth, month  # noqa: F401 - a fixture


@pytest.fixture
def bank_side(
    request: pytest.FixtureRequest,
    month: SampleMonth,  # noqa: F811 - the fixture
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> BankSide:
    """The month's first bank, keys exchanged; people have their accounts there.

    A parameter is what the bank is opened with.
    """
    monkeypatch.setattr(config(), "home", tmp_path / "home")
    return BankSide(month, tmp_path, *getattr(request, "param", ()))
