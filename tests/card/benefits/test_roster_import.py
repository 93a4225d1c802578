"""A roster into draft runs: each line resolved at that moment, all or nothing."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from actors import actor
from ringfence.banking.models import AgencyAgreement, OwnAccount, Run, RunItem
from ringfence.kernel.refusal import FileLineError, Refusal
from ringfence.regimes.card.benefits.domain import (
    CAUSE_CITATIONS,
    Cause,
    PersonTwice,
    RosterRepeated,
    UnknownProgramme,
)
from ringfence.regimes.card.benefits.services import roster_import
from ringfence.regimes.card.models import Card, Person, Roster, RosterException
from ringfence.regimes.card.programmes import ProgrammeDiffers, programme_open
from sample_month import (
    BANK,
    DAY,
    OTHER_BANK,
    PERIOD,
    SampleMonth,
    account,
    at,
    identity,
    name,
    registry_row,
    roster_row,
    row_counts,
)
from sample_people import CLERK

WRITTEN = (
    "card_roster",
    "card_rosterexception",
    "banking_run",
    "banking_runitem",
    "banking_runstep",
)


def causes() -> dict[int, str]:
    return dict(RosterException.objects.order_by("line").values_list("line", "cause"))


@pytest.mark.clause("OP-9.2", "OP-15")
def test_each_line_is_resolved_by_number_and_name_and_kept_with_what_the_registry_said(
    month: SampleMonth,
) -> None:
    month.people(registry_row(1), registry_row(2))
    done = month.roster(roster_row(1, "10.5"), roster_row(2, "20", account_number=account(2)))
    assert (done.line_count, done.sum_fen, done.exception_count) == (2, 3_050, 0)
    item = RunItem.objects.get(identity_number=identity(1))
    card = Card.objects.get(person__identity_number=identity(1))
    assert (item.name, item.account_number, item.card_state, item.amount_fen) == (
        name(1),
        card.account_number,
        "NORMAL",
        1_050,
    )
    assert item.person_id == item.ledger_account_id == card.person_id


@pytest.mark.clause("OP-8.2", "OP-15")
def test_each_bank_gets_one_run_with_the_people_whose_card_it_issued(month: SampleMonth) -> None:
    month.people(*(registry_row(n) for n in (1, 2, 3)))
    runs = month.roster(*(roster_row(n, f"{n}.00") for n in (1, 2, 3))).runs
    by_bank = {run.agreement.branch.bank_id: (run.item_count, run.sum_fen) for run in runs}
    assert by_bank == {BANK: (2, 400), OTHER_BANK: (1, 200)}
    assert {run.state for run in runs} == {"DRAFT"}
    assert sorted(run.number for run in runs) == [f"PENSION-{PERIOD}-001", f"PENSION-{PERIOD}-002"]


@pytest.mark.clause("OP-9.1", "OP-9.2", "OP-15", "OP-8.2")
@pytest.mark.parametrize(
    ("person", "line", "cause"),
    [
        ({}, {"identity_number": identity(99)}, Cause.PERSON_UNKNOWN),
        ({}, {"name": "样例乙0001"}, Cause.NAME_DIFFERS),
        ({"card_state": "CANCELLED"}, {}, Cause.NO_CARD),
        ({"card_state": "CANCELLED_AFTER_LOSS"}, {}, Cause.NO_CARD),
        ({"card_state": "LOST"}, {}, Cause.CARD_LOST),
        ({"card_state": "TEMPORARILY_LOST"}, {}, Cause.CARD_LOST),
        ({"card_state": "NOT_ENABLED"}, {}, Cause.CARD_NOT_ENABLED),
        ({"card_state": "IN_PRODUCTION"}, {}, Cause.CARD_NOT_ENABLED),
        ({"account_active": "false"}, {}, Cause.ACCOUNT_NOT_ACTIVE),
        ({}, {"account_number": "62229"}, Cause.ACCOUNT_DIFFERS),
        ({"bank_code": "105161000099"}, {}, Cause.NO_AGREEMENT),
        # Of several, the first in order.
        ({"card_state": "LOST"}, {"name": "样例乙0001"}, Cause.NAME_DIFFERS),
    ],
)
def test_a_line_that_the_registry_does_not_bear_out_is_an_exception_with_its_cause(
    month: SampleMonth, person: dict[str, str], line: dict[str, str], cause: Cause
) -> None:
    month.people(registry_row(1, **person), registry_row(3))
    done = month.roster(roster_row(1, **line), roster_row(3))
    assert causes() == {2: cause.value}
    assert done.exceptions == {cause: 1}
    assert [run.item_count for run in done.runs] == [1]


def test_every_cause_has_the_clause_that_keeps_the_line_from_being_paid() -> None:
    assert set(CAUSE_CITATIONS) == set(Cause)


@pytest.mark.clause("OP-8.2")
@pytest.mark.parametrize(
    ("model", "end"),
    [
        (AgencyAgreement, {"ended_on": DAY}),
        (AgencyAgreement, {"valid_to": DAY - timedelta(days=1)}),
        (AgencyAgreement, {"valid_from": DAY + timedelta(days=1)}),
        (OwnAccount, {"closed_on": DAY}),
    ],
)
def test_a_bank_without_an_agreement_in_force_or_with_a_closed_account_gets_no_run(
    month: SampleMonth, model: type, end: dict[str, object]
) -> None:
    month.people(registry_row(1))
    model.objects.update(**end)  # type: ignore[attr-defined]
    done = month.roster(roster_row(1))
    assert (done.runs, causes()) == ([], {2: "NO_AGREEMENT"})


@pytest.mark.clause("OP-8.2")
def test_an_agreement_is_in_force_on_its_first_and_on_its_last_day(month: SampleMonth) -> None:
    month.people(registry_row(1))
    AgencyAgreement.objects.update(valid_from=DAY, valid_to=DAY)
    assert month.roster(roster_row(1)).exceptions == {}


@pytest.mark.clause("OP-9.2")
def test_what_counts_is_the_registry_at_the_moment_of_the_import(month: SampleMonth) -> None:
    month.people(registry_row(1))
    Person.objects.update(name="样例乙0001")
    Card.objects.update(account_number="62229")
    (run,) = month.roster(roster_row(1, name="样例乙0001")).runs
    item = RunItem.objects.get(run_id=run.id)
    assert (item.name, item.account_number) == ("样例乙0001", "62229")


@pytest.mark.clause("OP-A5")
def test_the_same_content_under_another_name_is_refused(month: SampleMonth) -> None:
    month.people(registry_row(1))
    month.roster(roster_row(1))
    before = row_counts(*WRITTEN)
    with pytest.raises(RosterRepeated) as refused:
        month.roster(roster_row(1), file_name="again.csv")
    assert refused.value.facts["file_name"] == "roster.csv"
    assert row_counts(*WRITTEN) == before


BAD_LINES = {
    "a person twice": (roster_row(1), roster_row(1, "50.00")),
    "a number with a wrong check character": (
        roster_row(1, identity_number=identity(1)[:-1] + ("0" if identity(1)[-1] != "0" else "1")),
    ),
    "a number of a day that never was": (roster_row(1, identity_number="14910119500230001X"),),
    "a formula in a name": (roster_row(1, name='=HYPERLINK("样例")'),),
    "an amount of nothing": (roster_row(1, "0.00"),),
    "a negative amount": (roster_row(1, "-1.00"),),
    "three decimals": (roster_row(1, "1.001"),),
    "an amount over bigint": (roster_row(1, "92233720368547758.08"),),
    "full-width digits": (roster_row(1, "１００"),),
    "a thousands separator": (roster_row(1, "1,000.00"),),
    "a second line that is wrong": (roster_row(3), roster_row(1, "x")),
    "no number": (roster_row(3), roster_row(1, identity_number="")),
    "no amount": (roster_row(3), roster_row(1, "")),
    "no name": (roster_row(3), roster_row(1, name="")),
}


@pytest.mark.parametrize("lines", BAD_LINES.values(), ids=BAD_LINES)
def test_a_roster_with_a_fault_is_refused_and_leaves_nothing(
    month: SampleMonth, lines: tuple[dict[str, str], ...]
) -> None:
    month.people(registry_row(1), registry_row(3))
    with pytest.raises((FileLineError, PersonTwice)) as refused:
        month.roster(*lines)
    assert row_counts(*WRITTEN) == [0] * len(WRITTEN)
    assert row_counts("ledger_transfer") == [0]
    assert refused.value.sentence("zh") != refused.value.sentence("en")


def test_what_a_refusal_says_names_no_person(month: SampleMonth) -> None:
    month.people(registry_row(1))
    number = identity(1)
    wrong = number[:-1] + ("0" if number[-1] != "0" else "1")
    for line in (roster_row(1, identity_number=wrong), roster_row(1), roster_row(1)):
        with pytest.raises(Refusal) as refused:
            month.roster(line, line)
        assert wrong not in refused.value.sentence("zh") + refused.value.sentence("en")
        assert number not in str(refused.value.as_dict())


def test_a_person_twice_is_told_with_both_lines(month: SampleMonth) -> None:
    with pytest.raises(PersonTwice) as refused:
        month.roster(roster_row(1), roster_row(3), roster_row(1, "2.00"))
    assert refused.value.facts == {"lines": "2, 4", "count": 1}


@pytest.mark.clause("OP-4")
def test_a_programme_that_nobody_opened_is_refused_with_those_that_are(
    month: SampleMonth, tmp_path: Path
) -> None:
    with pytest.raises(UnknownProgramme) as refused:
        roster_import(path=tmp_path / "x.csv", programme="X", period=PERIOD, actor=CLERK, at=at(9))
    assert refused.value.facts["known"] == "PENSION"


@pytest.mark.clause("OP-4")
def test_a_programme_opened_again_is_the_same_one(month: SampleMonth) -> None:
    assert SampleMonth(month.folder).programme == month.programme


@pytest.mark.clause("OP-4")
@pytest.mark.parametrize(
    ("other", "field"),
    [
        ({"name": "样例其他"}, "名称"),
        ({"agency": "YLBX0002"}, "经办机构"),
        ({"leaf_id": 7}, "账页"),
    ],
)
def test_a_programme_opened_again_with_another_fact_is_told_which(
    month: SampleMonth, other: dict[str, Any], field: str
) -> None:
    known = month.programme
    facts: dict[str, Any] = {
        field: getattr(known, field) for field in ("name", "agency", "purpose", "leaf_id")
    }
    given = facts | other
    manager = actor("sample", "programme.open", organisation=given["agency"])
    with pytest.raises(ProgrammeDiffers) as refused:
        programme_open(code=known.code, **given, actor=manager, at=at(9))
    assert f"但{field}不同" in refused.value.sentence("zh")


def test_a_roster_in_gb18030_is_the_same_roster(month: SampleMonth) -> None:
    month.people(registry_row(1, name="样例䶮𠮷"))
    path = month.folder / "gb.csv"
    text = f"身份证号码,姓名,金额\n{identity(1)},样例䶮𠮷,1.00\n"
    path.write_text(text, encoding="gb18030")
    done = roster_import(path=path, programme="PENSION", period=PERIOD, actor=CLERK, at=at(9))
    assert (done.sum_fen, done.exception_count) == (100, 0)


def test_a_line_that_is_not_plain_goes_through_the_reader_and_means_the_same(
    month: SampleMonth,
) -> None:
    month.people(registry_row(1), registry_row(3))
    wide = identity(1).translate({ord("0") + n: 0xFF10 + n for n in range(10)})
    done = month.roster(roster_row(1, identity_number=wide), roster_row(3))
    assert (done.exception_count, done.line_count) == (0, 2)
    assert RunItem.objects.filter(identity_number=identity(1)).exists()


@pytest.mark.parametrize(
    ("raw", "meant"),
    [
        (f" {name(1)}\u3000".encode("gb18030"), name(1)),
        ("样".encode("gb18030") + b"\xfe\x59\xa8\xbc", "样\u9fb4\u1e3f"),
    ],
    ids=["blanks around it", "codes that GB18030 gives to private use"],
)
def test_a_name_means_the_same_in_a_csv_as_in_a_workbook(
    month: SampleMonth, raw: bytes, meant: str
) -> None:
    month.people(registry_row(1, name=meant))
    path = month.folder / "names.csv"
    headings = "身份证号码,姓名,金额".encode("gb18030")
    path.write_bytes(headings + f"\n{identity(1)},".encode() + raw + b",1.00\n")
    done = roster_import(path=path, programme="PENSION", period=PERIOD, actor=CLERK, at=at(9))
    assert (done.exceptions, done.sum_fen) == ({}, 100)


def test_an_empty_roster_is_refused(month: SampleMonth) -> None:
    with pytest.raises(FileLineError):
        month.roster()
    assert not Roster.objects.exists()
    assert not Run.objects.exists()
