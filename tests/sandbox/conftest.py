"""Fixtures of the bank's tests; RSA keys are slow to make, so most tests share one agency's."""

from pathlib import Path

import pytest

from sandbox_agency import Agency

STANDARDS = Path(__file__).parents[2] / "docs" / "standards"


@pytest.fixture
def agency(tmp_path: Path) -> Agency:
    """An agency of the national suite whose bank is open with ten people."""
    agency = Agency(tmp_path, "NATIONAL")
    agency.open_bank()
    return agency


@pytest.fixture(scope="session")
def standards() -> Path:
    """The folder of the published standards."""
    return STANDARDS
