"""A transport with the folders behind it, and what a bank does in them."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from banking.transport.sshd import Sshd
from ringfence.banking.transport.sftp import SftpServer
from ringfence.banking.transport.transport import Transport
from ringfence.crypto.digest import DigestAlgorithm


@dataclass
class Sides:
    """A transport and the two folders behind it."""

    transport: Transport
    outgoing: Path
    incoming: Path


def server_of(sshd: Sshd) -> SftpServer:
    """Return the server as an operator would state it."""
    return SftpServer(
        host="127.0.0.1",
        port=sshd.port,
        user=sshd.user,
        known_hosts=sshd.known_hosts,
        key_file=sshd.user_key,
    )


def put_by_bank(
    folder: Path, name: str, content: bytes, algorithm: DigestAlgorithm = DigestAlgorithm.SHA_256
) -> None:
    """Do what a bank does: the file, then its companion."""
    digest = hashlib.new("sm3" if algorithm == DigestAlgorithm.SM3 else "sha256", content)
    (folder / name).write_bytes(content)
    line = f"RFREADY|1|{len(content)}|{algorithm}|{digest.hexdigest()}\n"
    (folder / f"{name}.ready").write_text(line)
