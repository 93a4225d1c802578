"""Copy what the pages use of their npm packages, compile their words, collect their files."""

import os
import re
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

WEB = Path("src/ringfence/interfaces/web")
PACKAGES = Path(".venv/pages/node_modules")
SERVED = (
    "@tabler/core/dist/css/tabler.min.css",
    "@tabler/core/dist/js/tabler.min.js",
    "echarts/dist/echarts.common.min.js",
    "htmx.org/dist/htmx.min.js",
)
# Maps are not served.
_MAP = re.compile(rb"^(/\*|//)# sourceMappingURL=.*$", re.M)


def copy_served() -> None:
    """Write the served files of the packages to `dist`."""
    dist = WEB / "frontend" / "dist"
    dist.mkdir(exist_ok=True)
    for name in SERVED:
        source = PACKAGES / name
        (dist / source.name).write_bytes(_MAP.sub(b"", source.read_bytes()))


def compile_words() -> None:
    """Write the .mo beside each .po."""
    for path in sorted((WEB / "locale").glob("*/LC_MESSAGES/django.po")):
        with path.open("rb") as source, path.with_suffix(".mo").open("wb") as target:
            write_mo(target, read_po(source))


def collect() -> None:
    """Write all static files, named by their content and compressed, to where they are served."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "ringfence.interfaces.web.settings"
    import django
    from django.core.management import call_command

    django.setup()
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)


if __name__ == "__main__":
    copy_served()
    compile_words()
    collect()
