"""From when to when something holds; both days belong to it."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Period:
    """Days from `first_on` to `last_on`, both inclusive; None is an open end."""

    first_on: date | None
    last_on: date | None

    def covers(self, day: date) -> bool:
        """Return whether the day belongs to the period."""
        begun = self.first_on is None or self.first_on <= day
        return begun and (self.last_on is None or day <= self.last_on)

    def overlaps(self, other: "Period") -> bool:
        """Return whether the two periods share a day."""
        return _reaches(self.first_on, other.last_on) and _reaches(other.first_on, self.last_on)

    def __str__(self) -> str:
        return f"{self.first_on or '…'} – {self.last_on or '…'}"


def _reaches(first_on: date | None, last_on: date | None) -> bool:
    return first_on is None or last_on is None or first_on <= last_on
