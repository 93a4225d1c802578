"""Reads of keys, and the keys themselves for those who may use them now."""

from datetime import datetime

from ringfence.crypto.domain import (
    KEYS_ARE_KEPT,
    KeyPurpose,
    KeyState,
    KeyUse,
    Suite,
    require_usable,
)
from ringfence.crypto.envelope_read import RecipientLookup, SenderLookup
from ringfence.crypto.key import PrivateKey, PublicKey
from ringfence.crypto.master import master_key, unlock
from ringfence.crypto.models import Key
from ringfence.crypto.refusals import KeyMissing, KeyNotOurs, KeyUnknown


def key_list() -> list[Key]:
    """Return every key, by owner, purpose, suite and version."""
    return list(Key.objects.order_by("owner", "purpose", "suite", "version"))


def key_get(key_id: str) -> Key:
    """Return the key with this id (32 hex digits). Refuses: KeyUnknown."""
    key = Key.objects.filter(key_id=key_id).first()
    if key is None:
        raise KeyUnknown(cite=KEYS_ARE_KEPT, key=key_id)
    return key


def signing_key(*, owner: str, suite: Suite, at: datetime) -> PrivateKey:
    """Return the owner's active signing key.

    Refuses: KeyMissing, KeyNotUsable, KeyNotOurs, MasterKeyWrong.
    """
    key = _active(owner=owner, purpose=KeyPurpose.SIGN, suite=suite)
    require_usable(key.standing(), use=KeyUse.SIGN, at=at)
    return _unlocked(key)


def encryption_key(*, owner: str, suite: Suite, at: datetime) -> PublicKey:
    """Return the active key to encrypt with for the owner. Refuses: KeyMissing, KeyNotUsable."""
    key = _active(owner=owner, purpose=KeyPurpose.ENCRYPT, suite=suite)
    require_usable(key.standing(), use=KeyUse.ENCRYPT, at=at)
    return key.public()


def recipient_lookup(*, at: datetime) -> RecipientLookup:
    """Return the lookup of our own decryption keys by the id in an envelope.

    It gives None for a key that is not ours. It refuses: KeyNotUsable, MasterKeyWrong.
    """

    def look_up(key_id: bytes) -> PrivateKey | None:
        key = Key.objects.filter(key_id=key_id.hex(), locked_secret__isnull=False).first()
        if key is None:
            return None
        require_usable(key.standing(), use=KeyUse.DECRYPT, at=at)
        return _unlocked(key)

    return look_up


def sender_lookup(*, at: datetime) -> SenderLookup:
    """Return the lookup of senders' keys by the id in an envelope. It refuses: KeyNotUsable."""

    def look_up(key_id: bytes) -> PublicKey | None:
        key = Key.objects.filter(key_id=key_id.hex()).first()
        if key is None:
            return None
        require_usable(key.standing(), use=KeyUse.VERIFY, at=at)
        return key.public()

    return look_up


def _active(*, owner: str, purpose: KeyPurpose, suite: Suite) -> Key:
    found = Key.objects.filter(owner=owner, purpose=purpose, suite=suite, state=KeyState.ACTIVE)
    key = found.first()
    if key is None:
        raise KeyMissing(cite=KEYS_ARE_KEPT, owner=owner, purpose=purpose, suite=suite)
    return key


def _unlocked(key: Key) -> PrivateKey:
    if key.locked_secret is None:
        raise KeyNotOurs(cite=KEYS_ARE_KEPT, key=key.key_id, owner=key.owner)
    public = key.public()
    locked = bytes(key.locked_secret)
    return PrivateKey(public, unlock(locked, key_id=public.key_id, master=master_key(make=False)))
