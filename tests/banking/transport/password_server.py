"""A server of one connection that lets in by password: sshd would need a password of the system."""

import socket
import threading
from pathlib import Path

import paramiko

USER, PASSWORD = "sample", "sample password"


class _Door(paramiko.ServerInterface):
    """Who may come in."""

    def check_auth_password(self, username: str, password: str) -> int:
        is_known = (username, password) == (USER, PASSWORD)
        return paramiko.AUTH_SUCCESSFUL if is_known else paramiko.AUTH_FAILED

    def check_channel_request(self, kind: str, chanid: int) -> int:
        return paramiko.OPEN_SUCCEEDED


class _EmptyFolder(paramiko.SFTPServerInterface):
    """What is seen inside."""

    def list_folder(self, path: str) -> list[paramiko.SFTPAttributes]:
        return []


class PasswordServer:
    """Listens on loopback from the start; `known_hosts` holds its key."""

    def __init__(self, host_key: Path, known_hosts: Path) -> None:
        self._key = paramiko.Ed25519Key(filename=str(host_key))
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port = self._listening.getsockname()[1]
        known_hosts.write_text(
            f"[127.0.0.1]:{self.port} {self._key.get_name()} {self._key.get_base64()}\n"
        )
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Wait for the connection's end, then stop listening."""
        self._thread.join(10)
        self._listening.close()

    def _serve(self) -> None:
        connected, _ = self._listening.accept()
        transport = paramiko.Transport(connected)
        transport.add_server_key(self._key)
        transport.set_subsystem_handler("sftp", paramiko.SFTPServer, _EmptyFolder)
        transport.start_server(server=_Door())
        transport.join(10)
