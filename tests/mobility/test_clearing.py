"""The operator's day against the books and the bank: every difference, and only differences."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from mobility.bikes import (
    AT,
    CUSTODIAN,
    DAY,
    DEPOSIT_NUMBER,
    OWN_NUMBER,
    PREPAID_NUMBER,
    Custody,
    clerk_of,
)
from ringfence.banking.exchange.refusals import SumDiffers
from ringfence.demo.custody_files import BankMovement, bank_day, operator_day, statement_write
from ringfence.kernel.refusal import FileLineError, Refusal
from ringfence.kernel.uuid7 import uuid7
from ringfence.regimes.mobility.clearing import clearing_match
from ringfence.regimes.mobility.clearing_file import ClearingHeader, RiderDay, clearing_write
from ringfence.regimes.mobility.domain import Money, Movement, MovementKind
from ringfence.regimes.mobility.models import ClearingDay
from ringfence.regimes.mobility.movements import MovementAnswer, movements_post
from ringfence.regimes.mobility.payouts import payout_make
from ringfence.regimes.mobility.refusals import (
    ClearingDigestDiffers,
    ClearingForOther,
    ClearingSequenceWrong,
    ClearingStatementMissing,
    ClearingStatementRepeated,
)
from ringfence.regimes.mobility.selectors import clearing_row

MOVES = (
    ("DEPOSIT_IN", "样例甲0001", 10_000),
    ("DEPOSIT_IN", "样例甲0002", 10_000),
    ("DEPOSIT_REFUND", "样例甲0002", 10_000),
    ("TOP_UP", "样例甲0001", 5_000),
    ("TOP_UP", "样例甲0001", 2_000),
    ("TOP_UP", "样例甲0002", 3_000),
    ("RIDE", "样例甲0001", 150),
    ("REFUND", "样例甲0002", 500),
)


@dataclass
class Sides:
    """One day as the three sides have it; a test changes one of them."""

    custody: Custody
    folder: Path
    on: date
    operator: list[RiderDay]
    bank: dict[Money, list[BankMovement]]
    opening_fen: dict[Money, int] = field(default_factory=lambda: dict.fromkeys(Money, 0))
    sequence: int = 1

    @property
    def file(self) -> Path:
        return self.folder / "clearing.csv"

    def write_file(self) -> None:
        header = ClearingHeader(self.custody.operator.code, self.on, self.sequence)
        clearing_write(self.file, header, self.operator)

    def write_statement(self, money: Money, on: date | None = None) -> Path:
        path = self.folder / f"{money}.txt"
        statement_write(
            path,
            bank="SAMPLEBANK",
            operator=self.custody.operator.code,
            account={Money.PREPAID: PREPAID_NUMBER, Money.DEPOSIT: DEPOSIT_NUMBER}[money],
            on=on or self.on,
            at=AT,
            sequence=1,
            opening_fen=self.opening_fen[money],
            movements=self.bank[money],
        )
        return path

    def match(self, *, statements: list[Path] | None = None) -> ClearingDay:
        return clearing_match(
            operator=self.custody.operator,
            path=self.file,
            statements=statements or [self.write_statement(money) for money in Money],
            actor=CUSTODIAN,
            at=AT,
        )

    def breaks(self) -> list[dict[str, Any]]:
        self.write_file()
        breaks: list[dict[str, Any]] = clearing_row(self.match())["breaks"]
        return breaks

    def change(self, rider: str, figure: int, by_fen: int) -> None:
        """Let the operator's file have another figure of one rider."""
        for place, day in enumerate(self.operator):
            if day.rider == rider:
                figures = list(day.figures)
                figures[figure] += by_fen
                self.operator[place] = replace(day, figures=tuple(figures))


TOP_UP, REFUND, DEPOSIT_CLOSING, PREPAID_CLOSING = 2, 4, 5, 6


def moves_at(at: datetime, moves: tuple[tuple[str, str, int], ...] = MOVES) -> list[Movement]:
    return [Movement(uuid7(), MovementKind(kind), rider, fen, at) for kind, rider, fen in moves]


def post_all(custody: Custody, moves: list[Movement]) -> list[MovementAnswer]:
    actor = clerk_of(custody.operator)
    return movements_post(operator=custody.operator, movements=moves, actor=actor, at=AT)


@pytest.fixture
def sides(custody: Custody, tmp_path: Path) -> Sides:
    """A day on which all three sides agree, with a payout that the operator's file has not."""
    moves = moves_at(AT)
    assert {answer.code for answer in post_all(custody, moves)} == {"POSTED"}
    key = uuid7()
    payout_make(
        operator=custody.operator,
        money=Money.PREPAID,
        payee_number=OWN_NUMBER,
        amount_fen=1_000,
        key=key,
        actor=CUSTODIAN,
        at=AT,
    )
    bank = {money: bank_day(moves, money) for money in Money}
    bank[Money.PREPAID].append(BankMovement(key, -1_000))
    return Sides(custody, tmp_path, DAY, list(operator_day(moves)), bank)


@pytest.mark.clause("MUF-14")
def test_when_the_three_sides_agree_there_is_no_break(sides: Sides) -> None:
    assert sides.breaks() == []


@pytest.mark.clause("MUF-14")
def test_a_top_up_missing_in_the_operators_file_is_the_only_break(sides: Sides) -> None:
    sides.change("样例甲0001", TOP_UP, -2_000)
    sides.change("样例甲0001", PREPAID_CLOSING, -2_000)
    assert sides.breaks() == [
        {
            "kind": "TOP_UP",
            "rider": "样例甲0001",
            "reference": "",
            "operator_fen": 5_000,
            "ledger_fen": 7_000,
            "bank_fen": 7_000,
        }
    ]


@pytest.mark.clause("MUF-14")
def test_a_balance_one_fen_off_is_a_break_of_what_was_brought_forward(sides: Sides) -> None:
    sides.change("样例甲0002", PREPAID_CLOSING, 1)
    assert [
        (each["kind"], each["operator_fen"], each["ledger_fen"], each["bank_fen"])
        for each in sides.breaks()
    ] == [("PREPAID_BROUGHT_FORWARD", 1, 0, None)]


@pytest.mark.clause("MUF-14")
def test_two_differences_that_offset_each_other_are_two_breaks(sides: Sides) -> None:
    sides.change("样例甲0002", TOP_UP, 300)
    sides.change("样例甲0002", REFUND, 300)
    assert [each["kind"] for each in sides.breaks()] == ["REFUND", "TOP_UP"]


@pytest.mark.clause("MUF-14")
def test_a_rider_whom_the_operator_leaves_out_is_a_break_in_each_figure(sides: Sides) -> None:
    sides.operator = [day for day in sides.operator if day.rider != "样例甲0001"]
    assert [each["kind"] for each in sides.breaks()] == ["DEPOSIT_IN", "RIDE", "TOP_UP"]


@pytest.mark.clause("MUF-14")
def test_a_rider_whom_only_the_operator_knows_is_a_break(sides: Sides) -> None:
    sides.operator.append(RiderDay("样例甲0003", (0, 0, 900, 0, 0, 0, 900)))
    assert [(e["kind"], e["rider"], e["ledger_fen"]) for e in sides.breaks()] == [
        ("TOP_UP", "样例甲0003", 0)
    ]


@pytest.mark.clause("MUF-14")
def test_what_the_bank_did_not_book_is_a_break(sides: Sides) -> None:
    del sides.bank[Money.DEPOSIT][-1]
    assert [(e["kind"], e["rider"], e["bank_fen"]) for e in sides.breaks()] == [
        ("DEPOSIT_REFUND", "样例甲0002", 0)
    ]


@pytest.mark.clause("MUF-14")
def test_what_the_bank_booked_twice_is_a_break(sides: Sides) -> None:
    sides.bank[Money.PREPAID].append(sides.bank[Money.PREPAID][0])
    assert [(e["kind"], e["ledger_fen"], e["bank_fen"]) for e in sides.breaks()] == [
        ("TOP_UP", 7_000, 12_000)
    ]


@pytest.mark.clause("MUF-14")
def test_an_entry_of_the_bank_that_nobody_knows_is_a_break_with_its_reference(sides: Sides) -> None:
    sides.bank[Money.DEPOSIT].append(BankMovement(uuid7(), -400))
    [found] = sides.breaks()
    assert (found["kind"], found["bank_fen"]) == ("BANK_ENTRY_UNKNOWN", -400)
    assert found["reference"]


@pytest.mark.clause("MUF-14")
def test_a_bank_balance_that_the_books_do_not_have_is_a_break(sides: Sides) -> None:
    sides.opening_fen[Money.PREPAID] = 1
    assert [(e["kind"], e["ledger_fen"], e["bank_fen"]) for e in sides.breaks()] == [
        ("BANK_PREPAID_BROUGHT_FORWARD", 0, 1)
    ]


@pytest.mark.clause("MUF-14")
def test_the_next_day_begins_with_what_this_one_left(sides: Sides) -> None:
    assert sides.breaks() == []
    next_at = AT + timedelta(days=1)
    moves = moves_at(next_at, (("RIDE", "样例甲0001", 200), ("TOP_UP", "样例甲0002", 100)))
    post_all(sides.custody, moves)
    sides.on, sides.sequence = DAY + timedelta(days=1), 2
    sides.opening_fen = {Money.PREPAID: 8_500, Money.DEPOSIT: 10_000}
    sides.bank = {money: bank_day(moves, money) for money in Money}
    sides.operator = [
        RiderDay("样例甲0001", (0, 0, 0, 200, 0, 10_000, 6_650)),
        RiderDay("样例甲0002", (0, 0, 100, 0, 0, 0, 2_600)),
    ]
    assert sides.breaks() == []


@pytest.mark.clause("MUF-14")
def test_what_moved_since_does_not_count_on_the_day(sides: Sides) -> None:
    moves = moves_at(AT + timedelta(days=1), (("TOP_UP", "样例甲0002", 100),))
    post_all(sides.custody, moves)
    assert sides.breaks() == []


@pytest.mark.clause("MUF-14")
def test_an_entry_of_the_bank_with_a_rides_key_is_a_break(sides: Sides) -> None:
    (ride,) = moves_at(AT, (("RIDE", "样例甲0002", 100),))
    post_all(sides.custody, [ride])
    sides.bank[Money.PREPAID].append(BankMovement(ride.key, -100))
    assert ("BANK_ENTRY_UNKNOWN", -100) in [(e["kind"], e["bank_fen"]) for e in sides.breaks()]


@pytest.mark.clause("MUF-14")
def test_a_difference_adjusts_nothing(sides: Sides) -> None:
    before = (sides.custody.rider_fen(), sides.custody.bank_fen())
    sides.change("样例甲0001", TOP_UP, 1)
    assert sides.breaks() != []
    assert (sides.custody.rider_fen(), sides.custody.bank_fen()) == before


@pytest.mark.clause("MUF-19.1")
def test_the_same_file_again_is_the_comparison_that_was_kept(sides: Sides) -> None:
    sides.write_file()
    assert sides.match() == sides.match()
    assert ClearingDay.objects.filter(operator=sides.custody.operator).count() == 1


@pytest.mark.clause("MUF-19.1")
def test_what_was_handed_over_when_and_by_whom_is_kept(sides: Sides) -> None:
    sides.write_file()
    kept = sides.match()
    closing = sides.file.read_text(encoding="utf-8").splitlines()[-1]
    assert bytes(kept.digest).hex() == closing.split(",")[-1]
    assert (kept.handed_over_by, kept.at) == (CUSTODIAN.code, AT)


@pytest.mark.clause("MUF-19.1")
def test_a_file_out_of_its_turn_is_refused(sides: Sides) -> None:
    sides.sequence = 2
    sides.write_file()
    with pytest.raises(ClearingSequenceWrong):
        sides.match()


def test_a_corrected_file_has_the_next_number_and_both_comparisons_stay(sides: Sides) -> None:
    right = list(sides.operator)
    sides.change("样例甲0001", TOP_UP, -1)
    assert len(sides.breaks()) == 2
    sides.operator, sides.sequence = right, 2
    assert sides.breaks() == []
    counts = ClearingDay.objects.order_by("sequence").values_list("break_count", flat=True)
    assert list(counts) == [2, 0]


def test_a_statement_that_is_missing_or_of_another_day_is_refused(sides: Sides) -> None:
    sides.write_file()
    with pytest.raises(ClearingStatementMissing):
        sides.match(statements=[sides.write_statement(Money.PREPAID)])
    other = sides.write_statement(Money.DEPOSIT, on=DAY - timedelta(days=1))
    with pytest.raises(ClearingForOther):
        sides.match(statements=[sides.write_statement(Money.PREPAID), other])


def test_a_second_statement_of_one_account_is_refused(sides: Sides) -> None:
    sides.write_file()
    statements = [sides.write_statement(money) for money in Money]
    with pytest.raises(ClearingStatementRepeated) as refused:
        sides.match(statements=[*statements, statements[0]])
    assert refused.value.facts["account"] == DEPOSIT_NUMBER


CAMT = """<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt>
<GrpHdr><MsgId>M1</MsgId><CreDtTm>2026-11-21T00:00:00+08:00</CreDtTm></GrpHdr>
<Stmt><Id>S1</Id><FrToDt><FrDtTm>2026-11-20T00:00:00+08:00</FrDtTm>
<ToDtTm>2026-11-20T23:59:59+08:00</ToDtTm></FrToDt>
<Acct><Id><Othr><Id>{account}</Id></Othr></Id><Ccy>{currency}</Ccy></Acct>
<Bal><Tp><CdOrPrtry><Cd>OPBD</Cd></CdOrPrtry></Tp><Amt Ccy="{currency}">0.00</Amt>
<CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2026-11-20</Dt></Dt></Bal>
<Bal><Tp><CdOrPrtry><Cd>CLBD</Cd></CdOrPrtry></Tp><Amt Ccy="{currency}">{closing}</Amt>
<CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2026-11-20</Dt></Dt></Bal>
<Ntry><Amt Ccy="{entry}">100.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>
<BookgDt><Dt>2026-11-20</Dt></BookgDt><BkTxCd><Prtry><Cd>X</Cd></Prtry></BkTxCd></Ntry>
</Stmt></BkToCstmrStmt></Document>"""


@pytest.mark.parametrize(
    ("facts", "refusal"),
    [
        ({"currency": "USD", "entry": "USD"}, FileLineError),
        ({"entry": "USD"}, FileLineError),
        ({"closing": "100.01"}, SumDiffers),
        ({"account": "14999999999999"}, ClearingForOther),
    ],
    ids=["account's currency", "entry's currency", "closing balance", "account"],
)
def test_a_statement_that_is_not_the_accounts_or_does_not_add_up_is_refused(
    sides: Sides, facts: dict[str, str], refusal: type[Refusal]
) -> None:
    sides.write_file()
    right = {
        "account": DEPOSIT_NUMBER, "currency": "CNY", "entry": "CNY", "closing": "100.00"
    }  # fmt: skip
    path = sides.folder / "statement.xml"
    path.write_text(CAMT.format(**right), encoding="utf-8")
    assert sides.match(statements=[sides.write_statement(Money.PREPAID), path]).break_count
    sides.sequence = 2
    sides.write_file()
    path.write_text(CAMT.format(**right | facts), encoding="utf-8")
    with pytest.raises(refusal):
        sides.match(statements=[sides.write_statement(Money.PREPAID), path])
    assert ClearingDay.objects.count() == 1


def test_a_clearing_file_of_another_operator_is_refused(sides: Sides) -> None:
    header = ClearingHeader("91149100MA0000002X", sides.on, 1)
    clearing_write(sides.file, header, sides.operator)
    with pytest.raises(ClearingForOther):
        sides.match()


def test_a_clearing_file_in_another_encoding_is_refused(sides: Sides) -> None:
    sides.write_file()
    lines = sides.file.read_text(encoding="utf-8").splitlines(keepends=True)[:-1]
    content = "".join(lines).encode("gb18030")
    sides.file.write_bytes(content)
    with pytest.raises(FileLineError, match=r"Line 2, line.*expected UTF-8"):
        sides.match()


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        (lambda text: text.replace("样例甲0001", "样例乙0001"), ClearingDigestDiffers),
        (lambda text: text.replace(",3000,", ",3001,"), SumDiffers),
        (lambda text: text.replace("\n", "\r\n"), FileLineError),
        (lambda text: text[: text.rindex("T,")], FileLineError),
        (lambda text: text + "R", FileLineError),
        (lambda text: text.replace("H,1,", "H,2,"), FileLineError),
        (lambda text: text.replace("2026-11-20", "2026-11-31"), FileLineError),
        (lambda text: text.replace(",150,", ",-150,"), FileLineError),
        (lambda text: text.replace(",150,", ",１50,"), FileLineError),
        (lambda _: "", FileLineError),
    ],
    ids=["rider", "figure", "crlf", "cut", "more", "version", "day", "sign", "wide", "empty"],
)
def test_a_damaged_file_is_refused_and_nothing_of_it_is_kept(
    sides: Sides, change: Callable[[str], str], refusal: type[FileLineError]
) -> None:
    sides.write_file()
    text = sides.file.read_text(encoding="utf-8")
    assert change(text) != text
    sides.file.write_bytes(change(text).encode())
    with pytest.raises(refusal):
        sides.match()
    assert not ClearingDay.objects.filter(operator=sides.custody.operator).exists()


def test_a_rider_twice_in_a_file_is_refused(sides: Sides) -> None:
    sides.operator.append(sides.operator[0])
    sides.write_file()
    with pytest.raises(FileLineError, match="each rider once"):
        sides.match()
