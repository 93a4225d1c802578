"""Check detail lines by the block: form, numbering, count and sums, in one pass."""

from collections.abc import Callable

from ringfence.banking.exchange.gb18030 import with_standard_characters
from ringfence.banking.exchange.kinds import FileKind
from ringfence.banking.exchange.layouts import DETAILS, SEPARATOR, line_pattern
from ringfence.banking.exchange.messages import (
    Header,
    Side,
    StatementHeader,
)
from ringfence.banking.exchange.outcomes import Outcome
from ringfence.banking.exchange.refusals import CountDiffers, SumDiffers
from ringfence.banking.exchange.values import shown
from ringfence.kernel.refusal import FileLineError
from ringfence.kernel.words import Words

FIRST_DETAIL_LINE = 2


class DetailCheck:
    """Counts and adds up the detail lines of one file as they pass, on writing and on reading."""

    def __init__(self, kind: FileKind) -> None:
        self.kind = kind
        self.count = 0
        self.sum_fen = 0
        self.success_count = 0
        self.success_sum_fen = 0
        self.credits_less_debits_fen = 0
        self.booked_days: set[str] = set()  # the first and the last; as text they sort as dates
        self._pattern = line_pattern(kind)

    def take(self, block: str, *, line_at: Callable[[int], int] | None = None) -> str:
        """Return `block`, whole lines each with its LF, once every line is right.

        Private-use characters of older GB 18030 editions come back as the real ones.
        `line_at` gives the file's line of a line of the block (from 0) where that is not the
        delimited file's own. Refuses: FileLineError for the first wrong line.
        """
        if not block:
            return block
        lines = block.count("\n")
        found = self._pattern.findall(block)
        if len(found) != lines:
            block = with_standard_characters(block)
            found = self._pattern.findall(block)
        place = line_at or (lambda index: index + self.count + FIRST_DETAIL_LINE)
        if len(found) != lines:
            self._refuse_first_wrong(block, place)
        numbers = [int(groups[0]) for groups in found]
        if numbers != list(range(self.count + 1, self.count + 1 + lines)):
            self._refuse_numbering(numbers, place)
        if self.kind is FileKind.RESULT:
            self._refuse_half_success(found, place)
        self._add(found)
        return block

    def _add(self, found: list[tuple[str, ...]]) -> None:
        self.count += len(found)
        if self.kind is FileKind.RESULT:
            amounts = [int(amount) for _, amount, *_ in found]
            successes = [int(amount) for _, amount, mark, *_ in found if mark == Outcome.SUCCESS]
            self.success_count += len(successes)
            self.success_sum_fen += sum(successes)
        elif self.kind is FileKind.STATEMENT:
            amounts = [int(amount) for _, _, amount, _ in found]
            credited = [int(amount) for _, mark, amount, _ in found if mark == Side.CRDT]
            self.credits_less_debits_fen += 2 * sum(credited) - sum(amounts)
            days = self.booked_days | {day for *_, day in found}
            self.booked_days = {min(days), max(days)}
        else:
            amounts = [int(amount) for _, amount in found]
        self.sum_fen += sum(amounts)

    def _refuse_first_wrong(self, block: str, place: Callable[[int], int]) -> None:
        layout = DETAILS[self.kind]
        for index, line in enumerate(block.split("\n")):
            layout.take(line.split(SEPARATOR), line=place(index))
        raise AssertionError("a block was refused, none of its lines was")

    def _refuse_numbering(self, numbers: list[int], place: Callable[[int], int]) -> None:
        for index, number in enumerate(numbers):
            expected = self.count + 1 + index
            if number != expected:
                raise FileLineError(
                    line=place(index), field="line", got=str(number), expected=str(expected)
                )

    def _refuse_half_success(
        self, found: list[tuple[str, ...]], place: Callable[[int], int]
    ) -> None:
        """A success has its reference and its day; what is no success has no day."""
        for index, (_, _, outcome, reference, settled_on) in enumerate(found):
            success = outcome == Outcome.SUCCESS
            if success != bool(settled_on) or (success and not reference):
                reference_missing = success and settled_on
                raise FileLineError(
                    line=place(index),
                    field="bank_reference" if reference_missing else "settled_on",
                    got=shown(reference if reference_missing else settled_on),
                    expected=Words(
                        "reference and date of a SUCCESS, no date of another outcome",
                        "成功须有参考号和日期，其他结果无日期",
                    ),
                )

    def compare(self, header: Header, *, line: int) -> None:
        """Return nothing when the totals in the header are those counted.

        Refuses: CountDiffers, SumDiffers.
        """
        for field in ("count", "success_count"):
            said = getattr(header, field, None)
            if said is not None and said != getattr(self, field):
                raise CountDiffers(
                    line=line, field=field, got=str(said), expected=str(getattr(self, field))
                )
        for field in ("sum_fen", "success_sum_fen"):
            said = getattr(header, field, None)
            if said is not None and said != getattr(self, field):
                raise SumDiffers(
                    line=line, field=field, got=str(said), expected=str(getattr(self, field))
                )
        if isinstance(header, StatementHeader):
            self._compare_statement(header, line=line)

    def _compare_statement(self, header: StatementHeader, *, line: int) -> None:
        closing_fen = header.opening_fen + self.credits_less_debits_fen
        if header.closing_fen != closing_fen:
            raise SumDiffers(
                line=line,
                field="closing_fen",
                got=str(header.closing_fen),
                expected=str(closing_fen),
            )
        first, last = header.from_on.isoformat(), header.to_on.isoformat()
        outside = [day for day in self.booked_days if not first <= day <= last]
        if outside or first > last:
            raise FileLineError(
                line=line,
                field="booked_on" if outside else "to_on",
                got=min(outside, default=last),
                expected=Words(f"days from {first} to {last}", f"{first}至{last}之间"),
            )
