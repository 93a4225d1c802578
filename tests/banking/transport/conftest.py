"""The same transport over folders and over SFTP, with the folders at hand to look into."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from banking.transport.sides import Sides, server_of
from banking.transport.sshd import Sshd, require_sshd
from ringfence.banking.transport.folder import folder_transport
from ringfence.banking.transport.sftp import sftp_transport
from ringfence.crypto.digest import DigestAlgorithm


@pytest.fixture(scope="session")
def session_sshd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sshd]:
    """One server for the tests that do not kill it."""
    require_sshd()
    sshd = Sshd(tmp_path_factory.mktemp("sshd"))
    sshd.start()
    yield sshd
    sshd.kill()


@pytest.fixture(params=["folder", "sftp"])
def sides(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Sides]:
    """An empty pair of folders behind each kind of transport."""
    outgoing, incoming = tmp_path / "to_bank", tmp_path / "from_bank"
    outgoing.mkdir()
    incoming.mkdir()
    algorithm = DigestAlgorithm.SHA_256
    if request.param == "folder":
        transport = folder_transport(
            outgoing=outgoing, incoming=incoming, digest_algorithm=algorithm
        )
    else:
        transport = sftp_transport(
            server_of(request.getfixturevalue("session_sshd")),
            outgoing=str(outgoing),
            incoming=str(incoming),
            digest_algorithm=algorithm,
        )
    with transport:
        yield Sides(transport, outgoing, incoming)
