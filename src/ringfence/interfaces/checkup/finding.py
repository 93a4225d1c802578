"""What a check found, in both languages, with the command that mends it."""

import enum
from dataclasses import dataclass


class Level(enum.StrEnum):
    """OK: as it should be. NOTE: worth knowing. FAULT: something will not work, or is not safe."""

    OK = "OK"
    NOTE = "NOTE"
    FAULT = "FAULT"


@dataclass(frozen=True, slots=True)
class Finding:
    """One sentence about the installation. `mend` is a command, empty where there is none."""

    level: Level
    check: str
    zh: str
    en: str
    mend: str = ""


def ok(check: str, *, zh: str, en: str) -> Finding:
    """Return that all is well."""
    return Finding(Level.OK, check, zh, en)


def note(check: str, *, zh: str, en: str, mend: str = "") -> Finding:
    """Return what is worth knowing."""
    return Finding(Level.NOTE, check, zh, en, mend)


def fault(check: str, *, zh: str, en: str, mend: str = "") -> Finding:
    """Return what must be mended."""
    return Finding(Level.FAULT, check, zh, en, mend)
