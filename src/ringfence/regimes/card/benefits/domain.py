"""Why a roster line cannot be paid now: the causes, in order of precedence."""

from enum import StrEnum

from ringfence.kernel.citation import Citation
from ringfence.kernel.refusal import Refusal


class Cause(StrEnum):
    """What the registry says against a line; the first that applies is kept."""

    PERSON_UNKNOWN = "PERSON_UNKNOWN"
    NAME_DIFFERS = "NAME_DIFFERS"
    NO_CARD = "NO_CARD"
    CARD_LOST = "CARD_LOST"
    CARD_NOT_ENABLED = "CARD_NOT_ENABLED"
    ACCOUNT_NOT_ACTIVE = "ACCOUNT_NOT_ACTIVE"
    ACCOUNT_DIFFERS = "ACCOUNT_DIFFERS"
    NO_AGREEMENT = "NO_AGREEMENT"


# Which clause keeps a line of each cause from being paid.
CAUSE_CITATIONS = {
    Cause.PERSON_UNKNOWN: Citation("OP-9.2"),
    Cause.NAME_DIFFERS: Citation("OP-9.1"),
    Cause.NO_CARD: Citation("OP-15"),
    Cause.CARD_LOST: Citation("OP-9.2"),
    Cause.CARD_NOT_ENABLED: Citation("OP-9.2"),
    Cause.ACCOUNT_NOT_ACTIVE: Citation("OP-9.2"),
    Cause.ACCOUNT_DIFFERS: Citation("OP-15"),
    Cause.NO_AGREEMENT: Citation("OP-8.2"),
}


class RosterRepeated(Refusal):
    """This roster's content was taken in before, whatever its name."""

    code = "ROSTER_REPEATED"
    en = (
        "This roster was taken in on {taken_at} as {file_name}; its content is the same. "
        "Nothing was done."
    )
    zh = "该名册已于 {taken_at} 以 {file_name} 导入，内容相同。未作任何处理。"


class PersonTwice(Refusal):
    """The roster names a person more than once."""

    code = "PERSON_TWICE"
    en = "Lines {lines} name the same person; {count} people are named more than once."
    zh = "第 {lines} 行为同一人；共有 {count} 人重复出现。"


class UnknownProgramme(Refusal):
    """No programme has this code."""

    code = "UNKNOWN_PROGRAMME"
    en = "There is no programme {programme}. Known: {known}."
    zh = "没有险种 {programme}。现有：{known}。"


class NothingToRetry(Refusal):
    """No failed line of the period can be paid now."""

    code = "NOTHING_TO_RETRY"
    en = "No failed line of {programme} for {period} can be paid now."
    zh = "{programme} {period} 没有可以再次发放的失败明细。"
