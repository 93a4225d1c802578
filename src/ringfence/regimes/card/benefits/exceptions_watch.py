"""A case for each roster line that could not be resolved, found again at each sweep."""

from datetime import datetime
from itertools import groupby, islice
from pathlib import Path
from typing import Any

from django.db import connection

from ringfence.access.actor import Actor
from ringfence.desk.case_opening import Matter, cases_open
from ringfence.desk.cases import cases_settle
from ringfence.workdays.calendar import Calendar

ROSTER_MISMATCH = "ROSTER_MISMATCH"
BATCH = 1_000

_SQL = Path(__file__).parent / "sql"


def exceptions_watch(*, calendar: Calendar, actor: Actor, at: datetime) -> None:
    """Write a case for each roster exception, settled once a further run carries the line.

    One that people closed stays closed. Source: OP-10.
    """
    for agency, rows in groupby(_rows("exceptions_found"), key=lambda row: row[0]):
        while part := list(islice(rows, BATCH)):
            matters = [
                Matter(
                    ("roster_line", f"{roster_id}/{line}"),
                    {"cause": cause, "amount_fen": amount_fen, "period": period},
                    (("roster", str(roster_id)),),
                )
                for _, roster_id, line, cause, amount_fen, period in part
            ]
            cases_open(
                type_code=ROSTER_MISMATCH, organisation=agency, matters=matters,
                calendar=calendar, actor=actor, at=at,
            )  # fmt: skip
    carried = iter(_rows("exceptions_carried"))
    while settled := list(islice(carried, BATCH)):
        cases_settle(
            type_code=ROSTER_MISMATCH,
            subject_kind="roster_line",
            subject_ids=[subject_id for (subject_id,) in settled],
            outcome="PAID_AGAIN",
            actor=actor,
            at=at,
        )


def _rows(name: str) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute((_SQL / f"{name}.sql").read_text(encoding="utf-8"), [ROSTER_MISMATCH])
        return list(cursor.fetchall())
