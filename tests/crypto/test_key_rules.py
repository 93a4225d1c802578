"""What a key may do in each state and at each time."""

from datetime import UTC, datetime, timedelta
from itertools import product

import pytest

from ringfence.crypto.domain import (
    KeyEvent,
    KeyPurpose,
    KeyStanding,
    KeyState,
    KeyUse,
    next_state,
    require_usable,
)
from ringfence.crypto.refusals import KeyNotUsable, KeyTransitionWrong

FROM = datetime(2022, 1, 1, tzinfo=UTC)
UNTIL = datetime(2023, 1, 1, tzinfo=UTC)
INSTANT = timedelta(microseconds=1)
ALLOWED = {
    (KeyPurpose.SIGN, KeyState.ACTIVE, KeyUse.SIGN),
    (KeyPurpose.SIGN, KeyState.ACTIVE, KeyUse.VERIFY),
    (KeyPurpose.SIGN, KeyState.RETIRED, KeyUse.VERIFY),
    (KeyPurpose.ENCRYPT, KeyState.ACTIVE, KeyUse.ENCRYPT),
    (KeyPurpose.ENCRYPT, KeyState.ACTIVE, KeyUse.DECRYPT),
    (KeyPurpose.ENCRYPT, KeyState.RETIRED, KeyUse.DECRYPT),
}


def _standing(
    purpose: KeyPurpose = KeyPurpose.SIGN, state: KeyState = KeyState.ACTIVE
) -> KeyStanding:
    return KeyStanding("00" * 16, purpose, state, FROM, UNTIL)


@pytest.mark.clause("OP-23")
@pytest.mark.parametrize(("purpose", "state", "use"), list(product(KeyPurpose, KeyState, KeyUse)))
def test_a_key_does_only_what_its_purpose_and_state_allow(
    purpose: KeyPurpose, state: KeyState, use: KeyUse
) -> None:
    if (purpose, state, use) in ALLOWED:
        require_usable(_standing(purpose, state), use=use, at=FROM)
    else:
        with pytest.raises(KeyNotUsable):
            require_usable(_standing(purpose, state), use=use, at=FROM)


@pytest.mark.clause("OP-23")
@pytest.mark.parametrize("at", [FROM - INSTANT, UNTIL, UNTIL + INSTANT])
def test_outside_its_time_a_key_verifies_but_does_not_sign(at: datetime) -> None:
    require_usable(_standing(), use=KeyUse.VERIFY, at=at)
    with pytest.raises(KeyNotUsable):
        require_usable(_standing(), use=KeyUse.SIGN, at=at)


def test_the_last_instant_before_the_end_still_counts() -> None:
    require_usable(_standing(), use=KeyUse.SIGN, at=UNTIL - INSTANT)


@pytest.mark.clause("OP-23")
def test_a_key_never_comes_back() -> None:
    assert next_state(key_id="k", state=KeyState.RETIRED, event=KeyEvent.REVOKE) == KeyState.REVOKED
    for state, event in (
        (KeyState.RETIRED, KeyEvent.RETIRE),
        (KeyState.RETIRED, KeyEvent.ROTATE),
        (KeyState.REVOKED, KeyEvent.RETIRE),
        (KeyState.REVOKED, KeyEvent.REVOKE),
    ):
        with pytest.raises(KeyTransitionWrong):
            next_state(key_id="k", state=state, event=event)
