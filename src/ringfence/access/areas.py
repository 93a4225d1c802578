"""Areas are loaded from a list, and looked up."""

from datetime import datetime
from pathlib import Path

from django.db import transaction

from ringfence.access.actor import Actor
from ringfence.access.acts import act_record
from ringfence.access.domain import (
    COUNTRY,
    COUNTRY_CODE,
    area_codes_above,
    area_level,
    is_area_code,
)
from ringfence.access.models import Area
from ringfence.access.refusals import AreaUnknown
from ringfence.crypto.digest import DigestAlgorithm, digest_file
from ringfence.kernel.csv_lines import csv_lines
from ringfence.kernel.refusal import FileLineError
from ringfence.kernel.words import Words

COLUMNS = ("code", "name")
NAME_LENGTH = 64
BATCH = 5_000

_CODE, _NAME = Words("code", "代码"), Words("name", "名称")


@transaction.atomic
def area_load(*, path: Path, actor: Actor, at: datetime) -> int:
    """Return how many areas a list holds, having written them; a known one gets the list's name.

    CSV in UTF-8 with the columns code (12 digits) and name. Nothing is removed: what was done in
    an area that was merged into another stays there. The order of lines is free.
    Refuses: NotPermitted, FileLineError (form, twice, no province above it). Source: OP-5.
    """
    actor.require("area.load", area=COUNTRY)
    lines = _read(path)
    known = set(Area.objects.values_list("code", flat=True)) | set(lines)
    for code, (line, _) in lines.items():
        if not known & (set(area_codes_above(code)) - {COUNTRY_CODE}) and code[2:].strip("0"):
            expected = Words("a code whose province is known", "其所属省级区划已登记的代码")
            raise FileLineError(line=line, field=_CODE, got=code, expected=expected)
    Area.objects.bulk_create(
        (Area(code=code, name=name) for code, (_, name) in lines.items()),
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=["name"],
    )
    digest = digest_file(DigestAlgorithm.SHA_256, path).hex()
    act_record(
        action="area.load", actor=actor, at=at, subject=("area_list", digest), count=len(lines)
    )
    return len(lines)


def area_find(code: str) -> Area:
    """Return the area. Refuses: AreaUnknown."""
    area = Area.objects.filter(code=code).first()
    if area is None:
        raise AreaUnknown(area=code)
    return area


def area_rows(*, below: str = COUNTRY_CODE) -> list[dict[str, str]]:
    """Return an area and all below it, by code: code, name, level. Refuses: AreaUnknown."""
    significant = area_find(below).significant
    rows = Area.objects.filter(code__startswith=significant).order_by("code")
    return [{"code": row.code, "name": row.name, "level": area_level(row.code)} for row in rows]


def _read(path: Path) -> dict[str, tuple[int, str]]:
    """Return the line and the name of each code of the list."""
    found: dict[str, tuple[int, str]] = {}
    for line, row in csv_lines(path, COLUMNS):
        code, name = row["code"], row["name"].strip()
        if not is_area_code(code):
            expected = Words("an administrative code of 12 digits", "12 位行政区划代码")
            raise FileLineError(line=line, field=_CODE, got=code[:40], expected=expected)
        if code in found:
            expected = Words("each code once", "每个代码只出现一次")
            raise FileLineError(line=line, field=_CODE, got=code, expected=expected)
        if not 0 < len(name) <= NAME_LENGTH:
            expected = Words(f"1 to {NAME_LENGTH} characters", f"1 至 {NAME_LENGTH} 个字符")
            raise FileLineError(line=line, field=_NAME, got=name[:40], expected=expected)
        found[code] = line, name
    return found
