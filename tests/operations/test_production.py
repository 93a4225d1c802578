"""What production needs, and that pages are served on this machine alone."""

import pytest
from pydantic import SecretStr

from ringfence.installation.config import Config
from ringfence.interfaces.checkup.finding import Level
from ringfence.interfaces.checkup.production import PublicBind, bind_check, production_findings
from ringfence.interfaces.cli.main import REFUSED, main

RANDOM = SecretStr("9f2c41d87be05a63" * 4)
LOCAL = "127.0.0.1"


def fit() -> Config:
    """Settings with which production may run."""
    return Config(
        tls=True, debug=False, allowed_hosts="ringfence.example",
        database_url=SecretStr("postgresql://own"), secret_key=RANDOM, metrics_token=RANDOM,
    )  # fmt: skip


def faults(config: Config, host: str = LOCAL) -> set[str]:
    found = production_findings(config, host=host)
    return {finding.check for finding in found if finding.level is Level.FAULT}


def test_what_is_fit_for_production_has_no_fault() -> None:
    assert faults(fit()) == set()


@pytest.mark.parametrize(
    ("name", "value", "check"),
    [
        ("debug", True, "debug"),
        ("tls", False, "tls"),
        ("database_url", None, "own_server"),
        ("allowed_hosts", "*", "allowed_hosts"),
        ("secret_key", SecretStr("secret"), "secret_key"),
        ("secret_key", SecretStr("a" * 64), "secret_key"),
        ("metrics_token", SecretStr("token"), "metrics_token"),
    ],
)
def test_each_of_these_is_a_fault_in_production(name: str, value: object, check: str) -> None:
    config = fit()
    setattr(config, name, value)
    assert faults(config) == {check}


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "203.0.113.9", "10.0.0.1", "example.org"])
def test_an_address_that_others_reach_is_refused(host: str) -> None:
    assert faults(fit(), host) == {"bind"}
    with pytest.raises(PublicBind):
        bind_check(host)


@pytest.mark.parametrize("host", [LOCAL, "127.0.0.2", "::1", "localhost"])
def test_an_address_of_this_machine_is_right(host: str) -> None:
    bind_check(host)
    assert faults(fit(), host) == set()


def test_pages_are_not_served_to_the_world(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["serve", "--host", "0.0.0.0"]) == REFUSED
    assert "PUBLIC_BIND" in capsys.readouterr().err
