"""A second factor is asked of those with power, of everybody where the setting says so."""

import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.test import Client

from actors import actor
from desk.kinds_sample import PAYMENT
from ringfence.access.declared import declared
from ringfence.access.domain import Administration
from ringfence.desk.models import Delegation
from ringfence.installation.config import SecondFactorOf
from ringfence.kernel.clock import now
from ringfence.kernel.uuid7 import uuid7
from sample_people import AGENCY
from security.conftest import ClientAs
from web.test_second_factor import master_key, set_up  # noqa: F401 - a fixture, used by name

SET_UP = "/account/second-factor/totp/activate/"
MOVERS = (
    "run.approve",
    "run.release",
    "run.give_up",
    "payout.make",
    "reserve.replenish",
    "card.approve",
    "registry.approve",
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("master_key")]


@pytest.fixture(autouse=True)
def of_power(settings: LazySettings, settings_of_tests: None) -> None:
    """As an installation has it where nothing else is said."""
    settings.SECOND_FACTOR_OF = SecondFactorOf.POWER


def is_led_to_the_set_up(client: Client, path: str = "/") -> bool:
    answer = client.get(path)
    return answer.status_code == 302 and answer["Location"] == SET_UP


@pytest.mark.clause("OP-22.1")
@pytest.mark.parametrize("side", list(Administration)[1:])
def test_an_administrator_sets_one_up_first(client_as: ClientAs, side: Administration) -> None:
    assert side is not Administration.BUSINESS
    client = client_as(actor("sample-one"), side)
    for path in ("/", "/audit/", "/clauses/", "/search/?q=x", "/account/sessions/"):
        assert is_led_to_the_set_up(client, path), path


@pytest.mark.clause("OP-16.1")
@pytest.mark.parametrize("permission", MOVERS)
def test_so_does_who_approves_or_moves_money(client_as: ClientAs, permission: str) -> None:
    assert is_led_to_the_set_up(client_as(actor("sample-one", permission, organisation=AGENCY)))


def test_these_are_all_that_are_declared_so() -> None:
    flagged = {code for code, each in declared().permissions.items() if each.second_factor}
    assert flagged == set(MOVERS)


def test_nobody_else_does(client_as: ClientAs) -> None:
    others = set(declared().permissions) - set(MOVERS)
    assert client_as(actor("sample-one", *others, organisation=AGENCY)).get("/").status_code == 200


@pytest.mark.clause("OP-25")
@pytest.mark.parametrize(("days", "is_led"), [(-1, True), (1, False), (-8, False)])
def test_so_does_who_approves_in_anothers_stead_while_the_delegation_holds(
    client_as: ClientAs, days: int, *, is_led: bool
) -> None:
    client = client_as(actor("sample-deputy", "desk.read", organisation=AGENCY))
    begins_at = now() + timedelta(days=days)
    Delegation.objects.create(
        id=uuid7(), kind=PAYMENT, organisation_code=AGENCY, from_code="sample-boss",
        to_code="sample-deputy", valid_from_at=begins_at,
        valid_until_at=begins_at + timedelta(days=7), made_by="sample-boss", made_at=begins_at,
    )  # fmt: skip
    assert is_led_to_the_set_up(client) == is_led


def test_everybody_does_where_the_setting_says_so(
    client_as: ClientAs, settings: LazySettings
) -> None:
    settings.SECOND_FACTOR_OF = SecondFactorOf.ALL
    assert is_led_to_the_set_up(client_as(actor("sample-one")))


def test_whoever_has_one_comes_in_and_goes_on(client_as: ClientAs) -> None:
    client = client_as(actor("sample-one", "run.approve", organisation=AGENCY))
    set_up(client)
    assert client.get("/").status_code == 200


def test_the_way_to_it_and_the_way_out_stay_open(client_as: ClientAs) -> None:
    client = client_as(actor("sample-one", "run.approve", organisation=AGENCY))
    assert client.get("/account/password/").status_code == 200
    assert client.post("/language/", {"language": "en"}).status_code == 302
    assert not is_led_to_the_set_up(client, "/account/second-factor/")
    assert client.post("/account/logout/").status_code == 302
    assert client.get("/")["Location"].startswith("/account/login/")


def test_nothing_is_done_before_it_is_there(client_as: ClientAs) -> None:
    client = client_as(actor("sample-one"), Administration.AUDIT)
    assert client.post("/audit/verify/")["Location"] == SET_UP


READ = "from ringfence.interfaces.web.settings import SECOND_FACTOR_OF; print(SECOND_FACTOR_OF)"


@pytest.mark.parametrize(
    ("said", "is_demonstration", "holds"),
    [
        (None, False, "power"),
        ("all", False, "all"),
        ("off", False, "power"),
        ("off", True, "off"),
        (None, True, "power"),
    ],
)
def test_off_is_heard_in_a_demonstration_alone(
    home: Path, said: str | None, is_demonstration: bool, holds: str
) -> None:
    if is_demonstration:
        (home / "demo").mkdir(parents=True)
        (home / "demo" / "demo.json").write_text("{}")
    environment = {name: value for name, value in os.environ.items() if "RINGFENCE" not in name}
    environment |= {"RINGFENCE_HOME": str(home)}
    environment |= {"RINGFENCE_SECOND_FACTOR": said} if said else {}
    told = subprocess.check_output([sys.executable, "-c", READ], env=environment, text=True)
    assert told.strip() == holds


def test_the_door_of_a_demonstration_says_so(settings: LazySettings) -> None:
    words = "演示系统：不要求第二因素。"
    assert words not in Client().get("/account/login/").text
    settings.SECOND_FACTOR_OF = SecondFactorOf.NOBODY
    assert words in Client().get("/account/login/").text
