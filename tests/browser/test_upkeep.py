"""Keeping the installation: a program with its key, the keys of exchanges, jobs, a large roster."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from playwright.sync_api import Page

from browser.windows import PHONE, WIDE, enter, look
from ringfence.interfaces.web.pages.rosters import DIRECT_BYTES
from ringfence.kernel.clock import business_date, now
from ringfence.kernel.identity import identity_check_character
from web.served import Served

BOTH = pytest.mark.parametrize("page", [WIDE, PHONE], indirect=True, ids=["wide", "phone"])


@contextmanager
def worker(served: Served) -> Iterator[None]:
    """Run a worker of the installation."""
    environment = {**os.environ, "RINGFENCE_HOME": str(served.home)}
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    words = [sys.executable, "-m", "ringfence", "worker", "--concurrency", "1"]
    with (served.home / "worker.log").open("wb") as log:
        program = subprocess.Popen(words, env=environment, stdout=log, stderr=log)
    try:
        yield
    finally:
        program.terminate()
        program.wait(60)


def large_roster(folder: Path) -> Path:
    """Write a roster that is too large for a page to wait for, its last line without an amount."""
    path = folder / "样例大名册.csv"
    with path.open("w", encoding="utf-8") as file:
        file.write("身份证号码,姓名,金额\n")
        number = 0
        while file.tell() <= DIRECT_BYTES:
            payload = f"149101{1950 + number // 1000:04d}0101{number % 1000:03d}"
            check = identity_check_character(payload)
            file.write(f"{payload}{check},样例甲{number:05d},100.00\n")
            number += 1
        file.write(f"14910119490101001{identity_check_character('14910119490101001')},样例乙,\n")
    return path


def test_a_large_roster_is_checked_while_its_page_is_watched(
    page: Page, served: Served, tmp_path: Path
) -> None:
    enter(page, served, "sample-clerk")
    page.goto(f"{served.base}/rosters/")
    page.fill("#period", "2026-12")
    page.set_input_files("#file", large_roster(tmp_path))
    page.click("#upload button")
    page.wait_for_url("**/rosters/uploads/**")
    page.wait_for_selector("text=后台任务服务没有运行")
    look(page, "roster-waiting")
    with worker(served):
        page.wait_for_selector("text=差错 1 处", timeout=60_000)
    look(page, "roster-checked")


@BOTH
def test_a_program_is_registered_and_its_key_compared_by_eye(page: Page, served: Served) -> None:
    enter(page, served, "sample-security")
    page.goto(f"{served.base}/clients/")
    look(page, "clients-none")
    page.goto(f"{served.base}/clients/register/")
    code = page.locator("#organisations option").first.get_attribute("value")
    page.fill("#organisation", code or "")
    with page.expect_navigation():
        page.press("#organisation", "Enter")
    program = f"sample-{page.viewport_size['width'] if page.viewport_size else 0}"
    page.fill("#id_code", program)
    page.fill("#id_name", "样例程序")
    page.check("input[name=scopes] >> nth=0")
    look(page, "client-register")
    with page.expect_navigation():
        page.click("main form[method=post] button")
    look(page, "client-without-key")
    page.goto(f"{served.base}/clients/of/{program}/key/")
    page.fill("#id_key", Ed25519PrivateKey.generate().public_key().public_bytes_raw().hex())
    page.fill("#id_until_on", f"{business_date(now()) + timedelta(days=20)}")
    with page.expect_navigation():
        page.click("text=显示指纹")
    look(page, "client-key")
    with page.expect_navigation():
        page.click("text=指纹一致，登记")
    page.wait_for_selector("text=即将到期")
    look(page, "client")
    page.goto(f"{served.base}/clients/")
    look(page, "clients")


@BOTH
def test_keys_of_exchanges_and_the_running_are_looked_at(page: Page, served: Served) -> None:
    enter(page, served, "sample-system")
    page.goto(f"{served.base}/keys/")
    look(page, "exchange-keys")
    with page.expect_navigation():
        page.click("tbody a >> nth=0")
    look(page, "exchange-key")
    page.goto(f"{served.base}/jobs/")
    look(page, "jobs")
    page.evaluate("document.documentElement.dataset.kept = 'yes'")
    with page.expect_response(lambda answer: "shown=" in answer.url) as asked:
        pass
    assert asked.value.status in {200, 204}
    assert page.evaluate("document.documentElement.dataset.kept") == "yes"
