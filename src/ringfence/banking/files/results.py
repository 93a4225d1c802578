"""RESULT files: what became of each item, matched by key, account and amount."""

from datetime import datetime
from pathlib import Path
from typing import Any, cast

from django.db import connection
from django.db.models import Sum

from ringfence.banking.exchange.kinds import FileId, FileKind
from ringfence.banking.exchange.layouts import DETAILS
from ringfence.banking.exchange.messages import ResultHeader
from ringfence.banking.exchange.refusals import ContentRefused
from ringfence.banking.files.content import ContentFile
from ringfence.banking.files.register import file_id_of
from ringfence.banking.files.staging import stage
from ringfence.banking.models import ExchangeFile, OutcomeTally, Run
from ringfence.banking.models.files import Direction
from ringfence.banking.runs.domain import RunEvent, RunState
from ringfence.banking.runs.steps import run_move
from ringfence.kernel.citation import Citation
from ringfence.kernel.refusal import FileLineError
from ringfence.kernel.words import Words

_SQL = Path(__file__).parent / "sql"


# What is not told as it stands in the file: it says who a person is.
_FAULTS = {
    "key": (
        Words("an item that is not of this run, or twice", "不属于本批次或重复的明细"),
        Words("each item of the run once", "本批次的明细，每笔一次"),
    ),
    "account": (
        Words("another account", "其他账号"),
        Words("the account of the run", "批次中的账号"),
    ),
}


class ResultOfUnknownRun(ContentRefused):
    """The result is of a run that was not sent to this bank, or not in the file that it names."""

    code = "RUN_UNKNOWN"
    en = "There is no run {run}, sent in file {file_id}, that waits for results from {bank}."
    zh = "没有以文件 {file_id} 发出、等待 {bank} 返回结果的批次 {run}。"


class ItemDiffers(FileLineError):
    """A line that is of no item of the run, or names another account or amount."""

    code = "ITEM_DIFFERS"


class OutcomeChanged(FileLineError):
    """A definite outcome that was told before, told differently now."""

    code = "OUTCOME_CHANGED"


def result_take(file: ExchangeFile, content: ContentFile, actor: str, at: datetime) -> None:
    """Write the outcomes of a RESULT file; with the last one the run is RETURNED.

    Within the transaction that registers the file. An outcome told before has no effect again; an
    unknown one is kept and may be followed by a definite one.
    Refuses: ResultOfUnknownRun, FileLineError and its kinds, ItemDiffers, OutcomeChanged.
    Source: OP-16.2, OP-14.2, OP-A5.
    """
    header = cast(ResultHeader, content.header)
    run = _run_of(header, file)
    stage(content, "result_line", DETAILS[FileKind.RESULT].names)
    of_run: dict[str, Any] = {"leaf_id": run.leaf_id, "run_id": run.id, "file_id": file.id}
    with connection.cursor() as cursor:
        cursor.execute((_SQL / "result_before.sql").read_text(), of_run)
        # However much was told a moment ago, the planner must know it before it matches.
        cursor.execute("ANALYZE result_before")
        cursor.execute((_SQL / "result_match.sql").read_text(), of_run)
        cursor.execute((_SQL / "result_fault.sql").read_text())
        _refuse(cursor.fetchone())
        cursor.execute((_SQL / "result_write.sql").read_text(), of_run)
        is_news = cursor.rowcount > 0
    file.run = run
    file.save()
    if is_news:
        _return_if_whole(run, actor, at)


def _run_of(header: ResultHeader, file: ExchangeFile) -> Run:
    run = (
        Run.objects.select_for_update(of=("self",))
        .filter(
            pk=header.run_id,
            agreement__branch__bank_id=file.sender,
            agreement__agency=file.receiver,
            state__in=[
                RunState.SENT.value,
                RunState.RECEIVED.value,
                RunState.RETURNED.value,
                RunState.BOOKED.value,
            ],
        )
        .first()
    )
    if run is None or _sent_in(run) != header.run_file_id:
        raise ResultOfUnknownRun(
            cite=Citation("OP-A5"),
            run=str(header.run_id),
            file_id=str(header.run_file_id),
            bank=file.sender,
        )
    return run


def _sent_in(run: Run) -> FileId:
    """Return the one file in which the run went."""
    return file_id_of(ExchangeFile.objects.get(run=run, direction=Direction.OUT))


def _refuse(fault: tuple[int, str, str | None, str | None] | None) -> None:
    if fault is None:
        return
    line, field, got, expected = fault
    if got is None or expected is None:
        got, expected = _FAULTS[field]
    kind = OutcomeChanged if field == "outcome" else ItemDiffers
    raise kind(line=line + 1, field=field, got=got, expected=expected, cite=Citation("OP-A5"))


def _return_if_whole(run: Run, actor: str, at: datetime) -> None:
    tallies = OutcomeTally.objects.filter(leaf_id=run.leaf_id, run_id=run.id)
    told_count = tallies.aggregate(items=Sum("item_count"))["items"]
    if told_count == run.item_count:
        run_move(run=run, event=RunEvent.RETURN, actor=actor, at=at)
