"""Names by their sound: what is typed in Latin letters finds a name in Chinese.

A name's sound is its syllables without tones, and their first letters. It is kept with the name, so
that it can be looked up; the readings may therefore not change unless what is kept is made anew.
"""

import json
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

# Characters that are read otherwise where they are a surname.
SURNAMES = {
    "么": "yao", "乐": "yue", "乜": "nie", "仇": "qiu", "佴": "nai", "区": "ou", "单": "shan",
    "卜": "bu", "句": "gou", "召": "shao", "员": "yun", "折": "she", "曾": "zeng", "朴": "piao",
    "查": "zha", "洗": "xian", "牟": "mu", "盖": "ge", "祭": "zhai", "种": "chong", "秘": "bi",
    "繁": "po", "缪": "miao", "翟": "zhai", "能": "nai", "薄": "bo", "藏": "zang", "覃": "qin",
    "解": "xie", "郇": "xun", "都": "du", "长": "chang", "阚": "kan", "隗": "wei", "黑": "he",
}  # fmt: skip
# Surnames of two characters, one of which is read otherwise than alone.
COMPOUND_SURNAMES = {
    "万俟": ("mo", "qi"), "单于": ("chan", "yu"), "尉迟": ("yu", "chi"),
    "澹台": ("tan", "tai"), "长孙": ("zhang", "sun"), "鲜于": ("xian", "yu"),
    "令狐": ("ling", "hu"), "亓官": ("qi", "guan"), "乐正": ("yue", "zheng"),
}  # fmt: skip

_WORD_OR_CHARACTER = re.compile(r"[0-9A-Za-z]+|[^\W_]")
_CHINESE = re.compile(r"[^\x00-\u024f]")
_MOST_WAYS = 32
_MOST_LETTERS = 40
_VOWELS = set("aeiouv")


class Sound(NamedTuple):
    """How a name sounds: `initials` `zs`, `syllables` `zhang san`."""

    initials: str
    syllables: str


@dataclass(frozen=True, slots=True)
class Way:
    """One way to take what somebody typed: each part begins a syllable, from the first on.

    `begins` is what the name begins with in writing, where that is known.
    """

    parts: tuple[str, ...]
    begins: str = ""


def name_sound(name: str) -> Sound:
    """Return the sound of a name; a surname of several readings has the one of surnames.

    Words in Latin letters and numbers are syllables; a character without a known reading is one.
    """
    readings = _readings()
    try:
        syllables = [readings[character] for character in name]
    except KeyError:
        found = _WORD_OR_CHARACTER.findall(name)
        syllables = [readings.get(piece, piece.lower()) for piece in found]
    if name[:2] in COMPOUND_SURNAMES:
        syllables[:2] = COMPOUND_SURNAMES[name[:2]]
    elif name[:1] in SURNAMES:
        syllables[0] = SURNAMES[name[0]]
    return Sound("".join([each[0] for each in syllables]), " ".join(syllables))


def is_chinese(text: str) -> bool:
    """Return whether the text has a character beyond the Latin ones."""
    return bool(_CHINESE.search(text))


def name_ways(text: str) -> list[Way]:
    """Return the ways to take what was typed for a name, the likeliest first; about 32 at most.

    In Chinese: the name begins so. In Latin letters: whole syllables, first letters, or a mixture
    (`zhangsan`, `zs`, `zhangs`, `zsan`); a blank or an apostrophe ends a syllable.
    """
    if is_chinese(text):
        written = [text, *(each for each in COMPOUND_SURNAMES if each.startswith(text))]
        sounds = [name_sound(each).syllables.split() for each in written]
        return [Way(tuple(syllables), text) for syllables in sounds if syllables]
    typed = text.lower().replace("ü", "v").replace("lyu", "lv").replace("nyu", "nv")
    words = re.findall("[0-9a-z]+", typed)
    if not words or sum(map(len, words)) > _MOST_LETTERS:
        return []
    ways = dict.fromkeys([tuple(words), *_splits(words)])
    return [Way(parts) for parts in ways] + list(_surname_ways(list(ways)))[:_MOST_WAYS]


def _surname_ways(ways: list[tuple[str, ...]]) -> Iterator[Way]:
    """Yield what is meant where a surname is read as its character is read elsewhere."""
    for parts in ways:
        for character, chief in SURNAMES.items():
            if parts[0] != chief and parts[0] in _all_readings(character):
                yield Way((chief, *parts[1:]), character)


def _splits(words: list[str]) -> list[tuple[str, ...]]:
    """Return the ways to split words into beginnings of syllables, those of fewest parts first."""
    letters = "".join(words)
    ends = {sum(map(len, words[:count])) for count in range(1, len(words) + 1)}
    found: list[tuple[str, ...]] = []
    for count in range(len(words), len(letters) + 1):
        for parts in _split(letters, 0, count, frozenset(ends)):
            found.append(parts)
            if len(found) == _MOST_WAYS:
                return found
    return found


def _split(letters: str, start: int, count: int, ends: frozenset[int]) -> Iterator[tuple[str, ...]]:
    """Yield the splits of `letters[start:]` into so many parts, none across one of the ends."""
    if count == 0:
        if start == len(letters):
            yield ()
        return
    beginnings = _beginnings()
    for stop in range(min(start + 6, len(letters)), start, -1):
        part = letters[start:stop]
        if part in beginnings and not any(start < end < stop for end in ends):
            for rest in _split(letters, stop, count - 1, ends):
                yield (part, *rest)


@cache
def _beginnings() -> frozenset[str]:
    """Return whatever a syllable may begin with, `zhang` and `zh` as well as `z`."""
    syllables = {each for each in _readings().values() if set(each) & _VOWELS}
    return frozenset(each[:size] for each in syllables for size in range(1, len(each) + 1))


def _all_readings(character: str) -> list[str]:
    return [_plain(each) for each in _table()[str(ord(character))].split(",")]


@cache
def _readings() -> dict[str, str]:
    """Return the first reading of each character."""
    return {chr(int(code)): _plain(text.partition(",")[0]) for code, text in _table().items()}


@cache
def _table() -> dict[str, str]:
    """Return pypinyin's table of characters alone; its phrases would take 50 MB more."""
    package = find_spec("pypinyin")
    assert package is not None
    assert package.origin is not None
    path = Path(package.origin).parent / "pinyin_dict.json"
    table: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
    return table


def _plain(reading: str) -> str:
    """Return a syllable in the 26 letters: tones gone, `ü` as `v`."""
    parts = unicodedata.normalize("NFD", reading.replace("ê", "e")).replace("u\u0308", "v")
    return "".join(each for each in parts if each.isascii())
