"""Where a decision finds its ground in a regulation."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Citation:
    """A clause id as in the rulebook (`MUF-10.3`), and the edition that was in force.

    `edition` is empty where the clause alone is meant, as for a rule of form.
    """

    clause: str
    edition: str = ""

    def __str__(self) -> str:
        return f"{self.clause} ({self.edition})" if self.edition else self.clause
