"""Who takes part in the custody day, or looks on: the operator, its bank, their authorities."""

from ringfence.demo.staff import Office, Worker
from ringfence.kernel.credit_code import credit_code_check_character

_PAYLOAD = "91149100MA0000001"
_CITY_AREA = "149100000000"

OPERATOR = _PAYLOAD + credit_code_check_character(_PAYLOAD)
BANK = "999161000010"
AUTHORITY = "SAMPLE-TRANSPORT"
CENTRAL_BANK, MARKET_REGULATOR = "SAMPLE-CENTRAL-BK", "SAMPLE-MARKET"

OFFICES = (
    Office(AUTHORITY, "样例市甲交通运输主管部门", "TRANSPORT_AUTHORITY", _CITY_AREA),
    Office(BANK, "样例存管银行", "CUSTODIAN_BANK", _CITY_AREA),
    Office(OPERATOR, "样例单车", "MOBILITY_OPERATOR", _CITY_AREA),
    Office(CENTRAL_BANK, "样例人民银行分支机构", "CENTRAL_BANK", _CITY_AREA),
    Office(MARKET_REGULATOR, "样例市场监管部门", "MARKET_REGULATOR", _CITY_AREA),
)

SUPERVISOR, CUSTODIAN, OPERATORS_CLERK = "sample-transport", "sample-custody", "sample-rides"

WORKERS = (
    Worker(SUPERVISOR, "样例交通监管员", AUTHORITY, "TRANSPORT_SUPERVISOR"),
    Worker(CUSTODIAN, "样例存管经办", BANK, "CUSTODY_CLERK"),
    Worker(OPERATORS_CLERK, "样例企业资金经办", OPERATOR, "OPERATOR_CLERK"),
    Worker("sample-ledger", "样例存管会计", BANK, "CUSTODY_ACCOUNTANT"),
    Worker("sample-central", "样例金融监管员", CENTRAL_BANK, "BANK_SUPERVISOR"),
    Worker("sample-register", "样例公示监管员", MARKET_REGULATOR, "REGISTER_SUPERVISOR"),
)
