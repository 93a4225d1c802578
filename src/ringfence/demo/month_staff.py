"""Who takes part in the month, or looks on: somebody with each role of the card's parties."""

from ringfence.demo.sample.province import BANKS
from ringfence.demo.staff import PROVINCE_AREA, Office, Worker

AGENCY, CARD_CENTRE = "SAMPLE0001", "SAMPLE0002"
AUTHORITY, WINDOW, HOTLINE = "SAMPLE-RS", "SAMPLE-WINDOW", "SAMPLE-12333"
BANK = BANKS[0]

OFFICES = (
    Office(AGENCY, "样例省社会保险经办中心", "INSURER", PROVINCE_AREA),
    Office(CARD_CENTRE, "样例省社会保障卡管理中心", "CARD_CENTRE", PROVINCE_AREA),
    Office(AUTHORITY, "样例省人力资源社会保障厅", "HUMAN_RESOURCES_AUTHORITY", PROVINCE_AREA),
    Office(WINDOW, "样例综合服务窗口", "SERVICE_WINDOW", PROVINCE_AREA),
    Office(HOTLINE, "样例电话咨询服务中心", "HOTLINE", PROVINCE_AREA),
    Office(BANK.code, BANK.name, "ISSUING_BANK", PROVINCE_AREA),
)

CLERK, CHECKER, APPROVER = "sample-clerk", "sample-checker", "sample-approver"
# Decides, too, where a run's sum is above what one signature answers for.
SECOND_APPROVER = "sample-second"
CASHIER, ACCOUNTANT = "sample-cashier", "sample-accountant"
MANAGER, KEEPER, REGISTRAR = "sample-manager", "sample-keeper", "sample-registrar"
SECOND_REGISTRAR = "sample-second-registrar"

WORKERS = (
    Worker(CLERK, "样例经办", AGENCY, "BENEFIT_CLERK"),
    Worker(CHECKER, "样例复核", AGENCY, "BENEFIT_CHECKER"),
    Worker(APPROVER, "样例审批", AGENCY, "BENEFIT_APPROVER"),
    Worker(SECOND_APPROVER, "样例二审", AGENCY, "BENEFIT_APPROVER"),
    Worker(CASHIER, "样例出纳", AGENCY, "FUND_CASHIER"),
    Worker(ACCOUNTANT, "样例会计", AGENCY, "FUND_ACCOUNTANT"),
    Worker(MANAGER, "样例业务管理", AGENCY, "AGENCY_MANAGER"),
    Worker(KEEPER, "样例卡信息管理", CARD_CENTRE, "REGISTRY_KEEPER"),
    Worker(REGISTRAR, "样例卡信息审批", CARD_CENTRE, "REGISTRY_APPROVER"),
    Worker(SECOND_REGISTRAR, "样例卡信息二审", CARD_CENTRE, "REGISTRY_APPROVER"),
    Worker("sample-inspector", "样例稽核", AGENCY, "INSPECTOR"),
    Worker("sample-authority", "样例人社监管员", AUTHORITY, "CARD_SUPERVISOR"),
    Worker("sample-window", "样例窗口", WINDOW, "WINDOW_CLERK"),
    Worker("sample-hotline", "样例坐席", HOTLINE, "HOTLINE_AGENT"),
    Worker("sample-bank", "样例银行代发经办", BANK.code, "BANK_AGENCY_CLERK"),
)
