"""The sample province: its areas and its banks."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SampleCity:
    """A city. `code` has six digits and, below a real province's, names no real place."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class SampleCounty:
    """A county of a city."""

    code: str
    name: str
    city: SampleCity


@dataclass(frozen=True, slots=True)
class SampleBank:
    """A bank. `code` has the form of a line number (行号) and belongs to no bank."""

    code: str
    name: str


CITIES = tuple(
    SampleCity(f"149{number}00", f"样例市{sign}") for number, sign in enumerate("甲乙丙", 1)
)
COUNTIES = tuple(
    SampleCounty(f"{city.code[:4]}0{number}", f"{city.name}{sign}县", city)
    for city in CITIES
    for number, sign in enumerate("子丑寅", 1)
)
BANKS = tuple(
    SampleBank(f"99{number}161000010", f"样例银行{sign}")
    for number, sign in enumerate("甲乙丙丁", 1)
)
