"""One field that finds what the actor may see, by kind; people only where nothing tells on them."""

from typing import Any

import pytest
from django.test import Client

from actors import actor, also, holder
from ringfence.access.actor import Actor
from ringfence.audit import selectors as trail
from ringfence.banking.exchange.outcomes import Outcome
from ringfence.banking.models import ItemResult, RunItem
from sample_month import SampleMonth, account, identity, name, registry_row
from sample_people import AGENCY, CLERK, people_write
from web.acting import ClientOf

ADMINISTRATOR = holder("SYSTEM_ADMINISTRATOR", "sample-system", organisation="SAMPLE-RUN")
STRANGER = actor("sample-stranger", "person.find", "run.read", "item.read", "user.read",
                 "organisation.read", organisation="SAMPLE-Z", area="99")  # fmt: skip


def find(client: Client, text: str) -> str:
    answer = client.post("/search/", {"q": text})
    assert answer.status_code == 200
    return answer.text


def entries() -> list[Any]:
    return trail.search(trail.AuditCriteria(action="person.find"), limit=50).records


def test_a_person_is_found_masked_with_area_and_card(
    month: SampleMonth, client_of: ClientOf
) -> None:
    month.people(registry_row(1))
    clerk = client_of(CLERK)
    for text in (identity(1), account(1), "62990 0000000000001", name(1)[:3], "ylj"):
        page = find(clerk, text)
        assert f">{name(1)}<" in page, text
        assert identity(1)[-4:] in page
        assert "正常" in page
        assert "watermark" in page
        assert identity(1) not in page.replace(f'value="{text}"', "")
    assert len(entries()) == 5


@pytest.mark.clause("OP-22.1")
def test_no_address_looks_for_people(month: SampleMonth, client_of: ClientOf) -> None:
    month.people(registry_row(1))
    page = client_of(CLERK).get("/search/", {"q": name(1)}).text
    assert f">{name(1)}<" not in page
    assert entries() == []


@pytest.mark.clause("OP-22.1")
def test_the_form_of_every_page_posts(month: SampleMonth, client_of: ClientOf) -> None:
    page = client_of(CLERK).get("/").text
    form = page[page.index('class="top-search"') :]
    assert 'method="post"' in form[:80]


def test_a_run_and_a_receipt_are_found_by_their_numbers(
    month: SampleMonth, client_of: ClientOf
) -> None:
    run = month.drafted("100.00", "200.00")
    month.fund(run.sum_fen)
    month.sent(run)
    month.answer(run, {1: Outcome.SUCCESS, 2: Outcome.SUCCESS})
    item = RunItem.objects.get(run_id=run.id, line=2)
    reference = ItemResult.objects.get(run_id=run.id, line=2).bank_reference
    clerk = client_of(CLERK)
    assert f'href="/runs/{run.number}/"' in find(clerk, run.number)
    for number in (reference, str(item.key)):
        page = find(clerk, number)
        assert f'href="/runs/{run.number}/items/2/"' in page
        assert item.name not in page


def test_administrators_find_organisations_and_people_of_the_system(
    month: SampleMonth, client_of: ClientOf
) -> None:
    people_write(CLERK)
    month.people(registry_row(1))
    administrator = client_of(ADMINISTRATOR)
    assert f'href="/organisations/of/{AGENCY}/"' in find(administrator, AGENCY.lower())
    assert f'href="/people/of/{CLERK.code}/"' in find(administrator, CLERK.code)
    assert name(1) not in find(administrator, identity(1))
    assert entries() == []


@pytest.mark.clause("OP-22.1")
def test_nobody_finds_what_is_anothers(month: SampleMonth, client_of: ClientOf) -> None:
    people_write(CLERK)
    run = month.drafted("100.00")
    stranger = client_of(STRANGER)
    item = RunItem.objects.get(run_id=run.id)
    for text in (run.number, identity(1), name(1), str(item.key), AGENCY, CLERK.code):
        assert "没有找到" in find(stranger, text), text


def test_no_more_than_twenty_of_a_kind_are_shown(month: SampleMonth, client_of: ClientOf) -> None:
    month.people(*(registry_row(n) for n in range(1, 23)))
    page = find(client_of(CLERK), "样例甲")
    assert page.count('href="/registry/') == 20
    assert "只列出前 20 项" in page
    assert len(entries()) == 21


@pytest.mark.parametrize("text", ["\x00", "'\"><script>", "%", "\\", "x" * 5000, "½", "😀"])
def test_whatever_is_typed_is_only_looked_for(
    month: SampleMonth, client_of: ClientOf, text: str
) -> None:
    both: Actor = also(CLERK, ADMINISTRATOR)
    assert "<script>" not in find(client_of(both), text).replace("</script>", "").split("<main")[1]


def test_nothing_typed_finds_nothing(month: SampleMonth, client_of: ClientOf) -> None:
    page = find(client_of(CLERK), "  ")
    assert "请输入要查找的内容" in page
    assert "zhangsan" in page
