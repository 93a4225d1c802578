"""Areas come from a list, whole or not at all."""

from pathlib import Path

import pytest

from access.acting import AT, SECURITY, SYSTEM
from actors import holder
from ringfence.access.actor import NotPermitted
from ringfence.access.areas import area_find, area_load, area_rows
from ringfence.access.models import Area
from ringfence.access.reference import reference_load
from ringfence.access.refusals import AreaUnknown
from ringfence.kernel.refusal import FileLineError

pytestmark = pytest.mark.django_db

LIST = [
    "140105000000,样例县",
    "140000000000,样例省",
    "140100000000,样例市",
    "140105001000,样例街道",
    "140105001002,样例社区",
    "149001000000,样例直管县",
]


@pytest.fixture
def listed(tmp_path: Path) -> Path:
    reference_load()
    return tmp_path / "areas.csv"


def load(path: Path, *lines: str) -> int:
    path.write_text("\n".join(["code,name", *lines]) + "\n", encoding="utf-8")
    return area_load(path=path, actor=SYSTEM, at=AT)


def test_a_list_in_any_order_makes_a_tree(listed: Path) -> None:
    assert load(listed, *LIST) == len(LIST)
    assert [row["name"] for row in area_rows(below="140105000000")] == [
        "样例县",
        "样例街道",
        "样例社区",
    ]
    assert [row["level"] for row in area_rows()][:3] == ["COUNTRY", "PROVINCE", "CITY"]


def test_a_list_loaded_again_renames_and_removes_nothing(listed: Path) -> None:
    load(listed, *LIST)
    load(listed, "140105000000,样例区")
    assert area_find("140105000000").name == "样例区"
    assert Area.objects.count() == len(LIST) + 1
    with pytest.raises(AreaUnknown):
        area_find("150000000000")


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("14010500000,样例县", "12 digits"),
        ("１４０１０５００００００,样例县", "12 digits"),
        ("140000000000,样例省", "each code once"),
        ("150100000000,样例市", "province is known"),
        ("140106000000,", "1 to 64"),
        ("140106000000", "2 fields"),
    ],
)
def test_a_wrong_line_is_named_and_nothing_is_loaded(listed: Path, line: str, told: str) -> None:
    with pytest.raises(FileLineError, match=f"Line 8.*{told}"):
        load(listed, *LIST, line)
    assert Area.objects.count() == 1


def test_only_a_system_administrator_loads_areas(listed: Path) -> None:
    listed.write_text("code,name\n", encoding="utf-8")
    of_a_province = holder("SYSTEM_ADMINISTRATOR", "sys-14", area="14")
    for actor in (SECURITY, of_a_province):
        with pytest.raises(NotPermitted):
            area_load(path=listed, actor=actor, at=AT)
