"""A channel is checked when it is set: over a wrong one no file could go."""

import socket
from pathlib import Path
from typing import Any

import pytest

from ringfence.banking.files.channel import channel_open
from ringfence.banking.files.channel_settings import ChannelSettingWrong, channel_set
from ringfence.banking.models import Bank, ExchangeChannel
from ringfence.banking.transport.refusals import PublicAddress
from sample_month import BANK, SET_UP_AT, SampleMonth, month  # noqa: F401 - a fixture
from sample_people import AGENCY, MANAGER

PUBLIC, PRIVATE = "203.0.113.9", "10.1.2.3"


@pytest.fixture
def way(month: SampleMonth, tmp_path: Path) -> dict[str, Any]:  # noqa: F811 - the fixture
    """A right way by SFTP."""
    for name in ("key", "known_hosts"):
        (tmp_path / name).touch()
    return {
        "profile": "ISO", "suite": "NATIONAL", "kind": "SFTP", "outgoing": "/in",
        "incoming": "/out", "host": PRIVATE, "port": 22, "user": "sample",
        "key_file": str(tmp_path / "key"), "known_hosts": str(tmp_path / "known_hosts"),
    }  # fmt: skip


def set_to(way: dict[str, Any]) -> ExchangeChannel:
    return channel_set(
        agency=AGENCY, bank=Bank.objects.get(pk=BANK), actor=MANAGER, at=SET_UP_AT, **way
    )


@pytest.mark.clause("OP-A5")
@pytest.mark.parametrize(
    ("setting", "wrong"),
    [
        ("profile", "CSV"),
        ("suite", "NONE"),
        ("kind", "HTTP"),
        ("outgoing", ""),
        ("incoming", ""),
        ("host", ""),
        ("port", 0),
        ("port", 65_536),
        ("user", ""),
        ("key_file", ""),
        ("key_file", "/nowhere/key"),
        ("known_hosts", "/nowhere/known_hosts"),
    ],
)
def test_a_setting_over_which_no_file_could_go_is_refused_by_its_name(
    way: dict[str, Any], setting: str, wrong: str | int
) -> None:
    with pytest.raises(ChannelSettingWrong) as refused:
        set_to({**way, setting: wrong})
    assert (refused.value.facts["setting"], refused.value.facts["got"]) == (setting, str(wrong))
    assert not ExchangeChannel.objects.exists()


def test_a_file_named_from_where_one_stands_is_found_from_everywhere(
    way: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert set_to({**way, "key_file": "key"}).key_file == str(tmp_path / "key")


def test_a_channel_set_again_is_the_same_one_and_keeps_nothing_of_before(
    way: dict[str, Any],
) -> None:
    set_to(way)
    folders = {name: way[name] for name in ("profile", "suite", "outgoing", "incoming")}
    set_to({**folders, "kind": "FOLDER"})
    kept = ExchangeChannel.objects.get()
    assert (kept.kind, kept.host, kept.key_file) == ("FOLDER", "", "")


@pytest.mark.clause("OP-22.2")
def test_a_channel_to_a_public_address_is_refused_when_it_is_set(way: dict[str, Any]) -> None:
    with pytest.raises(PublicAddress):
        set_to({**way, "host": PUBLIC})
    assert not ExchangeChannel.objects.exists()


@pytest.mark.clause("OP-22.2")
def test_a_channel_whose_name_came_to_a_public_address_later_is_refused_when_it_is_used(
    way: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = {"bank.example": PRIVATE}

    def resolve(host: str, port: int, **_: object) -> list[tuple[object, ...]]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (known[host], port))]

    def connect(*place: object, **_: object) -> None:
        raise AssertionError(f"{place} was asked")

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    monkeypatch.setattr(socket, "create_connection", connect)
    channel = channel_open(set_to({**way, "host": "bank.example"}), tmp_path)
    known["bank.example"] = PUBLIC
    with channel.transport() as transport, pytest.raises(PublicAddress) as refused:
        transport.arrived()
    assert refused.value.facts == {"host": "bank.example", "address": PUBLIC}


@pytest.mark.clause("OP-22.2")
def test_a_name_that_has_no_address_yet_may_be_set(
    way: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    def resolve(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "sample: no such name")

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    assert set_to({**way, "host": "bank.example"}).host == "bank.example"
