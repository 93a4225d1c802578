"""Who takes part in the month: the insurer, the card centre, and the people who work there."""

from ringfence.demo.staff import PROVINCE_AREA, Office, Worker

AGENCY, CARD_CENTRE = "SAMPLE0001", "SAMPLE0002"

OFFICES = (
    Office(AGENCY, "样例省社会保险经办中心", "INSURER", PROVINCE_AREA),
    Office(CARD_CENTRE, "样例省社会保障卡管理中心", "CARD_CENTRE", PROVINCE_AREA),
)

CLERK, CHECKER, APPROVER = "sample-clerk", "sample-checker", "sample-approver"
CASHIER, ACCOUNTANT = "sample-cashier", "sample-accountant"
MANAGER, KEEPER = "sample-manager", "sample-keeper"

WORKERS = (
    Worker(CLERK, "样例经办", AGENCY, "BENEFIT_CLERK"),
    Worker(CHECKER, "样例复核", AGENCY, "BENEFIT_CHECKER"),
    Worker(APPROVER, "样例审批", AGENCY, "BENEFIT_APPROVER"),
    Worker(CASHIER, "样例出纳", AGENCY, "FUND_CASHIER"),
    Worker(ACCOUNTANT, "样例会计", AGENCY, "FUND_ACCOUNTANT"),
    Worker(MANAGER, "样例业务管理", AGENCY, "AGENCY_MANAGER"),
    Worker(KEEPER, "样例卡信息管理", CARD_CENTRE, "REGISTRY_KEEPER"),
)
