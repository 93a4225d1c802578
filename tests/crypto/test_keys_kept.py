"""Keys in the database: versions, states, custodians, and a record of every act."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.db import DatabaseError, connection, transaction

from ringfence.crypto import selectors, services
from ringfence.crypto.domain import KeyEvent, KeyPurpose, KeyState, Suite
from ringfence.crypto.key import key_generate, public_pem
from ringfence.crypto.models import Key, KeyRecord
from ringfence.crypto.refusals import (
    KeyAlreadyHeld,
    KeyCustodianMissing,
    KeyMissing,
    KeyNeverUsable,
    KeyNotOurs,
    KeyNotUsable,
    KeyTransitionWrong,
    KeyUnknown,
    MasterKeyWrong,
    NotForThisRecipient,
)
from ringfence.installation.config import config

AT = datetime(2022, 1, 20, 2, 0, tzinfo=UTC)
LATER = AT + timedelta(days=30)
AGENCY, BANK = "YLBX0001", "105161000012"

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_home(home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An installation whose home has nothing yet."""
    monkeypatch.setattr(config(), "home", home)
    monkeypatch.setattr(config(), "master_key", None)
    return home


def _create(
    owner: str = AGENCY,
    purpose: KeyPurpose = KeyPurpose.SIGN,
    custodian: str = "P01",
    suite: Suite = Suite.NATIONAL,
    until: datetime | None = None,
) -> Key:
    return services.key_create(
        owner=owner,
        custodian=custodian,
        purpose=purpose,
        suite=suite,
        actor="P02",
        at=AT,
        usable_until_at=until,
    )


def _import(owner: str = BANK, purpose: KeyPurpose = KeyPurpose.ENCRYPT) -> Key:
    return services.key_import_public(
        pem=public_pem(key_generate(Suite.NATIONAL).public),
        owner=owner,
        custodian="P01",
        purpose=purpose,
        suite=Suite.NATIONAL,
        actor="P02",
        at=AT,
    )


def _events(key: Key) -> list[tuple[str, str, datetime]]:
    return [(record.event, record.actor, record.at) for record in key.records.order_by("id")]


@pytest.mark.clause("OP-23")
def test_a_key_has_a_named_custodian_and_an_owner() -> None:
    assert _create().custodian == "P01"
    with pytest.raises(KeyCustodianMissing):
        _create(owner="YLBX0002", custodian=" ")
    with pytest.raises(KeyCustodianMissing):
        _create(owner="")
    with pytest.raises(KeyCustodianMissing):
        _create(custodian="P" * 65)


@pytest.mark.parametrize("until", [AT, AT - timedelta(days=1)])
def test_a_key_that_ends_before_it_begins_is_refused(until: datetime) -> None:
    with pytest.raises(KeyNeverUsable):
        _create(until=until)


@pytest.mark.clause("OP-23")
@pytest.mark.parametrize("suite", list(Suite))
def test_the_private_half_is_locked_at_rest_and_comes_back(suite: Suite) -> None:
    key = _create(suite=suite)
    whole = selectors.signing_key(owner=AGENCY, suite=suite, at=AT)
    assert key.locked_secret is not None
    assert whole.secret not in bytes(key.locked_secret)
    whole.public.verify(b"message", whole.sign(b"message"))


def test_without_the_master_key_nothing_is_signed(own_home: Path) -> None:
    _create()
    (own_home / "master.key").unlink()
    with pytest.raises(MasterKeyWrong):
        selectors.signing_key(owner=AGENCY, suite=Suite.NATIONAL, at=AT)
    with pytest.raises(MasterKeyWrong):
        _create(purpose=KeyPurpose.ENCRYPT)
    assert not (own_home / "master.key").exists()


@pytest.mark.clause("OP-23")
def test_rotation_makes_the_next_version_and_retires_the_old() -> None:
    old = _create()
    new = services.key_rotate(key_id=old.key_id, custodian="P03", actor="P02", at=LATER)
    old.refresh_from_db()
    assert (old.version, old.state) == (1, KeyState.RETIRED)
    assert (new.version, new.state, new.custodian) == (2, KeyState.ACTIVE, "P03")
    assert _events(old) == [(KeyEvent.CREATE, "P02", AT), (KeyEvent.ROTATE, "P02", LATER)]
    assert _events(new) == [(KeyEvent.CREATE, "P02", LATER)]
    signer = selectors.signing_key(owner=AGENCY, suite=Suite.NATIONAL, at=LATER)
    assert signer.public.key_id.hex() == new.key_id


def test_a_second_active_key_for_the_same_use_is_refused() -> None:
    key = _create()
    with pytest.raises(KeyAlreadyHeld) as caught:
        _create()
    assert caught.value.facts["key"] == key.key_id
    _create(purpose=KeyPurpose.ENCRYPT)
    _create(suite=Suite.INTERNATIONAL)


def test_one_public_key_is_taken_in_once() -> None:
    own = _create()
    with pytest.raises(KeyAlreadyHeld):
        services.key_import_public(
            pem=public_pem(own.public()),
            owner=BANK,
            custodian="P01",
            purpose=KeyPurpose.SIGN,
            suite=Suite.NATIONAL,
            actor="P02",
            at=AT,
        )


def test_another_partys_key_encrypts_but_never_signs_or_rotates() -> None:
    key = _import()
    found = selectors.encryption_key(owner=BANK, suite=Suite.NATIONAL, at=AT)
    assert found.key_id.hex() == key.key_id
    with pytest.raises(KeyNotOurs):
        services.key_rotate(key_id=key.key_id, custodian="P01", actor="P02", at=LATER)
    _import(purpose=KeyPurpose.SIGN)
    with pytest.raises(KeyNotOurs):
        selectors.signing_key(owner=BANK, suite=Suite.NATIONAL, at=AT)


def test_a_partys_next_key_follows_when_its_last_is_retired() -> None:
    first = _import()
    with pytest.raises(KeyAlreadyHeld):
        _import()
    services.key_retire(key_id=first.key_id, actor="P02", at=LATER)
    assert _import().version == 2


@pytest.mark.clause("OP-23")
def test_a_retired_or_expired_key_makes_nothing_new() -> None:
    _create(until=LATER)
    with pytest.raises(KeyNotUsable):
        selectors.signing_key(owner=AGENCY, suite=Suite.NATIONAL, at=LATER)
    key = selectors.key_list()[0]
    services.key_retire(key_id=key.key_id, actor="P02", at=AT)
    with pytest.raises(KeyMissing):
        selectors.signing_key(owner=AGENCY, suite=Suite.NATIONAL, at=AT)
    with pytest.raises(KeyTransitionWrong):
        services.key_retire(key_id=key.key_id, actor="P02", at=AT)


def test_an_unknown_key_is_refused() -> None:
    with pytest.raises(KeyUnknown):
        services.key_revoke(key_id="00" * 16, actor="P02", at=AT)
    with pytest.raises(KeyUnknown):
        selectors.key_get("00" * 16)


@pytest.mark.clause("OP-22.2", "OP-23")
def test_a_file_sealed_before_a_rotation_opens_after_it_and_not_after_revocation(
    file_of: Callable[[bytes], Path], tmp_path: Path
) -> None:
    source, sealed, target = file_of(b"content"), tmp_path / "sealed", tmp_path / "opened"
    signing = _create()
    receiving = _create(owner="YLBX0002", purpose=KeyPurpose.ENCRYPT)
    services.envelope_seal(
        source=source,
        target=sealed,
        sender=AGENCY,
        recipient="YLBX0002",
        suite=Suite.NATIONAL,
        at=AT,
    )
    for key in (signing, receiving):
        services.key_rotate(key_id=key.key_id, custodian="P01", actor="P02", at=LATER)
    received = services.envelope_open(source=sealed, target=target, at=LATER)
    assert (received.sender, received.recipient) == (AGENCY, "YLBX0002")
    assert target.read_bytes() == b"content"
    target.unlink()
    services.key_revoke(key_id=signing.key_id, actor="P02", at=LATER)
    with pytest.raises(KeyNotUsable, match="VERIFY"):
        services.envelope_open(source=sealed, target=target, at=LATER)
    services.key_revoke(key_id=receiving.key_id, actor="P02", at=LATER)
    with pytest.raises(KeyNotUsable, match="DECRYPT"):
        services.envelope_open(source=sealed, target=target, at=LATER)
    assert not target.exists()


def test_a_file_for_a_partner_cannot_be_opened_here(
    file_of: Callable[[bytes], Path], tmp_path: Path
) -> None:
    _create()
    _import()
    services.envelope_seal(
        source=file_of(b"content"),
        target=tmp_path / "sealed",
        sender=AGENCY,
        recipient=BANK,
        suite=Suite.NATIONAL,
        at=AT,
    )
    with pytest.raises(NotForThisRecipient):
        services.envelope_open(source=tmp_path / "sealed", target=tmp_path / "opened", at=AT)


@pytest.mark.clause("OP-23")
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE crypto_keyrecord SET actor = 'P09'",
        "DELETE FROM crypto_keyrecord",
        "TRUNCATE crypto_keyrecord",
        "UPDATE crypto_key SET custodian = 'P09'",
        "UPDATE crypto_key SET purpose = 'ENCRYPT'",
        "DELETE FROM crypto_key",
        "TRUNCATE crypto_key CASCADE",
    ],
)
def test_the_database_keeps_keys_and_records_as_they_were_written(statement: str) -> None:
    _create()
    connection.check_constraints()
    with (
        pytest.raises(DatabaseError, match="never changed"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
    assert KeyRecord.objects.count() == Key.objects.count() == 1


@pytest.mark.clause("OP-23")
def test_the_database_lets_no_key_come_back() -> None:
    key = _create()
    services.key_revoke(key_id=key.key_id, actor="P02", at=LATER)
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        Key.objects.filter(key_id=key.key_id).update(state=KeyState.ACTIVE)
