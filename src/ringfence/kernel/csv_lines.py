"""The program's own .csv files: UTF-8, known columns, every line whole."""

import csv
from collections.abc import Iterator, Sequence
from pathlib import Path

from ringfence.kernel.refusal import FileLineError
from ringfence.kernel.words import Words

_FOUND_MAX = 80
_LINE = Words("line", "整行")
_UNSPLIT = Words("a line that cannot be taken apart", "无法拆分的行")
_SPLIT = Words("fields separated by commas, quotes in pairs", "以逗号分隔的字段，引号成对")


def csv_lines(path: Path, columns: Sequence[str]) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield each line below the heading with its number (the heading is line 1), by column.

    A byte-order mark, as spreadsheets write it, is passed over.
    Refuses: FileLineError (encoding, heading, quotes, number of fields).
    """
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = csv.reader(file, strict=True)
        try:
            heading = next(rows, [])
            if heading != list(columns):
                raise FileLineError(
                    line=1,
                    field=Words("heading", "表头"),
                    got=",".join(heading)[:_FOUND_MAX],
                    expected=",".join(columns),
                )
            for line, row in enumerate(rows, start=2):
                if len(row) != len(columns):
                    raise FileLineError(
                        line=line,
                        field=_LINE,
                        got=_fields(len(row)),
                        expected=_fields(len(columns)),
                    )
                yield line, dict(zip(columns, row, strict=True))
        except UnicodeDecodeError as fault:
            wrong = fault.object[fault.start : fault.start + 4].hex(" ")
            raise FileLineError(
                line=0, field=Words("file", "文件"), got=wrong, expected="UTF-8"
            ) from None
        except csv.Error:
            raise FileLineError(
                line=rows.line_num, field=_LINE, got=_UNSPLIT, expected=_SPLIT
            ) from None


def _fields(count: int) -> Words:
    return Words(f"{count} fields", f"{count}个字段")
