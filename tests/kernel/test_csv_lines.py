"""The program's own .csv files."""

from pathlib import Path

import pytest

from ringfence.kernel.csv_lines import csv_lines
from ringfence.kernel.refusal import FileLineError

COLUMNS = ("rider", "kind")


def read(folder: Path, content: bytes) -> list[tuple[int, dict[str, str]]]:
    path = folder / "sample.csv"
    path.write_bytes(content)
    return list(csv_lines(path, COLUMNS))


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
def test_each_line_is_told_with_its_number_and_its_columns(
    tmp_path: Path, mark: bytes, end: bytes
) -> None:
    content = mark + b"rider,kind" + end + '样例,"a,b"'.encode() + end
    assert read(tmp_path, content) == [(2, {"rider": "样例", "kind": "a,b"})]


@pytest.mark.parametrize(
    ("content", "line", "zh"),
    [
        (b"", 1, "应为 rider,kind"),
        (b"rider\na\n", 1, "实际为 rider"),
        (b"rider,kind\na,b\nc\n", 3, "实际为 1个字段；应为 2个字段"),
        (b"rider,kind\na,b,c\n", 2, "实际为 3个字段"),
        (b'rider,kind\na,"b\n', 2, "引号成对"),
        (b'rider,kind\na,"b"c\n', 2, "引号成对"),
        ("rider,kind\n样例,b\n".encode("gb18030"), 0, "应为 UTF-8"),
    ],
    ids=["empty", "heading", "short", "long", "open quote", "inner quote", "encoding"],
)
def test_a_file_of_another_form_is_refused_with_the_place_in_both_languages(
    tmp_path: Path, content: bytes, line: int, zh: str
) -> None:
    with pytest.raises(FileLineError) as refused:
        read(tmp_path, content)
    assert refused.value.facts["line"] == line
    assert zh in refused.value.sentence("zh")
