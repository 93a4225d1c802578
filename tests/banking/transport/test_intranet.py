"""Files go to addresses inside alone: private ones, and networks that the installation names."""

import socket
from ipaddress import ip_network
from pathlib import Path

import pytest

from ringfence.banking.transport.intranet import inside_addresses
from ringfence.banking.transport.refusals import PublicAddress, TransportFailed
from ringfence.banking.transport.sftp import SftpServer, sftp_transport
from ringfence.crypto.digest import DigestAlgorithm

PUBLIC, PRIVATE = "203.0.113.9", "10.1.2.3"


def resolving(monkeypatch: pytest.MonkeyPatch, *answers: list[str]) -> None:
    """Let a name have these addresses, one answer each time that it is asked."""
    left = list(answers)

    def resolve(_host: str, port: int, **_: object) -> list[tuple[object, ...]]:
        return [(0, 0, 0, "", (address, port)) for address in left.pop(0)]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)


@pytest.mark.clause("OP-22.2")
@pytest.mark.parametrize(
    "address",
    ["10.0.0.1", "172.16.0.1", "172.31.255.254", "192.168.9.9", "127.0.0.1", "169.254.1.1",
     "::1", "fd00::1", "fe80::1", "::ffff:10.0.0.1"],
)  # fmt: skip
def test_private_loopback_and_link_local_addresses_are_inside(address: str) -> None:
    assert len(inside_addresses(address, 22, further=())) == 1


@pytest.mark.clause("OP-22.2")
@pytest.mark.parametrize(
    "address",
    [PUBLIC, "8.8.8.8", "172.15.255.255", "172.32.0.0", "11.0.0.0", "192.169.0.0", "100.64.0.1",
     "0.0.0.0", "2001:db8::1", "::ffff:8.8.8.8", "64:ff9b::a00:1"],
)  # fmt: skip
def test_every_other_address_is_refused(address: str) -> None:
    with pytest.raises(PublicAddress) as refused:
        inside_addresses(address, 22, further=())
    assert refused.value.as_dict()["clause"] == "OP-22.2"


@pytest.mark.clause("OP-22.2")
def test_a_network_that_the_installation_names_is_inside_and_its_neighbour_is_not() -> None:
    further = (ip_network("203.0.113.0/29"), ip_network("2001:db8::/64"))
    assert inside_addresses("203.0.113.7", 22, further=further) == ["203.0.113.7"]
    assert inside_addresses("2001:db8::9", 22, further=further) == ["2001:db8::9"]
    for outside in ("203.0.113.8", "2001:db8:0:1::9"):
        with pytest.raises(PublicAddress):
            inside_addresses(outside, 22, further=further)


@pytest.mark.clause("OP-22.2")
def test_a_name_with_one_public_address_among_others_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    resolving(monkeypatch, [PRIVATE, PUBLIC])
    with pytest.raises(PublicAddress) as refused:
        inside_addresses("bank.example", 22, further=())
    assert refused.value.facts["address"] == PUBLIC


@pytest.mark.clause("OP-22.2")
def test_the_address_that_was_judged_is_the_one_connected_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name that answers otherwise when it is asked again deceives nobody."""
    asked: list[object] = []

    def connect(place: tuple[str, int], **_: object) -> None:
        asked.append(place)
        raise ConnectionRefusedError("sample")

    resolving(monkeypatch, [PRIVATE, "10.1.2.4"], [PUBLIC])
    monkeypatch.setattr(socket, "create_connection", connect)
    (tmp_path / "known_hosts").touch()
    server = SftpServer("bank.example", 22, "sample", tmp_path / "known_hosts")
    transport = sftp_transport(
        server, outgoing="/in", incoming="/out", digest_algorithm=DigestAlgorithm.SM3
    )
    with transport, pytest.raises(TransportFailed):
        transport.arrived()
    assert asked == [(PRIVATE, 22), ("10.1.2.4", 22)]
