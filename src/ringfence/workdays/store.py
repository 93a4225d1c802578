"""Where notices are kept: 2004 to 2026 shipped, later ones in the installation's folder."""

import functools
import os
import tempfile
from importlib import resources
from pathlib import Path

from ringfence.kernel.refusal import FileLineError, Refusal
from ringfence.kernel.words import Words
from ringfence.workdays.calendar import Calendar, Notice
from ringfence.workdays.notice import notice_text, read_notice, read_notices

_FOLDER = "workdays"
_LARGEST_BYTES = 1_000_000
_ONE_YEAR = Words("one year of holidays", "一年的放假安排")


class NoticeDiffers(Refusal):
    """Another notice is in force for that year."""

    code = "NOTICE_DIFFERS"
    en = (
        "The days of {year} are already known from {source}, and differ on {differing_count} "
        "days, first on {first_on}. Load with --supersede to replace them."
    )
    zh = (
        "{year}年的安排已按 {source} 载入，有{differing_count}天不同，最早为 {first_on}。"
        "确需替换，请加 --supersede。"
    )


class NoticeSourceMissing(Refusal):
    """A notice is loaded only with its title or number."""

    code = "NOTICE_SOURCE_MISSING"
    en = "Name the notice that these days come from (its title or number) in one line."
    zh = "请用一行注明放假通知的标题或文号。"


def calendar_in(home: Path) -> Calendar:
    """Return the calendar of an installation: the shipped years, then those loaded into `home`.

    A loaded year replaces the shipped one. Refuses: FileLineError where a stored file is damaged.
    """
    return Calendar.of([*_shipped(), *_loaded(home)])


def notice_load(path: Path, *, source: str, home: Path, supersede: bool = False) -> Notice:
    """Write the notice of a CSV file into the installation's folder, whole or not at all.

    The same days again change nothing. Other days for a known year need `supersede`.
    Refuses: NoticeSourceMissing, FileLineError, NoticeDiffers.
    """
    source = source.strip()
    if not source or not source.isprintable():
        raise NoticeSourceMissing
    notice = read_notice(_content(path), source=source)
    known = calendar_in(home).notices.get(notice.year)
    if known and known.days == notice.days:
        return known
    if known and not supersede:
        raise _differs(known, notice)
    _write_whole(home / _FOLDER / f"{notice.year}.csv", notice_text(notice))
    return notice


@functools.cache
def _shipped() -> tuple[Notice, ...]:
    content = resources.files(__package__).joinpath("days.csv").read_bytes()
    return tuple(read_notices(content))


def _loaded(home: Path) -> list[Notice]:
    paths = sorted((home / _FOLDER).glob("[0-9][0-9][0-9][0-9].csv"))
    return [read_notice(path.read_bytes(), source="") for path in paths]


def _content(path: Path) -> bytes:
    """Return the bytes of a file of plausible size, never those of a huge one."""
    with path.open("rb") as file:
        content = file.read(_LARGEST_BYTES + 1)
    if len(content) > _LARGEST_BYTES:
        raise FileLineError(line=0, field="size", got=f"> {_LARGEST_BYTES}", expected=_ONE_YEAR)
    return content


def _differs(known: Notice, notice: Notice) -> NoticeDiffers:
    changed = sorted(day.on for day in set(known.days) ^ set(notice.days))
    return NoticeDiffers(
        year=notice.year,
        source=known.source,
        differing_count=len(set(changed)),
        first_on=changed[0],
    )


def _write_whole(path: Path, text: str) -> None:
    """Write a file so that a reader, or a crash, sees the old one or the new one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(
        "w", encoding="utf-8", newline="", dir=path.parent, prefix=".", delete=False
    ) as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    Path(file.name).replace(path)
