"""Which column stands where: the heading row."""

from ringfence.kernel.text import plain_width
from ringfence.kernel.words import Words
from ringfence.regimes.card.roster.cells import Row
from ringfence.regimes.card.roster.faults import HEADING, line_error, shown
from ringfence.regimes.card.roster.line import HEADINGS, REQUIRED, Column

_KNOWN = Words("one of " + ", ".join(HEADINGS), "以下之一：" + "、".join(HEADINGS))
_ONCE = Words("each heading once", "每个表头只出现一次")
_FIRST = Words("the headings in line 1", "表头在第1行")


def read_columns(row: Row) -> tuple[Column, ...]:
    """Return the columns that a heading row states, from the left.

    Blanks around a heading, case and full-width letters do not matter; empty headings at the
    right end are left out. Refuses: RosterLineError (headings below line 1, an unknown heading,
    one that stands twice, a required one that is missing).
    """
    if row.line != 1:
        raise line_error(row.line, HEADING, shown("，".join(row.cells)), _FIRST)
    headings = [plain_width(cell).strip() for cell in row.cells]
    while headings and not headings[-1]:
        headings.pop()
    columns: list[Column] = []
    for heading in headings:
        column = HEADINGS.get(heading.lower())
        if column is None:
            raise line_error(row.line, HEADING, shown(heading), _KNOWN)
        if column in columns:
            raise line_error(row.line, HEADING, shown(heading), _ONCE)
        columns.append(column)
    for column in REQUIRED:
        if column not in columns:
            expected = Words(f"a column {column}", f"有“{column.zh}”一列")
            raise line_error(row.line, HEADING, shown("，".join(headings)), expected)
    return tuple(columns)
