"""A line of a roster, and the columns of the file it stands in."""

from dataclasses import dataclass
from enum import StrEnum


class Column(StrEnum):
    """A column of a roster; its value is its English heading."""

    IDENTITY_NUMBER = "identity_number"
    NAME = "name"
    AMOUNT = "amount"
    ACCOUNT_NUMBER = "account_number"
    REMARK = "remark"

    @property
    def zh(self) -> str:
        """The Chinese heading."""
        return _ZH[self]


_ZH = {
    Column.IDENTITY_NUMBER: "身份证号码",
    Column.NAME: "姓名",
    Column.AMOUNT: "金额",
    Column.ACCOUNT_NUMBER: "银行账号",
    Column.REMARK: "备注",
}
REQUIRED = (Column.IDENTITY_NUMBER, Column.NAME, Column.AMOUNT)
# Business systems also use the names of the labour and social security data elements.
HEADINGS = (
    {column.value: column for column in Column}
    | {column.zh: column for column in Column}
    | {"aac002": Column.IDENTITY_NUMBER, "aac003": Column.NAME}
)


@dataclass(frozen=True, slots=True)
class RosterLine:
    """One person and one amount. `line` is the file's own, so the heading is line 1.

    `identity_number` is in its plain form (half-width, capital X); `account_number` and `remark`
    are empty where the file has none.
    """

    line: int
    identity_number: str
    name: str
    amount_fen: int
    account_number: str = ""
    remark: str = ""
