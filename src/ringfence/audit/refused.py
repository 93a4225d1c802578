"""How often a clause was the reason of a "no", as the trail has it; nothing of whom."""

from dataclasses import dataclass
from datetime import date

from ringfence.audit.services import trail
from ringfence.kernel.clock import day_begins_at, day_ends_at


@dataclass(frozen=True, slots=True)
class RefusedCount:
    """How many entries have one refusal's code as their outcome, on one day in Shanghai."""

    on: date
    outcome: str
    entry_count: int


def refused_counts(*, clause: str, from_on: date, to_on: date) -> list[RefusedCount]:
    """Return the refusals that cite a clause by day and code; both days are included.

    Of an index that has refusals alone; all that there are in these days are counted.
    """
    with trail() as cursor:
        cursor.execute(
            """
            SELECT (at AT TIME ZONE 'Asia/Shanghai')::date, outcome, count(*) FROM audit_entry
            WHERE at >= %b AND at < %b AND clause = %t AND outcome <> 'DONE'
            GROUP BY 1, 2 ORDER BY 1, 2
            """,
            (day_begins_at(from_on), day_ends_at(to_on), clause),
        )
        return [RefusedCount(*row) for row in cursor]
