"""Which ways out the settings open for notices."""

import pytest
from django.core.mail.backends.smtp import EmailBackend
from pydantic import SecretStr

from ringfence.desk.domain import Channel
from ringfence.desk.mail import MailGateway
from ringfence.installation.config import Config, SettingWrong
from ringfence.interfaces.jobs.gateways import gateways


def mail(url: str) -> EmailBackend:
    config = Config(smtp_url=SecretStr(url), mail_from="sample@ringfence.example")
    gateway = gateways(config)[Channel.EMAIL]
    assert isinstance(gateway, MailGateway)
    assert isinstance(gateway.client, EmailBackend)
    return gateway.client


def test_without_settings_nothing_leaves() -> None:
    assert gateways(Config()) == {}


@pytest.mark.clause("OP-22.2")
def test_mail_crosses_a_network_by_tls_only() -> None:
    assert mail("smtps://u:p@mail.example").use_ssl
    assert mail("smtp://u:p@mail.example").use_tls
    assert not mail("smtp://127.0.0.1:25").use_tls


@pytest.mark.parametrize(
    "config",
    [
        Config(smtp_url=SecretStr("http://mail.example"), mail_from="sample@ringfence.example"),
        Config(smtp_url=SecretStr("smtp://mail.example")),
        Config(sms_url="https://sms.example"),
    ],
)
def test_a_setting_that_opens_no_way_is_refused(config: Config) -> None:
    with pytest.raises(SettingWrong):
        gateways(config)
