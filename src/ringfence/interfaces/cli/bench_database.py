"""A database of a benchmark's own, on the installation's server, with this version's tables."""

import atexit
import os
import shutil

import psycopg
from psycopg import sql
from pydantic import SecretStr

from ringfence.installation import database
from ringfence.installation.config import config


def own_database(name: str) -> None:
    """Make an empty database and an empty home below the installation's, and set Django up on it.

    One of an earlier benchmark is dropped; this one stays, to be looked at.
    """
    url = config().database_url
    if url is None:
        server = database.embedded_server()
        if server.start():
            atexit.register(database.stop_when_idle, server)
        url = SecretStr(server.url())
    with psycopg.connect(url.get_secret_value(), autocommit=True) as connection:
        own = sql.Identifier(name)
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(own))
        connection.execute(sql.SQL("CREATE DATABASE {}").format(own))
    address = url.get_secret_value().rpartition("/")[0] + "/" + name
    os.environ["RINGFENCE_DATABASE_URL"] = address
    config().database_url = SecretStr(address)
    config().home = config().home / name
    shutil.rmtree(config().home, ignore_errors=True)
    database.connect()
    database.prepare()
    database.use_runtime_role()
