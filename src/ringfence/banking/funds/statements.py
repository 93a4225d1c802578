"""One person's account: opened for a purpose, written down, shown with its numbers masked."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from ringfence.access.actor import NotPermitted
from ringfence.access.purpose import Reading, person_read
from ringfence.audit.entry import AuditEntry
from ringfence.audit.services import record
from ringfence.banking.funds.kinds import Holder
from ringfence.banking.funds.selectors import SeenFund
from ringfence.kernel.citation import Citation
from ringfence.kernel.clock import day_begins_at, day_ends_at
from ringfence.kernel.refusal import NotFound, Refusal
from ringfence.kernel.words import Words
from ringfence.ledger import selectors as ledger

DOWNLOAD = "statement.download"


class HolderUnknown(Refusal):
    """Nobody of this number has an account in the fund."""

    code = "HOLDER_UNKNOWN"
    en = "Nobody of this {number} has an account in {fund}. Check the number and the fund."
    zh = "{fund} 中没有此{number}的账户。请核对号码和专户。"


class HolderAccountUnknown(NotFound):
    """No account of the fund has the id, or its holder belongs to another area."""

    code = "HOLDER_ACCOUNT_UNKNOWN"
    en = "There is no account {account} in {fund}, or it is not yours to see."
    zh = "{fund} 中没有账户 {account}，或您无权查看。"


class DaysReversed(Refusal):
    """A statement was asked for that ends before it begins."""

    code = "DAYS_REVERSED"
    en = "The statement would end on {to_on}, before it begins on {from_on}. Swap the days."
    zh = "对账单截止日 {to_on} 早于起始日 {from_on}。请更正日期。"


@dataclass(frozen=True, slots=True)
class Line:
    """One entry, told; positive increases what the person has. Amounts in fen."""

    at: datetime
    words: Words
    amount_fen: int
    balance_fen: int


@dataclass(frozen=True, slots=True)
class HolderStatement:
    """A person's account over days, both included; `number` is masked. Amounts in fen."""

    fund_code: str
    fund_name: str
    subject_id: str
    account_id: UUID
    number_words: Words
    number: str
    name: str
    from_on: date
    to_on: date
    opening_fen: int
    lines: list[Line]
    closing_fen: int


def holder_find(*, seen: SeenFund, number: str, reading: Reading) -> UUID:
    """Return the account of the person with this number, without showing anything of it.

    Refuses: NotPermitted, HolderUnknown. Source: OP-22.1.
    """
    reading.actor.require(seen.kind.statement, organisation=_in_name_of(seen, reading))
    holder = seen.kind.holder_of_number(seen.fund.id, number.strip())
    if holder is None:
        raise HolderUnknown(cite=Citation("OP-22.1"), number=seen.kind.number, fund=seen.fund.code)
    return holder.account_id


def statement_read(
    *, seen: SeenFund, account_id: UUID, from_on: date, to_on: date, reading: Reading
) -> HolderStatement:
    """Return a person's statement, after an audit entry of the reading; both days are included.

    Refuses: DaysReversed, NotPermitted, HolderAccountUnknown (there is none, or the holder is of
    an area that the actor may not see), PurposeNotGiven. Source: OP-22.1, MUF-14.
    """
    if to_on < from_on:
        raise DaysReversed(from_on=from_on, to_on=to_on)
    reading.actor.require(seen.kind.statement, organisation=_in_name_of(seen, reading))
    unknown = HolderAccountUnknown(account=account_id, fund=seen.fund.code)
    holder = seen.kind.holder_of_account(seen.fund.id, account_id)
    if holder is None:
        raise unknown
    try:
        view = person_read(
            reading=reading,
            permission=seen.kind.statement,
            subject_kind=seen.kind.subject_kind,
            subject_ids=[holder.id],
            area=holder.area,
        )
    except NotPermitted as trial:
        raise unknown from trial
    return _statement(seen, holder, view.identity(holder.number), from_on, to_on)


def download_record(
    *, seen: SeenFund, told: HolderStatement, form: str, digest: str, reading: Reading
) -> None:
    """Write that a statement leaves as a file: its form, days and SHA-256. Source: OP-22.1."""
    record(
        entry=AuditEntry(
            at=reading.at,
            actor=reading.actor.code,
            action=DOWNLOAD,
            organisation=reading.organisation,
            subject_kind=seen.kind.subject_kind,
            subject_id=told.subject_id,
            purpose=reading.purpose,
            clause="OP-22.1",
            trace=reading.trace,
            address=reading.address,
            facts={
                "form": form,
                "fund": seen.fund.code,
                "from_on": told.from_on,
                "to_on": told.to_on,
                "digest": digest,
            },
        )
    )


def _in_name_of(seen: SeenFund, reading: Reading) -> str:
    """Return the reading's organisation where the fund is in its name, else one that refuses."""
    owners = seen.fund.organisations
    return reading.organisation if reading.organisation in owners else owners[0]


def _statement(
    seen: SeenFund, holder: Holder, number: str, from_on: date, to_on: date
) -> HolderStatement:
    found = ledger.statement(
        leaf_id=holder.leaf_id,
        account_id=holder.account_id,
        from_at=day_begins_at(from_on),
        to_at=day_ends_at(to_on),
    )
    return HolderStatement(
        fund_code=seen.fund.code,
        fund_name=seen.fund.name,
        subject_id=holder.id,
        account_id=holder.account_id,
        number_words=seen.kind.number,
        number=number,
        name=holder.name,
        from_on=from_on,
        to_on=to_on,
        opening_fen=found.opening_fen,
        lines=[
            Line(entry.at, seen.kind.words_of(entry.code), entry.amount_fen, entry.balance_fen)
            for entry in found.entries
        ],
        closing_fen=found.closing_fen,
    )
