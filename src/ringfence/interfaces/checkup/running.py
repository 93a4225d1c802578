"""A running installation: whether what it does by itself is being done."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from ringfence.audit import seals as audit_seals
from ringfence.audit.selectors import AuditCriteria, search
from ringfence.installation.config import Config
from ringfence.interfaces.checkup.database import server_finding
from ringfence.interfaces.checkup.finding import Finding, Level
from ringfence.interfaces.checkup.machine import free_space
from ringfence.interfaces.jobs.selectors import JobRow, worker_is_alive
from ringfence.interfaces.recovery.record import BACKUP_MADE
from ringfence.kernel.clock import SHANGHAI
from ringfence.ledger.seals import last_sealed_at

# What runs each hour has missed an instant after this.
_HOURLY = timedelta(hours=2)
_DAILY = timedelta(days=2)
_BACKUP = "ringfence backup FOLDER"
_WORKER = "ringfence worker"


def running_findings(config: Config, *, jobs: Sequence[JobRow], at: datetime) -> Iterator[Finding]:
    """Yield what is found at `at`: database, worker, room, backup, seals, sweep.

    `jobs` are those of `job_rows`; what a job does is as late as the job.
    """
    yield server_finding()
    yield _worker(at)
    yield free_space(config.home)
    yield _backup(at)
    by_name = {row.name: row for row in jobs}
    heads = audit_seals.seals(last=1)
    yield _done(
        by_name["audit.seal"], at, heads[0].sealed_at if heads else None,
        check="audit_seal", zh="审计记录最近封存", en="The audit trail was last sealed",
    )  # fmt: skip
    yield _done(
        by_name["ledger.seal"], at, last_sealed_at(),
        check="ledger_seal", zh="账簿最近封账", en="The books were last sealed",
    )  # fmt: skip
    swept = by_name["desk.sweep"]
    yield _done(
        swept, at, swept.last_at,
        check="desk_sweep", zh="到期事项最近清查", en="What is late was last looked for",
    )  # fmt: skip


def _worker(at: datetime) -> Finding:
    if worker_is_alive(at=at):
        return Finding(Level.OK, "worker", "后台任务服务正在运行。", "A worker is running.")
    return Finding(
        Level.FAULT,
        "worker",
        "后台任务服务没有运行：不会封账、收发文件和提醒到期事项。",
        "No worker is running: nothing is sealed, sent, received or escalated.",
        _WORKER,
    )


def _backup(at: datetime) -> Finding:
    found = search(AuditCriteria(action=BACKUP_MADE), limit=1).records
    if not found:
        return Finding(Level.NOTE, "backup", "尚无备份。", "There is no backup yet.", _BACKUP)
    made_at = found[0].at
    level = Level.OK if at - made_at <= _DAILY else Level.NOTE
    zh, en = f"最近备份：{_told(made_at)}。", f"The last backup: {_told(made_at)}."
    return Finding(level, "backup", zh, en, "" if level is Level.OK else _BACKUP)


def _done(
    job: JobRow, at: datetime, done_at: datetime | None, *, check: str, zh: str, en: str
) -> Finding:
    """Return when something was done last, and whether the job that does it goes on."""
    is_late = job.last_at is None or at - job.last_at > _HOURLY
    level = Level.NOTE if is_late or job.state in {"FAILED", "RETRYING"} else Level.OK
    mend = _WORKER if is_late else ""
    if done_at is None:
        return Finding(level, check, f"{zh}：尚无。", f"{en}: never yet.", mend)
    return Finding(level, check, f"{zh}：{_told(done_at)}。", f"{en}: {_told(done_at)}.", mend)


def _told(at: datetime) -> str:
    return f"{at.astimezone(SHANGHAI):%Y-%m-%d %H:%M}"
