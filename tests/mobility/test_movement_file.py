"""A file of movements: right as a whole, or refused with the place."""

from pathlib import Path

import pytest

from ringfence.kernel.refusal import FileLineError
from ringfence.regimes.mobility.movement_file import movements_read

HEADING = "key,at,kind,rider,amount_fen"
GOOD = {
    "key": "00000000-0000-4000-8000-000000000001",
    "at": "2026-11-20T09:00:00+08:00",
    "kind": "RIDE",
    "rider": "样例用户0001",
    "amount_fen": "150",
}


def write(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    path = folder / "events.csv"
    path.write_text(text, encoding=encoding)
    return path


def test_a_line_is_read_as_it_stands(tmp_path: Path) -> None:
    path = write(tmp_path, f"{HEADING}\n{','.join(GOOD.values())}\n")
    (movement,) = movements_read(path)
    assert (str(movement.key), movement.kind, movement.rider, movement.amount_fen) == (
        GOOD["key"],
        "RIDE",
        "样例用户0001",
        150,
    )
    assert movement.at.isoformat() == GOOD["at"]


@pytest.mark.parametrize(
    ("field", "text", "expected"),
    [
        ("key", "1", "UUID"),
        ("at", "2026-11-20", "时区"),
        ("at", "2026-11-20T09:00:00", "时区"),
        ("at", "now", "时区"),
        ("kind", "LOAN", "DEPOSIT_IN / DEPOSIT_REFUND"),
        ("rider", "", "1至64个字符"),
        ("rider", "样\0例", "1至64个字符"),
        ("amount_fen", "-1", "最多18位数字"),
        ("amount_fen", "1.00", "最多18位数字"),
        ("amount_fen", "１５０", "最多18位数字"),
        ("amount_fen", "9" * 19, "最多18位数字"),
    ],
)
def test_a_field_of_another_form_is_refused_with_line_and_field(
    tmp_path: Path, field: str, text: str, expected: str
) -> None:
    lines = [",".join(GOOD.values()), ",".join((GOOD | {field: text}).values())]
    with pytest.raises(FileLineError) as refused:
        movements_read(write(tmp_path, "\n".join([HEADING, *lines, ""])))
    assert (refused.value.facts["line"], refused.value.facts["field"]) == (3, field)
    assert expected in refused.value.sentence("zh")


def test_another_encoding_is_refused(tmp_path: Path) -> None:
    text = f"{HEADING}\n{','.join(GOOD.values())}\n"
    with pytest.raises(FileLineError, match="expected UTF-8"):
        movements_read(write(tmp_path, text, "gb18030"))
