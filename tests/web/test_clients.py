"""The pages of API clients: registered, keyed with overlap, closed; seen by those of the area."""

import re
from datetime import timedelta

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.test import Client

from access.acting import sample_areas, sample_insurer
from actors import holder
from ringfence.access.models import ApiClient, ApiKey, Organisation
from ringfence.kernel.clock import business_date, now
from web.acting import ClientOf

SYSTEM = holder("SYSTEM_ADMINISTRATOR", "sample-sys")
SECURITY = holder("SECURITY_ADMINISTRATOR", "sample-sec")
OF_ANOTHER_CITY = holder("SECURITY_ADMINISTRATOR", "sample-city", area="1410")
REGISTER = "/clients/register/?organisation=INS-1401"
FORM = {"code": "sample-program", "name": "样例程序", "calls_per_minute": 60, "scopes": "run.read"}
PAGE = "/clients/of/sample-program/"

pytestmark = [pytest.mark.django_db, pytest.mark.clause("OP-A2")]


@pytest.fixture(autouse=True)
def insurer() -> Organisation:
    """An insurance agency of a city, in a small sample country."""
    sample_areas()
    return sample_insurer()


@pytest.fixture
def security(client_of: ClientOf) -> Client:
    """A security administrator who has registered the sample program."""
    browser = client_of(SECURITY)
    assert browser.post(REGISTER, FORM)["Location"] == PAGE
    return browser


def public_hex() -> str:
    return Ed25519PrivateKey.generate().public_key().public_bytes_raw().hex()


def key_form(key: str, *, days: int = 90) -> dict[str, str]:
    until_on = business_date(now()) + timedelta(days=days)
    return {"algorithm": "ED25519", "key": key, "until_on": until_on.isoformat()}


def add_key(browser: Client, key: str, *, days: int = 90) -> str:
    """Post a key twice, as a person does; return its id."""
    form = key_form(key, days=days)
    shown = re.search(r'name="key_id" value="(\w+)"', browser.post(f"{PAGE}key/", form).text)
    assert shown is not None
    assert browser.post(f"{PAGE}key/", form | {"key_id": shown[1]})["Location"] == PAGE
    return shown[1]


def lasting() -> set[str]:
    keys = ApiKey.objects.filter(valid_until_at__gt=now())
    return set(keys.values_list("key_id", flat=True))


def test_a_program_is_registered_with_scopes_of_its_organisation(security: Client) -> None:
    made = ApiClient.objects.get()
    assert (made.organisation_id, made.scopes, made.calls_per_minute) == (
        "INS-1401",
        ["run.read"],
        60,
    )
    assert "没有有效公钥" in security.get(PAGE).text


def test_no_other_scope_can_be_chosen(security: Client) -> None:
    page = security.post(REGISTER, FORM | {"code": "sample-b", "scopes": "key.change"})
    assert page.status_code == 200
    assert ApiClient.objects.count() == 1
    assert 'value="key.change"' not in page.text


@pytest.mark.clause("OP-23")
def test_a_key_is_shown_with_its_fingerprint_before_it_is_stored(security: Client) -> None:
    key = public_hex()
    page = security.post(f"{PAGE}key/", key_form(key)).text
    shown = re.search(r"<code>((?:[0-9a-f]{4} ?){16})</code>", page)
    assert shown is not None
    assert not ApiKey.objects.exists()
    key_id = add_key(security, key)
    assert shown[1].replace(" ", "").startswith(key_id)
    assert shown[1] in security.get(PAGE).text


@pytest.mark.clause("OP-23")
def test_another_key_than_was_shown_is_shown_again(security: Client) -> None:
    first = add_key(security, public_hex())
    security.post(f"{PAGE}key/", key_form(public_hex()) | {"key_id": first})
    assert ApiKey.objects.count() == 1


@pytest.mark.clause("OP-23")
def test_a_second_key_lasts_beside_the_first_until_that_is_ended(security: Client) -> None:
    old = add_key(security, public_hex())
    new = add_key(security, public_hex())
    assert lasting() == {old, new}
    security.post(f"{PAGE}keys/{old}/end/")
    assert lasting() == {new}


@pytest.mark.clause("OP-23")
def test_a_key_that_ends_soon_is_warned_of(security: Client) -> None:
    add_key(security, public_hex(), days=10)
    assert "即将到期" in security.get(PAGE).text
    assert "即将到期" in security.get("/clients/").text
    add_key(security, public_hex(), days=90)
    assert "即将到期" not in security.get("/clients/").text


@pytest.mark.clause("OP-23")
def test_a_private_key_is_neither_kept_nor_shown(security: Client) -> None:
    secret = Ed25519PrivateKey.generate().private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    answer = security.post(f"{PAGE}key/", key_form(secret.decode()))
    assert answer.status_code == 422
    assert "PRIVATE_KEY_GIVEN" in answer.text
    assert secret.decode().splitlines()[1] not in answer.text


def test_a_closed_client_takes_no_key(security: Client) -> None:
    security.post(f"{PAGE}close/")
    assert ApiClient.objects.get().closed_at is not None
    assert f"{PAGE}key/" not in security.get(PAGE).text
    answer = security.post(f"{PAGE}key/", key_form(public_hex()))
    assert "CLIENT_CLOSED" in answer.text


@pytest.mark.clause("OP-22.1")
def test_others_look_and_do_not_change(security: Client, client_of: ClientOf) -> None:
    key_id = add_key(security, public_hex())
    system = client_of(SYSTEM)
    assert "sample-program" in system.get("/clients/").text
    assert f"{PAGE}key/" not in system.get(PAGE).text
    assert system.post(f"{PAGE}key/", key_form(public_hex())).status_code == 403
    assert system.post(f"{PAGE}keys/{key_id}/end/").status_code == 403
    assert system.post(f"{PAGE}close/").status_code == 403
    assert system.get(REGISTER).status_code == 403
    clerk = client_of(holder("BENEFIT_CLERK", "sample-clerk"))
    assert clerk.get("/clients/").status_code == 403


@pytest.mark.clause("OP-22.1")
def test_an_administrator_of_another_city_sees_none_of_it(
    security: Client, client_of: ClientOf
) -> None:
    key_id = add_key(security, public_hex())
    other = client_of(OF_ANOTHER_CITY)
    assert "sample-program" not in other.get("/clients/").text
    for path in (PAGE, f"{PAGE}key/"):
        assert other.get(path).status_code == 404
    assert other.post(f"{PAGE}keys/{key_id}/end/").status_code == 404
    assert "没有您可以查看的在用机构" in other.get(REGISTER).text


def test_a_key_of_another_client_is_not_ended_here(security: Client) -> None:
    key_id = add_key(security, public_hex())
    security.post(REGISTER, FORM | {"code": "sample-b"})
    assert security.post(f"/clients/of/sample-b/keys/{key_id}/end/").status_code == 404
    assert ApiKey.objects.get().valid_until_at > now()
