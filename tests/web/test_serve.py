"""`ringfence serve`: it starts, outlives a restart of the database, and ends when asked."""

import stat
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from web.served import Browser, Served, serving


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The pages of a new installation."""
    with serving(tmp_path_factory.mktemp("served") / "home") as running:
        running.make_user("yangli01")
        yield running


def test_a_person_signs_in_and_out_as_the_run_time_role(served: Served) -> None:
    browser = Browser(served.base)
    status, page = browser.sign_in("yangli01")
    assert (status, "待办" in page) == (200, True)


def test_the_signing_key_is_the_installations_own_and_its_owners_alone(served: Served) -> None:
    key = served.home / "secret.key"
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    assert len(key.read_text().strip()) == 64


def test_static_files_are_served_compressed_and_for_ever(served: Served) -> None:
    browser = Browser(served.base)
    page = browser.get("/account/login/")[1]
    path = page.partition('rel="stylesheet" href="')[2].partition('"')[0]
    browser.opener.addheaders = [("Accept-Encoding", "br")]
    with browser.opener.open(served.base + path) as response:
        assert response.headers["Content-Encoding"] == "br"
        assert "immutable" in response.headers["Cache-Control"]


def test_a_restart_of_the_database_fails_no_page(served: Served) -> None:
    browser = Browser(served.base)
    browser.sign_in("yangli01")
    statuses: list[int] = []
    over = threading.Event()

    def read() -> None:
        while not over.is_set():
            statuses.append(browser.get("/clauses/MUF-10.3/")[0])

    reader = threading.Thread(target=read)
    reader.start()
    while len(statuses) < 5:
        over.wait(0.01)
    served.database.stop()
    served.database.start()
    seen = len(statuses)
    while len(statuses) < seen + 5:
        over.wait(0.01)
    over.set()
    reader.join()
    assert set(statuses) == {200}


def test_it_ends_when_it_is_asked(served: Served) -> None:
    assert served.stop() == 0
    with pytest.raises(OSError, match=r"refused|reset"):
        Browser(served.base).get("/health/live")


def test_what_it_wrote_names_nobody(served: Served) -> None:
    written = Path(served.home / "serve.log").read_text(encoding="utf-8")
    assert '"route": "account/login/"' in written
    assert "yangli01" not in written
    assert "样例甲" not in written
