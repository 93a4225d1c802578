"""A file that the rulebook cannot use is refused with its place; then nothing is used."""

import contextlib
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ringfence.kernel.words import Words
from ringfence.rulebook import Rulebook, load
from ringfence.rulebook.adoption import AlreadyAdopted, UnknownEdition, edition_adopt
from ringfence.rulebook.loading import load_files
from ringfence.rulebook.refusals import RulebookFileError

Write = Callable[[str], Rulebook]

FLOOR = "value: reserve.floor, is: 500_000, cite: 样例, from: 2020-01-01"
REFUND = "value: deposit.refund_days, is: 1, cite: 样例, from: 2020-01-01"
FLOOR_AGAIN = "name: reserve.floor, unit: PPM, clause: MUF-11.4, zh: 底线, en: floor, is: 1"


def edition_with(head: str, value: str) -> str:
    """A later edition with these first lines and one value, on the last line."""
    return f"""editions:
  - edition: sample
    cite: 样例
    zh: 样例
    en: Sample
    from: 2030-01-01
    {head}
    values:
      - {{{value}}}"""


WRONG = {
    "a slip in a key": ("supersedes: []", 1, "supersedes"),
    "no YAML": ("adopt: ]", 1, "YAML"),
    "a key twice": ("adopt: []\nadopt: []", 2, "adopt"),
    "a list at the top": ("- 1", 1, "file"),
    "an empty file": ("", 1, "file"),
    "an unknown edition": ("adopt:\n  - {edition: muf, cite: x, from: 2023-01-01}", 2, "edition"),
    "an edition that is not off": (
        "adopt:\n  - {edition: muf-2019-5, cite: x, from: 2023-01-01}",
        2,
        "edition",
    ),
    "no citation": ("adopt:\n  - {edition: muf-continuation, from: 2023-01-01}", 2, "cite"),
    "no day": ("adopt:\n  - {edition: muf-continuation, cite: x}", 2, "from"),
    "an open beginning": (
        "adopt:\n  - {edition: muf-continuation, cite: x, from: open}",
        2,
        "from",
    ),
    "a day that is none": (
        "adopt:\n  - {edition: muf-continuation, cite: x, from: 2023-13-01}",
        2,
        "value",
    ),
    "an end before the beginning": (
        "adopt:\n  - {edition: muf-continuation, cite: x, from: 2023-01-02, to: 2023-01-01}",
        2,
        "to",
    ),
    "an unknown value": ("supersede:\n  - {value: x, is: 1, cite: x, from: open}", 2, "value"),
    "a decimal": (f"supersede:\n  - {{{FLOOR.replace('500_000', '0.4')}}}", 2, "is"),
    "a text for a number": (f"supersede:\n  - {{{FLOOR.replace('500_000', 'x')}}}", 2, "is"),
    "a negative number": (f"supersede:\n  - {{{FLOOR.replace('500_000', '-1')}}}", 2, "is"),
    "a number beyond the ledger's": (
        f"supersede:\n  - {{{FLOOR.replace('500_000', str(2**63))}}}",
        2,
        "is",
    ),
    "a list that holds itself": ("adopt: &a [*a]", 1, "alias"),
    "an object of a program": ("adopt: !!python/object:os.system {}", 1, "adopt"),
    "truth for a number": (f"supersede:\n  - {{{FLOOR.replace('500_000', 'true')}}}", 2, "is"),
    "a number for a text": (
        "supersede:\n  - {value: hotline.number, is: 12333, cite: x, from: open}",
        2,
        "is",
    ),
    "a month and day that is none": (
        'supersede:\n  - {value: report.yearly_due, is: "4-30", cite: x, from: open}',
        2,
        "is",
    ),
    "a number of base eight": (
        f"supersede:\n  - {{{FLOOR.replace('500_000', '0400')}}}",
        2,
        "value",
    ),
    "a number of base sixty": (
        f"supersede:\n  - {{{FLOOR.replace('500_000', '1:30')}}}",
        2,
        "value",
    ),
    "a day that no month has": (
        'supersede:\n  - {value: report.yearly_due, is: "02-30", cite: x, from: open}',
        2,
        "is",
    ),
    "a date without its strokes": (
        'supersede:\n  - {value: mobility.in_force_on, is: "20190601", cite: x, from: open}',
        2,
        "is",
    ),
    "a word with a third language": (
        "extend:\n  holder_kind:\n    UNION: {zh: 工会, en: union, fr: syndicat}",
        3,
        "fr",
    ),
    "an unknown word": (f"supersede:\n  - {{{REFUND}, operator_kind: BIKE}}", 2, "operator_kind"),
    "a foreign qualifier": (
        f"supersede:\n  - {{{FLOOR}, operator_kind: BIKE}}",
        2,
        "operator_kind",
    ),
    "an area that is none": (f'supersede:\n  - {{{FLOOR}, area: "1401"}}', 2, "area"),
    "two rules for one day": (
        f"supersede:\n  - {{{FLOOR}, to: 2020-12-31}}\n  - {{{FLOOR[:-10]}2020-12-31}}",
        3,
        "from",
    ),
    "an option that is none": (
        "choose:\n  - {value: report.due_day, is: MAYBE, cite: x, from: open}",
        2,
        "is",
    ),
    "a choice put under supersede": (
        "supersede:\n  - {value: report.due_day, is: EXCLUDED, cite: x, from: open}",
        2,
        "value",
    ),
    "a new qualifier": ("extend:\n  colour:\n    RED: {zh: 红, en: red}", 3, "colour"),
    "a clause that is none": (
        edition_with("regulation: sample", FLOOR_AGAIN.replace("11.4", "99")),
        9,
        "clause",
    ),
    "a name of another regulation": (
        edition_with("regulation: sample", FLOOR_AGAIN),
        7,
        "regulation",
    ),
    "a unit that changed": (
        edition_with(
            "regulation: mobility\n    continues: muf-2019-5", FLOOR_AGAIN.replace("PPM", "COUNT")
        ),
        10,
        "unit",
    ),
}


@pytest.mark.parametrize("fault", WRONG)
def test_a_fault_is_refused_with_file_line_and_field(load_with: Write, fault: str) -> None:
    text, line, field = WRONG[fault]
    with pytest.raises(RulebookFileError) as refused:
        load_with(text)
    facts = refused.value.facts
    assert (facts["line"], facts["field"]) == (line, field)
    assert facts["file"].endswith("own.yaml")
    assert isinstance(facts["expected"], Words)
    assert facts["file"] in refused.value.sentence("zh")


def test_what_is_not_utf8_is_refused(home: Path) -> None:
    (home / "rulebook").mkdir(parents=True)
    (home / "rulebook" / "own.yaml").write_bytes("adopt: [样例]".encode("gb18030"))
    with pytest.raises(RulebookFileError, match="UTF-8"):
        load(home)


PIECES = [
    *("adopt:", "supersede:", "extend:", "operator_kind", "value: reserve.floor", "edition"),
    *("is: 1", "from: open", "cite: x", "2022-02-30", "!!int x", "!!binary x", "&a", "*a"),
    *("\n", "  - ", "{", "}", "[", "]", ": ", ", ", '"', "? ", "<<", "|", "#", "\t", "\x00"),
]


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=60) | st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_whatever_a_file_holds_it_is_read_or_refused_and_nothing_else(text: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "own.yaml"
        path.write_text(text, encoding="utf-8")
        with contextlib.suppress(RulebookFileError):
            assert load_files([path]).clauses


def test_a_home_without_a_rulebook_folder_is_as_shipped(home: Path) -> None:
    assert load(home).supersessions == ()


def adopt(
    home: Path,
    *,
    edition: str = "muf-continuation",
    cite: str = "样例文号",
    from_on: date = date(2022, 6, 1),
) -> Path:
    return edition_adopt(
        home=home, edition=edition, cite=cite, from_on=from_on, to_on=date(2030, 12, 31)
    )


@pytest.mark.clause("MUF-27")
def test_adopting_writes_a_file_that_switches_the_edition_on(home: Path) -> None:
    path = adopt(home)
    assert path.parent == home / "rulebook"
    value = load(home).value("reserve.floor", on=date(2030, 12, 31))
    assert (value.number, value.edition) == (400_000, "样例文号")


@pytest.mark.parametrize("edition", ["muf-2019-5", "../../etc/x", "none"])
def test_only_an_edition_that_is_off_can_be_adopted(home: Path, edition: str) -> None:
    with pytest.raises(UnknownEdition, match="muf-continuation"):
        adopt(home, edition=edition)
    assert not home.exists()


@pytest.mark.parametrize(
    "wrong", [{"from_on": date(2022, 5, 31)}, {"from_on": date(2031, 1, 1)}, {"cite": " "}]
)
def test_adopting_what_cannot_be_leaves_nothing_behind(home: Path, wrong: dict[str, Any]) -> None:
    with pytest.raises(RulebookFileError):
        adopt(home, **wrong)
    assert list((home / "rulebook").iterdir()) == []


def test_adopting_twice_is_refused_and_the_first_stays(home: Path) -> None:
    path = adopt(home)
    before = path.read_text(encoding="utf-8")
    with pytest.raises(AlreadyAdopted):
        adopt(home, cite="别的文号")
    assert path.read_text(encoding="utf-8") == before
