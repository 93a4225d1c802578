"""What the registry refuses. No sentence here names a person."""

from ringfence.kernel.refusal import Refusal


class PersonKnown(Refusal):
    """People of the file who are in the registry already."""

    code = "PERSON_KNOWN"
    en = "{count} people of the file are in the registry already. Nothing was loaded."
    zh = "文件中有 {count} 人已在登记库中。未导入任何数据。"


class CardUnknown(Refusal):
    """The person has no card that lives."""

    code = "CARD_UNKNOWN"
    en = "No person with a card in force has this identity number."
    zh = "没有持有效社保卡的人员使用该身份证号码。"


class AccountTaken(Refusal):
    """Another person's card has this bank account."""

    code = "ACCOUNT_TAKEN"
    en = "This bank account is on another person's card."
    zh = "该银行账户已登记在他人社保卡上。"


class CorrectedTwice(Refusal):
    """The list corrects one person more than once."""

    code = "CORRECTED_TWICE"
    en = "{count} lines correct a person whom another line corrects too. Nothing was changed."
    zh = "有 {count} 行重复更正同一人。未作任何更改。"
