"""The channels to banks: whether their hosts are of the intranet (OP-22.2)."""

from collections.abc import Iterator

from ringfence.banking.models import ExchangeChannel
from ringfence.banking.models.accounts import ChannelKind
from ringfence.banking.transport.intranet import inside_addresses
from ringfence.banking.transport.refusals import PublicAddress
from ringfence.installation.config import Config
from ringfence.interfaces.checkup.finding import Finding, fault, note, ok


def channel_findings(config: Config) -> Iterator[Finding]:
    """Yield for each channel by SFTP what its host's addresses are now."""
    channels = ExchangeChannel.objects.filter(kind=ChannelKind.SFTP)
    for channel in channels.order_by("agency", "bank_id"):
        yield _host(channel, config)


def _host(channel: ExchangeChannel, config: Config) -> Finding:
    name = f"{channel.agency}-{channel.bank_id}"
    try:
        addresses = inside_addresses(channel.host, channel.port, further=config.intranet)
    except PublicAddress as refusal:
        return fault(
            "channel",
            zh=f"{name}：{refusal.sentence('zh')}",
            en=f"{name}: {refusal.sentence('en')}",
            mend=f"ringfence bank channel --agency {channel.agency} --bank {channel.bank_id}"
            " --host HOST …",
        )
    except OSError as error:
        return note(
            "channel",
            zh=f"{name}：{channel.host} 没有地址（{error}）。",
            en=f"{name}: {channel.host} has no address ({error}).",
        )
    listed = ", ".join(addresses)
    return ok("channel", zh=f"{name}：{listed} 属于内网。", en=f"{name}: {listed} is inside.")
