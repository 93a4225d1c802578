"""The page of exchange keys: whose, which is in force, what ends soon; nothing is changed there."""

from datetime import timedelta

import pytest

from access.acting import sample_areas, sample_insurer
from actors import holder
from ringfence.banking.models import Bank
from ringfence.crypto.domain import KeyPurpose, Suite
from ringfence.crypto.key import key_generate, public_pem
from ringfence.crypto.models import Key
from ringfence.crypto.services import key_import_public, key_retire
from ringfence.kernel.clock import now
from web.acting import ClientOf

WATCHERS = ("SYSTEM_ADMINISTRATOR", "SECURITY_ADMINISTRATOR", "AUDIT_ADMINISTRATOR")
BANK = "102100000001"

pytestmark = [pytest.mark.django_db, pytest.mark.clause("OP-23")]


def bank_key(*, days: int | None = None, owner: str = BANK, days_ago: int = 0) -> Key:
    """Take in a public key, the sample bank's, which ends so many days later or never."""
    at = now() - timedelta(days=days_ago)
    Bank.objects.get_or_create(code=BANK, defaults={"name": "样例银行甲"})
    return key_import_public(
        pem=public_pem(key_generate(Suite.NATIONAL).public), owner=owner, custodian="样例保管人",
        purpose=KeyPurpose.SIGN, suite=Suite.NATIONAL, actor="sample-sec", at=at,
        usable_until_at=None if days is None else at + timedelta(days=days),
    )  # fmt: skip


@pytest.mark.parametrize("role", WATCHERS)
def test_administrators_see_whose_a_key_is_and_its_fingerprint(
    client_of: ClientOf, role: str
) -> None:
    key = bank_key()
    browser = client_of(holder(role, "sample-admin"))
    assert "样例银行甲" in browser.get("/keys/").text
    page = browser.get(f"/keys/{key.key_id}/").text
    assert key.public().fingerprint in page
    assert "BEGIN PUBLIC KEY" in page
    assert "sample-sec" in page


def test_a_key_of_an_organisation_carries_its_name(client_of: ClientOf) -> None:
    sample_areas()
    agency = sample_insurer()
    bank_key(owner=agency.code)
    page = client_of(holder(WATCHERS[0], "sample-admin")).get("/keys/").text
    assert agency.name in page


@pytest.mark.parametrize(
    ("days", "is_warned"), [(None, False), (90, False), (29, True), (10, True)]
)
def test_a_key_that_ends_soon_is_warned_of(
    client_of: ClientOf, days: int | None, is_warned: bool
) -> None:
    bank_key(days=days)
    page = client_of(holder(WATCHERS[0], "sample-admin")).get("/keys/").text
    assert ("之后不能再用于新文件" in page) is is_warned


def test_a_key_that_has_ended_is_no_longer_in_force(client_of: ClientOf) -> None:
    key = bank_key(days=1, days_ago=9)
    browser = client_of(holder(WATCHERS[0], "sample-admin"))
    assert "已到期" in browser.get("/keys/").text
    assert "<dd>否</dd>" in browser.get(f"/keys/{key.key_id}/").text


def test_former_keys_stand_apart(client_of: ClientOf) -> None:
    key_retire(key_id=bank_key(days=3).key_id, actor="sample-sec", at=now())
    page = client_of(holder(WATCHERS[0], "sample-admin")).get("/keys/").text
    assert "历史密钥" in page
    assert "没有现行密钥" in page
    assert "之后不能再用于新文件" not in page


@pytest.mark.clause("OP-22.1")
def test_others_see_no_key(client_of: ClientOf) -> None:
    key = bank_key()
    clerk = client_of(holder("BENEFIT_CLERK", "sample-clerk"))
    assert clerk.get("/keys/").status_code == 403
    assert clerk.get(f"/keys/{key.key_id}/").status_code == 403


def test_an_unknown_key_is_told(client_of: ClientOf) -> None:
    page = client_of(holder(WATCHERS[0], "sample-admin")).get(f"/keys/{'0' * 32}/").text
    assert "KEY_UNKNOWN" in page
