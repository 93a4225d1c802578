"""A bike operator in a place that goes on applying the rules."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from mobility.bikes import AT, DAY, Custody, clerk_of, open_operator
from ringfence import rulebook
from ringfence.regimes.mobility.riders import riders_open
from ringfence.rulebook.adoption import edition_adopt


@pytest.fixture
def adopted(tmp_path: Path) -> Iterator[Path]:
    """An installation that adopted the continuation from 2022-06-01 to 2027-12-31."""
    home = tmp_path / "home"
    edition_adopt(
        home=home,
        edition="muf-continuation",
        cite="样例〔2022〕1号",
        from_on=date(2022, 6, 1),
        to_on=date(2027, 12, 31),
    )
    rulebook.use_home(home)
    yield home
    rulebook.use_home(None)


@pytest.fixture
def custody(adopted: Path, db: None) -> Custody:
    """A bike operator with two riders."""
    operator = open_operator()
    riders = [("样例甲0001", "INDIVIDUAL"), ("样例甲0002", "INDIVIDUAL")]
    riders_open(operator=operator, riders=riders, actor=clerk_of(operator), at=AT)
    return Custody(operator)


@pytest.fixture
def cap_fen(adopted: Path) -> Callable[[], int]:
    """The cap of a bike rider's balance, as the rulebook has it."""
    return lambda: (
        rulebook.value(
            "prepaid.balance_cap", on=DAY, operator_kind="BIKE_SHARING", holder_kind="INDIVIDUAL"
        ).number
    )
