"""What holds for SFTP alone: who is trusted, and a server that dies midway."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from banking.transport.password_server import PASSWORD, USER, PasswordServer
from banking.transport.sides import put_by_bank, server_of
from banking.transport.sshd import Sshd, make_key, require_sshd
from ringfence.banking.transport.refusals import (
    HostKeyNotTrusted,
    SignInRefused,
    TransportFailed,
)
from ringfence.banking.transport.sftp import (
    SftpConnection,
    SftpPlace,
    SftpServer,
    sftp_transport,
)
from ringfence.banking.transport.transport import PIECE_BYTES, Transport
from ringfence.crypto.digest import DigestAlgorithm


def transport_to(server: SftpServer, folder: Path) -> Transport:
    return sftp_transport(
        server,
        outgoing=str(folder),
        incoming=str(folder),
        digest_algorithm=DigestAlgorithm.SHA_256,
    )


def test_a_host_that_known_hosts_does_not_hold_is_not_trusted(
    session_sshd: Sshd, tmp_path: Path
) -> None:
    (tmp_path / "known_hosts").touch()
    server = replace(server_of(session_sshd), known_hosts=tmp_path / "known_hosts")
    with (
        transport_to(server, tmp_path) as transport,
        pytest.raises(HostKeyNotTrusted, match="SHA256:"),
    ):
        transport.arrived()
    assert (tmp_path / "known_hosts").read_text() == ""


def test_a_host_with_another_key_than_known_is_not_trusted(
    session_sshd: Sshd, tmp_path: Path
) -> None:
    make_key(tmp_path / "other")
    other = (tmp_path / "other.pub").read_text()
    (tmp_path / "known_hosts").write_text(f"[127.0.0.1]:{session_sshd.port} {other}")
    server = replace(server_of(session_sshd), known_hosts=tmp_path / "known_hosts")
    with transport_to(server, tmp_path) as transport, pytest.raises(HostKeyNotTrusted):
        transport.arrived()


def test_a_key_that_the_server_does_not_know_is_refused(session_sshd: Sshd, tmp_path: Path) -> None:
    make_key(tmp_path / "other")
    server = replace(server_of(session_sshd), key_file=tmp_path / "other")
    with transport_to(server, tmp_path) as transport, pytest.raises(SignInRefused):
        transport.arrived()


def test_a_wrong_password_from_a_file_is_refused(session_sshd: Sshd, tmp_path: Path) -> None:
    (tmp_path / "password").write_text("sample, and wrong\n")
    server = replace(server_of(session_sshd), key_file=None, password_file=tmp_path / "password")
    with transport_to(server, tmp_path) as transport, pytest.raises(SignInRefused):
        transport.arrived()


@pytest.mark.parametrize(("password", "is_let_in"), [(PASSWORD, True), ("wrong", False)])
def test_the_password_in_the_file_lets_in_and_another_does_not(
    tmp_path: Path, password: str, is_let_in: bool
) -> None:
    make_key(tmp_path / "host_key")
    (tmp_path / "password").write_text(f"{password}\n")
    there = PasswordServer(tmp_path / "host_key", tmp_path / "known_hosts")
    server = SftpServer(
        host="127.0.0.1",
        port=there.port,
        user=USER,
        known_hosts=tmp_path / "known_hosts",
        password_file=tmp_path / "password",
    )
    with transport_to(server, tmp_path) as transport:
        if is_let_in:
            assert transport.arrived() == []
        else:
            with pytest.raises(SignInRefused):
                transport.arrived()
    there.close()


class DyingPlace(SftpPlace):
    """A place whose server is killed after the second piece of the first transfer."""

    def __init__(self, sshd: Sshd, folder: Path) -> None:
        super().__init__(SftpConnection(server_of(sshd)), str(folder))
        self.sshd = sshd
        self.is_to_die = True

    def write(self, name: str, pieces: Iterable[bytes]) -> None:
        super().write(name, self._dying(pieces))

    def pieces(self, name: str) -> Iterator[bytes]:
        return (
            super().pieces(name) if name.endswith(".ready") else self._dying(super().pieces(name))
        )

    def _dying(self, pieces: Iterable[bytes]) -> Iterator[bytes]:
        for index, piece in enumerate(pieces):
            if index == 2 and self.is_to_die:
                self.is_to_die = False
                self.sshd.kill()
            yield piece


@pytest.fixture
def mortal_sshd(tmp_path: Path) -> Iterator[Sshd]:
    require_sshd()
    (tmp_path / "sshd").mkdir()
    sshd = Sshd(tmp_path / "sshd")
    sshd.start()
    yield sshd
    sshd.kill()


def dying_transport(sshd: Sshd, folder: Path) -> Transport:
    folder.mkdir()
    place = DyingPlace(sshd, folder)
    return Transport(outgoing=place, incoming=place, digest_algorithm=DigestAlgorithm.SHA_256)


def test_a_server_killed_during_a_put_leaves_no_file_and_the_next_put_succeeds(
    mortal_sshd: Sshd, tmp_path: Path
) -> None:
    content = bytes(range(256)) * (8 * PIECE_BYTES // 256)
    (tmp_path / "sealed").write_bytes(content)
    with dying_transport(mortal_sshd, tmp_path / "there") as transport:
        with pytest.raises(TransportFailed):
            transport.put(tmp_path / "sealed", "A.rfe")
        assert [path.name for path in (tmp_path / "there").iterdir()] == [".A.rfe.part"]
        with pytest.raises(TransportFailed):
            transport.put(tmp_path / "sealed", "A.rfe")
        mortal_sshd.start()
        transport.put(tmp_path / "sealed", "A.rfe")
        assert (tmp_path / "there" / "A.rfe").read_bytes() == content
        assert [arrival.name for arrival in transport.arrived()] == ["A.rfe"]


def test_a_server_killed_during_a_fetch_leaves_no_target_and_the_next_fetch_succeeds(
    mortal_sshd: Sshd, tmp_path: Path
) -> None:
    content = bytes(range(256)) * (8 * PIECE_BYTES // 256)
    (tmp_path / "fetched").mkdir()
    with dying_transport(mortal_sshd, tmp_path / "there") as transport:
        put_by_bank(tmp_path / "there", "A.rfe", content)
        (arrival,) = transport.arrived()
        with pytest.raises(TransportFailed):
            transport.fetch(arrival, tmp_path / "fetched" / "A.rfe")
        assert list((tmp_path / "fetched").iterdir()) == []
        mortal_sshd.start()
        transport.fetch(arrival, tmp_path / "fetched" / "A.rfe")
        assert (tmp_path / "fetched" / "A.rfe").read_bytes() == content
