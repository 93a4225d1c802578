"""`ringfence workdays`: the official calendar, asked and loaded."""

import argparse
from datetime import date
from typing import Any

from ringfence.installation.config import config, home_made
from ringfence.interfaces.cli.arguments import day, day_count, existing_file
from ringfence.interfaces.cli.output import print_json, print_table
from ringfence.workdays.calendar import Calendar, DayKind, Notice, deadline_at
from ringfence.workdays.store import calendar_in, notice_load


def add_to(nouns: Any) -> None:
    """Add the noun `workdays` and its verbs."""
    parser = nouns.add_parser("workdays", help="ask and load the official calendar. 工作日")
    verbs = parser.add_subparsers(dest="verb", metavar="VERB", required=True)
    add = _add_verb(verbs, "add", "tell when a period ends 计算期限届满日", workdays_add)
    add.add_argument(
        "start", metavar="DATE", type=day, help="day of the event; not counted 起算日，不计入"
    )
    add.add_argument("count", metavar="COUNT", type=day_count, help="working days, from 0 工作日数")
    add.add_argument(
        "--calendar-days", action="store_true", help="COUNT is of calendar days 按自然日"
    )
    is_worked = _add_verb(verbs, "is", "tell whether a day is worked 是否工作日", workdays_is)
    is_worked.add_argument("on", metavar="DATE", type=day)
    following = _add_verb(
        verbs, "next", "tell the first working day after a day 下一工作日", workdays_next
    )
    following.add_argument("on", metavar="DATE", type=day)
    load = _add_verb(
        verbs, "load", "load a year's notice: year,date,kind,name 载入放假通知", workdays_load
    )
    load.add_argument("file", metavar="FILE", type=existing_file)
    load.add_argument(
        "--source", required=True, help="title or number of the notice 通知名称或文号"
    )
    load.add_argument(
        "--supersede", action="store_true", help="replace a year already known 替换已有年份"
    )
    listing = _add_verb(
        verbs, "list", "list the years, or the days of one 列出年份或日期", workdays_list
    )
    listing.add_argument("year", metavar="YEAR", type=int, nargs="?")


def workdays_add(arguments: argparse.Namespace) -> None:
    """Print the last day of a period, and the instant at which it is over."""
    calendar = _calendar()
    end_of = calendar.add_days if arguments.calendar_days else calendar.add
    due_on = end_of(arguments.start, arguments.count)
    facts = {
        "start_on": arguments.start,
        "count": arguments.count,
        "unit": "CALENDAR_DAY" if arguments.calendar_days else "WORKING_DAY",
        "due_on": due_on,
        "ends_at": deadline_at(due_on).isoformat(),
    }
    _print(arguments, facts, due_on)


def workdays_is(arguments: argparse.Namespace) -> None:
    """Print whether a day is worked, and the holiday that makes it so or not."""
    facts = _day_facts(_calendar(), arguments.on)
    word = "working day 工作日" if facts["working_day"] else "no working day 非工作日"
    _print(arguments, facts, f"{word} {facts['name'] or ''}".rstrip())


def workdays_next(arguments: argparse.Namespace) -> None:
    """Print the first working day after a day."""
    next_on = _calendar().next_after(arguments.on)
    _print(arguments, {"on": arguments.on, "next_on": next_on}, next_on)


def workdays_load(arguments: argparse.Namespace) -> None:
    """Load the notice of one year into the installation, whole or not at all."""
    notice = notice_load(
        arguments.file,
        source=arguments.source,
        home=home_made(),
        supersede=arguments.supersede,
    )
    facts = _notice_facts(notice)
    _print(arguments, facts, f"{notice.year}: {len(notice.days)} days, {notice.source}")


def workdays_list(arguments: argparse.Namespace) -> None:
    """Print the years that are known, or the days that the notice of one year names."""
    calendar = _calendar()
    if arguments.year is None:
        rows = [_notice_facts(calendar.notices[year]) for year in sorted(calendar.notices)]
    else:
        rows = [
            {"date": day.on, "kind": day.kind.value, "name": day.name}
            for day in calendar.notice(arguments.year).days
        ]
    if arguments.json:
        print_json(rows)
    else:
        print_table(list(rows[0]), [list(row.values()) for row in rows])


def _add_verb(verbs: Any, name: str, what: str, run: Any) -> argparse.ArgumentParser:
    verb: argparse.ArgumentParser = verbs.add_parser(name, help=what)
    verb.add_argument("--json", action="store_true")
    verb.set_defaults(run=run)
    return verb


def _calendar() -> Calendar:
    return calendar_in(config().home)


def _print(arguments: argparse.Namespace, facts: dict[str, Any], line: object) -> None:
    if arguments.json:
        print_json(facts)
    else:
        print(line)


def _day_facts(calendar: Calendar, on: date) -> dict[str, Any]:
    named = calendar.named_day(on)
    return {
        "on": on,
        "working_day": calendar.is_working_day(on),
        "kind": named.kind.value if named else None,
        "name": named.name if named else None,
    }


def _notice_facts(notice: Notice) -> dict[str, Any]:
    kinds = [day.kind for day in notice.days]
    return {
        "year": notice.year,
        "holiday_count": kinds.count(DayKind.HOLIDAY),
        "workday_count": kinds.count(DayKind.WORKDAY),
        "source": notice.source,
    }
