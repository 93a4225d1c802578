"""The page of rosters: faults by line before anything is stored, then the import."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from actors import actor
from ringfence.banking.models import Run
from ringfence.installation.config import config
from ringfence.interfaces.jobs import asked as asked_work
from ringfence.interfaces.jobs.models import AskedJob
from ringfence.interfaces.jobs.uploads import UPLOADS
from ringfence.interfaces.jobs.worker import work_off
from ringfence.interfaces.web.pages import rosters
from ringfence.kernel.clock import now
from ringfence.regimes.card.models import Roster
from sample_month import PERIOD, PROGRAMME, SampleMonth, identity, name, registry_row
from sample_people import CHECKER, CLERK
from web.acting import ClientOf

STRANGER = actor("sample-stranger", "roster.import", "roster.read", organisation="SAMPLE-Z")
HEADING = "身份证号码,姓名,金额\n"


def post(client: Client, *lines: str, digest: str = "", file_name: str = "样例.csv") -> str:
    """Post a roster with these lines and return the page."""
    file = SimpleUploadedFile(file_name, (HEADING + "\n".join(lines) + "\n").encode())
    form = {"programme": PROGRAMME, "period": PERIOD, "file": file, "digest": digest}
    return client.post("/rosters/", form, follow=True).text


def good_line(number: int) -> str:
    return f"{identity(number)},{name(number)},100.00"


def digest_of(page: str) -> str:
    found = re.search(r'name="digest" value="([0-9a-f]{64})"', page)
    assert found is not None
    return found[1]


@pytest.mark.clause("OP-9.2")
def test_faults_are_shown_by_line_and_nothing_is_stored(
    month: SampleMonth, client_of: ClientOf
) -> None:
    page = post(client_of(CLERK), good_line(1), f"{identity(3)},{name(3)},1.234")
    assert "1.234" in page
    assert 'name="digest"' not in page
    assert not Roster.objects.exists()


def test_markup_in_a_roster_is_only_text(month: SampleMonth, client_of: ClientOf) -> None:
    page = post(client_of(CLERK), f"{identity(3)},{name(3)},<script>1</script>")
    assert "<script>1" not in page


def test_a_good_roster_is_shown_first_and_taken_in_on_the_second_word(
    month: SampleMonth, client_of: ClientOf
) -> None:
    month.people(registry_row(1), registry_row(3))
    clerk = client_of(CLERK)
    page = post(clerk, good_line(1), good_line(3))
    assert not Roster.objects.exists()
    post(clerk, good_line(1), good_line(3), digest=digest_of(page))
    assert Roster.objects.get().line_count == 2
    assert Run.objects.get().sum_fen == 20_000


def test_another_content_than_was_shown_is_shown_again(
    month: SampleMonth, client_of: ClientOf
) -> None:
    month.people(registry_row(1), registry_row(3))
    clerk = client_of(CLERK)
    digest = digest_of(post(clerk, good_line(1)))
    assert digest_of(post(clerk, good_line(3), digest=digest)) != digest
    assert not Roster.objects.exists()


def test_a_name_with_a_path_stays_in_its_folder(month: SampleMonth, client_of: ClientOf) -> None:
    month.people(registry_row(1))
    clerk, file_name = client_of(CLERK), "../../" + "长" * 200 + ".csv"
    digest = digest_of(post(clerk, good_line(1), file_name=file_name))
    post(clerk, good_line(1), digest=digest, file_name=file_name)
    assert Roster.objects.get().file_name == "长" * 60 + ".csv"


@pytest.fixture
def large(month: SampleMonth, monkeypatch: pytest.MonkeyPatch) -> SampleMonth:
    """A month in which any roster is too large for a page to wait for."""
    month.people(registry_row(1), registry_row(3))
    monkeypatch.setattr(rosters, "DIRECT_BYTES", 1)
    monkeypatch.setattr(config(), "home", month.folder)
    monkeypatch.setattr(asked_work, "actor_of_user", lambda *, code, at: CLERK)
    return month


def worked_off(client: Client) -> str:
    """Let a worker do what was asked for last, and return its page."""
    work_off(concurrency=1, at=now())
    return client.get(upload_page()).text


def upload_page() -> str:
    return f"/rosters/uploads/{AskedJob.objects.latest('asked_at').id}/"


def test_a_large_roster_is_checked_and_taken_in_by_a_worker(
    large: SampleMonth, client_of: ClientOf
) -> None:
    clerk = client_of(CLERK)
    waiting = post(clerk, good_line(1), good_line(3))
    assert "排队中" in waiting
    assert "every 2s" in waiting
    assert "后台任务服务没有运行" in waiting
    checked = worked_off(clerk)
    assert "可用 2 行，差错 0 处" in checked
    assert "every 2s" not in checked
    assert not Roster.objects.exists()
    clerk.post(upload_page())
    taken = worked_off(clerk)
    assert "已导入 2 行，生成 1 个批次" in taken
    assert Roster.objects.get().line_count == 2


def test_the_import_of_a_large_roster_is_asked_for_once(
    large: SampleMonth, client_of: ClientOf
) -> None:
    clerk = client_of(CLERK)
    post(clerk, good_line(1))
    check_page = upload_page()
    worked_off(clerk)
    first, second = clerk.post(check_page), clerk.post(check_page)
    assert first["Location"] == second["Location"]
    worked_off(clerk)
    again = clerk.post(check_page, follow=True)
    assert again.status_code == 200
    assert "UPLOAD_GONE" in worked_off(clerk)
    assert Roster.objects.count() == 1


def test_faults_of_a_large_roster_are_shown_and_it_is_not_taken_in(
    large: SampleMonth, client_of: ClientOf
) -> None:
    clerk = client_of(CLERK)
    post(clerk, good_line(1), f"{identity(3)},{name(3)},<script>1</script>")
    page = worked_off(clerk)
    assert "差错 1 处" in page
    assert "&lt;script&gt;1" in page
    assert clerk.post(upload_page()).status_code == 404


def test_a_large_file_that_is_no_roster_is_refused_at_once_and_not_kept(
    large: SampleMonth, client_of: ClientOf
) -> None:
    page = post(client_of(CLERK), good_line(1), file_name="样例.pdf")
    assert ".csv" in page
    assert not AskedJob.objects.exists()
    assert list((large.folder / UPLOADS).iterdir()) == []


@pytest.mark.clause("OP-22.1")
def test_a_large_roster_of_another_organisation_is_not_there(
    large: SampleMonth, client_of: ClientOf
) -> None:
    post(client_of(CLERK), good_line(1))
    for other in (client_of(STRANGER), client_of(CHECKER)):
        assert other.get(upload_page()).status_code == 404


def test_the_page_of_a_form_by_htmx_is_led_to_the_upload(
    large: SampleMonth, client_of: ClientOf
) -> None:
    file = SimpleUploadedFile("样例.csv", (HEADING + good_line(1)).encode())
    form = {"programme": PROGRAMME, "period": PERIOD, "file": file}
    answer = client_of(CLERK).post("/rosters/", form, headers={"HX-Request": "true"})
    assert answer["HX-Redirect"] == upload_page()


@pytest.mark.clause("OP-22.1")
def test_who_may_not_import_neither_checks_nor_imports(
    month: SampleMonth, client_of: ClientOf
) -> None:
    checker = client_of(CHECKER)
    assert 'id="upload"' not in checker.get("/rosters/").text
    for client in (checker, client_of(STRANGER)):
        assert "NOT_PERMITTED" in post(client, good_line(1))
