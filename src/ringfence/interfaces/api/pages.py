"""Lists are answered page by page: `after` of one page asks for the next."""

from collections.abc import Sequence
from typing import Annotated, Any

from ninja import Query, Schema

MOST = 200
Limit = Annotated[int, Query(ge=1, le=MOST, description="how many at most")]
After = Annotated[str, Query(max_length=200, description="`after` of the page before")]


class Page(Schema):
    """What every list has: `after` is null on the last page."""

    after: str | None


def page_of(rows: Sequence[dict[str, Any]], *, limit: int, place: str) -> dict[str, Any]:
    """Return a page of rows, one more of which were read than it holds.

    `place` names the column that the next page starts behind.
    """
    shown = rows[:limit]
    return {"items": shown, "after": str(shown[-1][place]) if len(rows) > limit else None}
