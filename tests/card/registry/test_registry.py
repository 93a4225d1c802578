"""The registry: one person a number, one live card, loaded whole, corrected with a trace."""

import pytest

from ringfence.kernel.refusal import FileLineError, Refusal
from ringfence.regimes.card.models import Card, CardChange, Person
from ringfence.regimes.card.registry.domain import (
    AccountTaken,
    CardUnknown,
    CorrectedTwice,
    PersonKnown,
)
from ringfence.regimes.card.registry.services import registry_load
from sample_month import (
    BANK,
    SampleMonth,
    account,
    at,
    identity,
    registry_row,
    row_counts,
)
from sample_people import KEEPER


def correct(month: SampleMonth, *rows: tuple[str, str]) -> int:
    return month.correct(*((*row, BANK) for row in rows))


@pytest.mark.clause("OP-5", "OP-16.3")
def test_each_person_gets_an_account_with_the_balance_brought_along(month: SampleMonth) -> None:
    month.people(registry_row(1, personal_fen=12_345), registry_row(2))
    assert (month.personal_fen(1), month.personal_fen(2)) == (12_345, 0)
    assert Person.objects.count() == Card.objects.count() == 2


@pytest.mark.clause("OP-3")
def test_a_person_is_in_the_registry_once(month: SampleMonth) -> None:
    month.people(registry_row(1))
    with pytest.raises(PersonKnown) as refused:
        month.people(registry_row(3), registry_row(1, card_number="629900000000000099"))
    assert refused.value.facts == {"count": 1}
    assert Person.objects.count() == 1


BAD_ROWS: dict[str, tuple[dict[str, object], ...]] = {
    "a wrong identity number": (registry_row(1, identity_number="149101195001010019"),),
    "a state that is none": (registry_row(1, card_state="BROKEN"),),
    "an amount with decimals": (registry_row(1, personal_fen="1.00"),),
    "an amount over bigint": (registry_row(1, personal_fen="9223372036854775808"),),
    "an amount that the books refuse": (registry_row(1, personal_fen="4000000000000000001"),),
    "a name that no file could carry": (registry_row(1, name=" 样例甲0001"),),
    "neither true nor false": (registry_row(1, account_active="maybe"),),
    "no name": (registry_row(1, name=""),),
    "an account that no file could carry": (registry_row(1, account_number="6222|0001"),),
    "a bank that is no line number": (registry_row(1, bank_code="样例银行"),),
    "a person twice": (registry_row(1), registry_row(1, card_number="629900000000000099")),
    "a card twice": (registry_row(1), registry_row(3, card_number=registry_row(1)["card_number"])),
}


@pytest.mark.clause("OP-3", "OP-5")
@pytest.mark.parametrize("rows", BAD_ROWS.values(), ids=BAD_ROWS)
def test_a_registry_file_with_a_fault_is_refused_with_its_line_and_leaves_nothing(
    month: SampleMonth, rows: tuple[dict[str, object], ...]
) -> None:
    with pytest.raises(FileLineError) as refused:
        month.people(registry_row(5), *rows)
    assert refused.value.facts["line"] == 2 + len(rows)
    assert row_counts("card_person", "card_card", "ledger_transfer") == [0, 0, 0]
    assert identity(1) not in refused.value.sentence("zh")


def test_an_identity_number_is_kept_in_its_plain_form(month: SampleMonth) -> None:
    number = next(n for n in range(1, 99) if identity(n).endswith("X"))
    month.people(registry_row(number, identity_number=identity(number).lower()))
    assert Person.objects.get().identity_number == identity(number)
    assert correct(month, (identity(number).lower(), "62229")) == 1


def test_a_registry_file_in_another_encoding_is_refused(month: SampleMonth) -> None:
    path = month.folder / "registry.csv"
    path.write_text("样例", encoding="gb18030")
    with pytest.raises(FileLineError, match="expected UTF-8"):
        registry_load(path=path, programme=month.programme, actor=KEEPER, at=at(8))


@pytest.mark.clause("OP-16.4")
def test_a_correction_puts_the_account_right_and_is_kept(month: SampleMonth) -> None:
    month.people(registry_row(1, account_active="false"))
    assert correct(month, (identity(1), "62229")) == 1
    card = Card.objects.get()
    assert (card.account_number, card.account_active, card.updated_at) == ("62229", True, at(20))
    kept = CardChange.objects.order_by("field").values_list("field", "before", "after")
    assert list(kept) == [
        ("account_active", "false", "true"),
        ("account_number", account(1), "62229"),
    ]


@pytest.mark.clause("OP-25")
def test_an_account_on_another_persons_card_is_refused_and_nothing_is_changed(
    month: SampleMonth,
) -> None:
    month.people(registry_row(1), registry_row(3))
    with pytest.raises(AccountTaken) as refused:
        correct(month, (identity(1), "62229"), (identity(3), "62229"))
    assert str(refused.value.cite) == "OP-25"
    assert refused.value.facts == {"count": 2, "lines": "2, 3"}
    assert not CardChange.objects.exists()
    assert Card.objects.get(person__identity_number=identity(1)).account_number == account(1)


@pytest.mark.clause("OP-16.4")
def test_a_person_without_a_live_card_has_none_to_correct(month: SampleMonth) -> None:
    month.people(registry_row(1, card_state="CANCELLED"))
    for number in (1, 99):
        with pytest.raises(CardUnknown) as refused:
            correct(month, (identity(number), "62229"))
        assert refused.value.facts == {"count": 1, "lines": "2"}


@pytest.mark.parametrize("wrong", ["", "6222|1", "账号", "6" * 35])
def test_a_correction_to_what_is_no_account_is_refused(month: SampleMonth, wrong: str) -> None:
    month.people(registry_row(1))
    with pytest.raises(Refusal):
        correct(month, (identity(1), wrong))
    assert Card.objects.get().account_number == account(1)


@pytest.mark.clause("OP-16.4")
def test_a_list_that_corrects_one_person_twice_changes_nothing(month: SampleMonth) -> None:
    month.people(registry_row(1))
    before = Card.objects.get().account_number
    with pytest.raises(CorrectedTwice) as refused:
        correct(month, (identity(1), "6222000000000091"), (identity(1), "6222000000000092"))
    assert refused.value.facts == {"count": 2, "lines": "2, 3"}
    assert Card.objects.get().account_number == before
    assert not CardChange.objects.exists()
