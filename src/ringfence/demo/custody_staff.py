"""Who takes part in the custody day: the operator, its custodian bank, and their authority."""

from ringfence.demo.staff import Office, Worker
from ringfence.kernel.credit_code import credit_code_check_character

_PAYLOAD = "91149100MA0000001"
_CITY_AREA = "149100000000"

OPERATOR = _PAYLOAD + credit_code_check_character(_PAYLOAD)
BANK = "999161000010"
AUTHORITY = "SAMPLE-TRANSPORT"

OFFICES = (
    Office(AUTHORITY, "样例市甲交通运输主管部门", "TRANSPORT_AUTHORITY", _CITY_AREA),
    Office(BANK, "样例存管银行", "CUSTODIAN_BANK", _CITY_AREA),
    Office(OPERATOR, "样例单车", "MOBILITY_OPERATOR", _CITY_AREA),
)

SUPERVISOR, CUSTODIAN, OPERATORS_CLERK = "sample-transport", "sample-custody", "sample-rides"

WORKERS = (
    Worker(SUPERVISOR, "样例交通监管员", AUTHORITY, "TRANSPORT_SUPERVISOR"),
    Worker(CUSTODIAN, "样例存管经办", BANK, "CUSTODY_CLERK"),
    Worker(OPERATORS_CLERK, "样例企业资金经办", OPERATOR, "OPERATOR_CLERK"),
)
