"""A folder on an SFTP server as a transport's place."""

import socket
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import paramiko

from ringfence.banking.transport.intranet import Network, inside_addresses
from ringfence.banking.transport.refusals import HostKeyNotTrusted, SignInRefused
from ringfence.banking.transport.transport import PIECE_BYTES, Transport
from ringfence.crypto.digest import DigestAlgorithm

_ANSWER_SECONDS = 30


@dataclass(frozen=True, slots=True)
class SftpServer:
    """Where the server is and who we are there: one of `key_file` and `password_file` is given.

    `known_hosts` has OpenSSH's form; only a host key that it holds is trusted. `intranet` are the
    networks that count as inside beside the private ones.
    """

    host: str
    port: int
    user: str
    known_hosts: Path
    key_file: Path | None = None
    password_file: Path | None = None
    intranet: tuple[Network, ...] = ()

    def __str__(self) -> str:
        return f"sftp://{self.user}@{self.host}:{self.port}"


def sftp_transport(
    server: SftpServer, *, outgoing: str, incoming: str, digest_algorithm: DigestAlgorithm
) -> Transport:
    """Return a transport over two folders of a server, which must exist.

    It connects at the first use. Its methods also refuse: PublicAddress, HostKeyNotTrusted,
    SignInRefused. Source: OP-22.2.
    """
    connection = SftpConnection(server)
    return Transport(
        outgoing=SftpPlace(connection, outgoing),
        incoming=SftpPlace(connection, incoming),
        digest_algorithm=digest_algorithm,
    )


class SftpConnection:
    """A connection that opens when it is needed."""

    def __init__(self, server: SftpServer) -> None:
        self.server = server
        self._client: paramiko.SSHClient | None = None
        self._session: paramiko.SFTPClient | None = None

    def session(self) -> paramiko.SFTPClient:
        """Return the open session, connecting where there is none.

        Refuses: PublicAddress, HostKeyNotTrusted, SignInRefused.
        """
        if self._session is None:
            self._client = paramiko.SSHClient()
            self._client.load_host_keys(str(self.server.known_hosts))
            self._client.set_missing_host_key_policy(_OnlyKnownHosts(self.server))
            self._sign_in(self._client)
            self._session = self._client.open_sftp()
            channel = self._session.get_channel()
            if channel is not None:
                channel.settimeout(_ANSWER_SECONDS)
        return self._session

    def close(self) -> None:
        """Close it where it is open."""
        if self._client is not None:
            self._client.close()
        self._client = self._session = None

    def _sign_in(self, client: paramiko.SSHClient) -> None:
        server = self.server
        password = server.password_file.read_text().rstrip("\r\n") if server.password_file else None
        try:
            client.connect(
                server.host,
                server.port,
                server.user,
                password=password,
                key_filename=str(server.key_file) if server.key_file else None,
                sock=_socket(server),
                banner_timeout=_ANSWER_SECONDS,
                auth_timeout=_ANSWER_SECONDS,
                allow_agent=False,
                look_for_keys=False,
            )
        except paramiko.BadHostKeyException as error:
            raise _host_key_not_trusted(server, error.key) from None
        except paramiko.AuthenticationException:
            raise SignInRefused(host=server.host, user=server.user) from None


class SftpPlace:
    """One folder of a server."""

    def __init__(self, connection: SftpConnection, folder: str) -> None:
        self._connection = connection
        self._folder = folder.rstrip("/")

    def __str__(self) -> str:
        return f"{self._connection.server}{self._folder}"

    def names(self) -> list[str]:
        """Return the names of what lies in the folder itself."""
        with self._session() as session:
            return session.listdir(self._folder)

    def size(self, name: str) -> int | None:
        """Return the file's bytes, or None where there is no such file."""
        with self._session() as session:
            try:
                return session.lstat(self._path(name)).st_size
            except FileNotFoundError:
                return None

    def pieces(self, name: str) -> Iterator[bytes]:
        """Return the content in pieces of at most 1 MiB."""
        with self._session() as session, session.open(self._path(name), "rb") as file:
            yield from iter(lambda: file.read(PIECE_BYTES), b"")

    def write(self, name: str, pieces: Iterable[bytes]) -> None:
        """Write a file anew; the server has answered for all of it when this returns."""
        with self._session() as session:
            written_count = 0
            with session.open(self._path(name), "wb") as file:
                file.set_pipelined(True)
                for piece in pieces:
                    file.write(piece)
                    written_count += len(piece)
            if session.stat(self._path(name)).st_size != written_count:
                raise OSError(f"{name} was not written whole")

    def rename(self, old: str, new: str) -> None:
        """Give a file another name; the server refuses one that is taken."""
        with self._session() as session:
            session.rename(self._path(old), self._path(new))

    def remove(self, name: str) -> None:
        """Remove a file."""
        with self._session() as session:
            session.remove(self._path(name))

    def make_folder(self, name: str) -> None:
        """Make a folder inside where it does not exist yet."""
        if self.size(name) is None:
            with self._session() as session:
                session.mkdir(self._path(name))

    def close(self) -> None:
        """Close the connection, which the other direction shares; the next use opens another."""
        self._connection.close()

    def _path(self, name: str) -> str:
        return f"{self._folder}/{name}"

    @contextmanager
    def _session(self) -> Iterator[paramiko.SFTPClient]:
        """Give the session; what the SSH library raises beside OSError becomes one."""
        try:
            yield self._connection.session()
        except (paramiko.SSHException, EOFError) as error:
            raise ConnectionError(str(error) or "the connection was lost") from error


def _socket(server: SftpServer) -> socket.socket:
    """Return a connected socket that sends small messages at once.

    Otherwise each request to read waits for the server to acknowledge the message before it, and
    reading is ten times slower. Refuses: PublicAddress.
    """
    connected = _connected(server)
    connected.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return connected


def _connected(server: SftpServer) -> socket.socket:
    """Return a connection to the first address that answers, each judged before."""
    addresses = inside_addresses(server.host, server.port, further=server.intranet)
    *others, last = addresses
    for address in others:
        with suppress(OSError):
            return socket.create_connection((address, server.port), timeout=_ANSWER_SECONDS)
    return socket.create_connection((last, server.port), timeout=_ANSWER_SECONDS)


class _OnlyKnownHosts(paramiko.MissingHostKeyPolicy):
    """Refuse a host whose key is not on file."""

    def __init__(self, server: SftpServer) -> None:
        self._server = server

    def missing_host_key(
        self,
        client: paramiko.SSHClient,  # noqa: ARG002 - the library's signature
        hostname: str,  # noqa: ARG002
        key: paramiko.PKey,
    ) -> None:
        """Refuse. Refuses: HostKeyNotTrusted."""
        raise _host_key_not_trusted(self._server, key)


def _host_key_not_trusted(server: SftpServer, key: paramiko.PKey) -> HostKeyNotTrusted:
    return HostKeyNotTrusted(
        host=f"{server.host}:{server.port}",
        key_kind=key.get_name(),
        fingerprint=key.fingerprint,
        known_hosts=str(server.known_hosts),
    )
