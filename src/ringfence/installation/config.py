"""What an operator sets by environment variables, typed and checked once."""

from functools import cache
from pathlib import Path

from pydantic import SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


class Config(BaseSettings):
    """The installation's settings; each is the environment variable `RINGFENCE_<NAME>`.

    `home` holds all that the installation keeps outside the database: the embedded server,
    keys, its own rules and calendars, exchange folders. `database_url` names an existing
    PostgreSQL 15 to 18; without it an embedded server under `home` is used.
    `master_key` (64 hex digits) encrypts private keys; without it `home/master.key` does.
    """

    model_config = SettingsConfigDict(env_prefix="RINGFENCE_")

    home: Path = Path("var")
    database_url: SecretStr | None = None
    master_key: SecretStr | None = None
    debug: bool = False


@cache
def config() -> Config:
    """Return the settings as the environment gave them when first asked."""
    read = Config()
    read.home = read.home.absolute()
    return read
