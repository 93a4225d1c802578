"""What the custody of riders' money refuses."""

from ringfence.kernel.refusal import FileLineError, Refusal


class OperatorUnknown(Refusal):
    """No operator has this code."""

    code = "OPERATOR_UNKNOWN"
    en = "No operator {operator} is registered. Run: ringfence custody operator"
    zh = "运营企业 {operator} 未登记。请运行：ringfence custody operator"


class OperatorDiffers(Refusal):
    """The operator is registered with other facts."""

    code = "OPERATOR_DIFFERS"
    en = "Operator {operator} is registered already, with another {field}."
    zh = "运营企业 {operator} 已登记，但{field}不同。"


class DedicatedAccountTaken(Refusal):
    """A second dedicated account for the same money, or one whose number is another's."""

    code = "DEDICATED_ACCOUNT_TAKEN"
    en = (
        "Operator {operator} has its one account for {money} already, or number {number} is"
        " another's."
    )
    zh = "运营企业 {operator} 的{money}专用存款账户已唯一开立，或账号 {number} 已属他户。"


class DedicatedAccountMissing(Refusal):
    """There is no dedicated account for this money."""

    code = "DEDICATED_ACCOUNT_MISSING"
    en = "Operator {operator} has no dedicated account for {money}. Run: ringfence custody account"
    zh = "运营企业 {operator} 没有{money}专用存款账户。请运行：ringfence custody account"


class VehicleCostUnproven(Refusal):
    """An average vehicle cost of nothing, or without its evidence."""

    code = "VEHICLE_COST_UNPROVEN"
    en = "The average vehicle cost of operator {operator} needs an amount above zero and evidence."
    zh = "运营企业 {operator} 的平均单车成本须写明大于零的金额和依据。"


class VehicleCostDiffers(Refusal):
    """The day has another average vehicle cost, or another evidence of it."""

    code = "VEHICLE_COST_DIFFERS"
    en = (
        "From {on} the average vehicle cost is {amount_fen}, on its own evidence. Give a later day."
    )
    zh = "自 {on} 起的平均单车成本已登记为{amount_fen}元并有依据。请填写更晚的日期。"


class VehicleCostMissing(Refusal):
    """Deposits without the average vehicle cost that bounds them."""

    code = "VEHICLE_COST_MISSING"
    en = (
        "On {on} operator {operator} has no evidenced average vehicle cost, so no deposit can be"
        " bounded. Run: ringfence custody vehicle-cost"
    )
    zh = (
        "{on} 运营企业 {operator} 没有已登记的平均单车成本及依据，无法确定押金上限。"
        "请运行：ringfence custody vehicle-cost"
    )


class RiderUnknown(Refusal):
    """No rider of the operator has this code."""

    code = "RIDER_UNKNOWN"
    en = "Operator {operator} has no rider {rider}."
    zh = "运营企业 {operator} 没有用户 {rider}。"


class RiderDiffers(Refusal):
    """The rider is known as another kind of holder."""

    code = "RIDER_DIFFERS"
    en = "Rider {rider} is known as another kind than {kind}."
    zh = "用户 {rider} 已登记的类别不是 {kind}。"


class TopUpOverCap(Refusal):
    """A top-up that would pass the cap of the rider's prepaid balance."""

    code = "TOP_UP_OVER_CAP"
    en = (
        "The rider holds {balance_fen} and may hold {cap_fen}; a top-up of {amount_fen} is too"
        " much. Lower it or refund first."
    )
    zh = (
        "用户预付余额{balance_fen}元，上限{cap_fen}元，不能再充值{amount_fen}元。"
        "请减少金额或先退款。"
    )


class DepositOverCap(Refusal):
    """A deposit above the share of the average vehicle cost."""

    code = "DEPOSIT_OVER_CAP"
    en = "The rider's deposit is {balance_fen} and may be {cap_fen}; {amount_fen} is too much."
    zh = "用户押金{balance_fen}元，上限{cap_fen}元，不能再收{amount_fen}元。"


class RiderBalanceShort(Refusal):
    """More is to be taken than the rider has."""

    code = "RIDER_BALANCE_SHORT"
    en = "The rider has {available_fen}; {amount_fen} cannot be taken."
    zh = "用户余额{available_fen}元，不足{amount_fen}元。"


class BankMoneyShort(Refusal):
    """The dedicated account does not hold the money; the operator has to bring it."""

    code = "BANK_MONEY_SHORT"
    en = (
        "The dedicated account holds {available_fen}; {amount_fen} cannot leave it before the"
        " operator has brought money. Run: ringfence custody replenish"
    )
    zh = (
        "专用存款账户余额{available_fen}元，不能支出{amount_fen}元，应由运营企业补足。"
        "请运行：ringfence custody replenish"
    )


class DepositNotForPayout(Refusal):
    """Deposits are no source of payouts, to the operator or to anybody."""

    code = "DEPOSIT_NOT_FOR_PAYOUT"
    en = "Deposits are the riders' money; only refunds leave the deposit account here."
    zh = "押金属于用户，押金账户在此只能退还用户。"


class PayeeNotAllowed(Refusal):
    """The payee is not on the operator's list."""

    code = "PAYEE_NOT_ALLOWED"
    en = (
        "Account {payee} is neither the operator's nominated account nor a listed company of its"
        " main business."
    )
    zh = "账户 {payee} 既非指定自有账户，也非已登记的主营业务相关企业账户。"


class PayeeDiffers(Refusal):
    """The payee is listed with other facts."""

    code = "PAYEE_DIFFERS"
    en = "Account {payee} is listed already, with another {field}."
    zh = "账户 {payee} 已登记，但{field}不同。"


class NominatedAccountTaken(Refusal):
    """A second nominated own account."""

    code = "NOMINATED_ACCOUNT_TAKEN"
    en = "The operator's one nominated own account is {number}."
    zh = "运营企业唯一指定的自有结算账户为 {number}。"


class PayeeBusinessMissing(Refusal):
    """A payee without its part in the main business."""

    code = "PAYEE_BUSINESS_MISSING"
    en = "Say what payee {payee} does for the main business."
    zh = "请说明收款方 {payee} 与主营业务的关系。"


class PayoutBelowReserve(Refusal):
    """A payout that would not leave the reserve above its floor."""

    code = "PAYOUT_BELOW_RESERVE"
    en = (
        "After paying {amount_fen} the reserve would be {after_ppm} ppm of what riders are owed; it"
        " must stay above {floor_ppm}. At most {payable_fen} can be paid out."
    )
    zh = (
        "支出{amount_fen}元后备付金比例为百万分之{after_ppm}，须高于百万分之{floor_ppm}。"
        "目前最多可支出{payable_fen}元。"
    )


class PayoutDiffers(Refusal):
    """The key stands for another payout."""

    code = "PAYOUT_DIFFERS"
    en = "This key stands for a payout of {amount_fen} to {payee}."
    zh = "该键已用于向 {payee} 支出{amount_fen}元。"


class ClearingSequenceWrong(Refusal):
    """A clearing file out of its turn, or handed over before."""

    code = "CLEARING_SEQUENCE_WRONG"
    en = "The clearing file has number {sequence}; number {expected} is next."
    zh = "清算文件序号为 {sequence}，应为 {expected}。"


class ClearingForOther(Refusal):
    """A clearing file or statement of another operator, account or day."""

    code = "CLEARING_FOR_OTHER"
    en = "{file} is of {found}; expected {expected}."
    zh = "{file} 属于 {found}，应为 {expected}。"


class ClearingStatementRepeated(Refusal):
    """Two bank statements of one dedicated account for the day."""

    code = "CLEARING_STATEMENT_REPEATED"
    en = "{file} is another statement of account {account} for {on}. Give one of each account."
    zh = "{file} 是账户 {account} 在 {on} 的又一份对账单。每个账户请只提供一份。"


class ClearingStatementMissing(Refusal):
    """No bank statement of a dedicated account was given."""

    code = "CLEARING_STATEMENT_MISSING"
    en = "The bank's statement of account {account} for {on} is missing."
    zh = "缺少账户 {account} 在 {on} 的银行对账单。"


class ClearingDigestDiffers(FileLineError):
    """The clearing file was changed after it was closed."""

    code = "CLEARING_DIGEST_DIFFERS"
    en = "Line {line}, {field}: the file says {got}; computed {expected}."
    zh = "第{line}行，{field}：文件写明 {got}；计算得 {expected}。"
