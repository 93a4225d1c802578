"""Load the pages and the API of a demonstration on this machine, and print what came of it.

    ringfence demo && python scripts/load.py [--seconds 10]

Needs wrk (Debian: `apt-get install wrk`). Serves the home folder as `ringfence serve` does, on a
free port, with one endpoint more (`load_server.py`). Each page is asked by one person alone, which
gives the server's time, and by eight at once. Each call of the API is signed beforehand and sent
once: eight clients at once, in rounds, the kinds in turn. Only answers of 200 count.
"""

import argparse
import base64
import contextlib
import os
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.parse import urlencode

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

_HERE = Path(__file__).parent
_TOGETHER = 8
_CALLS_A_SECOND = 4_000
_AGENCY = "SAMPLE0001"
_CLIENT = "load"
_SCOPES = ["desk.read", "fund.read", "run.read"]
_PERSON = "sample-accountant"
_PURPOSE = "purpose=RECONCILIATION"


@dataclass(frozen=True)
class Measure:
    """What wrk measured: answers a second, and microseconds that half and 99 % stayed under."""

    rate: float
    half: int
    most: int


def main() -> None:
    """Measure and print two tables in Markdown."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seconds", type=int, default=5, help="of each measure")
    parser.add_argument("--only", choices=["pages", "calls"], help="not both")
    parser.add_argument("--rounds", type=int, default=5, help="of the API's measures")
    arguments = parser.parse_args()
    os.environ["RINGFENCE_SECOND_FACTOR"] = "off"
    os.environ["DJANGO_SETTINGS_MODULE"] = "ringfence.interfaces.web.settings"
    from ringfence.installation.database import open_database

    open_database()
    with tempfile.TemporaryDirectory() as folder, served() as host:
        if arguments.only != "calls":
            print_pages(host, Path(folder), arguments.seconds)
        if arguments.only != "pages":
            print_calls(host, Path(folder), arguments.seconds, arguments.rounds)


@contextlib.contextmanager
def served() -> Iterator[str]:
    """Yield where the application is served: two workers of four threads, as `ringfence serve`."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        host = f"127.0.0.1:{free.getsockname()[1]}"
    program = [
        str(Path(sys.executable).parent / "granian"), "--interface", "wsgi", "--no-log",
        "--port", host.partition(":")[2], "--workers", "2", "--blocking-threads", "4",
        "--backpressure", "64", "load_server:application",
    ]  # fmt: skip
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(_HERE), *sys.path[1:]])}
    log = subprocess.DEVNULL
    server = subprocess.Popen(program, env=environment, stdout=log, stderr=log)
    try:
        answer_wait(f"http://{host}/health/live")
        yield host
    finally:
        server.terminate()
        server.wait()


def answer_wait(url: str) -> None:
    """Return once the server answers."""
    for _ in range(100):
        with contextlib.suppress(OSError), urllib.request.urlopen(url):  # noqa: S310
            return
        time.sleep(0.2)
    sys.exit("The server does not answer.")


def wrk(host: str, calls: Path, together: int, seconds: int) -> Measure:
    """Return what wrk measures; ends the program where an answer was none."""
    program = ["wrk", "-t1", f"-c{together}", f"-d{seconds}s", f"-s{_HERE / 'load.lua'}"]
    done = subprocess.run(
        [*program, f"http://{host}", "--", str(calls)], check=True, capture_output=True, text=True
    )
    line = next(line for line in done.stdout.splitlines() if line.startswith("RESULT"))
    count, microseconds, wrong, half, most = (int(word) for word in line.split()[1:])
    if wrong or not count:
        sys.exit(f"{wrong} of {count} answers were none:\n{calls.read_text()[:200]}")
    return Measure(count / microseconds * 1e6, half, most)


def request_text(host: str, path: str, headers: dict[str, str]) -> str:
    """Return a request as it is sent."""
    lines = [f"GET {path} HTTP/1.1", f"Host: {host}"]
    return "\r\n".join([*lines, *(f"{name}: {text}" for name, text in headers.items()), "", ""])


def print_pages(host: str, folder: Path, seconds: int) -> None:
    """Print how long each page takes for one person, and how many are shown when eight ask."""
    cookie = {"Cookie": cookie_of(host, _PERSON)}
    print("| page | alone: half under | 99 % under | eight at once: a second | 99 % under |")
    print("| --- | --- | --- | --- | --- |")
    for name, path in page_paths():
        calls = folder / "page"
        calls.write_text(request_text(host, path, cookie), encoding="utf-8")
        wrk(host, calls, _TOGETHER, 1)
        alone, many = (wrk(host, calls, count, seconds) for count in (1, _TOGETHER))
        print(
            f"| {name} | {ms(alone.half)} | {ms(alone.most)} | {many.rate:,.0f} | {ms(many.most)} |"
        )


def ms(microseconds: int) -> str:
    """Return microseconds as milliseconds."""
    return f"{microseconds / 1000:,.1f} ms"


def cookie_of(host: str, code: str) -> str:
    """Return the cookie of one of the sample's people, who signs in as people do."""
    from django.conf import settings

    from ringfence.demo.sign_ins import sign_ins_ready
    from ringfence.installation.config import config

    passwords = {each.code: each.password for each in sign_ins_ready(config().home / "demo")}
    if code not in passwords:
        sys.exit("There is no demonstration in this home folder; make one: ringfence demo")
    cookies = CookieJar()
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(cookies))
    url = f"http://{host}/account/login/"
    token = re.search(r'csrfmiddlewaretoken" value="(\w+)"', browser.open(url).read().decode())
    assert token
    form = {"login": code, "password": passwords[code], "csrfmiddlewaretoken": token[1]}
    browser.open(url, urlencode(form).encode())
    held = {cookie.name: cookie.value for cookie in cookies}
    return f"{settings.SESSION_COOKIE_NAME}={held[settings.SESSION_COOKIE_NAME]}"


def page_paths() -> list[tuple[str, str]]:
    """Return the pages that are measured, with their addresses in this demonstration."""
    from ringfence.banking.models import OwnAccount, Run

    account = OwnAccount.objects.filter(owner=_AGENCY).order_by("number")[0]
    run = Run.objects.order_by("-item_count")[0]
    fund = f"/funds/{fund_id(account.leaf_id)}/"
    return [
        ("home", "/"),
        ("runs", "/runs/"),
        ("one run", f"/runs/{run.number}/"),
        ("one fund", fund),
        ("its trial balance", f"{fund}trial-balance/"),
        ("a person's statement", f"{fund}statements/{person_id(account.leaf_id)}/?{_PURPOSE}"),
        ("reconciliation", "/reconciliation/"),
        ("search", f"/search/?q={run.number}"),
        ("clauses", "/clauses/"),
    ]


def fund_id(leaf_id: int) -> str:
    """Return the fund that a leaf is of."""
    return asked("SELECT fund_id FROM ledger_leaf WHERE id = %s", leaf_id)


def person_id(leaf_id: int) -> str:
    """Return a person's account of a leaf."""
    return asked(
        "SELECT id FROM ledger_account WHERE leaf_id = %s AND code = 'PERSONAL' LIMIT 1", leaf_id
    )


def asked(statement: str, leaf_id: int) -> str:
    """Return the one value that the database answers."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(statement, [leaf_id])
        return str(cursor.fetchone()[0])


def print_calls(host: str, folder: Path, seconds: int, rounds: int) -> None:
    """Print the rates of the API's calls beside those of the bare endpoint, medians of rounds."""
    from ringfence.desk.models import Duty

    duty = Duty.objects.filter(owed_to=_AGENCY).order_by("id")[0]
    bare = f"?code={_AGENCY}"
    kinds = {
        "bare, one row, below `/api/`": (f"/api/bare{bare}", False),
        "bare, one row, among the pages": (f"/bare/{bare}", False),
        "signed, no row (`/clauses/OP-16.1`)": ("/api/v1/clauses/OP-16.1", True),
        "signed, one row (`/desk/duties/…`)": (f"/api/v1/desk/duties/{duty.id}", True),
    }
    key, key_id = key_registered()
    found: dict[str, list[Measure]] = {name: [] for name in kinds}
    calls = folder / "calls"
    for number in range(rounds):
        for name, (path, is_signed) in kinds.items():
            count = _CALLS_A_SECOND * seconds if is_signed else 1
            texts = (
                request_text(host, path, signed(key, key_id, host, path) if is_signed else {})
                for _ in range(count)
            )
            calls.write_text("".join(texts), encoding="utf-8")
            measure = wrk(host, calls, _TOGETHER, seconds)
            found[name] += [measure] if number else []  # the first round warms up
    bare_rates = [measure.rate for measure in next(iter(found.values()))]
    print("\n| call, eight at once | a second | of bare below `/api/` | half under | 99 % under |")
    print("| --- | --- | --- | --- | --- |")
    for name, measures in found.items():
        shares = (each.rate / of for each, of in zip(measures, bare_rates, strict=True))
        print(
            f"| {name} | {statistics.median(each.rate for each in measures):,.0f} "
            f"| {statistics.median(shares):.2f} "
            f"| {ms(int(statistics.median(each.half for each in measures)))} "
            f"| {ms(int(statistics.median(each.most for each in measures)))} |"
        )


def key_registered() -> tuple[Ed25519PrivateKey, str]:
    """Return a new key of the client that measures, and its id; the client is made at need."""
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

    from ringfence.access.domain import KeyAlgorithm
    from ringfence.access.models import ApiClient, ApiKey
    from ringfence.access.signed_request import key_id_of

    key, now = Ed25519PrivateKey.generate(), datetime.now(UTC)
    spki = key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    facts = {"name": "样例负载", "organisation_id": _AGENCY, "scopes": _SCOPES, "opened_at": now}
    ApiClient.objects.update_or_create(
        code=_CLIENT, defaults={"calls_per_minute": 10**9}, create_defaults=facts
        | {"calls_per_minute": 10**9},
    )  # fmt: skip
    key_id = key_id_of(spki, KeyAlgorithm.ED25519)
    ApiKey.objects.create(
        key_id=key_id, client_id=_CLIENT, algorithm=KeyAlgorithm.ED25519, spki=spki,
        valid_from_at=now - timedelta(minutes=1), valid_until_at=now + timedelta(days=1),
    )  # fmt: skip
    return key, key_id


def signed(key: Ed25519PrivateKey, key_id: str, host: str, path: str) -> dict[str, str]:
    """Return the headers of a call that reads, as docs/standards/signed-calls.md says."""
    import hashlib
    import secrets

    at = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    nonce, nothing = secrets.token_hex(16), hashlib.sha256().hexdigest()
    lines = ("RINGFENCE-1", "GET", path, "", nothing, at, nonce, key_id, host)
    signature = key.sign("\n".join(lines).encode())
    return {
        "Ringfence-Key": key_id,
        "Ringfence-Time": at,
        "Ringfence-Nonce": nonce,
        "Ringfence-Signature": base64.b64encode(signature).decode(),
    }


if __name__ == "__main__":
    main()
