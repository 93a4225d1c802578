"""A write is carried out once for each idempotency key."""

import threading
from pathlib import Path

import psycopg
import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError

from api.conftest import Office, office_open
from api.program import Program
from ringfence.banking.models import RunStep
from ringfence.desk.models import CaseNote
from ringfence.interfaces.api.models import KeptAnswer

KEY, OTHER_KEY = "sample-key-0000000001", "sample-key-0000000002"


@pytest.mark.django_db
def test_a_write_without_a_key_is_refused(office: Office) -> None:
    answer = office.agency.post(f"/api/v1/runs/{office.run.number}/check")
    assert (answer.status_code, answer.json()["code"]) == (422, "INPUT_WRONG")


@pytest.mark.django_db
def test_the_same_write_again_has_the_same_answer_and_no_effect(office: Office) -> None:
    url = f"/api/v1/desk/cases/{office.case.id}/notes"
    first = office.agency.post(url, {"text": "样例"}, key=KEY)
    again = office.agency.post(url, {"text": "样例"}, key=KEY)
    assert first.status_code == again.status_code == 200
    assert first.content == again.content
    assert ("Idempotent-Replayed" in first, again["Idempotent-Replayed"]) == (False, "true")
    assert CaseNote.objects.count() == 1
    office.agency.post(url, {"text": "样例"}, key=OTHER_KEY)
    assert CaseNote.objects.count() == 2


@pytest.mark.django_db
def test_a_key_with_other_content_is_refused_and_says_what_differs(office: Office) -> None:
    url = f"/api/v1/desk/cases/{office.case.id}/notes"
    office.agency.post(url, {"text": "样例"}, key=KEY)
    other_text = office.agency.post(url, {"text": "样例乙"}, key=KEY).json()
    assert other_text["code"] == "IDEMPOTENCY_KEY_REUSED"
    assert "query or body differ" in other_text["sentence"]["en"]
    other_act = office.agency.post(f"/api/v1/runs/{office.run.number}/check", key=KEY).json()
    assert url in other_act["sentence"]["en"]
    assert "原为" in other_act["sentence"]["zh"]


@pytest.mark.django_db
def test_a_key_is_a_clients_own(office: Office) -> None:
    office.agency.post(f"/api/v1/runs/{office.run.number}/check", key=KEY)
    answer = office.stranger.post(f"/api/v1/runs/{office.run.number}/check", key=KEY)
    assert answer.json()["code"] == "UNKNOWN_RUN"


@pytest.mark.django_db
def test_a_refused_write_leaves_its_key_free(office: Office) -> None:
    url = f"/api/v1/runs/{office.run.number}"
    refused = office.agency.post(f"{url}/approve", key=KEY)
    assert (refused.status_code, refused.json()["code"]) == (422, "ILLEGAL_RUN_STEP")
    assert not KeptAnswer.objects.exists()
    assert office.agency.post(f"{url}/check", key=KEY).json()["state"] == "CHECKED"


@pytest.mark.django_db
@pytest.mark.clause("OP-25")
def test_a_program_does_not_approve_what_it_checked(office: Office) -> None:
    url = f"/api/v1/runs/{office.run.number}"
    office.agency.post(f"{url}/check", key=KEY)
    refused = office.agency.post(f"{url}/approve", key=OTHER_KEY).json()
    assert (refused["code"], refused["clause"]) == ("FOUR_EYES", "OP-25")


@pytest.mark.django_db
def test_the_database_keeps_an_answer_as_it_was(office: Office) -> None:
    office.agency.post(f"/api/v1/runs/{office.run.number}/check", key=KEY)
    for statement in ("UPDATE api_keptanswer SET status = 500", "DELETE FROM api_keptanswer"):
        with pytest.raises(DatabaseError, match="stays as it was"), transaction.atomic():
            connection.cursor().execute(statement)


@pytest.fixture
def own_office(own_database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    """The office in a database of its own, where transactions end as in use."""
    return office_open(tmp_path, monkeypatch)


def test_a_program_killed_within_a_write_has_done_nothing(
    own_office: Office, own_database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(**_words: object) -> None:
        with connection.cursor() as cursor, psycopg.connect(own_database) as owner:
            cursor.execute("SELECT pg_backend_pid()")
            owner.execute("SELECT pg_terminate_backend(%s)", cursor.fetchone())
            cursor.execute("SELECT 1")

    url = f"/api/v1/runs/{own_office.run.number}/check"
    with monkeypatch.context() as patched:
        patched.setattr(KeptAnswer.objects, "create", killed)
        assert own_office.agency.post(url, key=KEY).json()["code"] == "DATABASE_AWAY"
    connection.close()
    assert not RunStep.objects.filter(event="CHECK").exists()
    assert own_office.agency.post(url, key=KEY).json()["state"] == "CHECKED"
    assert RunStep.objects.filter(event="CHECK").count() == 1


def test_the_same_write_from_two_sides_at_once_is_done_once(own_office: Office) -> None:
    url = f"/api/v1/desk/cases/{own_office.case.id}/notes"
    answers: list[bytes] = []

    def write(caller: Program) -> None:
        answers.append(caller.post(url, {"text": "样例"}, key=KEY).content)
        connection.close()

    threads = [threading.Thread(target=write, args=(own_office.agency,)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(answers) == 4
    assert len(set(answers)) == 1
    assert CaseNote.objects.count() == 1
