"""What the rulebook refuses: a question it has no answer to, and a file it cannot use."""

from typing import Any

from ringfence.kernel.refusal import FileLineError, NotFound, Refusal


class UnknownValue(Refusal):
    """No edition has ever had a value of this name."""

    code = "UNKNOWN_VALUE"
    en = "The rulebook has no value named {name}. Near it: {near}."
    zh = "规则库中没有名为 {name} 的数值。相近的有：{near}。"


class UnknownClause(NotFound):
    """No document of the rulebook has this clause."""

    code = "UNKNOWN_CLAUSE"
    en = "The rulebook has no clause {clause}. `ringfence clauses` lists them all."
    zh = "规则库中没有条款 {clause}。用 `ringfence clauses` 查看全部条款。"


class MissingQualifier(Refusal):
    """The value depends on something that the question did not say."""

    code = "MISSING_QUALIFIER"
    en = "{name} depends on {qualifier}; say which: {words}."
    zh = "{name} 因 {qualifier} 而不同，请指明：{words}。"


class UnknownQualifier(Refusal):
    """The question names a qualifier, or a word of one, that this value does not know."""

    code = "UNKNOWN_QUALIFIER"
    en = "{name} does not know {qualifier}={word}. Expected: {expected}."
    zh = "{name} 不识别 {qualifier}={word}。应为：{expected}。"


class UnstatedValue(Refusal):
    """The edition in force is silent on this case, such as a refund time for ride-hailing."""

    code = "UNSTATED_VALUE"
    en = (
        "{edition} states no {name} for {case}. If a rule of the place does, put it into "
        "<home>/rulebook/*.yaml under `supersede`."
    )
    zh = (
        "{edition} 未就 {case} 规定 {name}。当地如有规定，请写入 "
        "<home>/rulebook/*.yaml 的 `supersede`。"
    )


class NoEditionInForce(Refusal):
    """No edition that has the value was in force on the day; a number is never guessed."""

    code = "NO_EDITION_IN_FORCE"
    en = "No edition that has {name} is in force on {on}. {remedy}"
    zh = "{on} 没有载有 {name} 的有效版本。{remedy}"


class RulebookFileError(FileLineError):
    """A file of the rulebook that cannot be used; none of the files is, until it is mended."""

    code = "RULEBOOK_FILE_ERROR"
    en = "{file}, line {line}, {field}: found {got}; expected {expected}."
    zh = "{file} 第{line}行，{field}：实际为 {got}；应为 {expected}。"

    def __init__(self, *, file: str, **facts: Any) -> None:
        super().__init__(file=file, **facts)
