"""A month of pension payments, from the roster to the sealed books, by the commands of a user."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from ringfence.demo.month_staff import (
    ACCOUNTANT,
    AGENCY,
    APPROVER,
    CASHIER,
    CHECKER,
    CLERK,
    KEEPER,
    REGISTRAR,
    SECOND_APPROVER,
)
from ringfence.demo.province import PERIOD, PROGRAMME, Province, own_account_number
from ringfence.demo.sample.files import corrections_write
from ringfence.demo.sample.people import SamplePerson, person_of_account
from ringfence.demo.sample.province import BANKS
from ringfence.demo.story import Step, Storyteller
from ringfence.installation.config import config

PAY_ON, LATE_ON, RETRY_ON = date(2026, 11, 10), date(2026, 11, 11), date(2026, 11, 12)
SEALED = "封账 sealed"
_MORNING = ("09:30", "10:00", "10:30", "11:00")
_AFTERNOON = ("13:00", "13:30", "14:00", "14:30")


def month_steps(province: Province, teller: Storyteller, folder: Path) -> list[Step]:
    """Return the steps of the month; `folder` gets the signed seal and the report."""
    acts = _Acts(province, teller, folder)
    # Further runs are drafted when all before them is done; what asks for runs in a state after
    # that would find theirs.
    return [
        *(replace(step, is_done=_or_has_further_runs(step.is_done)) for step in _first_steps(acts)),
        *_further_steps(acts),
    ]


def _first_steps(acts: "_Acts") -> list[Step]:
    """Return the steps from the roster to the first runs' reconciliation and corrections."""
    return [
        Step("导入名册 roster in", acts.has_roster, acts.take_roster),
        *acts.to_the_bank("首批 first runs", PAY_ON, retried=False),
        Step(
            "银行首日 the bank's first day",
            lambda: not _runs_in("SENT", "RECEIVED"),
            lambda: acts.bank_day(PAY_ON, "17:00"),
        ),
        Step("首日记账 first results booked", _none_returned, lambda: acts.book(PAY_ON, "17:30")),
        Step(
            "迟到结果 late answers and the statement",
            lambda: _has_statements(PAY_ON) and not _unknown_count(),
            lambda: acts.bank_day(LATE_ON, "09:00"),
        ),
        Step("迟到记账 late results booked", _none_returned, lambda: acts.book(LATE_ON, "09:30")),
        Step("首批关闭 first runs closed", _none_booked, lambda: acts.close(LATE_ON, "10:00")),
        Step("首日对账 reconciled", lambda: _is_reconciled(PAY_ON), lambda: acts.reconcile(PAY_ON)),
        Step("提交账户更正 corrections proposed", acts.is_proposed, acts.propose),
        Step("更正账户 accounts put right", acts.is_corrected, acts.correct),
    ]


def _further_steps(acts: "_Acts") -> list[Step]:
    """Return the steps from the failures to the sealed books and the report."""
    return [
        Step("失败再发 failed items again", _has_further_runs, acts.retry),
        *acts.to_the_bank("再发 further runs", LATE_ON, retried=True),
        Step(
            "再发结果 their results",
            lambda: not _runs_in("SENT", "RECEIVED"),
            lambda: acts.bank_day(LATE_ON, "17:00"),
        ),
        Step(
            "再发次日 late answers and the statement",
            lambda: _has_statements(LATE_ON) and not _unknown_count(),
            lambda: acts.bank_day(RETRY_ON, "09:00"),
        ),
        Step("再发记账 booked", _none_returned, lambda: acts.book(RETRY_ON, "09:30")),
        Step("再发关闭 closed", _none_booked, lambda: acts.close(RETRY_ON, "10:00")),
        Step(
            "次日对账 reconciled", lambda: _is_reconciled(LATE_ON), lambda: acts.reconcile(LATE_ON)
        ),
        Step("收发完毕 nothing on the way", _nothing_on_the_way, acts.finish_exchange),
        Step(SEALED, acts.is_sealed, acts.seal),
        Step("封账签名 seal signed", acts.has_signed_seal, acts.sign_seal),
        Step("待办清查 desk swept", _is_on_the_desk, acts.sweep),
        Step("核验 verified", lambda: acts.is_verified, acts.verify),
        Step("月报 report", acts.has_report, acts.report),
    ]


class _Acts:
    """What the people of the demo type."""

    def __init__(self, province: Province, teller: Storyteller, folder: Path) -> None:
        self._province = province
        self._teller = teller
        self._folder = folder
        self.is_verified = False

    def has_roster(self) -> bool:
        from ringfence.regimes.card.models import Roster

        return Roster.objects.filter(programme_id=PROGRAMME, period=PERIOD).exists()

    def take_roster(self) -> None:
        self._teller.ringfence(
            "roster", "import", self._province.roster_csv, "--programme", PROGRAMME,
            "--period", PERIOD, "--actor", CLERK, "--at", f"{PAY_ON}T09:00",
        )  # fmt: skip

    def to_the_bank(self, what: str, on: date, *, retried: bool) -> list[Step]:
        """Return the steps from a draft to a file sent."""
        hours = _AFTERNOON if retried else _MORNING
        check, approve, release, send = (f"{on}T{hour}" for hour in hours)
        return [
            Step(
                f"{what}：复核 checked", _none("DRAFT"),
                self._each("check", "DRAFT", CHECKER, check),
            ),
            Step(
                f"{what}：审批 approved", lambda: not _to_approve(APPROVER),
                lambda: self._approve(APPROVER, approve),
            ),
            Step(
                f"{what}：二审 approved by a second person", _none("CHECKED"),
                lambda: self._approve(SECOND_APPROVER, approve),
            ),
            Step(
                f"{what}：放行 released", _none("APPROVED"),
                self._each("release", "APPROVED", CASHIER, release),
            ),
            Step(
                f"{what}：发送 sent", _none("RELEASED"),
                lambda: self._teller.ringfence(
                    "exchange", "send", "--actor", CASHIER, "--at", send
                ),
            ),
        ]  # fmt: skip

    def _each(self, verb: str, state: str, actor: str, at: str) -> Callable[[], None]:
        return lambda: self._teller.ringfence(
            "run", verb, *_runs_in(state), "--actor", actor, "--at", at
        )

    def _approve(self, actor: str, at: str) -> None:
        self._teller.ringfence("run", "approve", *_to_approve(actor), "--actor", actor, "--at", at)

    def bank_day(self, on: date, hour: str) -> None:
        """Let every bank work on a day, and take what it answers."""
        for bank in BANKS:
            self._teller.bank(self._province.bank_home(bank), "work", "--on", on)
        at = f"{on}T{hour}"
        self._teller.ringfence("exchange", "receive", "--actor", CASHIER, "--at", at)
        self._teller.ringfence("exchange", "send", "--actor", CASHIER, "--at", at)

    def finish_exchange(self) -> None:
        """Receive and send once more: a kill may have left an answer unsent, or a file open."""
        at = f"{RETRY_ON}T11:30"
        self._teller.ringfence("exchange", "receive", "--actor", CASHIER, "--at", at)
        self._teller.ringfence("exchange", "send", "--actor", CASHIER, "--at", at)

    def book(self, on: date, hour: str) -> None:
        runs = _runs_in("RETURNED")
        self._teller.ringfence("run", "book", *runs, "--actor", ACCOUNTANT, "--at", f"{on}T{hour}")

    def close(self, on: date, hour: str) -> None:
        runs = _runs_in("BOOKED")
        self._teller.ringfence("run", "close", *runs, "--actor", CASHIER, "--at", f"{on}T{hour}")

    def reconcile(self, on: date) -> None:
        self._teller.ringfence(
            "reconcile", *map(own_account_number, BANKS), "--on", on,
            "--actor", ACCOUNTANT, "--at", f"{on + timedelta(days=1)}T10:30",
        )  # fmt: skip

    def is_corrected(self) -> bool:
        from ringfence.regimes.card.models import CardChange

        return CardChange.objects.exists() or not _closed_accounts()

    def is_proposed(self) -> bool:
        from ringfence.regimes.card.models import CorrectionList

        return CorrectionList.objects.exists() or not _closed_accounts()

    def correct(self) -> None:
        """Let another person approve the corrections, which puts the accounts right."""
        from ringfence.desk.models import Approval

        for approval in Approval.objects.filter(kind="CARD_CORRECTION", state="PENDING"):
            self._teller.ringfence(
                "desk", "decide", approval.id, "approve", "--actor", REGISTRAR,
                "--at", f"{LATE_ON}T11:30",
            )  # fmt: skip

    def propose(self) -> None:
        """Propose the accounts that the banks told closed, as the communities reported them."""
        path = self._province.folder / "corrections.csv"
        corrections_write(path, self._to_correct())
        self._teller.ringfence(
            "registry", "correct", path, "--actor", KEEPER, "--at", f"{LATE_ON}T11:00"
        )

    def _to_correct(self) -> list[SamplePerson]:
        return [person_of_account(self._province.seed, number) for number in _closed_accounts()]

    def retry(self) -> None:
        self._teller.ringfence(
            "run", "retry", "--programme", PROGRAMME, "--period", PERIOD, "--actor", CLERK,
            "--at", f"{LATE_ON}T12:00",
        )  # fmt: skip

    def is_sealed(self) -> bool:
        leaves = _leaves()
        return _count(
            "SELECT count(*) FROM ledger_transfer WHERE leaf_id = ANY(%s)", leaves
        ) == _count(
            "SELECT coalesce(sum(row_count), 0) FROM ledger_seal WHERE leaf_id = ANY(%s)", leaves
        )

    def seal(self) -> None:
        """Seal the programme's own leaves: other books have days of their own."""
        self._teller.ringfence("ledger", "seal", *_leaves(), "--at", f"{RETRY_ON}T12:00")

    def has_signed_seal(self) -> bool:
        return (self._folder / f"{PROGRAMME}-{RETRY_ON}.seal.sig").exists()

    def sign_seal(self) -> None:
        """Sign the day's seal on the next morning, when nothing can be added to it."""
        self._teller.ringfence(
            "ledger", "fund-seal", PROGRAMME, RETRY_ON, "--sign", AGENCY,
            "--suite", self._province.suite, "--out", self._folder, "--actor", ACCOUNTANT,
            "--at", f"{RETRY_ON + timedelta(days=1)}T08:30",
        )  # fmt: skip

    def sweep(self) -> None:
        """Put on the desk what waits for a person: each item that failed and was not paid again."""
        self._teller.ringfence("desk", "sweep", "--at", f"{RETRY_ON}T12:30")

    def verify(self) -> None:
        self._teller.ringfence("ledger", "verify")
        self.is_verified = True

    def has_report(self) -> bool:
        return (self._folder / "month.pdf").exists()

    def report(self) -> None:
        self._teller.ringfence(
            "report", "month", "--programme", PROGRAMME, "--period", PERIOD, "--out", self._folder
        )


def _or_has_further_runs(is_done: Callable[[], bool]) -> Callable[[], bool]:
    return lambda: _further_runs_exist() or is_done()


def _runs_in(*states: str) -> list[str]:
    from ringfence.banking.models import Run

    runs = Run.objects.filter(programme=PROGRAMME, period=PERIOD, state__in=states)
    return list(runs.order_by("id").values_list("number", flat=True))


def _to_approve(actor: str) -> list[str]:
    """Return the checked runs that somebody has not approved yet."""
    from ringfence.desk.models import ApprovalDecision

    decided = ApprovalDecision.objects.filter(approval__state="PENDING", decider=actor)
    approved = set(decided.values_list("approval__subject_id", flat=True))
    return [number for number in _runs_in("CHECKED") if number not in approved]


def _none(state: str) -> Callable[[], bool]:
    return lambda: not _runs_in(state)


def _none_returned() -> bool:
    return not _runs_in("RETURNED")


def _none_booked() -> bool:
    return not _runs_in("BOOKED")


def _has_further_runs() -> bool:
    """Return whether what failed is in further runs; with nothing failed there is none to make."""
    return _further_runs_exist() or not _some_failed()


def _is_on_the_desk() -> bool:
    """Return whether the desk was swept; with nothing failed there is nothing to put on it."""
    from ringfence.desk.models import Case

    return Case.objects.exists() or not _some_failed()


def _some_failed() -> bool:
    from ringfence.banking.models import ItemResult

    return ItemResult.objects.exclude(outcome__in=["SUCCESS", "UNKNOWN_OUTCOME"]).exists()


def _further_runs_exist() -> bool:
    from ringfence.banking.models import RunItem

    return RunItem.objects.filter(retry_run_id__isnull=False).exists()


def _unknown_count() -> int:
    from ringfence.banking.models import Run
    from ringfence.banking.runs.services import outcome_counts

    runs = Run.objects.filter(programme=PROGRAMME, period=PERIOD)
    return sum(outcome_counts(run).get("UNKNOWN_OUTCOME", 0) for run in runs)


def _leaves() -> list[int]:
    from ringfence.ledger.selectors import fund_id_of, leaf_ids

    return leaf_ids(fund_id_of(PROGRAMME))


def _count(question: str, leaves: list[int]) -> int:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(question, [leaves])
        return int(cursor.fetchone()[0])


def _closed_accounts() -> list[str]:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT item.account_number FROM banking_itemresult AS result"
            " JOIN banking_runitem AS item ON item.leaf_id = result.leaf_id"
            " AND item.run_id = result.run_id AND item.line = result.line"
            " WHERE result.outcome = 'ACCOUNT_CLOSED'"
        )
        return sorted(account for (account,) in cursor.fetchall())


def _nothing_on_the_way() -> bool:
    from ringfence.banking.files.channel import channels
    from ringfence.banking.models import ExchangeFile

    unsent = ExchangeFile.objects.filter(state__in=["NUMBERED", "WRITTEN"])
    work_folders = [channel.work for channel in channels(config().home)]
    return not unsent.exists() and not any(any(work.iterdir()) for work in work_folders)


def _has_statements(on: date) -> bool:
    from ringfence.banking.models import BankStatement

    return BankStatement.objects.filter(on=on, account__owner=AGENCY).count() == len(BANKS)


def _is_reconciled(on: date) -> bool:
    from ringfence.banking.models import BankStatement

    done = BankStatement.objects.filter(on=on, account__owner=AGENCY, reconciliation__isnull=False)
    return done.distinct().count() == len(BANKS)
