"""Arguments that every act shares: who acts, and when."""

import argparse
from datetime import datetime

from ringfence.kernel.clock import SHANGHAI, now


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


def instant(text: str) -> datetime:
    """Return an instant from ISO 8601 text."""
    read = datetime.fromisoformat(text)
    return read if read.tzinfo else read.replace(tzinfo=SHANGHAI)
