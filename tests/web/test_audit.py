"""The audit trail's pages: for auditors of the whole installation alone."""

from datetime import timedelta

import pytest

from actors import holder
from ringfence.access.actor import Actor
from ringfence.audit.entry import AuditEntry
from ringfence.audit.services import record
from ringfence.kernel.clock import now
from web.acting import ClientOf
from web.people import trail

AUDITOR = holder("AUDIT_ADMINISTRATOR", "sample-auditor")
OURS, INSPECTOR = "SAMPLE0001", "SAMPLE0002"
PATHS = ("/audit/", "/audit/export/", "/audit/0190b5a0-0000-7000-8000-000000000000/")

pytestmark = pytest.mark.django_db


def sample_entry(subject: str = "SAMPLE-RUN-1", **changes: object) -> None:
    facts: dict[str, object] = {
        "at": now(), "actor": "sample-somebody", "action": "run.approve", "subject_kind": "run",
        "subject_id": subject, "clause": "OP-22.1", "facts": {"items": 7},
    }  # fmt: skip
    record(entry=AuditEntry(**(facts | changes)))  # type: ignore[arg-type]


@pytest.mark.clause("OP-22.1")
@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize(
    "actor",
    [
        holder("SYSTEM_ADMINISTRATOR", "sample-other"),
        holder("SECURITY_ADMINISTRATOR", "sample-other"),
        holder("BENEFIT_CLERK", "sample-other"),
        holder("AUDIT_ADMINISTRATOR", "sample-other", area="1401"),
    ],
    ids=["system", "security", "clerk", "auditor of a city"],
)
def test_nobody_else_reads_the_trail(client_of: ClientOf, actor: Actor, path: str) -> None:
    client = client_of(actor)
    sample_entry()
    page = client.get(path)
    assert page.status_code == 403
    assert "SAMPLE-RUN-1" not in page.text
    assert client.post("/audit/verify/").status_code == 403
    assert client.post("/audit/export/").status_code == 403


def test_what_is_asked_for_is_found_newest_first(client_of: ClientOf) -> None:
    for number in range(3):
        sample_entry(f"SAMPLE-RUN-{number}", at=now() + timedelta(seconds=number))
    sample_entry("SAMPLE-CASE", action="case.close")
    page = client_of(AUDITOR).get("/audit/", {"action": "run."}).text
    assert page.index("SAMPLE-RUN-2") < page.index("SAMPLE-RUN-1") < page.index("SAMPLE-RUN-0")
    assert "SAMPLE-CASE" not in page


def test_the_last_thirty_days_are_counted_by_day(client_of: ClientOf) -> None:
    sample_entry("SAMPLE-OLD", at=now() - timedelta(days=40))
    sample_entry()
    page = client_of(AUDITOR).get("/audit/").text
    assert 'id="entries-option"' in page
    assert "SAMPLE-OLD" not in page
    assert "SAMPLE-RUN-1" in page


def test_years_are_searched_without_being_counted(client_of: ClientOf) -> None:
    sample_entry("SAMPLE-OLD", at=now() - timedelta(days=400))
    page = client_of(AUDITOR).get("/audit/", {"from_on": "2020-01-01"}).text
    assert "SAMPLE-OLD" in page
    assert 'id="entries-option"' not in page


def test_a_page_leads_to_the_next(client_of: ClientOf) -> None:
    for number in range(51):
        sample_entry(f"SAMPLE-RUN-{number:02}", at=now() + timedelta(seconds=number))
    client = client_of(AUDITOR)
    first = client.get("/audit/", {"action": "run.approve"})
    assert "SAMPLE-RUN-00" not in first.text
    after = first.context["page"].after
    second = client.get("/audit/", {"action": "run.approve", "after": str(after)}).text
    assert "SAMPLE-RUN-00" in second
    assert "SAMPLE-RUN-01" not in second


def test_a_date_that_is_none_is_named_and_finds_nothing(client_of: ClientOf) -> None:
    sample_entry()
    page = client_of(AUDITOR).get("/audit/", {"from_on": "2026-02-30"}).text
    assert "is-invalid" in page
    assert "SAMPLE-RUN-1" not in page


def test_an_entry_says_all_that_it_holds(client_of: ClientOf) -> None:
    sample_entry()
    client = client_of(AUDITOR)
    found = client.get("/audit/", {"subject_id": "SAMPLE-RUN-1"}).context["page"].records[0]
    page = client.get(f"/audit/{found.id}/").text
    for text in ("run.approve", "sample-somebody", "SAMPLE-RUN-1", "items", "/clauses/OP-22.1/"):
        assert text in page
    assert client.get(PATHS[2]).status_code == 404


def test_verifying_is_asked_for_by_a_form_alone(client_of: ClientOf) -> None:
    assert client_of(AUDITOR).get("/audit/verify/").status_code == 405


def test_an_export_to_nobody_is_not_made(client_of: ClientOf) -> None:
    form = {"sender": OURS, "recipient": INSPECTOR, "suite": "NATIONAL"}
    page = client_of(AUDITOR).post("/audit/export/", form)
    assert "is-invalid" in page.text
    assert not [row for row in trail() if row[0] == "audit.export"]
