"""`ringfence serve`: the web pages."""

import argparse
import os

from ringfence.installation.database import open_database

WEB_SETTINGS = "ringfence.interfaces.web.settings"
# A request that has begun may end; what has not after this many seconds is broken off.
_STOP_SECONDS = 10
_THREADS = 4


def add_to(nouns: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the noun."""
    parser = nouns.add_parser("serve", help="serve the web pages 网页服务")
    parser.add_argument("--host", default="127.0.0.1", help="the address to listen to 监听地址")
    parser.add_argument("--port", type=int, default=8000, help="the port 端口")
    parser.add_argument("--workers", type=int, default=2, help="how many processes 进程数")
    parser.set_defaults(run=_serve)


def _serve(arguments: argparse.Namespace) -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = WEB_SETTINGS
    open_database()
    from granian import Granian
    from granian.constants import Interfaces

    print(f"http://{arguments.host}:{arguments.port}/", flush=True)
    Granian(
        "ringfence.interfaces.web.wsgi:application",
        address=arguments.host,
        port=arguments.port,
        interface=Interfaces.WSGI,
        workers=arguments.workers,
        blocking_threads=_THREADS,
        backpressure=_THREADS * 16,
        log_enabled=False,
        respawn_failed_workers=True,
        workers_kill_timeout=_STOP_SECONDS,
    ).serve()
