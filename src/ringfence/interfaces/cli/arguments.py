"""Argument types that several commands share; a wrong one is wrong usage (exit 2)."""

import argparse
import re
from datetime import date
from pathlib import Path

_LONGEST_PERIOD = 36_500  # days: a century


def day(text: str) -> date:
    """Return a date written as 2026-10-01."""
    try:
        on = date.fromisoformat(text)
    except ValueError:
        on = None
    if on is None or on.isoformat() != text:
        raise argparse.ArgumentTypeError(f"{text} is no date; write it as 2026-10-01")
    return on


def period(text: str) -> str:
    """Return a month written as 2026-10."""
    try:
        day(f"{text}-01")
    except argparse.ArgumentTypeError:
        raise argparse.ArgumentTypeError(f"{text} is no month; write it as 2026-10") from None
    return text


def line_number(text: str) -> str:
    """Return a bank's line number of 12 digits."""
    if not (text.isascii() and text.isdigit() and len(text) == 12):
        raise argparse.ArgumentTypeError(f"{text} is no line number of 12 digits")
    return text


def account_number(text: str) -> str:
    """Return a bank account's number: 1 to 34 digits, letters or hyphens."""
    if not (text.isascii() and text.replace("-", "0").isalnum() and len(text) <= 34):
        raise argparse.ArgumentTypeError(
            f"{text} is no account number of 1 to 34 digits, letters or hyphens"
        )
    return text


def programme_code(text: str) -> str:
    """Return a programme's code, short enough for the numbers of its runs."""
    if not re.fullmatch("[A-Z][A-Z0-9-]{0,22}", text):
        raise argparse.ArgumentTypeError(
            f"{text} is no code; write 1 to 23 capital letters, digits or hyphens, a letter first"
        )
    return text


def party_code(text: str) -> str:
    """Return a party's code, as files to banks carry it."""
    if not re.fullmatch("[A-Z0-9]{1,18}", text):
        raise argparse.ArgumentTypeError(
            f"{text} is no party code; write 1 to 18 capital letters or digits"
        )
    return text


def purpose_code(text: str) -> str:
    """Return a purpose of payment: four capital letters, as ISO 20022 has them."""
    if not (text.isascii() and text.isalpha() and text.isupper() and len(text) == 4):
        raise argparse.ArgumentTypeError(f"{text} is no purpose; write four letters such as PENS")
    return text


def day_count(text: str) -> int:
    """Return a number of days, 0 to 36500."""
    if not (text.isascii() and text.isdigit() and len(text) <= 5 and int(text) <= _LONGEST_PERIOD):
        raise argparse.ArgumentTypeError(f"{text} is no number of days from 0 to {_LONGEST_PERIOD}")
    return int(text)


def existing_file(text: str) -> Path:
    """Return the path of a file that is there."""
    path = Path(text)
    if not path.is_file():
        raise argparse.ArgumentTypeError(f"there is no file {text}")
    return path
