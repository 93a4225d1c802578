"""What the registry refuses. No sentence here names a person."""

from ringfence.kernel.refusal import NotFound, Refusal


class PersonKnown(Refusal):
    """People of the file who are in the registry already."""

    code = "PERSON_KNOWN"
    en = "{count} people of the file are in the registry already. Nothing was loaded."
    zh = "文件中有 {count} 人已在登记库中。未导入任何数据。"


class CardUnknown(Refusal):
    """The person has no card that lives."""

    code = "CARD_UNKNOWN"
    en = (
        "Nobody with a card in force has the identity number of line {lines} ({count} in all)."
        " Nothing was changed."
    )
    zh = "第 {lines} 行的身份证号码没有对应的持有效社保卡人员，共 {count} 行。未作任何更改。"


class AccountTaken(Refusal):
    """Another person's card has this bank account."""

    code = "ACCOUNT_TAKEN"
    en = (
        "The bank account of line {lines} is on another person's card, or in another line"
        " ({count} in all). Nothing was changed."
    )
    zh = "第 {lines} 行的银行账户已在他人社保卡上或与其他行相同，共 {count} 行。未作任何更改。"


class CorrectedTwice(Refusal):
    """The list corrects one person more than once."""

    code = "CORRECTED_TWICE"
    en = (
        "Line {lines} corrects a person whom another line corrects too ({count} in all)."
        " Nothing was changed."
    )
    zh = "第 {lines} 行重复更正同一人，共 {count} 行。未作任何更改。"


class PersonNotSeen(NotFound):
    """Asked for by the address: nobody of the registry has the id, or lives outside the area."""

    code = "PERSON_NOT_SEEN"
    en = "There is no person {person} in the registry, or that one is not yours to see."
    zh = "登记库中没有 {person} 所指的人员，或您无权查看。"
