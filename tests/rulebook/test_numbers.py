"""Every number of both regulations, read from their texts by hand."""

from datetime import date

import pytest

from ringfence.rulebook import Rulebook, Unit

DAY = date(2020, 6, 1)  # inside the mobility rules' three years

CAR = {"operator_kind": "CAR_SHARING"}
BIKE = {"operator_kind": "BIKE_SHARING"}
RIDE = {"operator_kind": "RIDE_HAILING"}
PERSON = {"holder_kind": "INDIVIDUAL"}
UNIT = {"holder_kind": "ORGANISATION"}
OPERATOR = {"filer_kind": "OPERATOR"}
BANK = {"filer_kind": "BANK"}
INSTITUTION = {"filer_kind": "PAYMENT_INSTITUTION"}
CITY = {"window_level": "CITY"}
COUNTY = {"window_level": "COUNTY"}

# Name, case, clause, number or text, unit.
NUMBERS = [
    ("deposit.custody_mode_count", {}, "MUF-4.1", 2, Unit.COUNT),
    ("deposit.account_count", {}, "MUF-6.1", 1, Unit.COUNT),
    ("prepaid.account_count", {}, "MUF-6.1", 1, Unit.COUNT),
    ("certificate.issue_days", {}, "MUF-9.1", 5, Unit.WORKING_DAYS),
    ("account.report_days", {}, "MUF-9.3", 5, Unit.WORKING_DAYS),
    ("deposit.cap_share", CAR, "MUF-10.1", 20_000, Unit.PPM),
    ("deposit.cap_share", BIKE, "MUF-10.1", 100_000, Unit.PPM),
    ("deposit.refund_days", CAR, "MUF-10.3", 15, Unit.WORKING_DAYS),
    ("deposit.refund_days", BIKE, "MUF-10.3", 2, Unit.WORKING_DAYS),
    ("prepaid.balance_cap", BIKE | PERSON, "MUF-11.2", 10_000, Unit.FEN),
    ("prepaid.balance_cap", BIKE | UNIT, "MUF-11.2", 10_000, Unit.FEN),
    ("prepaid.balance_cap", RIDE | PERSON, "MUF-11.2", 800_000, Unit.FEN),
    ("prepaid.balance_cap", CAR | UNIT, "MUF-11.2", 3_000_000, Unit.FEN),
    ("reserve.floor", {}, "MUF-11.4", 400_000, Unit.PPM),
    ("payment_data.keep_years", {}, "MUF-12.1", 5, Unit.YEARS),
    ("settlement.move_days", {}, "MUF-12.2", 1, Unit.DAYS),
    ("clearing.match_interval_days", {}, "MUF-14", 1, Unit.DAYS),
    ("refund.original_route_days", {"money_kind": "DEPOSIT"}, "MUF-15.2", 1, Unit.DAYS),
    ("refund.original_route_days", {"money_kind": "PREPAID"}, "MUF-17.3", 1, Unit.DAYS),
    ("operator.nominated_account_count", {}, "MUF-15.3", 1, Unit.COUNT),
    ("unfreeze.days", {}, "MUF-16.2", 1, Unit.DAYS),
    ("reserve.payout_floor", {}, "MUF-17.2", 400_000, Unit.PPM),
    ("agreement.filing_days", OPERATOR, "MUF-18.1", 10, Unit.WORKING_DAYS),
    ("agreement.filing_days", BANK, "MUF-18.2", 10, Unit.WORKING_DAYS),
    ("agreement.filing_days", INSTITUTION, "MUF-18.2", 10, Unit.WORKING_DAYS),
    ("report.quarterly_due_day", OPERATOR, "MUF-19.2", 15, Unit.DAY_OF_MONTH),
    ("report.quarterly_due_month", OPERATOR, "MUF-19.2", 1, Unit.COUNT),
    ("report.yearly_due", OPERATOR, "MUF-19.3", "04-30", Unit.MONTH_DAY),
    ("report.monthly_due_day", {}, "MUF-20.1", 10, Unit.DAY_OF_MONTH),
    ("report.quarterly_due_day", BANK, "MUF-20.2", 15, Unit.DAY_OF_MONTH),
    ("report.quarterly_due_month", BANK, "MUF-20.2", 1, Unit.COUNT),
    ("report.yearly_due", BANK, "MUF-20.2", "04-30", Unit.MONTH_DAY),
    ("mobility.in_force_on", {}, "MUF-26", "2019-06-01", Unit.DATE),
    ("legacy_money.custody_by", {}, "MUF-26", "2019-11-30", Unit.DATE),
    ("mobility.valid_years", {}, "MUF-27", 3, Unit.YEARS),
    ("collection.step_count", {}, "OP-11", 5, Unit.COUNT),
    ("debit_run.days", {}, "OP-14.2", 3, Unit.WORKING_DAYS),
    ("account_reconciliation.count_per_period", {}, "OP-14.7", 1, Unit.COUNT),
    ("benefit_run.interval_months", {}, "OP-16.1", 1, Unit.MONTHS),
    ("credit_run.days", {}, "OP-16.2", 3, Unit.WORKING_DAYS),
    ("window.policy_count", {}, "WIN-3", 8, Unit.COUNT),
    ("window.count", CITY, "WIN-7", 1, Unit.COUNT),
    ("window.count", COUNTY, "WIN-7", 1, Unit.COUNT),
    ("window.area", CITY, "WIN-7", 15, Unit.SQUARE_METRES),
    ("window.area", COUNTY, "WIN-7", 10, Unit.SQUARE_METRES),
    ("window.name_suffix", {}, "WIN-8", "社会保障卡综合服务窗口", Unit.TEXT),
    ("window.computers_per_member", CITY, "WIN-9", 1, Unit.COUNT),
    ("window.computer_count", COUNTY, "WIN-9", 2, Unit.COUNT),
    ("window.printer_count", {}, "WIN-9", 1, Unit.COUNT),
    ("window.scanner_count", {}, "WIN-9", 1, Unit.COUNT),
    ("window.card_reader_count", {}, "WIN-9", 3, Unit.COUNT),
    ("window.staff_count", CITY, "WIN-10", 3, Unit.COUNT),
    ("window.staff_count", COUNTY, "WIN-10", 2, Unit.COUNT),
    ("application.copy_paper", {}, "WIN-11.2", "A4", Unit.TEXT),
    ("card.ready_days", {}, "WIN-11.3", 30, Unit.WORKING_DAYS),
    ("hotline.number", {}, "WIN-13.1", "12333", Unit.TEXT),
    ("formal_loss.ready_days", {}, "WIN-13.3", 30, Unit.WORKING_DAYS),
    ("card.fee", {}, "WIN-15.2", 2_800, Unit.FEN),
    ("replacement.ready_days", {}, "WIN-15.2", 30, Unit.WORKING_DAYS),
    ("social_pin.initial", {}, "WIN-17.1", "123456", Unit.TEXT),
    ("bank_pin.attempt_count", {}, "WIN-18.2", 3, Unit.COUNT),
    ("bank_pin.unlock_attempt_count", {}, "WIN-18.2", 3, Unit.COUNT),
    ("temporary_card.fee", {}, "WIN-19", 2_500, Unit.FEN),
    ("atm.service_hours", {}, "FIN-15", 24, Unit.HOURS),
    ("photo.width", {}, "WIN-11.2", 358, Unit.PIXELS),
    ("photo.height", {}, "WIN-11.2", 441, Unit.PIXELS),
    ("photo.resolution", {}, "WIN-11.2", 350, Unit.DPI),
    ("photo.colour_depth", {}, "WIN-11.2", 24, Unit.BITS),
    ("photo.jpeg_quality", {}, "WIN-11.2", 70, Unit.COUNT),
    ("photo.file_least", {}, "WIN-11.2", 14, Unit.KILOBYTES),
    ("photo.file_most", {}, "WIN-11.2", 40, Unit.KILOBYTES),
    ("photo.face_width_least", {}, "WIN-11.2", 179, Unit.PIXELS),
    ("photo.face_width_most", {}, "WIN-11.2", 255, Unit.PIXELS),
    ("photo.hair_top_least", {}, "WIN-11.2", 7, Unit.PIXELS),
    ("photo.hair_top_most", {}, "WIN-11.2", 21, Unit.PIXELS),
    ("photo.eyes_left_least", {}, "WIN-11.2", 162, Unit.PIXELS),
    ("photo.eyes_left_most", {}, "WIN-11.2", 196, Unit.PIXELS),
    ("photo.eyes_bottom_least", {}, "WIN-11.2", 207, Unit.PIXELS),
]


@pytest.mark.parametrize(("name", "when", "clause", "expected", "unit"), NUMBERS)
def test_a_number_of_the_text_is_in_the_rulebook(
    shipped: Rulebook,
    name: str,
    when: dict[str, str],
    clause: str,
    expected: int | str,
    unit: Unit,
) -> None:
    value = shipped.value(name, on=DAY, **when)
    assert (value.content, value.unit, value.clause) == (expected, unit, clause)


def test_no_statutory_value_is_missing_from_the_table_above(shipped: Rulebook) -> None:
    statutory = {
        name
        for edition in shipped.editions
        if edition.regulation in {"card", "mobility", "standards"}
        for name in edition.rules
    }
    assert statutory == {name for name, *_ in NUMBERS}


def test_what_is_ours_says_so_and_why(shipped: Rulebook) -> None:
    ours = [rule for e in shipped.editions if e.cite.startswith("Ringfence") for rule in e.rules]
    assert "reserve.warning_margin" in ours
    for name in ours:
        assert shipped.value(name, on=DAY).edition.startswith("Ringfence")
        assert shipped.rules[name].reason
