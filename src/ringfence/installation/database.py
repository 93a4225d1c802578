"""Which database this program works on, and making it ready."""

import atexit
import os
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from pydantic import SecretStr

from ringfence.installation.config import SettingWrong, config, home_made
from ringfence.installation.postgres import EmbeddedServer
from ringfence.kernel.refusal import Refusal

# The role that programs run as: it may call the ledger's functions and write ordinary tables,
# never the books. The ledger's first migration makes it.
RUNTIME_ROLE = "ringfence_app"

_URL_FORM = "postgresql://USER:PASSWORD@HOST:PORT/NAME"
_GRANTS = Path(__file__).parent / "grants.sql"


class DatabaseNotPrepared(Refusal):
    """The database lacks migrations of this version."""

    code = "DATABASE_NOT_PREPARED"
    en = "The database lacks {count} migrations of this version. Run: ringfence database prepare"
    zh = "数据库缺少本版本的 {count} 项迁移。请运行：ringfence database prepare"


class DatabaseGone(Refusal):
    """The database does not answer, or ended under a command."""

    code = "DATABASE_GONE"
    en = (
        "The database does not answer: {words}. What had committed is kept; start the database"
        " and type the same command again. See: ringfence doctor"
    )
    zh = (
        "数据库没有响应：{words}。已提交的均已保存；"
        "请启动数据库后重新执行同一命令。可运行 ringfence doctor"
    )


def django_database(url: SecretStr | None) -> dict[str, Any]:
    """Return Django's description of the database at `url`; without one, of none that answers.

    What follows a question mark is PostgreSQL's own, such as `?sslmode=verify-full`.
    Refuses: SettingWrong.
    """
    parts = urlsplit(url.get_secret_value() if url else "postgresql://nobody@127.0.0.1:1/none")
    port = _port(parts)
    if parts.scheme not in {"postgresql", "postgres"} or port is None:
        raise SettingWrong(variable="RINGFENCE_DATABASE_URL", expected=_URL_FORM)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": port,
        "OPTIONS": {**dict(parse_qsl(parts.query)), "options": "-c timezone=UTC"},
    }


def embedded_server() -> EmbeddedServer:
    """Return the embedded server of this installation's home, running or not."""
    return EmbeddedServer(config().home / "postgres")


def open_database() -> None:
    """Make the database ready for this program and set Django up on it, as the run-time role.

    A program that is set up already stays as it is. Without RINGFENCE_DATABASE_URL the embedded
    server is started where it is not running, brought to this version, and stopped again at exit
    when this program started it and nobody else uses it.
    Refuses: ServerNotStarted, DatabaseNotPrepared (a server of the operator's own is never
    migrated unasked).
    """
    from django.apps import apps

    if apps.ready:
        return
    embedded = connect()
    missing = missing_migrations()
    if missing and not embedded:
        raise DatabaseNotPrepared(count=missing)
    if missing:
        prepare()
    use_runtime_role()


def connect() -> bool:
    """Set Django up on the database as its owner; return whether it is the embedded one."""
    embedded = config().database_url is None
    if embedded:
        home_made()
        server = embedded_server()
        if server.start():
            atexit.register(stop_when_idle, server)
        # Programs that this one starts work on the same server.
        os.environ["RINGFENCE_DATABASE_URL"] = server.url()
        config().database_url = SecretStr(server.url())
    import django

    django.setup()
    return embedded


def missing_migrations() -> int:
    """Return how many migrations of this version the database has not had yet."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def prepare() -> None:
    """Bring the database and the run-time role's grants to this version. Safe to repeat."""
    from django.core.management import call_command
    from django.db import connection

    call_command("migrate", verbosity=0, interactive=False)
    with connection.cursor() as cursor:
        cursor.execute(_GRANTS.read_text(encoding="utf-8"))


def use_runtime_role() -> None:
    """Let every connection from now on run as the role that cannot write the books."""
    from django.db import connections

    connections["default"].close()
    options = connections["default"].settings_dict["OPTIONS"]
    options["options"] = f"-c timezone=UTC -c role={RUNTIME_ROLE}"


def _port(parts: SplitResult) -> str | None:
    """Return the port as text, empty where none is given, None where it is no port."""
    try:
        return str(parts.port or "")
    except ValueError:
        return None


def stop_when_idle(server: EmbeddedServer) -> None:
    """Stop the server unless another program works on it."""
    from django.db import connections

    connections.close_all()
    if server.is_up() and server.session_count() == 0:
        server.stop()
