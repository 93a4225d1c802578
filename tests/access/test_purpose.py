"""A person's record is opened for a purpose, and that it was stands in the trail first."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ringfence.access.actor import Actor, Grant, NotPermitted
from ringfence.access.declared import declared
from ringfence.access.purpose import (
    NotInView,
    PersonView,
    PurposeNotGiven,
    Reading,
    person_read,
    person_reveal,
    purposes_of,
)
from ringfence.audit.selectors import AuditCriteria, AuditRecord, search

READ, REVEAL = "person.read", "person.reveal"
AT = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)

pytestmark = pytest.mark.django_db


def reader(*permissions: str, area: str = "14") -> Actor:
    return Actor("sample-a", frozenset(Grant(each, "INS-1401", area) for each in permissions))


def reading(actor: Actor, purpose: str = "PAYMENT_FAILURE") -> Reading:
    return Reading(actor, "INS-1401", purpose, AT, trace="request 1", address="127.0.0.1")


def read(by: Reading, *subject_ids: str, area: str = "140105") -> PersonView:
    return person_read(
        reading=by, permission=READ, subject_kind="person", subject_ids=subject_ids, area=area
    )


def trail() -> list[AuditRecord]:
    """Return what was written, oldest first."""
    return search(AuditCriteria(), limit=1000).records[::-1]


def said(found: list[AuditRecord]) -> list[tuple[str, str, str, str]]:
    return [(one.action, one.subject_id, one.purpose, one.outcome) for one in found]


@pytest.mark.clause("OP-22.1")
def test_each_record_read_is_an_entry_of_who_when_what_and_why() -> None:
    view = read(reading(reader(READ)), "P1", "P2")
    assert said(trail()) == [
        (READ, "P1", "PAYMENT_FAILURE", "DONE"),
        (READ, "P2", "PAYMENT_FAILURE", "DONE"),
    ]
    first = trail()[0]
    assert (first.actor, first.organisation, first.at) == ("sample-a", "INS-1401", AT)
    assert (first.trace, first.address, first.clause) == ("request 1", "127.0.0.1", "OP-22.1")
    assert view == PersonView("person", frozenset({"P1", "P2"}), is_revealed=False)


@pytest.mark.clause("OP-22.1")
@pytest.mark.parametrize("purpose", ["", "RIDER_REFUND", "NO_SUCH", "14010519900307002X"])
def test_without_a_purpose_of_this_reading_nothing_is_opened(purpose: str) -> None:
    with pytest.raises(PurposeNotGiven, match="PAYMENT_FAILURE") as refused:
        read(reading(reader(READ), purpose), "P1")
    assert "发放失败处理" in refused.value.sentence("zh")
    kept = purpose if purpose in declared().purposes else ""
    assert said(trail()) == [(READ, "P1", kept, "PURPOSE_NOT_GIVEN")]


@pytest.mark.clause("OP-22.1")
@pytest.mark.parametrize(
    ("actor", "area"),
    [(Actor("sample-a"), "140105"), (reader(REVEAL), "140105"), (reader(READ), "110101"),
     (replace(reader(READ), grants=frozenset({Grant(READ, "INS-1402", "14")})), "140105")],
    ids=["no grant", "another permission", "another area", "another organisation"],
)  # fmt: skip
def test_who_may_not_read_is_refused_and_the_attempt_is_kept(actor: Actor, area: str) -> None:
    with pytest.raises(NotPermitted):
        read(reading(actor), "P1", area=area)
    assert said(trail()) == [(READ, "P1", "PAYMENT_FAILURE", "NOT_PERMITTED")]


@pytest.mark.clause("OP-22.1")
def test_whole_numbers_are_another_permission_and_another_entry() -> None:
    view = read(reading(reader(READ)), "P1")
    with pytest.raises(NotPermitted):
        person_reveal(reading=reading(reader(READ)), permission=REVEAL, view=view)
    revealed = person_reveal(reading=reading(reader(READ, REVEAL)), permission=REVEAL, view=view)
    assert revealed == replace(view, is_revealed=True)
    assert said(trail()) == [
        (READ, "P1", "PAYMENT_FAILURE", "DONE"),
        (REVEAL, "P1", "PAYMENT_FAILURE", "NOT_PERMITTED"),
        (REVEAL, "P1", "PAYMENT_FAILURE", "DONE"),
    ]


def test_a_purpose_that_needs_no_whole_numbers_does_not_reveal_them() -> None:
    by = reading(reader(READ, REVEAL), "BENEFIT_PAYMENT")
    view = read(by, "P1")
    with pytest.raises(PurposeNotGiven):
        person_reveal(reading=by, permission=REVEAL, view=view)


def test_a_view_shows_the_records_that_were_opened_and_no_other() -> None:
    view = read(reading(reader(READ)), "P1", "P2")
    view.require("P2")
    with pytest.raises(NotInView):
        view.require("P3")


@given(st.text("0123456789", min_size=11, max_size=19))
@pytest.mark.clause("OP-22.1")
def test_a_number_is_masked_unless_the_view_is_revealed(number: str) -> None:
    masked, whole = (PersonView("person", frozenset(), shown) for shown in (False, True))
    for shown in (masked.identity(number), masked.account(number), masked.telephone(number)):
        assert shown != number
        assert len(shown) == len(number)
        assert "****" in shown
    assert {whole.identity(number), whole.account(number), whole.telephone(number)} == {number}


def test_every_reading_that_needs_a_purpose_has_purposes_and_no_other_has() -> None:
    needing = {each.code for each in declared().permissions.values() if each.purpose_needed}
    assert needing == {
        each for purpose in declared().purposes.values() for each in purpose.permissions
    }
    assert all(purposes_of(each) for each in needing)
