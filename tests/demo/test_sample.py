"""The sample province: the same each time, valid where it must be, plainly sample."""

import csv
from collections import Counter
from datetime import date
from itertools import islice
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ringfence.demo.sample.bank_accounts import bank_accounts, bank_accounts_write
from ringfence.demo.sample.people import CAPACITY, SamplePerson, people, person
from ringfence.demo.sample.province import BANKS, CITIES, COUNTIES
from ringfence.kernel.bank_card import read_bank_card
from ringfence.kernel.identity import read_identity_number

COUNT = 20_000
SEEDS = st.integers(0, 2**32)
INDEXES = st.integers(0, CAPACITY - 1)


@pytest.fixture(scope="module")
def sample() -> list[SamplePerson]:
    return list(people(7, COUNT))


def test_the_province_has_three_cities_nine_counties_and_four_banks() -> None:
    assert (len(CITIES), len(COUNTIES), len(BANKS)) == (3, 9, 4)
    assert len({county.code for county in COUNTIES}) == 9
    assert all(len(bank.code) == 12 and bank.code.isdigit() for bank in BANKS)
    assert all("样例" in place.name for place in (*CITIES, *COUNTIES, *BANKS))


@given(SEEDS, INDEXES)
def test_every_person_has_right_numbers_and_is_of_pension_age(seed: int, index: int) -> None:
    one = person(seed, index)
    identity = read_identity_number(one.identity_number, on=date(2026, 1, 1))
    assert identity.number == one.identity_number
    assert identity.born_on <= date(1962, 12, 31)
    assert read_bank_card(one.card_number).is_unionpay
    assert one.pension_fen > 0
    assert "样" in one.name


@given(SEEDS, INDEXES, INDEXES)
def test_two_people_of_a_seed_never_share_a_number(seed: int, left: int, right: int) -> None:
    one, other = person(seed, left), person(seed, right)
    assert (left == right) == (one.identity_number == other.identity_number)
    assert (left == right) == (one.card_number == other.card_number)
    assert (left == right) == (one.account_number == other.account_number)


def test_beyond_its_capacity_the_province_has_nobody() -> None:
    with pytest.raises(ValueError, match=str(CAPACITY)):
        person(7, CAPACITY)


def test_a_seed_gives_the_same_people_each_time(sample: list[SamplePerson]) -> None:
    assert list(islice(people(7, COUNT), 100)) == sample[:100]
    assert person(8, 0) != sample[0]


def test_names_include_rare_characters_and_a_middle_dot(sample: list[SamplePerson]) -> None:
    for sign in "䶮𠮷·":
        assert any(sign in one.name for one in sample)


def test_every_state_of_card_and_account_occurs(sample: list[SamplePerson]) -> None:
    assert {one.card_state for one in sample} == {
        "NORMAL",
        "TEMPORARILY_LOST",
        "LOST",
        "CANCELLED",
        "NOT_ENABLED",
    }
    states = Counter(one.bank_state for one in sample)
    assert set(states) == {"NORMAL", "CLOSED", "FROZEN", "LOST", "INACTIVE"}
    assert states["NORMAL"] > COUNT * 98 // 100
    assert any(not one.account_active for one in sample)
    assert any(one.personal_balance_fen < one.pension_fen for one in sample)


def test_the_banks_hold_every_persons_account_and_the_one_after_a_closed(
    sample: list[SamplePerson],
) -> None:
    accounts = {row.account: row for bank in BANKS for row in bank_accounts(7, COUNT, bank)}
    for one in sample:
        row = accounts.pop(one.account_number)
        assert (row.name, row.state) == (one.bank_name, one.bank_state)
        if one.bank_state == "CLOSED":
            assert accounts.pop(one.corrected_account_number).state == "NORMAL"
    assert accounts == {}
    assert any(one.bank_name != one.name for one in sample)


def test_the_banks_file_has_a_line_for_each_account(tmp_path: Path) -> None:
    rows = list(bank_accounts(7, 400, BANKS[1]))
    assert bank_accounts_write(tmp_path / "accounts.csv", iter(rows)) == len(rows)
    with (tmp_path / "accounts.csv").open(encoding="utf-8", newline="") as file:
        heading, *lines = csv.reader(file)
    assert heading == ["account", "name", "state", "balance_fen"]
    assert lines == [[row.account, row.name, row.state, str(row.balance_fen)] for row in rows]
