"""Suites, purposes and states of keys: what a key may do, and how it comes to its end."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from ringfence.crypto.refusals import KeyNotUsable, KeyTransitionWrong
from ringfence.kernel.citation import Citation
from ringfence.kernel.words import Words

DATA_LEAVES_ENCRYPTED = Citation("OP-22.2")
KEYS_ARE_KEPT = Citation("OP-23")


class Suite(StrEnum):
    """A set of algorithms that two parties agree on."""

    NATIONAL = "NATIONAL"
    INTERNATIONAL = "INTERNATIONAL"


class KeyPurpose(StrEnum):
    """What a key is for. No key has two purposes."""

    SIGN = "SIGN"
    ENCRYPT = "ENCRYPT"


class KeyState(StrEnum):
    """ACTIVE makes new envelopes, RETIRED only opens and verifies old ones, REVOKED nothing."""

    ACTIVE = "ACTIVE"
    RETIRED = "RETIRED"
    REVOKED = "REVOKED"


class KeyUse(StrEnum):
    """The four things that are done with a key."""

    SIGN = "SIGN"
    VERIFY = "VERIFY"
    ENCRYPT = "ENCRYPT"
    DECRYPT = "DECRYPT"


class KeyEvent(StrEnum):
    """What happens to a key; each is recorded with actor and time."""

    CREATE = "CREATE"
    IMPORT = "IMPORT"
    ROTATE = "ROTATE"
    RETIRE = "RETIRE"
    REVOKE = "REVOKE"


NEXT_STATE = {
    (KeyState.ACTIVE, KeyEvent.ROTATE): KeyState.RETIRED,
    (KeyState.ACTIVE, KeyEvent.RETIRE): KeyState.RETIRED,
    (KeyState.ACTIVE, KeyEvent.REVOKE): KeyState.REVOKED,
    (KeyState.RETIRED, KeyEvent.REVOKE): KeyState.REVOKED,
}

PURPOSE_OF_USE = {
    KeyUse.SIGN: KeyPurpose.SIGN,
    KeyUse.VERIFY: KeyPurpose.SIGN,
    KeyUse.ENCRYPT: KeyPurpose.ENCRYPT,
    KeyUse.DECRYPT: KeyPurpose.ENCRYPT,
}

MAKES_NEW = (KeyUse.SIGN, KeyUse.ENCRYPT)


@dataclass(frozen=True)
class KeyStanding:
    """Where a key stands: what its uses depend on, without the key itself."""

    key_id: str
    purpose: KeyPurpose
    state: KeyState
    usable_from_at: datetime
    usable_until_at: datetime | None


def next_state(*, key_id: str, state: KeyState, event: KeyEvent) -> KeyState:
    """Return the state after the event. Refuses: KeyTransitionWrong. Source: OP-23."""
    following = NEXT_STATE.get((state, event))
    if following is None:
        raise KeyTransitionWrong(cite=KEYS_ARE_KEPT, key=key_id, state=state, event=event)
    return following


def require_usable(standing: KeyStanding, *, use: KeyUse, at: datetime) -> None:
    """Return if the key may be used so at that instant.

    Signing and encrypting need an ACTIVE key and an instant from `usable_from_at` (inclusive) to
    `usable_until_at` (exclusive). Verifying and decrypting need only that it is not REVOKED, so
    that what was sealed before a rotation can still be read.
    Refuses: KeyNotUsable. Source: OP-23.
    """
    if standing.purpose == PURPOSE_OF_USE[use] and standing.state != KeyState.REVOKED:
        if use not in MAKES_NEW:
            return
        begun = standing.usable_from_at <= at
        ended = standing.usable_until_at is not None and at >= standing.usable_until_at
        if standing.state == KeyState.ACTIVE and begun and not ended:
            return
    raise KeyNotUsable(
        cite=KEYS_ARE_KEPT,
        key=standing.key_id,
        purpose=standing.purpose,
        state=standing.state,
        use=use,
        usable_from_at=standing.usable_from_at,
        usable_until_at=standing.usable_until_at or Words("it is rotated", "轮换时"),
    )
