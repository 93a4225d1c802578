"""What holds of every page and every template, whatever is added."""

import html.parser
import re
import subprocess
import sys
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from conventions.tree import ROOT, tracked_files
from ringfence import rulebook

WEB = "src/ringfence/interfaces/web"
# Namespaces of SVG, which nobody fetches.
REMOTE = re.compile(r"(?:https?:)?//(?!www\.w3\.org/)[\w-]+\.[\w.-]+", re.I)
# What fills an address's parts.
SAMPLES = {"clause_id": "MUF-10.3", "provider_id": "oidc"}


def templates() -> list[str]:
    return [
        str(path)
        for path in tracked_files()
        if path.is_relative_to(f"{WEB}/templates") and path.suffix == ".html"
    ]


def addresses(resolver: URLResolver, before: str = "/") -> Iterator[str]:
    """Yield every address with its parts filled in."""
    for each in resolver.url_patterns:
        route = before + str(each.pattern)
        if isinstance(each, URLPattern):
            parts = re.findall(r"<(?:\w+:)?(\w+)>", route)
            if set(parts) <= set(SAMPLES):
                yield re.sub(r"<(?:\w+:)?(\w+)>", lambda part: SAMPLES[part[1]], route)
        else:
            yield from addresses(each, route)


# The API has no pages; it is tried by its own description.
ADDRESSES = sorted(
    {each for each in addresses(get_resolver()) if "^" not in each and "/api/" not in each}
)
OPEN_TO_ALL = {
    "/account/login/",
    "/account/logout/",
    "/account/inactive/",
    "/account/outside/cancelled/",
    "/account/outside/error/",
    "/account/signup/",
    "/health/live",
    "/health/ready",
    "/language/",
    "/metrics",
}


class Page(html.parser.HTMLParser):
    """What a page holds that it may not, and how it is built."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.faults: list[str] = []
        self.tags: list[str] = []
        self.inside_script = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        given = dict(attrs)
        self.faults += [name for name in given if name == "style" or name.startswith("on")]
        self.faults += [value for value in given.values() if value and REMOTE.match(value)]
        if tag == "style":
            self.faults.append("<style>")
        data = given.get("type") == "application/json"
        if tag == "script" and "src" not in given and not data:
            self.faults.append("<script>")


@pytest.mark.parametrize("name", templates())
def test_no_template_leads_elsewhere_or_holds_a_style_or_a_script(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    assert REMOTE.findall(text) == []
    assert Page(text).faults == []


def test_the_addresses_are_found() -> None:
    assert {"/", "/clauses/MUF-10.3/", "/account/sessions/"} <= set(ADDRESSES)


@pytest.mark.parametrize("path", ADDRESSES)
def test_a_stranger_sees_only_the_door(client: Client, db: None, path: str) -> None:
    response = client.get(path)
    if path in OPEN_TO_ALL or response.status_code in {404, 405}:
        return
    assert response.status_code == 302
    assert response["Location"].startswith("/account/login/")


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("path", ADDRESSES)
def test_every_page_keeps_to_its_own(signed_in: Client, path: str, language: str) -> None:
    signed_in.cookies["language"] = language
    response = signed_in.get(path)
    assert response.status_code < 500
    assert "'unsafe" not in response["Content-Security-Policy"]
    assert "*" not in response["Content-Security-Policy"]
    if response.status_code == 200 and response["Content-Type"].startswith("text/html"):
        page = Page(response.text)
        assert page.faults == []
        assert page.tags.count("h1") == 1
        assert page.tags.count("main") == 1
        assert f'lang="{language}"' in response.text


def test_every_text_has_its_english() -> None:
    done = subprocess.run(
        [sys.executable, "scripts/messages.py", "--check"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_what_is_served_was_made_here_and_leads_nowhere() -> None:
    served = [path for path in settings.STATIC_ROOT.rglob("*") if path.suffix in {".css", ".svg"}]
    assert len(served) >= 4
    for path in served:
        text = path.read_text(encoding="utf-8")
        assert re.findall(r"(?:url\(|@import)\s*[\"']?(?:https?:)?//", text) == []


def test_what_is_served_is_named_by_content_and_compressed() -> None:
    css = list((settings.STATIC_ROOT / "web").glob("frame.*.css"))
    assert len(css) == 1
    assert css[0].with_suffix(".css.br").exists()
    assert css[0].with_suffix(".css.gz").exists()


def test_the_lock_names_no_registry() -> None:
    text = (ROOT / WEB / "frontend/package-lock.json").read_text(encoding="utf-8")
    assert '"resolved"' not in text
    assert '"integrity"' in text


def test_every_clause_has_its_page(signed_in: Client) -> None:
    for clause_id in rulebook.current().clauses:
        response = signed_in.get(f"/clauses/{clause_id}/")
        assert response.status_code == 200
        assert clause_id in response.text
