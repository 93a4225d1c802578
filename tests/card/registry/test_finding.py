"""People are found by what is known of them: in one's own areas, masked, and written down."""

import io
import json
from datetime import date
from typing import Any

import pytest

from actors import actor
from ringfence.access.actor import Actor, Grant, NotPermitted
from ringfence.access.purpose import Reading
from ringfence.audit import selectors as trail
from ringfence.interfaces.cli.main import OK, main
from ringfence.regimes.card.registry.finding import PersonFound, SoughtBy, people_find, sought
from sample_month import SampleMonth, account, at, identity, name, registry_row
from sample_people import AGENCY, CARD_CENTRE, CLERK, people_write

DAY = date(2026, 1, 6)
FINDER = actor("sample-finder", "person.find", organisation=AGENCY, area="1491")


def find(text: str, who: Actor = FINDER, limit: int = 20) -> list[PersonFound]:
    what = sought(text, on=DAY)
    assert what is not None
    reading = Reading(actor=who, organisation="", purpose="", at=at(9), trace="t1")
    return people_find(what=what, reading=reading, limit=limit)


def found(text: str, who: Actor = FINDER, limit: int = 20) -> list[str]:
    return [each.name for each in find(text, who, limit)]


def entries() -> list[Any]:
    return trail.search(trail.AuditCriteria(action="person.find"), limit=50).records


@pytest.fixture
def people(month: SampleMonth) -> None:
    names = (
        "张三",
        "张思远",
        "章山",
        "单雄",
        "尉迟恭",
        "吕样",
        "阿卜杜拉·买买提",
        "李安",
        "连样",
        "覃勇",
    )
    rows = [registry_row(n, name=each) for n, each in enumerate(names, start=1)]
    rows += [registry_row(50, name="张三", area_code="149201")]
    rows += [registry_row(51, name="张三", area_code="149102", card_state="CANCELLED")]
    month.people(*rows)


@pytest.mark.usefixtures("people")
def test_a_whole_number_finds_one_person_and_a_part_of_one_nobody() -> None:
    whole = (
        identity(1), identity(1).lower(), f" {identity(1)} ", account(1), "62990 0000 0000 00001",
        "６２２２００００００００００００００１",
    )  # fmt: skip
    assert [text for text in whole if found(text) != ["张三"]] == []
    parts = (identity(1)[:17], account(1)[:18], "0", "149101", "%", "_" * 18)
    assert [text for text in parts if found(text)] == []


@pytest.mark.usefixtures("people")
def test_a_name_is_found_in_chinese_and_by_its_sound() -> None:
    names: dict[str, set[str]] = {
        "张": {"张三", "张思远"}, "张三": {"张三"}, "zhangsan": {"张三"},
        "zs": {"张三", "张思远", "章山"}, "zhangs": {"张三", "张思远", "章山"},
        "zsan": {"张三"}, "zhang si": {"张思远"}, "shan": {"单雄"}, "单": {"单雄"},
        "danxiong": {"单雄"}, "yuchi": {"尉迟恭"}, "尉": {"尉迟恭"}, "lv": {"吕样"},
        "lian": {"李安", "连样"}, "abdl": {"阿卜杜拉·买买提"}, "tanyong": {"覃勇"},
        "zx": set(), "三": set(), "zhang.*": {"张三", "张思远", "章山"}, "张%": set(),
    }  # fmt: skip
    assert {text: set(found(text)) for text in names} == names


@pytest.mark.usefixtures("people")
def test_the_likeliest_come_first_and_no_more_than_asked_for() -> None:
    assert found("zhangs")[:2] == ["张三", "张三"]
    assert len(found("z", limit=2)) == 2


@pytest.mark.clause("OP-22.1")
@pytest.mark.usefixtures("people")
def test_people_of_another_area_are_not_found() -> None:
    elsewhere = actor("sample-elsewhere", "person.find", organisation=AGENCY, area="1492")
    assert len(found("张三")) == 2
    assert len(found("张三", elsewhere)) == 1
    assert found(identity(1), elsewhere) == found(account(1), elsewhere) == []


@pytest.mark.clause("OP-22.1")
@pytest.mark.usefixtures("people")
def test_nobody_is_found_without_the_permission() -> None:
    with pytest.raises(NotPermitted):
        found("张三", actor("sample-reader", "person.read", organisation=AGENCY))


@pytest.mark.clause("OP-22.1")
@pytest.mark.usefixtures("people")
def test_whoever_is_shown_is_in_the_trail_and_what_was_typed_is_not_in_clear() -> None:
    (shown,) = find(identity(1))
    assert shown.identity_number == identity(1)[:3] + "*" * 11 + identity(1)[-4:]
    (entry,) = entries()
    assert (entry.actor, entry.subject_id, entry.purpose) == (
        "sample-finder", str(shown.id), "PERSON_SEARCH",
    )  # fmt: skip
    assert (entry.organisation, entry.outcome, entry.trace) == (AGENCY, "DONE", "t1")
    assert entry.facts == {"by": "IDENTITY_NUMBER", "words": shown.identity_number}
    find(account(1))
    find("zhangsan")
    kept = [each.facts["words"] for each in entries()]
    assert not any(word in kept for word in (account(1), "zhangsan", identity(1)))


@pytest.mark.usefixtures("people")
def test_a_search_that_shows_nobody_is_no_entry() -> None:
    assert found("王样") == []
    assert entries() == []


@pytest.mark.clause("OP-22.1")
@pytest.mark.usefixtures("people")
def test_each_is_found_in_the_name_of_an_organisation_that_may() -> None:
    both = Actor(
        "sample-both",
        frozenset(
            {Grant("person.find", AGENCY, "149101"), Grant("person.find", CARD_CENTRE, "1492")}
        ),
    )
    assert len(found("张三", both)) == 2
    assert sorted(each.organisation for each in entries()) == sorted([AGENCY, CARD_CENTRE])


@pytest.mark.usefixtures("people")
def test_who_has_no_card_that_lives_is_found_without_one() -> None:
    assert {each.card_state for each in find("张三")} == {"NORMAL", ""}


@pytest.mark.parametrize("text", ["", "   ", "　"])
def test_nothing_is_looked_for_where_nothing_is_typed(text: str) -> None:
    assert sought(text, on=DAY) is None


@pytest.mark.parametrize(
    ("text", "by"),
    [
        (identity(1), SoughtBy.IDENTITY_NUMBER), (identity(1)[:17] + "?", SoughtBy.NAME),
        (account(1), SoughtBy.CARD_OR_ACCOUNT), ("6222-01", SoughtBy.CARD_OR_ACCOUNT),
        (name(1), SoughtBy.NAME), ("zhang", SoughtBy.NAME), ("a-b", SoughtBy.NAME),
    ],
)  # fmt: skip
def test_what_is_typed_says_what_it_is(text: str, by: SoughtBy) -> None:
    what = sought(text, on=DAY)
    assert what is not None
    assert what.by is by


@pytest.mark.usefixtures("people")
def test_the_command_finds_the_same_for_a_person_of_the_system(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    people_write(CLERK)
    by = ["--actor", CLERK.code, "--at", "2026-01-06T09:00"]
    assert main(["registry", "find", "zsy", *by]) == OK
    told = capsys.readouterr().out
    assert "张思远" in told
    assert identity(2) not in told
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{identity(1)}\n"))
    assert main(["registry", "find", "-", "--json", *by]) == OK
    (shown,) = json.loads(capsys.readouterr().out)
    assert (shown["name"], shown["card_state"]) == ("张三", "NORMAL")
    assert [each.actor for each in entries()] == [CLERK.code, CLERK.code]
