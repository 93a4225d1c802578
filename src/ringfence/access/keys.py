"""Keys are kept by security administrators: each act of crypto on a key, asked for and recorded."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db import transaction

from ringfence.access.actor import Actor
from ringfence.access.acts import act_record
from ringfence.crypto.models import Key
from ringfence.crypto.selectors import key_get, key_list


def keys_seen(*, actor: Actor) -> list[Key]:
    """Return every key for who may see them, by owner, purpose, suite and version.

    Refuses: NotPermitted. Source: OP-23.
    """
    actor.require("key.read")
    return key_list()


def key_seen(*, key_id: str, actor: Actor) -> Key:
    """Return one key. Refuses: NotPermitted, KeyUnknown. Source: OP-23."""
    actor.require("key.read")
    return key_get(key_id)


@transaction.atomic
def key_change(act: Callable[..., Key], *, actor: Actor, at: datetime, **words: Any) -> Key:
    """Return the key that an act left, done in the actor's name and written into the trail.

    `act` is one of those of `ringfence.crypto.services` that take an actor, such as `key_create`;
    `words` are its own. Refuses: NotPermitted, and as the act does. Source: OP-23.
    """
    actor.require("key.change")
    key = act(actor=actor.code, at=at, **words)
    act_record(
        action="key.change",
        actor=actor,
        at=at,
        subject=("key", key.key_id),
        organisation=key.owner,
        clause="OP-23",
        act=act.__name__,
        purpose=key.purpose,
        suite=key.suite,
        version=key.version,
        state=key.state,
    )
    return key
