"""The home page: what waits for the organisation in whose name one works."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from django.test import Client

from actors import actor, also
from ringfence.access.actor import Actor, Grant
from ringfence.access.models import Area, Organisation
from ringfence.banking.exchange.outcomes import Outcome
from ringfence.desk.tray import MOST_COUNTED, Bucket, Tray, TrayItem
from ringfence.interfaces.web.middleware import actor as actor_middleware
from ringfence.interfaces.web.pages import home
from ringfence.kernel.clock import now
from sample_month import PERIOD, SampleMonth
from sample_people import AGENCY, APPROVER, CLERK
from web.acting import ClientOf
from web.people import MakeUser, sign_in

ORGANISATIONS = ("AGENCY-A", "AGENCY-B")


@pytest.fixture
def clerk(client: Client, make_user: MakeUser, monkeypatch: pytest.MonkeyPatch) -> Client:
    """A browser of somebody who works for two organisations."""
    area, _ = Area.objects.get_or_create(code="140000000000", defaults={"name": "样例省"})
    for code in ORGANISATIONS:
        Organisation.objects.create(
            code=code, name=f"样例机构{code[-1]}", area=area, opened_on=date(2026, 1, 1)
        )
    grants = frozenset(Grant("desk.read", code, "14") for code in ORGANISATIONS)
    monkeypatch.setattr(actor_middleware, "actor_of_user", lambda *, code, at: Actor(code, grants))
    monkeypatch.setattr(home, "tray", sample_tray)
    make_user()
    sign_in(client)
    return client


def sample_tray(*, organisation: str, actor: Actor, at: object, limit: int, after: str) -> Tray:
    """Return a tray with one late duty that names its organisation."""
    item = TrayItem(
        what="DUTY", id=UUID(int=1), kind="sample", zh=f"{organisation}的样例事项",
        en=f"a sample of {organisation}", clause="OP-16.2", subject_kind="run", subject_id="7",
        due_at=now() - timedelta(days=1), since_at=now(), bucket=Bucket.LATE, asked_by="",
        assigned_to="", amount_fen=None,
    )  # fmt: skip
    counts = dict.fromkeys(Bucket, 0) | {Bucket.LATE: 1}
    return Tray(items=[item], after="", counts=counts, unread_count=0)


def test_the_tray_shows_what_is_late_with_its_clause(clerk: Client) -> None:
    page = clerk.get("/").text
    assert "AGENCY-A的样例事项" in page
    assert "/clauses/OP-16.2/" in page
    assert 'class="card counts-late"' in page
    assert 'id="late"' in page
    assert 'id="today"' not in page


def test_an_empty_tray_is_one_calm_line(clerk: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    empty = Tray(items=[], after="", counts=dict.fromkeys(Bucket, 0), unread_count=0)
    monkeypatch.setattr(home, "tray", lambda **_asked: empty)
    page = clerk.get("/").text
    assert "没有待办事项。" in page
    assert "counts" not in page
    assert "逾期" not in page


def test_what_is_counted_no_further_says_so(clerk: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    counts = dict.fromkeys(Bucket, 0) | {Bucket.LATER: MOST_COUNTED}
    full = Tray(items=[], after="", counts=counts, unread_count=0)
    monkeypatch.setattr(home, "tray", lambda **_asked: full)
    assert "1,000+</span>" in clerk.get("/").text


def test_the_organisation_is_switched_and_stays(clerk: Client) -> None:
    assert "AGENCY-B的样例事项" in clerk.get("/?organisation=AGENCY-B").text
    assert "AGENCY-B的样例事项" in clerk.get("/").text


def test_an_organisation_of_others_is_not_opened(clerk: Client) -> None:
    assert "AGENCY-A的样例事项" in clerk.get("/?organisation=AGENCY-C").text


def test_the_figures_of_the_latest_month_stand_below_the_tray(
    month: SampleMonth, client_of: ClientOf
) -> None:
    run = month.sent(month.drafted("100.00", "200.00"))
    month.answer(run, {1: Outcome.SUCCESS})
    charts = client_of(also(CLERK, APPROVER)).get("/").context["charts"]
    rows = {chart.id: [tuple(row) for row in chart.rows] for chart in charts}
    assert charts[0].title == f"{PERIOD} 各银行已发放（元）"
    assert rows["paid"] == [("样例银行1", "100.00")]
    assert sorted(rows["outcomes"]) == [("尚无结果", "1"), ("成功", "1")]
    assert ("样例银行1 0012", "0.00") in rows["held"]
    stranger = actor("sample-stranger", "desk.read", organisation=AGENCY)
    assert "各银行已发放" not in client_of(stranger).get("/").text


def test_who_works_for_nobody_is_told_so(signed_in: Client) -> None:
    assert "您的角色没有待办。" in signed_in.get("/").text
