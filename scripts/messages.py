"""Bring the English of the pages in step with their Chinese: `python scripts/messages.py`.

Every text of templates and views is Chinese in the source and English in locale/en. A new text is
added with nothing beside it, to be filled in; one that is no more is removed. With `--check`
nothing is written, and what lacks English is named.
"""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.pofile import escape, read_po
from django.conf import settings
from django.utils.translation.template import templatize

WEB = Path(__file__).parents[1] / "src/ringfence/interfaces/web"
ENGLISH = WEB / "locale/en/LC_MESSAGES/django.po"
_HEAD = """# The English of the pages. scripts/messages.py keeps it in step.
msgid ""
msgstr ""
"Language: en\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"""
_CALLS = {"_", "gettext", "gettext_lazy"}
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_IN_TEMPLATE = re.compile(r"gettext\(u?('(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\")")


def texts_of_templates() -> Iterator[str]:
    """Yield what templates say."""
    for path in sorted((WEB / "templates").rglob("*.html")):
        for found in _IN_TEMPLATE.findall(templatize(path.read_text(encoding="utf-8"))):
            yield ast.literal_eval(found)


def texts_of_code() -> Iterator[str]:
    """Yield what Python says to people."""
    for path in sorted(WEB.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and getattr(node.func, "id", "") in _CALLS
                and node.args
                and isinstance(node.args[0], ast.Constant)
            ):
                yield str(node.args[0].value)


def _entry(text: str, english: object) -> str:
    return f"\nmsgid {escape(text)}\nmsgstr {escape(str(english))}\n"


def main() -> int:
    """Write the file of the English anew, or with --check only compare."""
    settings.configure()
    used = {text for text in (*texts_of_templates(), *texts_of_code()) if _CHINESE.search(text)}
    with ENGLISH.open("rb") as file:
        known = {each.id: each.string for each in read_po(file) if each.id}
    if "--check" in sys.argv:
        lacking = sorted(used - {text for text, english in known.items() if english})
        stale = sorted(set(known) - used)
        for words, found in (("no English", lacking), ("no more used", stale)):
            for text in found:
                print(f"{words}: {text}", file=sys.stderr)
        return 1 if lacking or stale else 0
    ENGLISH.write_text(_HEAD + "".join(_entry(text, known.get(text, "")) for text in sorted(used)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
