"""Keys made, taken in, rotated, retired, revoked; files sealed and opened with them."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from django.db import transaction
from django.db.models import Max

from ringfence.crypto import selectors
from ringfence.crypto.domain import (
    KEYS_ARE_KEPT,
    KeyEvent,
    KeyPurpose,
    KeyState,
    Suite,
    next_state,
)
from ringfence.crypto.envelope_read import OpenedFile, open_file
from ringfence.crypto.envelope_write import SealedFile, seal_file, seal_stream
from ringfence.crypto.key import PublicKey, key_generate, public_from_pem
from ringfence.crypto.master import lock, master_key
from ringfence.crypto.models import NAME_LENGTH, Key, KeyRecord
from ringfence.crypto.refusals import (
    KeyAlreadyHeld,
    KeyCustodianMissing,
    KeyNeverUsable,
    KeyNotOurs,
    KeyUnknown,
)


@transaction.atomic
def key_create(
    *,
    owner: str,
    custodian: str,
    purpose: KeyPurpose,
    suite: Suite,
    actor: str,
    at: datetime,
    usable_until_at: datetime | None = None,
) -> Key:
    """Return a new key of our own, ACTIVE at once, its private half locked at rest.

    Usable from `at` (inclusive) to `usable_until_at` (exclusive; None: until rotated).
    Refuses: MasterKeyWrong, KeyCustodianMissing, KeyNeverUsable, KeyAlreadyHeld (rotate instead).
    Source: OP-23.
    """
    made = key_generate(suite)
    no_own_key_yet = not Key.objects.filter(locked_secret__isnull=False).exists()
    master = master_key(make=no_own_key_yet)
    return _key_add(
        public=made.public,
        locked_secret=lock(made.secret, key_id=made.public.key_id, master=master),
        owner=owner,
        custodian=custodian,
        purpose=purpose,
        event=KeyEvent.CREATE,
        actor=actor,
        at=at,
        usable_until_at=usable_until_at,
    )


@transaction.atomic
def key_import_public(
    *,
    pem: str,
    owner: str,
    custodian: str,
    purpose: KeyPurpose,
    suite: Suite,
    actor: str,
    at: datetime,
    usable_until_at: datetime | None = None,
) -> Key:
    """Return another party's public key, taken in from its PEM and ACTIVE at once.

    The custodian is the person here who compared its id with the owner.
    Refuses: KeyMaterialWrong, KeyCustodianMissing, KeyNeverUsable, KeyAlreadyHeld (retire the old).
    Source: OP-23.
    """
    return _key_add(
        public=public_from_pem(pem, suite),
        locked_secret=None,
        owner=owner,
        custodian=custodian,
        purpose=purpose,
        event=KeyEvent.IMPORT,
        actor=actor,
        at=at,
        usable_until_at=usable_until_at,
    )


@transaction.atomic
def key_rotate(
    *,
    key_id: str,
    custodian: str,
    actor: str,
    at: datetime,
    usable_until_at: datetime | None = None,
) -> Key:
    """Return the next version of a key of our own; the old one is RETIRED.

    The old one still opens and verifies what was sealed with it, and makes nothing new.
    Refuses: KeyUnknown, KeyNotOurs, KeyTransitionWrong, MasterKeyWrong, KeyCustodianMissing,
    KeyNeverUsable.
    Source: OP-23.
    """
    old = _key_locked(key_id)
    if old.locked_secret is None:
        raise KeyNotOurs(cite=KEYS_ARE_KEPT, key=old.key_id, owner=old.owner)
    _key_move(old, event=KeyEvent.ROTATE, actor=actor, at=at)
    return key_create(
        owner=old.owner,
        custodian=custodian,
        purpose=KeyPurpose(old.purpose),
        suite=Suite(old.suite),
        actor=actor,
        at=at,
        usable_until_at=usable_until_at,
    )


@transaction.atomic
def key_retire(*, key_id: str, actor: str, at: datetime) -> Key:
    """Return the key, RETIRED. Refuses: KeyUnknown, KeyTransitionWrong. Source: OP-23."""
    return _key_move(_key_locked(key_id), event=KeyEvent.RETIRE, actor=actor, at=at)


@transaction.atomic
def key_revoke(*, key_id: str, actor: str, at: datetime) -> Key:
    """Return the key, REVOKED: from now on nothing is made, opened or believed with it.

    Refuses: KeyUnknown, KeyTransitionWrong. Source: OP-23.
    """
    return _key_move(_key_locked(key_id), event=KeyEvent.REVOKE, actor=actor, at=at)


@dataclass(frozen=True)
class ReceivedFile:
    """A file from another party, and the owners of the keys at both ends."""

    opened: OpenedFile
    sender: str
    recipient: str


def envelope_seal(
    *, source: Path, target: Path, sender: str, recipient: str, suite: Suite, at: datetime
) -> SealedFile:
    """Write the source to the target, signed by the sender's and sealed for the recipient's key.

    The name inside is that of the source. Refuses: KeyMissing, KeyNotUsable, KeyNotOurs,
    MasterKeyWrong, FileNameNotPlain. Source: OP-22.2.
    """
    return seal_file(
        source,
        target,
        suite=suite,
        signing_key=selectors.signing_key(owner=sender, suite=suite, at=at),
        recipient_public=selectors.encryption_key(owner=recipient, suite=suite, at=at),
        file_name=source.name,
    )


def stream_seal(
    *,
    plain: BinaryIO,
    file_name: str,
    target: Path,
    sender: str,
    recipient: str,
    suite: Suite,
    at: datetime,
) -> SealedFile:
    """Write what the stream gives to the target, sealed as `envelope_seal` does a file.

    `file_name` is the name inside. Nothing lies on the disk in the clear, not for a moment.
    Refuses: as `envelope_seal`. Source: OP-22.2.
    """
    return seal_stream(
        plain,
        target,
        suite=suite,
        signing_key=selectors.signing_key(owner=sender, suite=suite, at=at),
        recipient_public=selectors.encryption_key(owner=recipient, suite=suite, at=at),
        file_name=file_name,
    )


def envelope_open(*, source: Path, target: Path, at: datetime) -> ReceivedFile:
    """Write the file inside the envelope to the target; return what it is and whose.

    The caller decides whether this sender was expected. Refuses: as `envelope_read.open_file`,
    and KeyNotUsable, MasterKeyWrong. Source: OP-22.2, OP-23.
    """
    opened = open_file(
        source,
        target,
        recipient_lookup=selectors.recipient_lookup(at=at),
        sender_lookup=selectors.sender_lookup(at=at),
    )
    return ReceivedFile(
        opened=opened,
        sender=selectors.key_get(opened.header.sender_key_id.hex()).owner,
        recipient=selectors.key_get(opened.header.recipient_key_id.hex()).owner,
    )


def _key_add(
    *,
    public: PublicKey,
    locked_secret: bytes | None,
    owner: str,
    custodian: str,
    purpose: KeyPurpose,
    event: KeyEvent,
    actor: str,
    at: datetime,
    usable_until_at: datetime | None,
) -> Key:
    if not all(name.strip() and len(name) <= NAME_LENGTH for name in (owner, custodian)):
        raise KeyCustodianMissing(cite=KEYS_ARE_KEPT, most=NAME_LENGTH)
    if usable_until_at is not None and usable_until_at <= at:
        raise KeyNeverUsable(cite=KEYS_ARE_KEPT, usable_from_at=at, usable_until_at=usable_until_at)
    line = Key.objects.filter(owner=owner, purpose=purpose, suite=public.suite)
    held = (
        Key.objects.filter(key_id=public.key_id.hex()).first()
        or line.filter(state=KeyState.ACTIVE).first()
    )
    if held is not None:
        facts = {"owner": held.owner, "suite": held.suite, "purpose": held.purpose}
        raise KeyAlreadyHeld(cite=KEYS_ARE_KEPT, key=held.key_id, **facts)
    key = Key.objects.create(
        key_id=public.key_id.hex(),
        owner=owner,
        custodian=custodian,
        version=(line.aggregate(last=Max("version"))["last"] or 0) + 1,
        purpose=purpose,
        suite=public.suite,
        state=KeyState.ACTIVE,
        spki=public.spki,
        locked_secret=locked_secret,
        usable_from_at=at,
        usable_until_at=usable_until_at,
        created_at=at,
    )
    KeyRecord.objects.create(key=key, event=event, actor=actor, at=at)
    return key


def _key_locked(key_id: str) -> Key:
    """Return the key with its row locked until the transaction ends."""
    key = Key.objects.select_for_update().filter(key_id=key_id).first()
    if key is None:
        raise KeyUnknown(cite=KEYS_ARE_KEPT, key=key_id)
    return key


def _key_move(key: Key, *, event: KeyEvent, actor: str, at: datetime) -> Key:
    key.state = next_state(key_id=key.key_id, state=KeyState(key.state), event=event)
    key.save(update_fields=["state"])
    KeyRecord.objects.create(key=key, event=event, actor=actor, at=at)
    return key
