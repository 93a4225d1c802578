"""`ringfence serve`: the web pages."""

import argparse
import os
from importlib import import_module

from ringfence.installation.database import open_database
from ringfence.interfaces.checkup.production import bind_check
from ringfence.kernel.refusal import Refusal

WEB_SETTINGS = "ringfence.interfaces.web.settings"
# A request that has begun may end; what has not after this many seconds is broken off.
_STOP_SECONDS = 10
_THREADS = 4


class StaticFilesMissing(Refusal):
    """The pages' styles and scripts were not collected."""

    code = "STATIC_FILES_MISSING"
    en = "The pages' styles and scripts are missing in {folder}. In the checkout run: make static"
    zh = "{folder} 中缺少网页的样式和脚本。请在源码目录运行：make static"


def add_to(nouns: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the noun."""
    parser = nouns.add_parser("serve", help="serve the web pages 网页服务")
    parser.add_argument("--host", default="127.0.0.1", help="the address to listen to 监听地址")
    parser.add_argument("--port", type=int, default=8000, help="the port 端口")
    parser.add_argument("--workers", type=int, default=2, help="how many processes 进程数")
    parser.set_defaults(run=_serve)


def _serve(arguments: argparse.Namespace) -> None:
    """Serve until SIGTERM or Ctrl-C.

    Refuses: PublicBind, DatabaseNotPrepared, StaticFilesMissing.
    """
    bind_check(arguments.host)
    os.environ["DJANGO_SETTINGS_MODULE"] = WEB_SETTINGS
    open_database()
    from django.conf import settings
    from granian import Granian
    from granian.constants import Interfaces

    if not (settings.STATIC_ROOT / "staticfiles.json").exists():
        raise StaticFilesMissing(folder=settings.STATIC_ROOT)
    import_module(settings.ROOT_URLCONF)  # a fault in the pages ends it here, not each request
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
