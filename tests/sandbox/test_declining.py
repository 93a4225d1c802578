"""A number that the bank says it never took counts as refused, and the next file follows it."""

import pytest

from sandbox_agency import AGENCY, BANK, DAY, Agency, item, run_content


def decline(agency: Agency, number: int, *, partner: str = AGENCY, refused: bool = False) -> None:
    agency.run("decline", "--partner", partner, "--kind", "CREDIT_RUN", "--number", str(number),
               "--on", DAY, refused=refused)  # fmt: skip


def statuses(agency: Agency) -> list[list[str]]:
    return [said[0][9:12] for said in agency.lines("ACKNOWLEDGEMENT")]


@pytest.mark.clause("OP-A5")
def test_the_file_behind_a_number_that_was_given_up_is_taken(agency: Agency) -> None:
    agency.send_run([item(1, sequence=2)], 2)
    agency.work()
    assert statuses(agency) == []
    decline(agency, 1)
    agency.work()
    assert statuses(agency) == [["CR20260105-00000002", "ACCEPTED", ""]]
    assert agency.books()["executed"]["count"] == 1


@pytest.mark.clause("OP-A5")
def test_the_lost_file_that_comes_after_all_is_refused_and_nothing_of_it_executed(
    agency: Agency,
) -> None:
    decline(agency, 1)
    agency.send_run([item(1)], 1)
    agency.work()
    assert statuses(agency) == [["CR20260105-00000001", "REFUSED", "SEQUENCE_REUSED"]]
    assert agency.books()["executed"]["count"] == 0


def test_declining_again_changes_nothing(agency: Agency) -> None:
    decline(agency, 1)
    decline(agency, 1)
    assert len(agency.books()["files_in"]) == 1


def test_a_number_that_was_taken_or_refused_when_it_came_cannot_be_declined(
    agency: Agency,
) -> None:
    agency.send_run([item(1)], 1)
    spoiled = run_content([item(2)], 2).replace(b"T|1|100", b"T|1|101")
    agency.send(spoiled, f"CREDIT_RUN_{AGENCY}_{BANK}_00000002.txt.rfe")
    agency.work()
    decline(agency, 1, refused=True)
    decline(agency, 2, refused=True)


def test_only_the_next_number_can_be_declined_and_only_of_a_partner(agency: Agency) -> None:
    decline(agency, 2, refused=True)
    decline(agency, 0, refused=True)
    decline(agency, 1, partner="YLBX0002", refused=True)
    assert agency.books()["files_in"] == []
