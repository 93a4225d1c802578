"""The schedule: what is done when, and as which of the installation's jobs (access.yaml)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ringfence.interfaces.jobs import work


@dataclass(frozen=True, slots=True)
class Scheduled:
    """A job: `cron` is in UTC, `actor` a job that an access.yaml declares.

    `pieces` says at the time what there is to work on, each piece a job of its own, which acts in
    the name of the piece's `organisation`.
    """

    name: str
    zh: str
    en: str
    cron: str
    actor: str
    do: work.Do
    pieces: Callable[[], Sequence[str]] = lambda: work.WHOLE
    organisation: Callable[[str], str] = lambda piece: ""  # noqa: ARG005 - nobody's


# Shanghai is whole hours from UTC and has no summer time: what runs each hour runs just after
# midnight there as well.
SCHEDULE = (
    Scheduled("ledger.seal", "封账", "seal the books", "3 * * * *", "sealing",
              work.leaf_seal, work.leaves),
    Scheduled("ledger.fold", "结存", "fold checkpoints", "*/5 * * * *", "sealing",
              work.leaf_fold, work.leaves),
    Scheduled("holds.expire", "解除到期冻结", "expire holds", "*/10 * * * *", "holds.expire",
              work.leaf_holds, work.leaves),
    Scheduled("audit.seal", "封存审计记录", "seal the audit trail", "8 * * * *", "audit.seal",
              work.trail_seal),
    Scheduled("desk.sweep", "清查到期事项", "sweep the desk", "1 * * * *", "desk.sweep",
              work.duties_sweep),
    Scheduled("notices.send", "发送通知", "send notices", "* * * * *", "notices.send",
              work.notices_deliver),
    Scheduled("exchange.send", "发送文件", "send files", "*/5 * * * *", "exchange",
              work.channel_send, work.channel_names, work.channel_agency),
    Scheduled("exchange.receive", "接收文件", "receive files", "2-59/5 * * * *", "exchange",
              work.channel_receive, work.channel_names, work.channel_agency),
    Scheduled("runs.book", "批次入账", "book results", "4-59/5 * * * *", "booking",
              work.returned_book, work.runs_returned, work.run_agency),
    Scheduled("reserves.watch", "备付金监测", "watch reserves", "*/15 * * * *", "reserve",
              work.operator_reserve, work.operator_ids),
    Scheduled("nonces.sweep", "清理过期请求号", "sweep nonces", "*/5 * * * *", "nonces.sweep",
              work.nonces_clean),
    Scheduled("sessions.clean", "清理过期会话", "clean sessions", "27 * * * *", "sessions.clean",
              work.sessions_clean),
    Scheduled("jobs.clean", "清理已完成任务", "clean finished jobs", "47 19 * * *", "jobs.clean",
              work.jobs_clean),
)  # fmt: skip
BY_NAME = {scheduled.name: scheduled for scheduled in SCHEDULE}
