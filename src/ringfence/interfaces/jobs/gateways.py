"""The ways out that the operator has set up for notices."""

from urllib.parse import unquote, urlsplit

from django.core.mail.backends.smtp import EmailBackend

from ringfence.desk.delivery import Gateway
from ringfence.desk.domain import Channel
from ringfence.desk.mail import MailGateway
from ringfence.desk.sms import SmsGateway
from ringfence.installation.config import Config, SettingWrong
from ringfence.kernel.words import Words

_SECONDS = 10
_PORTS = {"smtp": 587, "smtps": 465}
_LOOPBACK = {"127.0.0.1", "::1", "localhost"}
_URL_FORM = "smtp://USER:PASSWORD@HOST:587, smtps://USER:PASSWORD@HOST:465"
_GIVEN = Words("a value", "非空值")


def gateways(config: Config) -> dict[Channel, Gateway]:
    """Return a gateway for each channel that is set up. Refuses: SettingWrong."""
    found: dict[Channel, Gateway] = {}
    if config.smtp_url:
        if not config.mail_from:
            raise SettingWrong(variable="RINGFENCE_MAIL_FROM", expected=_GIVEN)
        client = _client(config.smtp_url.get_secret_value())
        found[Channel.EMAIL] = MailGateway(client, config.mail_from)
    if config.sms_url:
        if not config.sms_secret:
            raise SettingWrong(variable="RINGFENCE_SMS_SECRET", expected=_GIVEN)
        secret = config.sms_secret.get_secret_value().encode()
        found[Channel.SMS] = SmsGateway(config.sms_url, secret)
    return found


def _client(url: str) -> EmailBackend:
    """Return the SMTP client: `smtps` by TLS, `smtp` by STARTTLS, in the clear on this machine."""
    parts = urlsplit(url)
    if parts.scheme not in _PORTS or not parts.hostname:
        raise SettingWrong(variable="RINGFENCE_SMTP_URL", expected=_URL_FORM)
    return EmailBackend(
        host=parts.hostname,
        port=parts.port or _PORTS[parts.scheme],
        username=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        use_ssl=parts.scheme == "smtps",
        use_tls=parts.scheme == "smtp" and parts.hostname not in _LOOPBACK,
        timeout=_SECONDS,
    )
