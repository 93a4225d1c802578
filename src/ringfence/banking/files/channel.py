"""The way to a bank: its transport and the installation's folders for its files."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from ringfence.banking.exchange.kinds import Profile
from ringfence.banking.models import ExchangeChannel
from ringfence.banking.models.accounts import ChannelKind
from ringfence.banking.transport.folder import folder_transport
from ringfence.banking.transport.sftp import SftpServer, sftp_transport
from ringfence.banking.transport.transport import Transport
from ringfence.crypto.digest import DigestAlgorithm
from ringfence.crypto.domain import Suite
from ringfence.installation.config import config


@dataclass(frozen=True, slots=True)
class Channel:
    """One agency's exchange with one bank. `folder` keeps what is on its way, `work` what is open.

    `schemas` holds the published ISO 20022 schemas, where the installation has them. Content lies
    in `work` only while it is written or read; it is personal data in the clear.
    """

    agency: str
    bank: str
    profile: Profile
    suite: Suite
    folder: Path
    work: Path
    schemas: Path
    record: ExchangeChannel

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Keep other programs off the channel; leave nothing in `work`, whatever broke it off.

        What a killed program left there goes with it when the channel is used next.
        """
        with (self.folder / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            try:
                yield
            finally:
                for left in self.work.iterdir():
                    left.unlink()

    def transport(self) -> Transport:
        """Return the transport; use it in a `with` block."""
        algorithm = DigestAlgorithm.SM3 if self.suite is Suite.NATIONAL else DigestAlgorithm.SHA_256
        record = self.record
        if record.kind == ChannelKind.FOLDER:
            return folder_transport(
                outgoing=Path(record.outgoing),
                incoming=Path(record.incoming),
                digest_algorithm=algorithm,
            )
        server = SftpServer(
            host=record.host,
            port=record.port,
            user=record.user,
            known_hosts=Path(record.known_hosts),
            key_file=Path(record.key_file),
            intranet=config().intranet,
        )
        return sftp_transport(
            server,
            outgoing=record.outgoing,
            incoming=record.incoming,
            digest_algorithm=algorithm,
        )


def channel_open(record: ExchangeChannel, home: Path) -> Channel:
    """Return the channel, its folders made below the installation's home, for us alone."""
    folder = home / "exchange" / f"{record.agency}-{record.bank_id}"
    work = folder / "work"
    work.mkdir(parents=True, exist_ok=True, mode=0o700)
    return Channel(
        agency=record.agency,
        bank=record.bank_id,
        profile=Profile(record.profile),
        suite=Suite(record.suite),
        folder=folder,
        work=work,
        schemas=home / "schemas",
        record=record,
    )


def channels(home: Path) -> list[Channel]:
    """Return every channel of the installation, by agency and bank."""
    records = ExchangeChannel.objects.order_by("agency", "bank_id")
    return [channel_open(record, home) for record in records]
