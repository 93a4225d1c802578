"""Arguments that every act shares: who acts, and when."""

import argparse
from datetime import datetime
from typing import TYPE_CHECKING

from ringfence.kernel.clock import SHANGHAI, now
from ringfence.kernel.refusal import Refusal

if TYPE_CHECKING:
    from ringfence.access.actor import Actor


def add_actor(parser: argparse.ArgumentParser) -> None:
    """Add `--actor` and `--at` to a verb that changes something."""
    parser.add_argument("--actor", required=True, help="code of the person who acts 操作人")
    add_at(parser)


def add_at(parser: argparse.ArgumentParser) -> None:
    """Add `--at`; without it the present is meant."""
    parser.add_argument(
        "--at",
        type=instant,
        default=None,
        help="instant of the act, ISO 8601; Shanghai where no zone is given (default: now) 时间",
    )


def at_of(arguments: argparse.Namespace) -> datetime:
    """Return the instant that the command is about; the clock is read here and nowhere below."""
    at: datetime | None = arguments.at
    return at or now()


def actor_of(arguments: argparse.Namespace, *, at: datetime) -> "Actor":
    """Return the person that `--actor` names, with all that one may at the instant.

    Who may type commands here may name anybody: the machine's own accounts keep others away.
    Refuses: UserUnknown.
    """
    from ringfence.access.selectors import actor_of_user

    actor = actor_of_user(code=arguments.actor, at=at)
    # From here on a refusal is somebody's: see `refused_acting`.
    arguments.acting = (actor.code, at)
    return actor


def refused_acting(refusal: Refusal, arguments: argparse.Namespace) -> None:
    """Write into the trail what the person was refused; before one is known it is nobody's."""
    if "acting" not in arguments:
        return
    from ringfence.access.refused import Tried, refused_record

    code, at = arguments.acting
    name = f"{arguments.noun} {getattr(arguments, 'verb', '')}".strip()
    is_act = getattr(arguments, "is_act", True)
    tried = Tried(at=at, actor=code, kind="command", name=name, is_act=is_act)
    refused_record(refusal=refusal, tried=tried)


def instant(text: str) -> datetime:
    """Return an instant from ISO 8601 text."""
    read = datetime.fromisoformat(text)
    return read if read.tzinfo else read.replace(tzinfo=SHANGHAI)
