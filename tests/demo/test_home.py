"""A home folder has one demonstration, and none where the database is in use."""

from dataclasses import replace
from pathlib import Path

import pytest

from ringfence.demo.home import InstallationInUse, OtherDemonstration, home_claim
from ringfence.demo.province import Province
from sample_month import SampleMonth, month  # noqa: F401 - a fixture


@pytest.fixture
def asked(tmp_path: Path) -> Province:
    return Province(tmp_path / "demo", 100, 1, "DELIMITED", "NATIONAL")


@pytest.mark.django_db
def test_a_demonstration_goes_on_with_what_it_was_begun_with_and_nothing_else(
    asked: Province,
) -> None:
    for _ in range(2):
        home_claim(asked)
    for other in (
        replace(asked, people_count=101),
        replace(asked, seed=2),
        replace(asked, profile="ISO"),
        replace(asked, suite="INTERNATIONAL"),
    ):
        with pytest.raises(OtherDemonstration, match="--people 100 --seed 1 --profile DELIMITED"):
            home_claim(other)


def test_no_demonstration_begins_where_there_are_programmes(
    month: SampleMonth,  # noqa: F811 - the fixture
    asked: Province,
) -> None:
    with pytest.raises(InstallationInUse):
        home_claim(asked)
    assert not asked.folder.exists()
