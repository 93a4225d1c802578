"""What an operator sets by environment variables, typed and checked once."""

from enum import StrEnum
from functools import cache
from ipaddress import IPv4Network, IPv6Network
from pathlib import Path
from typing import Annotated

from pydantic import BeforeValidator, NonNegativeInt, PositiveInt, SecretStr, ValidationError
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from ringfence.kernel.refusal import Refusal
from ringfence.kernel.words import Words

_PREFIX = "RINGFENCE_"
_TRUTH = Words("true or false", "true 或 false")
_SECOND_FACTOR = Words("power, all or off", "power、all 或 off")
_WHOLE_NUMBER = Words("a whole number", "整数")
_NETWORKS = Words(
    "networks between commas, such as 59.192.0.0/10", "以逗号分隔的网段，例如 59.192.0.0/10"
)


def _parts(value: object) -> object:
    """Return what stands between the commas of a variable."""
    return [part.strip() for part in value.split(",")] if isinstance(value, str) else value


Networks = Annotated[tuple[IPv4Network | IPv6Network, ...], NoDecode, BeforeValidator(_parts)]


class SettingWrong(Refusal):
    """An environment variable says what it cannot. What it says is not shown: it may be secret."""

    code = "SETTING_WRONG"
    en = "{variable} cannot be used; expected {expected}."
    zh = "{variable} 不可用；应为 {expected}。"


class SecondFactorOf(StrEnum):
    """Of whom a second factor is asked: of those with power, of everybody, of nobody."""

    POWER = "power"
    ALL = "all"
    NOBODY = "off"


class Config(BaseSettings):
    """The installation's settings; each is the environment variable `RINGFENCE_<NAME>`,
    not set where it is empty.

    `home` holds all that the installation keeps outside the database: the embedded server,
    keys, its own rules and calendars, exchange folders. `database_url` names an existing
    PostgreSQL 15 to 18; without it an embedded server under `home` is used.
    `master_key` (64 hex digits) encrypts private keys; without it `home/master.key` does.
    `intranet` are the networks that count as inside beside the private ones, as the government
    extranet's (CIDR, between commas): files are exchanged with no address outside (OP-22.2).

    Of the web pages: `secret_key` signs cookies, without it `home/secret.key` does.
    `allowed_hosts` are the names, between commas, that the pages answer to. `tls` says that they
    are reached through one proxy that speaks TLS and sets X-Forwarded-Proto and -For. A session
    ends after `session_idle_minutes` without a click and `session_hours` after sign-in; a password
    is changed after `password_days` (0: never). `oidc_issuer` with its client signs people in
    whose `preferred_username` there is their code here. `second_factor` says who must have one
    beside the password: `power` (administrators, and whoever approves or moves money), `all`, or
    `off`, which is heard in the home of a demonstration alone.

    Of the worker: `smtp_url` (`smtps://USER:PASSWORD@HOST:465`, or `smtp://` for STARTTLS) sends
    notices as e-mail from `mail_from`; `sms_url` takes them as short messages, signed with
    `sms_secret`. `metrics_token` lets whoever sends it as a bearer token read the metrics; without
    it only this machine may.

    Of the API: a signed call says when it was made; `api_skew_seconds` may lie between that and
    the clock here.
    """

    model_config = SettingsConfigDict(env_prefix=_PREFIX, env_ignore_empty=True)

    home: Path = Path("var")
    database_url: SecretStr | None = None
    master_key: SecretStr | None = None
    intranet: Networks = ()
    debug: bool = False
    secret_key: SecretStr | None = None
    allowed_hosts: str = "localhost,127.0.0.1,[::1]"
    tls: bool = False
    session_idle_minutes: PositiveInt = 15
    session_hours: PositiveInt = 12
    password_days: NonNegativeInt = 90
    second_factor: SecondFactorOf = SecondFactorOf.POWER
    oidc_issuer: str = ""
    oidc_client_id: str = ""
    oidc_client_secret: SecretStr | None = None
    oidc_name: str = "OIDC"
    smtp_url: SecretStr | None = None
    mail_from: str = ""
    sms_url: str = ""
    sms_secret: SecretStr | None = None
    metrics_token: SecretStr | None = None
    api_skew_seconds: PositiveInt = 300


@cache
def config() -> Config:
    """Return the settings as the environment gave them when first asked. Refuses: SettingWrong."""
    try:
        read = Config()
    except ValidationError as wrong:
        name = str(wrong.errors()[0]["loc"][0])
        raise SettingWrong(variable=f"{_PREFIX}{name.upper()}", expected=_expected(name)) from None
    read.home = read.home.absolute()
    return read


def _expected(name: str) -> Words:
    if name == "intranet":
        return _NETWORKS
    if name == "second_factor":
        return _SECOND_FACTOR
    return _WHOLE_NUMBER if Config.model_fields[name].annotation is int else _TRUTH


def home_made() -> Path:
    """Return the home folder; one that is not there yet is made, for its owner alone.

    It holds personal data, and keys. One that is there is left as it is: `ringfence doctor` tells.
    """
    home = config().home
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    return home
