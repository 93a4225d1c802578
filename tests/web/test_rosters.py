"""The page of rosters: faults by line before anything is stored, then the import."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from actors import actor
from ringfence.banking.models import Run
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


@pytest.mark.clause("OP-22.1")
def test_who_may_not_import_neither_checks_nor_imports(
    month: SampleMonth, client_of: ClientOf
) -> None:
    checker = client_of(CHECKER)
    assert 'id="upload"' not in checker.get("/rosters/").text
    for client in (checker, client_of(STRANGER)):
        assert "NOT_PERMITTED" in post(client, good_line(1))
