"""The page of a correction list: what its approver decides about, masked, for a purpose."""

from uuid import UUID

import pytest
from django.db import connection

from actors import holder
from ringfence.audit import selectors as trail
from ringfence.desk.models import Approval
from ringfence.regimes.card.registry.corrections import corrections_propose
from ringfence.regimes.card.registry.lines import CORRECTION_COLUMNS
from sample_month import (
    BANK,
    CALENDAR,
    OTHER_BANK,
    SampleMonth,
    account,
    at,
    csv_write,
    identity,
    name,
    registry_row,
)
from sample_people import CARD_CENTRE, KEEPER, REGISTRY_APPROVER
from web.acting import ClientOf

FOR_COMPARISON = {"purpose": "RECORD_COMPARISON"}

pytestmark = pytest.mark.clause("OP-22.1", "OP-10")


@pytest.fixture
def address(month: SampleMonth) -> str:
    """The page of a list of two corrections."""
    month.people(registry_row(1), registry_row(3))
    rows = [
        dict(zip(CORRECTION_COLUMNS, row, strict=True))
        for row in ((identity(1), "6222900000000001", OTHER_BANK), (identity(3), account(5), BANK))
    ]
    path = csv_write(month.folder / "corrections.csv", CORRECTION_COLUMNS, rows)
    approval = corrections_propose(path=path, calendar=CALENDAR, actor=KEEPER, at=at(9))
    return f"/corrections/{UUID(approval.subject_id)}/"


def test_the_approver_sees_each_line_beside_the_card_masked(
    address: str, client_of: ClientOf
) -> None:
    approver = client_of(REGISTRY_APPROVER)
    waiting = Approval.objects.get(kind="CARD_CORRECTION")
    page = approver.get(f"/desk/approval/{waiting.id}/").text
    assert f'href="{address}"' in page
    assert name(1) not in approver.get(address).text
    assert approver.post(address).status_code == 422
    page = approver.post(address, FOR_COMPARISON).text
    assert name(1) in page
    assert OTHER_BANK in page
    for whole in (identity(1), account(1), "6222900000000001"):
        assert whole not in page
    found = trail.search(trail.AuditCriteria(action="person.read"), limit=100).records
    assert [entry.outcome for entry in found].count("DONE") == 2


def test_another_organisation_knows_of_no_list(address: str, client_of: ClientOf) -> None:
    stranger = client_of(holder("REGISTRY_APPROVER", "sample-stranger", organisation="SAMPLE-Z"))
    assert stranger.get(address).status_code == 404
    assert stranger.get(f"/corrections/{UUID(int=1)}/").status_code == 404


def test_people_of_another_area_are_not_opened(address: str, client_of: ClientOf) -> None:
    elsewhere = holder("REGISTRY_APPROVER", "sample-elsewhere", organisation=CARD_CENTRE, area="15")
    answer = client_of(elsewhere).post(address, FOR_COMPARISON)
    assert answer.status_code in (403, 404)
    assert name(1) not in answer.text


def test_a_person_without_a_live_card_any_more_is_shown_without_an_account(
    address: str, client_of: ClientOf
) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE card_card SET state = 'CANCELLED'")
    page = client_of(REGISTRY_APPROVER).post(address, FOR_COMPARISON).text
    assert name(1) in page
    assert "–" in page
