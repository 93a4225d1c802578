"""What a cell holds. A cell of a .csv is plain `str`; a workbook's cells say what they are."""

from typing import NamedTuple


class NumberText(str):
    """The decimal text of a numeric cell."""

    __slots__ = ()


class FormulaText(str):
    """A cell that computes; the text is the formula."""

    __slots__ = ()


class OtherText(str):
    """A date, a truth value or an error such as #N/A, as the workbook stores it."""

    __slots__ = ()


class Row(NamedTuple):
    """One line of the file: its number there, counted from 1, and its cells from the left."""

    line: int
    cells: list[str]
