"""`ringfence database`: the server and the tables that the installation works on."""

import argparse
import os

from ringfence.installation import database
from ringfence.installation.config import config, home_made
from ringfence.interfaces.cli.output import print_json
from ringfence.interfaces.cli.serve import WEB_SETTINGS


def add_to(nouns: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the noun with its verbs."""
    noun = nouns.add_parser("database", help="start, stop and prepare the database 数据库")
    verbs = noun.add_subparsers(dest="verb", metavar="VERB", required=True)
    start = verbs.add_parser(
        "start", help="start the embedded server and leave it running 启动数据库"
    )
    start.set_defaults(run=_start)
    stop = verbs.add_parser("stop", help="stop the embedded server 停止数据库")
    stop.set_defaults(run=_stop)
    prepare = verbs.add_parser("prepare", help="bring the tables to this version 更新表结构")
    prepare.set_defaults(run=_prepare)
    status = verbs.add_parser("status", help="tell what runs and whether it is ready 查看状态")
    status.add_argument("--json", action="store_true")
    status.set_defaults(run=_status)


def _start(_arguments: argparse.Namespace) -> None:
    home_made()
    server = database.embedded_server()
    started = server.start()
    print("started" if started else "already running", f"127.0.0.1:{server.port()}")


def _stop(_arguments: argparse.Namespace) -> None:
    database.embedded_server().stop()


def _prepare(_arguments: argparse.Namespace) -> None:
    # The pages have tables of their own; commands do without them.
    os.environ["DJANGO_SETTINGS_MODULE"] = WEB_SETTINGS
    database.connect()
    database.prepare()


def _status(arguments: argparse.Namespace) -> None:
    own = config().database_url is None
    server = database.embedded_server()
    up = server.is_up()
    state = {
        "embedded": own,
        "running": up if own else None,
        "port": server.port() if own and up else None,
        "folder": str(server.folder) if own else None,
    }
    if arguments.json:
        print_json(state)
    else:
        for name, value in state.items():
            print(f"{name}: {value}")
