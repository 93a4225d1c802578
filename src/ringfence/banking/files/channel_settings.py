"""The way files go between an agency and a bank, checked when it is set."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from uuid import UUID, uuid5

from django.db import transaction

from ringfence.access.actor import Actor
from ringfence.access.acts import act_record
from ringfence.banking.exchange.kinds import Profile
from ringfence.banking.models import Bank, ExchangeChannel
from ringfence.banking.models.accounts import ChannelKind
from ringfence.banking.transport.intranet import inside_addresses
from ringfence.crypto.domain import Suite
from ringfence.installation.config import config
from ringfence.kernel.citation import Citation
from ringfence.kernel.refusal import Refusal
from ringfence.kernel.words import Words

_NAMES = UUID("d2c9b2a1-8a52-5f0c-8f43-1d8f5e3ab0c7")
_PORT_MAX = 65_535
_GIVEN = Words("a value", "非空值")
_FILE = Words("a file that is there", "存在的文件")
_PORT = Words(f"a port, 1 to {_PORT_MAX}", f"端口号，1 至 {_PORT_MAX}")


class ChannelSettingWrong(Refusal):
    """A channel over which no file could go."""

    code = "CHANNEL_SETTING_WRONG"
    en = "The channel's {setting}: found {got}; expected {expected}."
    zh = "通道的 {setting}：实际为 {got}；应为 {expected}。"


@transaction.atomic
def channel_set(
    *, agency: str, bank: Bank, actor: Actor, at: datetime, **way: str | int
) -> ExchangeChannel:
    """Return the channel between agency and bank, set as given; what is not given is emptied.

    `way` holds the fields of ExchangeChannel: profile, suite, kind, outgoing, incoming, and for
    SFTP host, port, user, key_file and known_hosts. A host's addresses are judged now, where it
    has any, and again whenever the channel is used.
    Refuses: NotPermitted, ChannelSettingWrong, PublicAddress. Source: OP-A5, OP-22.2.
    """
    actor.require("bank.change", organisation=agency)
    channel = ExchangeChannel(
        id=uuid5(_NAMES, f"channel {agency} {bank.code}"), agency=agency, bank=bank, **way
    )
    _one_of(channel, "profile", list(Profile))
    _one_of(channel, "suite", list(Suite))
    _one_of(channel, "kind", ChannelKind.values)
    _given(channel, "outgoing", "incoming")
    if channel.kind == ChannelKind.SFTP:
        _check_sftp(channel)
    channel.save()
    act_record(
        action="bank.change",
        actor=actor,
        at=at,
        subject=("exchange_channel", str(channel.id)),
        organisation=agency,
        clause="OP-A5",
        bank=bank.code,
        profile=channel.profile,
        suite=channel.suite,
        kind=channel.kind,
    )
    return channel


def _check_sftp(channel: ExchangeChannel) -> None:
    """Refuse what no connection could be made with, and a host outside the intranet."""
    _given(channel, "host", "user")
    if not 1 <= channel.port <= _PORT_MAX:
        raise _wrong(channel, "port", _PORT)
    for setting in ("key_file", "known_hosts"):
        path = Path(getattr(channel, setting))
        if not path.is_file():
            raise _wrong(channel, setting, _FILE)
        # The next command may be given in another folder.
        setattr(channel, setting, str(path.absolute()))
    # A name that has no address yet is judged when the channel is used.
    with suppress(OSError):
        inside_addresses(channel.host, channel.port, further=config().intranet)


def _one_of(channel: ExchangeChannel, setting: str, known: Sequence[str]) -> None:
    if getattr(channel, setting) not in known:
        raise _wrong(channel, setting, ", ".join(known))


def _given(channel: ExchangeChannel, *settings: str) -> None:
    for setting in settings:
        if not getattr(channel, setting):
            raise _wrong(channel, setting, _GIVEN)


def _wrong(channel: ExchangeChannel, setting: str, expected: str) -> ChannelSettingWrong:
    return ChannelSettingWrong(
        cite=Citation("OP-A5"),
        setting=setting,
        got=str(getattr(channel, setting)),
        expected=expected,
    )
