"""The daily matching (账务核对): the operator's file, the books and the bank, rider by rider."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID

from django.db import connection, transaction

from ringfence.access.actor import Actor
from ringfence.access.acts import act_record
from ringfence.banking.exchange.refusals import SumDiffers
from ringfence.banking.exchange.statement import Entry, StatementHead
from ringfence.banking.exchange.statement_read import read_statement
from ringfence.banking.exchange.values import shown
from ringfence.crypto.digest import DigestAlgorithm, digest_file
from ringfence.kernel.citation import Citation
from ringfence.kernel.clock import day_begins_at, day_ends_at
from ringfence.kernel.refusal import FileLineError
from ringfence.kernel.uuid7 import uuid7
from ringfence.kernel.words import Words
from ringfence.regimes.mobility.clearing_file import FIGURES, ClearingFile, ClearingHeader
from ringfence.regimes.mobility.domain import RIDER_ONCE_WORDS
from ringfence.regimes.mobility.models import (
    ClearingBreak,
    ClearingDay,
    DedicatedAccount,
    Operator,
)
from ringfence.regimes.mobility.operators import custodian_of
from ringfence.regimes.mobility.refusals import (
    ClearingForOther,
    ClearingSequenceWrong,
    ClearingStatementMissing,
    ClearingStatementRepeated,
)

_SQL = Path(__file__).parent / "sql"


@dataclass(frozen=True, slots=True)
class _Taken:
    """A clearing file that was read and staged."""

    header: ClearingHeader
    digest: bytes
    rider_count: int


@transaction.atomic
def clearing_match(
    *,
    operator: Operator,
    path: Path,
    statements: Sequence[Path],
    actor: Actor,
    at: datetime,
) -> ClearingDay:
    """Return the comparison of the operator's day, three ways; each difference is kept as a break.

    `statements` are the bank's, of that day, of every dedicated account, in any form that
    `read_statement` knows; an entry is matched by its key. Nothing is adjusted. The same file
    again returns the kept comparison; a corrected one has the next number. The bank matches.
    Refuses: DedicatedAccountMissing, NotPermitted, FileLineError and its kinds, ClearingForOther,
    ClearingSequenceWrong, ClearingStatementRepeated, ClearingStatementMissing.
    Source: MUF-14, MUF-19.1.
    """
    bank_code = custodian_of(operator)
    actor.require("clearing.match", organisation=bank_code)
    Operator.objects.select_for_update().get(pk=operator.pk)
    with connection.cursor() as cursor:
        cursor.execute((_SQL / "clearing_stage.sql").read_text())
    taken = _file_stage(path)
    kept = _kept(operator, path, taken)
    if kept:
        return kept
    _statements_stage(operator, statements, taken.header)
    clearing_id = uuid7()
    _breaks_write(operator, clearing_id, taken.header)
    day = ClearingDay.objects.create(
        id=clearing_id,
        operator=operator,
        on=taken.header.on,
        sequence=taken.header.sequence,
        digest=taken.digest,
        statement_digests=[digest_file(DigestAlgorithm.SM3, path).hex() for path in statements],
        rider_count=taken.rider_count,
        break_count=ClearingBreak.objects.filter(clearing_id=clearing_id).count(),
        handed_over_by=actor.code,
        at=at,
    )
    act_record(
        action="clearing.match",
        actor=actor,
        at=at,
        subject=("clearing_day", str(clearing_id)),
        organisation=bank_code,
        clause="MUF-14",
        operator=operator.code,
        on=day.on,
        sequence=day.sequence,
        rider_count=day.rider_count,
        break_count=day.break_count,
    )
    return day


def _file_stage(path: Path) -> _Taken:
    copy_in = f"COPY custody_line (line, rider, {', '.join(FIGURES)}) FROM STDIN"
    count = 0
    with path.open("rb") as source, connection.cursor() as cursor:
        file = ClearingFile(source)
        with cursor.copy(copy_in) as copy:
            for count, day in enumerate(file.riders(), start=1):
                copy.write_row((count + 1, day.rider, *day.figures))
        cursor.execute(
            "SELECT max(line), rider FROM custody_line GROUP BY rider HAVING count(*) > 1 LIMIT 1"
        )
        twice = cursor.fetchone()
    if twice:
        raise FileLineError(
            line=twice[0], field="rider", got=shown(twice[1]), expected=RIDER_ONCE_WORDS
        )
    return _Taken(file.header, file.digest, count)


def _kept(operator: Operator, path: Path, taken: _Taken) -> ClearingDay | None:
    """Return the kept comparison where this very file was handed over before.

    Refuses: ClearingForOther, ClearingSequenceWrong.
    """
    header = taken.header
    if header.operator != operator.code:
        raise ClearingForOther(
            cite=Citation("MUF-14"),
            file=path.name,
            found=header.operator,
            expected=operator.code,
        )
    last = ClearingDay.objects.filter(operator=operator).order_by("-sequence").first()
    known = ClearingDay.objects.filter(operator=operator, sequence=header.sequence).first()
    if known and bytes(known.digest) == taken.digest:
        return known
    expected = last.sequence + 1 if last else 1
    if header.sequence != expected:
        raise ClearingSequenceWrong(
            cite=Citation("MUF-19.1"), sequence=header.sequence, expected=expected
        )
    return None


def _statements_stage(
    operator: Operator, statements: Sequence[Path], header: ClearingHeader
) -> None:
    """Stage the bank's entries and its opening balances.

    Refuses: ClearingForOther, ClearingStatementRepeated, SumDiffers, FileLineError and its kinds,
    ClearingStatementMissing.
    """
    found = DedicatedAccount.objects.filter(operator=operator).order_by("money")
    accounts = {account.number: account for account in found}
    openings: dict[int, int] = {}
    with connection.cursor() as cursor:
        with cursor.copy(
            "COPY custody_entry (leaf_id, amount_fen, key, reference) FROM STDIN"
        ) as copy:
            for path in statements:
                for row in _statement_rows(path, header, accounts, openings):
                    copy.write_row(row)
        with cursor.copy("COPY custody_opening (leaf_id, opening_fen) FROM STDIN") as copy:
            for opening in openings.items():
                copy.write_row(opening)
    for account in accounts.values():
        if account.leaf_id not in openings:
            raise ClearingStatementMissing(
                cite=Citation("MUF-14"), account=account.number, on=str(header.on)
            )


def _statement_rows(
    path: Path,
    header: ClearingHeader,
    accounts: Mapping[str, DedicatedAccount],
    openings: dict[int, int],
) -> Iterator[tuple[int, int, UUID | None, str]]:
    """Yield the entries of one file's statements; take their opening balances into `openings`."""
    head: StatementHead | None = None
    leaf_id, closing_fen = 0, 0
    with path.open("rb") as source:
        for part in read_statement(source, schemas=None):
            if isinstance(part, StatementHead):
                _closes(head, closing_fen)
                head = part
                leaf_id = _leaf_of(path, head, header, accounts)
                if leaf_id in openings:
                    raise ClearingStatementRepeated(
                        cite=Citation("MUF-14"),
                        file=path.name,
                        account=head.account,
                        on=str(header.on),
                    )
                closing_fen = openings[leaf_id] = _balance(head, "OPBD")
            elif part.status == "BOOK":
                _refuse_other_currency(part.currency, part.line)
                closing_fen += part.amount_minor * part.sign
                for row in _entry_rows(part):
                    yield (leaf_id, *row)
    _closes(head, closing_fen)


def _leaf_of(
    path: Path,
    head: StatementHead,
    header: ClearingHeader,
    accounts: Mapping[str, DedicatedAccount],
) -> int:
    """Return the leaf of the statement's account. Refuses: ClearingForOther."""
    from_on = head.from_on or head.to_on
    account = accounts.get(head.account)
    if account is None or (from_on, head.to_on) != (header.on, header.on):
        raise ClearingForOther(
            cite=Citation("MUF-14"),
            file=path.name,
            found=f"{head.account}, {from_on} – {head.to_on}",
            expected=f"{' / '.join(accounts)}, {header.on}",
        )
    return account.leaf_id


def _refuse_other_currency(currency: str, line: int) -> None:
    if currency != "CNY":
        raise FileLineError(
            line=line, field=Words("currency", "币种"), got=shown(currency), expected="CNY"
        )


def _balance(head: StatementHead, kind: str) -> int:
    """Return the balance of this type in fen. Refuses: FileLineError."""
    for balance in head.balances:
        if balance.type == kind:
            _refuse_other_currency(balance.currency, head.line)
            return balance.amount_minor * balance.sign
    raise FileLineError(
        line=head.line, field=Words("balance", "余额"), got=Words("nothing", "空"), expected=kind
    )


def _closes(head: StatementHead | None, closing_fen: int) -> None:
    """Refuse a statement whose opening balance and entries do not make its closing balance."""
    if head and _balance(head, "CLBD") != closing_fen:
        raise SumDiffers(
            line=head.line,
            field="CLBD",
            got=str(_balance(head, "CLBD")),
            expected=str(closing_fen),
        )


def _entry_rows(entry: Entry) -> Iterator[tuple[int, UUID | None, str]]:
    """Yield (signed fen, key, the bank's reference) of each transaction of an entry.

    An entry whose transactions have no amounts of their own counts as one.
    """
    bank_reference = entry.references.get("account_servicer", "")
    amounts = [detail.amount_minor for detail in entry.details]
    if not amounts or None in amounts:
        keys = {detail.references.get("end_to_end", "") for detail in entry.details}
        key = _key(keys.pop()) if len(keys) == 1 else None
        yield entry.amount_minor * entry.sign, key, bank_reference
        return
    for detail in entry.details:
        reference = detail.references.get("account_servicer", bank_reference)
        key = _key(detail.references.get("end_to_end", ""))
        yield (detail.amount_minor or 0) * detail.sign, key, reference


def _key(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _breaks_write(operator: Operator, clearing_id: UUID, header: ClearingHeader) -> None:
    """Write the breaks, before the day that counts them: neither is ever changed."""
    with connection.cursor() as cursor:
        cursor.execute(
            (_SQL / "clearing_breaks.sql").read_text(),
            {
                "operator_id": operator.id,
                "clearing_id": clearing_id,
                "begins_at": day_begins_at(header.on),
                "ends_at": day_ends_at(header.on),
            },
        )
