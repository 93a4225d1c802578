"""A program's call counts when a key that holds signed just this call, once, in time."""

import base64
import re
import textwrap
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from gmssl import func, sm2

from access.acting import AT, SECURITY, SYSTEM, sample_areas, sample_insurer
from actors import holder
from ringfence.access import calls
from ringfence.access.actor import Actor, NotPermitted
from ringfence.access.call_rate import CallRate
from ringfence.access.calls import nonces_sweep, signed_request_check
from ringfence.access.client_refusals import (
    ApiKeyKnown,
    ApiKeyNeverHolds,
    ApiKeyUnknown,
    CallNotTrusted,
    CallOutOfTime,
    CallRepeated,
    CallsTooMany,
    ClientClosed,
    ClientCodeWrong,
    ClientKnown,
    ClientUnknown,
    ScopeNotForClients,
)
from ringfence.access.clients import (
    api_key_add,
    api_key_end,
    client_close,
    client_open,
)
from ringfence.access.domain import KeyAlgorithm
from ringfence.access.key_material import spki_of
from ringfence.access.models import ApiKey, ApiNonce
from ringfence.access.organisations import organisation_close
from ringfence.access.signed_request import (
    SignedRequest,
    key_id_of,
    signature_is_right,
    signed_text,
)
from ringfence.crypto.domain import Suite
from ringfence.crypto.key import PrivateKey, key_generate, public_pem
from ringfence.crypto.refusals import KeyMaterialWrong
from ringfence.installation.prepared import prepared_row
from ringfence.kernel.refusal import Refusal

pytestmark = [pytest.mark.django_db, pytest.mark.clause("OP-A2")]

ROOT = Path(__file__).parents[2]
SKEW = timedelta(minutes=5)
DAY = timedelta(days=1)
SECOND = timedelta(seconds=1)
ED25519, SM2 = KeyAlgorithm.ED25519, KeyAlgorithm.SM2


@dataclass(frozen=True)
class Program:
    """The other side: what signs as the standard says, and its key's PEM."""

    algorithm: KeyAlgorithm
    key: Ed25519PrivateKey | PrivateKey
    key_id: str = ""

    @property
    def pem(self) -> str:
        if isinstance(self.key, PrivateKey):
            return public_pem(self.key.public)
        form = serialization.PublicFormat.SubjectPublicKeyInfo
        return self.key.public_key().public_bytes(serialization.Encoding.PEM, form).decode()

    def call(self, **other: object) -> SignedRequest:
        request = SignedRequest(
            method="GET",
            host="ringfence.example",
            path="/api/v1/runs/7",
            query="state=SENT&after=3",
            body=b"",
            key_id=self.key_id,
            signed_at="2026-03-02T01:00:00Z",
            nonce="nonce-0123456789",
            signature="",
        )
        return self.signed(replace(request, **other))  # type: ignore[arg-type]

    def signed(self, request: SignedRequest) -> SignedRequest:
        signature = self.key.sign(signed_text(request, self.algorithm))
        return replace(request, signature=base64.b64encode(signature).decode())


def opened(**other: object) -> None:
    facts: dict[str, object] = {
        "code": "payroll",
        "name": "样例业务系统",
        "organisation_code": "INS-1401",
        "scopes": ["run.read", "roster.import"],
        "calls_per_minute": 60,
        "actor": SECURITY,
        "at": AT,
    }
    client_open(**(facts | other))  # type: ignore[arg-type]


def keyed(algorithm: KeyAlgorithm = ED25519, **other: object) -> Program:
    key = Ed25519PrivateKey.generate() if algorithm is ED25519 else key_generate(Suite.NATIONAL)
    program = Program(algorithm, key)
    facts: dict[str, object] = {
        "client_code": "payroll",
        "algorithm": algorithm,
        "pem": program.pem,
        "valid_until_at": AT + DAY,
        "actor": SECURITY,
        "at": AT,
    }
    added = api_key_add(**(facts | other))  # type: ignore[arg-type]
    return replace(program, key_id=added.key_id)


@pytest.fixture(autouse=True)
def client() -> None:
    sample_areas()
    sample_insurer()
    opened()


def check(request: SignedRequest, at: object = AT) -> Actor:
    return signed_request_check(request=request, at=at, skew=SKEW).actor  # type: ignore[arg-type]


@pytest.mark.parametrize("algorithm", [ED25519, SM2])
def test_a_signed_call_acts_with_its_scopes_in_its_organisations_name(
    algorithm: KeyAlgorithm,
) -> None:
    actor = check(keyed(algorithm).call())
    assert actor.code == "api:payroll"
    assert actor.may("roster.import", organisation="INS-1401", area="140105")
    assert not actor.may("roster.import", area="1410")
    assert not actor.may("run.approve")


def test_the_published_example_is_what_is_signed_and_verified() -> None:
    page = (ROOT / "docs/standards/signed-calls.md").read_text(encoding="utf-8")
    blocks = re.findall(r"(?:^    .+\n)+", page.partition("## An example")[2] + "\n", re.M)
    text, signature = (textwrap.dedent(block).strip() for block in blocks)
    lines = text.split("\n")
    key = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
    program = Program(ED25519, key)
    spki = spki_of(program.pem, ED25519)
    request = replace(
        program.call(path=lines[2], query=lines[3], key_id=lines[7]), signature=signature
    )
    assert lines[7] == key_id_of(spki, ED25519)
    assert signed_text(request, ED25519).decode() == text
    assert signature_is_right(request, algorithm=ED25519, spki=spki)


def test_an_independent_sm2_signs_what_we_verify() -> None:
    """The signed text is signed by another implementation, from the documented nine lines."""
    program = keyed(SM2)
    assert isinstance(program.key, PrivateKey)
    request = program.call()
    text = "\n".join(
        (
            "RINGFENCE-1",
            "GET",
            "/api/v1/runs/7",
            "state=SENT&after=3",
            # SM3 of nothing, as GB/T 32905 gives it.
            "1ab21d8355cfa17f8e61194831e81a8f22bec8c728fefb747ed035eb5082aa2b",
            "2026-03-02T01:00:00Z",
            "nonce-0123456789",
            program.key_id,
            "ringfence.example",
        )
    ).encode()
    assert signed_text(request, SM2) == text
    point = program.key.public.spki[-64:].hex()
    other = sm2.CryptSM2(private_key=program.key.secret.hex(), public_key=point, asn1=True)
    signature = bytes.fromhex(other.sign_with_sm3(text, func.random_hex(64)))
    check(replace(request, signature=base64.b64encode(signature).decode()))


@pytest.mark.parametrize(
    "change",
    [
        {"method": "POST"},
        {"host": "other.example"},
        {"path": "/api/v1/runs/8"},
        {"query": "state=SENT&after=4"},
        {"query": ""},
        {"body": b"{}"},
        {"signed_at": "2026-03-02T01:00:01Z"},
        {"nonce": "nonce-0123456780"},
        {"signature": ""},
        {"signature": "not base64"},
        {"signature": base64.b64encode(b"\x30\x00").decode()},
        {"key_id": "0" * 32},
        {"nonce": "short"},
    ],
)
@pytest.mark.parametrize("algorithm", [ED25519, SM2])
def test_a_call_that_differs_from_what_was_signed_is_not_trusted(
    algorithm: KeyAlgorithm, change: dict[str, object]
) -> None:
    request = keyed(algorithm).call()
    with pytest.raises(CallNotTrusted):
        check(replace(request, **change))  # type: ignore[arg-type]
    assert not ApiNonce.objects.exists()
    check(request)


def test_a_call_signed_with_another_key_is_not_trusted() -> None:
    mine, other = keyed(), keyed()
    request = other.signed(mine.call())
    with pytest.raises(CallNotTrusted):
        check(request)


def test_a_call_counts_once() -> None:
    program = keyed()
    check(program.call())
    for at in (AT, AT + SKEW):
        with pytest.raises(CallRepeated):
            check(program.call(), at)
    with pytest.raises(CallRepeated):
        check(keyed().call())
    check(program.call(nonce="nonce-of-another-call"))


@pytest.mark.parametrize("late", [SKEW, -SKEW])
def test_a_call_counts_up_to_the_skew_and_not_beyond(late: timedelta) -> None:
    program = keyed(valid_from_at=AT - DAY)
    check(program.call(), AT + late)
    beyond = late + (SECOND if late > timedelta(0) else -SECOND)
    with pytest.raises(CallOutOfTime):
        check(program.call(nonce="nonce-of-another-call"), AT + beyond)


@pytest.mark.parametrize("text", ["", "2026-03-02 01:00:00", "2026-03-02T09:00:00+08:00"])
def test_an_instant_of_another_form_is_out_of_time(text: str) -> None:
    with pytest.raises(CallOutOfTime):
        check(keyed().call(signed_at=text))


def test_a_nonce_is_swept_only_when_its_call_can_no_longer_come_back() -> None:
    program = keyed(valid_from_at=AT - DAY)
    early = program.call()
    check(early, AT - SKEW)
    assert nonces_sweep(at=AT + SKEW, skew=SKEW) == 0
    with pytest.raises(CallRepeated):
        check(early, AT + SKEW)
    assert nonces_sweep(at=AT + SKEW + SECOND, skew=SKEW) == 1
    with pytest.raises(CallOutOfTime):
        check(early, AT + SKEW + SECOND)


def test_a_key_remembers_its_last_use_when_its_calls_are_swept() -> None:
    program = keyed(valid_from_at=AT - DAY)
    key = ApiKey.objects.get()
    assert key.last_used_at is None
    for number, at in enumerate((AT - SECOND, AT, AT - 2 * SECOND)):
        check(program.call(nonce=f"nonce-of-a-call-{number}"), at)
    nonces_sweep(at=AT + DAY, skew=SKEW)
    nonces_sweep(at=AT + DAY, skew=SKEW)
    key.refresh_from_db()
    assert key.last_used_at == AT


@pytest.mark.clause("OP-23")
def test_a_new_key_overlaps_the_old_one_until_that_ends() -> None:
    old = keyed(valid_until_at=AT + 2 * SECOND)
    new = keyed(valid_from_at=AT + SECOND)

    def counts(program: Program, after: int) -> bool:
        try:
            check(program.call(nonce=f"nonce-{after}-{program.key_id[:9]}"), AT + after * SECOND)
        except CallNotTrusted:
            return False
        return True

    assert [(counts(old, after), counts(new, after)) for after in range(3)] == [
        (True, False),
        (True, True),
        (False, True),
    ]


def test_an_ended_key_a_closed_client_and_a_closed_organisation_are_not_trusted() -> None:
    ended, kept = keyed(), keyed()
    api_key_end(key_id=ended.key_id, actor=SECURITY, at=AT)
    with pytest.raises(CallNotTrusted):
        check(ended.call())
    check(kept.call())
    organisation_close(code="INS-1401", on=date(2026, 3, 3), actor=SYSTEM, at=AT)
    tomorrow = kept.call(nonce="nonce-of-tomorrow", signed_at="2026-03-02T16:00:00Z")
    with pytest.raises(CallNotTrusted):
        check(tomorrow, AT + timedelta(hours=15))
    client_close(code="payroll", actor=SECURITY, at=AT + SECOND)
    with pytest.raises(CallNotTrusted):
        check(kept.call(nonce="nonce-of-a-closed"), AT + SECOND)


@pytest.mark.parametrize(
    ("other", "refusal"),
    [
        ({"actor": SYSTEM}, NotPermitted),
        ({"actor": holder("SECURITY_ADMINISTRATOR", "sec", area="1410")}, NotPermitted),
        ({"code": "Pay Roll"}, ClientCodeWrong),
        ({}, ClientKnown),
        ({"code": "second", "scopes": ["membership.grant"]}, ScopeNotForClients),
        ({"code": "second", "scopes": ["run.burn"]}, ScopeNotForClients),
        ({"code": "second", "scopes": ["rider.open"]}, ScopeNotForClients),
    ],
)
def test_a_client_that_cannot_be_is_not_opened(
    other: dict[str, object], refusal: type[Refusal]
) -> None:
    with pytest.raises(refusal):
        opened(**other)


def test_a_key_is_of_its_kind_and_known_once() -> None:
    first = keyed()
    with pytest.raises(ApiKeyKnown):
        keyed(pem=first.pem)
    for algorithm, pem in ((SM2, first.pem), (ED25519, "no pem")):
        with pytest.raises(KeyMaterialWrong):
            keyed(algorithm, pem=pem)
    with pytest.raises(ApiKeyNeverHolds):
        keyed(valid_until_at=AT)
    with pytest.raises(ApiKeyUnknown):
        api_key_end(key_id="0" * 32, actor=SECURITY, at=AT)
    with pytest.raises(ClientUnknown):
        keyed(client_code="nobody")
    client_close(code="payroll", actor=SECURITY, at=AT)
    with pytest.raises(ClientClosed):
        keyed()


def test_a_call_with_a_key_that_was_seen_before_takes_one_statement(
    django_assert_num_queries: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = keyed()
    check(program.call())
    asked: list[str] = []

    def noted(statement: str, values: dict[str, object]) -> object:
        asked.append(statement)
        return prepared_row(statement, values)  # type: ignore[arg-type]

    monkeypatch.setattr(calls, "prepared_row", noted)
    with django_assert_num_queries(0):  # type: ignore[operator]
        check(program.call(nonce="nonce-of-another-call"))
    assert len(asked) == 1


def test_a_client_makes_its_calls_of_a_minute_and_waits_for_the_next() -> None:
    rate = CallRate()
    for _ in range(2):
        rate.require(client="payroll", calls_per_minute=2, at=AT + 30 * SECOND)
    with pytest.raises(CallsTooMany) as refused:
        rate.require(client="payroll", calls_per_minute=2, at=AT + 30 * SECOND)
    assert refused.value.facts["wait_seconds"] == 30
    rate.require(client="other", calls_per_minute=2, at=AT + 30 * SECOND)
    rate.require(client="payroll", calls_per_minute=2, at=AT + 60 * SECOND)
