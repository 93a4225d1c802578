"""What holds for folders alone."""

from pathlib import Path

import pytest

from banking.transport.sides import put_by_bank
from ringfence.banking.transport.folder import folder_transport
from ringfence.banking.transport.refusals import TransportFailed
from ringfence.crypto.digest import DigestAlgorithm


def test_a_link_in_the_folder_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret").write_bytes(b"secret")
    put_by_bank(tmp_path, "A.rfe", b"secret")
    (tmp_path / "A.rfe").unlink()
    (tmp_path / "A.rfe").symlink_to(tmp_path / "secret")
    transport = folder_transport(
        outgoing=tmp_path, incoming=tmp_path, digest_algorithm=DigestAlgorithm.SHA_256
    )
    (arrival,) = transport.arrived()
    with pytest.raises(TransportFailed):
        transport.fetch(arrival, tmp_path / "fetched")
    assert not (tmp_path / "fetched").exists()
