"""Files to and from banks."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from ninja import Query, Router, Schema

from ringfence.banking.exchange.kinds import FileKind
from ringfence.banking.files.listing import file_page
from ringfence.banking.models.files import Direction, FileState
from ringfence.interfaces.api.pages import Limit, Page, page_of
from ringfence.interfaces.api.signed import ApiRequest, call_of

router = Router(tags=["exchange"])


class FileOut(Schema):
    """A registered file, without its content."""

    id: UUID
    direction: Direction
    kind: FileKind
    sender: str
    receiver: str
    sequence: int
    name: str
    size: int | None
    state: FileState
    at: datetime
    run: str | None


class FilePage(Page):
    """A page of files, the newest first."""

    items: list[FileOut]


@router.get("/exchange/files", response=FilePage, openapi_extra={"x-scope": "exchange.read"})
def files(
    request: ApiRequest,
    direction: Direction | None = None,
    kind: FileKind | None = None,
    state: FileState | None = None,
    limit: Limit = 50,
    after: Annotated[UUID | None, Query(description="`after` of the page before")] = None,
) -> dict[str, Any]:
    """List the files that the client's organisation sent or was sent, the newest first."""
    call = call_of(request)
    rows = file_page(
        organisation=call.organisation,
        actor=call.actor,
        limit=limit + 1,
        after=after,
        direction=direction or "",
        kind=kind or "",
        state=state or "",
    )
    return page_of(rows, limit=limit, place="id")
