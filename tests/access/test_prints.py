"""What goes to paper is an entry of the trail for each person on it."""

from datetime import timedelta

import pytest

from access.test_purpose import AT, READ, read, reader, reading, said, trail
from ringfence.access.actor import Actor
from ringfence.access.prints import print_record

pytestmark = pytest.mark.django_db
PRINT = "person.print"


def printed(actor: Actor, *shown: str, after: timedelta = timedelta(minutes=5)) -> int:
    return print_record(
        actor=actor, page="run-item", shown=shown, at=AT + after, trace="request 9",
        address="127.0.0.1",
    )  # fmt: skip


@pytest.mark.clause("OP-22.1")
def test_each_person_on_a_print_is_an_entry_with_the_purpose_of_the_reading() -> None:
    read(reading(reader(READ)), "P1", "P2")
    assert printed(reader(READ), "request 1") == 2
    *_, first, second = trail()
    assert said([first, second]) == [
        (PRINT, "P1", "PAYMENT_FAILURE", "DONE"),
        (PRINT, "P2", "PAYMENT_FAILURE", "DONE"),
    ]
    assert (first.organisation, first.trace, first.facts) == (
        "INS-1401", "request 9", {"page": "run-item"},
    )  # fmt: skip


@pytest.mark.parametrize(
    ("shown", "actor", "after"),
    [("request 2", "sample-a", timedelta(0)), ("request 1", "sample-b", timedelta(0)),
     ("request 1", "sample-a", timedelta(days=1, seconds=1))],
    ids=["another request", "another's reading", "long ago"],
)  # fmt: skip
def test_a_page_that_opened_nobody_is_one_entry_by_its_name(
    shown: str, actor: str, after: timedelta
) -> None:
    read(reading(reader(READ)), "P1")
    assert printed(Actor(actor), shown, after=after) == 0
    assert said(trail())[1:] == [(PRINT, "run-item", "", "DONE")]
