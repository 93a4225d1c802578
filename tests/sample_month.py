"""A programme with two banks and a few people, and short words for what tests do in its month.

Nothing goes by file or bank here: a bank's answers are written by hand and taken as they come.
"""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from django.db import connection, transaction

from ringfence.banking.accounts import agreement_sign, bank_add, own_account_open
from ringfence.banking.exchange.block_writer import BlockWriter
from ringfence.banking.exchange.delimited.write import DelimitedWriter
from ringfence.banking.exchange.kinds import FileId, FileKind
from ringfence.banking.exchange.messages import (
    Detail,
    Header,
    ResultHeader,
    ResultItem,
    StatementEntry,
    StatementHeader,
)
from ringfence.banking.exchange.outcomes import Outcome
from ringfence.banking.exchange.read import open_content
from ringfence.banking.files.register import file_id_of
from ringfence.banking.files.takes import TAKES
from ringfence.banking.models import ExchangeFile, OwnAccount, Run, RunItem
from ringfence.banking.models.files import Direction, FileState
from ringfence.banking.runs.booking import run_book
from ringfence.banking.runs.domain import RunEvent
from ringfence.banking.runs.services import run_approve, run_check, run_close
from ringfence.banking.runs.steps import run_lock, run_move
from ringfence.desk.approvals import approval_decide
from ringfence.desk.domain import Verdict
from ringfence.kernel.clock import SHANGHAI
from ringfence.kernel.identity import identity_check_character
from ringfence.kernel.uuid7 import uuid7
from ringfence.ledger import selectors as books
from ringfence.ledger import services as ledger
from ringfence.ledger.domain import Transfer
from ringfence.regimes.card.benefits.services import (
    RosterImported,
    benefit_run_release,
    benefits_retry,
    roster_import,
)
from ringfence.regimes.card.models import CorrectionList, Person
from ringfence.regimes.card.programmes import programme_open
from ringfence.regimes.card.registry.corrections import corrections_propose
from ringfence.regimes.card.registry.lines import CORRECTION_COLUMNS, REGISTRY_COLUMNS
from ringfence.regimes.card.registry.proposal import registry_propose
from ringfence.regimes.card.registry.services import registry_load
from ringfence.workdays.store import calendar_in
from sample_people import (
    ACCOUNTANT,
    AGENCY,
    APPROVER,
    CASHIER,
    CHECKER,
    CLERK,
    KEEPER,
    MANAGER,
    REGISTRY_APPROVER,
)

PROGRAMME, PERIOD, LEAF = "PENSION", "2026-01", 1001
BANK, OTHER_BANK = "105161000012", "105161000029"
DAY = date(2026, 1, 6)
CALENDAR = calendar_in(Path("nowhere"))


def at(hour: int, on: date = DAY) -> datetime:
    return datetime(on.year, on.month, on.day, hour, tzinfo=SHANGHAI)


SET_UP_AT = at(8, DAY - timedelta(days=1))


def identity(number: int) -> str:
    payload = f"14910119500101{number:03d}"
    return payload + identity_check_character(payload)


def name(number: int) -> str:
    return f"样例甲{number:04d}"


def account(number: int) -> str:
    return f"6222{number:015d}"


def own_account_number(bank: str) -> str:
    return f"1400{bank}"


def registry_row(number: int, **other: object) -> dict[str, object]:
    """A person in order, of BANK for odd numbers and of OTHER_BANK for even ones."""
    return {
        "identity_number": identity(number),
        "name": name(number),
        "area_code": "149101",
        "card_number": f"62990{number:013d}",
        "card_state": "NORMAL",
        "bank_code": BANK if number % 2 else OTHER_BANK,
        "account_number": account(number),
        "account_active": "true",
        "personal_fen": 0,
        **other,
    }


def roster_row(number: int, yuan: str = "100.00", **other: str) -> dict[str, str]:
    return {
        "identity_number": identity(number),
        "name": name(number),
        "amount": yuan,
        "account_number": "",
        "remark": "",
        **other,
    }


def csv_write(path: Path, columns: Sequence[str], rows: Iterable[Mapping[str, object]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        lines = csv.DictWriter(file, columns, lineterminator="\n")
        lines.writeheader()
        lines.writerows(rows)
    return path


@dataclass
class SampleMonth:
    """The programme; `folder` has the files that are taken in."""

    folder: Path
    sequences: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.programme = programme_open(
            code=PROGRAMME, name="样例养老保险", agency=AGENCY, purpose="PENS", leaf_id=LEAF,
            actor=MANAGER, at=SET_UP_AT,
        )  # fmt: skip
        for number, bank in enumerate((BANK, OTHER_BANK), 1):
            branch = bank_add(code=bank, name=f"样例银行{number}", actor=MANAGER, at=SET_UP_AT)
            own = own_account_open(
                branch=branch, owner=AGENCY, purpose="PAYOUT", number=own_account_number(bank),
                name="样例支出户", leaf_id=LEAF, on=date(2025, 1, 1),
                actor=MANAGER, at=SET_UP_AT,
            )  # fmt: skip
            agreement_sign(
                number=f"XY-2026-{number:03d}", agency=AGENCY, branch=branch, payout_account=own,
                signed_on=date(2025, 1, 1), valid_from=date(2025, 1, 1), actor=MANAGER,
                at=SET_UP_AT,
            )  # fmt: skip

    def people(self, *rows: dict[str, object]) -> None:
        """Load people into the registry."""
        path = self.list_approved(csv_write(self.folder / "registry.csv", REGISTRY_COLUMNS, rows))
        registry_load(path=path, programme=self.programme, actor=KEEPER, at=SET_UP_AT)

    def list_approved(self, path: Path) -> Path:
        """Return a registry file once it was proposed and approved."""
        asked = registry_propose(path=path, calendar=CALENDAR, actor=KEEPER, at=SET_UP_AT)
        approval_decide(
            approval_id=asked.id, verdict=Verdict.APPROVE, reason="", actor=REGISTRY_APPROVER,
            at=SET_UP_AT,
        )  # fmt: skip
        return path

    def correct(self, *rows: tuple[str, str, str], hour: int = 20) -> int:
        """Put bank accounts right: (identity number, account, bank) of each person."""
        lines = [dict(zip(CORRECTION_COLUMNS, row, strict=True)) for row in rows]
        path = csv_write(self.folder / "corrections.csv", CORRECTION_COLUMNS, lines)
        approval = corrections_propose(path=path, calendar=CALENDAR, actor=KEEPER, at=at(hour))
        approval_decide(
            approval_id=approval.id, verdict=Verdict.APPROVE, reason="", actor=REGISTRY_APPROVER,
            at=at(hour),
        )  # fmt: skip
        return CorrectionList.objects.get(pk=approval.subject_id).line_count

    def roster(self, *rows: dict[str, str], file_name: str = "roster.csv") -> RosterImported:
        """Take a roster in."""
        columns = ("identity_number", "name", "amount", "account_number", "remark")
        path = csv_write(self.folder / file_name, columns, rows)
        return roster_import(path=path, programme=PROGRAMME, period=PERIOD, actor=CLERK, at=at(9))

    def drafted(self, *amounts: str, personal_fen: int = 0) -> Run:
        """Return a draft run of BANK with one item of each amount, for people 1, 3, 5 …"""
        numbers = [2 * line + 1 for line in range(len(amounts))]
        self.people(*(registry_row(n, personal_fen=personal_fen) for n in numbers))
        (run,) = self.roster(
            *(roster_row(n, yuan) for n, yuan in zip(numbers, amounts, strict=True))
        ).runs
        return run

    def fund(self, amount_fen: int, bank: str = BANK) -> None:
        """Put money on a payout account in the books."""
        self.post(own_ledger_account(bank), self.programme.source_account_id, amount_fen)

    def post(self, debit_id: UUID, credit_id: UUID, amount_fen: int) -> None:
        move = Transfer(uuid7(), debit_id, credit_id, amount_fen, "样例", SET_UP_AT)
        (answer,) = ledger.post(leaf_id=LEAF, transfers=[move])
        assert answer.stands, answer

    def approved(self, run: Run) -> Run:
        run_check(run_id=run.id, calendar=CALENDAR, actor=CHECKER, at=at(10))
        return run_approve(run_id=run.id, actor=APPROVER, at=at(11))

    def release(self, run: Run) -> Run:
        return benefit_run_release(run_id=run.id, actor=CASHIER, at=at(12))

    def sent(self, run: Run) -> Run:
        """Bring a draft to the bank: checked, approved, its money there, released, sent."""
        self.approved(run)
        self.fund(run.sum_fen, run.agreement.branch.bank_id)
        released = self.release(run)
        assert released.sent_count
        file = self._register(
            FileKind.CREDIT_RUN, AGENCY, run.agreement.branch.bank_id, Direction.OUT
        )
        file.run = run
        file.save()
        with transaction.atomic():
            locked = run_lock(run.id)
            run_move(run=locked, event=RunEvent.SEND, actor=CASHIER.code, at=at(13))
        return locked

    def answer(self, run: Run, outcomes: dict[int, Outcome], on: date = DAY) -> ExchangeFile:
        """Take a result file that tells the outcome of some lines of the run."""
        items = RunItem.objects.filter(run_id=run.id, line__in=outcomes).order_by("line")
        return self.take_result(
            run, [result_item(item, outcomes[item.line], on) for item in items], on
        )

    def take_result(
        self,
        run: Run,
        items: Sequence[ResultItem],
        on: date = DAY,
        *,
        run_file_id: FileId | None = None,
    ) -> ExchangeFile:
        bank = run.agreement.branch.bank_id
        items = [replace(item, line=line) for line, item in enumerate(items, 1)]
        successes = [item.amount_fen for item in items if item.outcome is Outcome.SUCCESS]
        header = ResultHeader(
            sender=bank, receiver=AGENCY, file_id=self._file_id(FileKind.RESULT, bank),
            created_at=at(15, on), run_id=run.id,
            run_file_id=run_file_id or sent_file_id(run), currency="CNY",
            success_count=len(successes), success_sum_fen=sum(successes), count=len(items),
            sum_fen=sum(item.amount_fen for item in items),
        )  # fmt: skip
        return self.take(header, items, on)

    def state(
        self,
        entries: Sequence[StatementEntry],
        *,
        opening_fen: int = 0,
        on: date = DAY,
        number: str = "",
        **other: date,
    ) -> ExchangeFile:
        """Take a day's statement of BANK's payout account."""
        moved_fen = sum(e.amount_fen if e.side == "CRDT" else -e.amount_fen for e in entries)
        header = StatementHeader(
            sender=BANK, receiver=AGENCY, file_id=self._file_id(FileKind.STATEMENT, BANK),
            created_at=at(23, on), account=number or own_account_number(BANK),
            account_name="样例支出户", currency="CNY", from_on=other.get("from_on", on), to_on=on,
            opening_fen=opening_fen, closing_fen=opening_fen + moved_fen, count=len(entries),
            sum_fen=sum(entry.amount_fen for entry in entries),
        )  # fmt: skip
        return self.take(header, entries, on)

    @transaction.atomic
    def take(self, header: Header, details: Sequence[Detail], on: date = DAY) -> ExchangeFile:
        """Take a file from a bank, as it is taken when its envelope has been opened."""
        target = io.BytesIO()
        writer: BlockWriter = DelimitedWriter(target, header)
        for detail in details:
            writer.write(detail)
        writer.finish()
        kind = header.file_id.kind
        file = self._register(
            kind, header.sender, AGENCY, Direction.IN, sequence=header.file_id.sequence
        )
        content = open_content(io.BytesIO(target.getvalue()), receiver=AGENCY, schemas=None)
        TAKES[kind](file, content, CASHIER.code, at(18, on))
        return file

    def book(self, run: Run, on: date = DAY) -> Run:
        return run_book(run_id=run.id, actor=ACCOUNTANT, at=at(19, on))

    def close(self, run: Run, on: date = DAY) -> Run:
        return run_close(run_id=run.id, actor=CASHIER, at=at(20, on))

    def retry(self, on: date = DAY) -> list[Run]:
        return benefits_retry(programme=PROGRAMME, period=PERIOD, actor=CLERK, at=at(21, on))

    def own_fen(self, bank: str = BANK) -> int:
        """What the books hold on a payout account, in fen."""
        return books.balance(leaf_id=LEAF, account_id=own_ledger_account(bank))

    def pool_fen(self) -> int:
        return books.balance(leaf_id=LEAF, account_id=self.programme.pool_account_id)

    def personal_fen(self, number: int) -> int:
        person = Person.objects.get(identity_number=identity(number))
        return books.balance(leaf_id=LEAF, account_id=person.id)

    def transit_fen(self, run: Run) -> int:
        return books.balance(leaf_id=LEAF, account_id=run.id)

    def _file_id(self, kind: FileKind, bank: str) -> FileId:
        return FileId(kind, DAY, self._next(f"{kind} {bank}"))

    def _next(self, sequence: str) -> int:
        self.sequences[sequence] = self.sequences.get(sequence, 0) + 1
        return self.sequences[sequence]

    def _register(
        self, kind: FileKind, sender: str, receiver: str, direction: str, sequence: int = 0
    ) -> ExchangeFile:
        number = sequence or self._next(f"{kind} {receiver}")
        return ExchangeFile.objects.create(
            id=uuid7(), direction=direction, kind=kind.value, sender=sender, receiver=receiver,
            sequence=number, name=f"{kind}_{sender}_{receiver}_{number:08d}.txt",
            state=FileState.READ, at=at(14),
        )  # fmt: skip


@pytest.fixture
def month(own_database: str, tmp_path: Path) -> SampleMonth:
    """A programme with two banks and nobody in it yet."""
    return SampleMonth(tmp_path)


def own_ledger_account(bank: str) -> UUID:
    return OwnAccount.objects.get(number=own_account_number(bank)).ledger_account_id


def sent_file_id(run: Run) -> FileId:
    """The file in which a run went; a bank may answer what was never sent."""
    file = ExchangeFile.objects.filter(run=run, direction=Direction.OUT).first()
    return file_id_of(file) if file else FileId(FileKind.CREDIT_RUN, DAY, 1)


def result_item(item: RunItem, outcome: Outcome, on: date = DAY) -> ResultItem:
    is_success = outcome is Outcome.SUCCESS
    return ResultItem(
        line=item.line, key=item.key, account=item.account_number, amount_fen=item.amount_fen,
        outcome=outcome, bank_reference=f"B{item.line}" if is_success else "",
        settled_on=on if is_success else None,
    )  # fmt: skip


def row_counts(*tables: str) -> list[int]:
    with connection.cursor() as cursor:
        counts = []
        for table in tables:
            cursor.execute(f"SELECT count(*) FROM {table}")
            counts.append(cursor.fetchone()[0])
        return counts
