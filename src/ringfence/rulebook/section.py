"""Reading the rulebook's YAML with the line of every entry, so that an error can name its place."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

import yaml

from ringfence.kernel.words import Words
from ringfence.rulebook.refusals import RulebookFileError

OPEN = "open"

_A_TEXT = Words("a text, in quotes if it is made of digits", "文字，全为数字时加引号")
_A_DAY = Words("a date such as 2022-06-01, or open", "日期（如 2022-06-01）或 open")
_A_SCALAR = Words("a whole number in plain digits, or a text", "普通数字写的整数，或文字")
_TEXTS = Words("a list of texts", "文字的列表")
_A_LIST = Words("a list", "列表")
_A_MAPPING = Words("a mapping", "键和值")
_NOTHING = Words("nothing", "空缺")
A_CLAUSE = Words("a clause that `ringfence clauses` lists", "`ringfence clauses` 列出的条款")


@dataclass(frozen=True)
class Entry:
    """One node of a file: a scalar, a list of entries, or a section; and its line, from 1."""

    line: int
    content: Any


@dataclass(frozen=True)
class Section:
    """One mapping of a file. Each reader refuses, with the place, what is not of its form."""

    file: str
    line: int
    entries: dict[str, Entry]

    def __contains__(self, key: str) -> bool:
        return key in self.entries

    def text(self, key: str) -> str:
        """Return the text at `key`, not empty."""
        entry = self._entry(key, _A_TEXT)
        if not isinstance(entry.content, str) or not entry.content.strip():
            self.refuse(key, _A_TEXT)
        return entry.content

    def text_or(self, key: str, default: str) -> str:
        """Return the text at `key`, or the default where there is none."""
        return self.text(key) if key in self else default

    def word(self, key: str, words: Iterable[str]) -> str:
        """Return the text at `key`, which is one of `words`."""
        found = self.text(key)
        known = list(words)
        if found not in known:
            self.refuse(key, one_of(known))
        return found

    def day(self, key: str) -> date | None:
        """Return the date at `key`; None where the file says `open`."""
        content = self._entry(key, _A_DAY).content
        if content == OPEN:
            return None
        if type(content) is not date:
            self.refuse(key, _A_DAY)
        return content

    def scalar(self, key: str) -> int | str:
        """Return the number or text at `key`; a date as its ISO text. Decimals are refused."""
        content = self._entry(key, _A_SCALAR).content
        if type(content) is date:
            return content.isoformat()
        if type(content) not in (int, str):
            self.refuse(key, _A_SCALAR)
        return content  # type: ignore[no-any-return]

    def words(self, key: str) -> tuple[str, ...]:
        """Return the list of texts at `key`; empty where there is none."""
        if key not in self:
            return ()
        content = self.entries[key].content
        if not isinstance(content, list) or not all(isinstance(e.content, str) for e in content):
            self.refuse(key, _TEXTS)
        return tuple(entry.content for entry in content)

    def sections(self, key: str) -> list["Section"]:
        """Return the list of mappings at `key`; empty where there is none."""
        if key not in self:
            return []
        content = self.entries[key].content
        if not isinstance(content, list):
            self.refuse(key, _A_LIST)
        for entry in content:
            if not isinstance(entry.content, Section):
                refuse(self.file, entry.line, key, entry.content, _A_MAPPING)
        return [entry.content for entry in content]

    def section(self, key: str) -> "Section":
        """Return the mapping at `key`; an empty one where there is none."""
        if key not in self:
            return Section(self.file, self.line, {})
        content = self.entries[key].content
        if not isinstance(content, Section):
            self.refuse(key, _A_MAPPING)
        return content

    def only(self, *keys: str) -> None:
        """Refuse a key that is not one of `keys`: a slip of the pen must not pass as silence."""
        for key, entry in self.entries.items():
            if key not in keys:
                refuse(self.file, entry.line, key, Words("this key", "这个键"), one_of(keys))

    def refuse(self, key: str, expected: Words) -> NoReturn:
        """Refuse what stands at `key`."""
        entry = self._entry(key, expected)
        refuse(self.file, entry.line, key, entry.content, expected)

    def _entry(self, key: str, expected: Words) -> Entry:
        if key not in self.entries:
            refuse(self.file, self.line, key, _NOTHING, expected)
        return self.entries[key]


def one_of(words: Iterable[str]) -> Words:
    """Return that one of these words is expected."""
    listed = ", ".join(words)
    return Words(f"one of {listed}", f"以下之一：{listed}")


def refuse(file: str, line: int, field: str, found: Any, expected: Words) -> NoReturn:
    """Refuse a rulebook file at a line."""
    got = _shown(found)
    raise RulebookFileError(file=file, line=line, field=field, got=got, expected=expected)


def _shown(found: Any) -> str:
    if isinstance(found, str):
        return found
    if isinstance(found, Section):
        return _A_MAPPING
    if isinstance(found, list):
        return _A_LIST
    return _NOTHING if found is None else str(found)


def read(path: Path) -> Section:
    """Return the file as one section. Refuses, with the line, what is no YAML mapping."""
    file = str(path)
    try:
        text = path.read_text(encoding="utf-8")
        _refuse_aliases(text, file)
        loader = yaml.CSafeLoader(text)
        node = loader.get_single_node()
        entry = _entry(loader, node, file) if node else Entry(1, None)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        got = Words(str(error.problem), "不合语法的内容")
        expected = Words("valid YAML", "合乎语法的 YAML")
        refuse(file, mark.line + 1 if mark else 0, "YAML", got, expected)
    except (UnicodeDecodeError, yaml.YAMLError):
        got = Words("bytes that are no text", "不是文字的字节")
        refuse(file, 0, "encoding", got, Words("UTF-8 text", "UTF-8 编码的文字"))
    if not isinstance(entry.content, Section):
        refuse(file, entry.line, "file", entry.content, _A_MAPPING)
    return entry.content


def _refuse_aliases(text: str, file: str) -> None:
    """An alias can hold itself, or grow without end; the files need none."""
    for event in yaml.parse(text, yaml.CSafeLoader):
        if isinstance(event, yaml.AliasEvent):
            line = event.start_mark.line + 1 if event.start_mark else 0
            refuse(file, line, "alias", f"*{event.anchor}", Words("no aliases", "不用别名"))


def _entry(loader: Any, node: yaml.Node, file: str) -> Entry:
    line = node.start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        return Entry(line, Section(file, line, dict(_pairs(loader, node, file))))
    if isinstance(node, yaml.SequenceNode):
        return Entry(line, [_entry(loader, child, file) for child in node.value])
    try:
        content = loader.construct_object(node)
    except ValueError:  # 2022-13-01 has the form of a date and is none
        refuse(file, line, "value", node.value, Words("a date that exists", "存在的日期"))
    # YAML reads 010 as eight and 1:30 as ninety.
    if type(content) is int and str(content) != node.value.replace("_", ""):
        refuse(file, line, "value", node.value, _A_SCALAR)
    return Entry(line, content)


def _pairs(loader: Any, mapping: yaml.MappingNode, file: str) -> Iterator[tuple[str, Entry]]:
    seen: set[str] = set()
    for key_node, value_node in mapping.value:
        key = str(key_node.value)
        if key in seen:
            line = key_node.start_mark.line + 1
            again, once = Words("this key again", "重复的键"), Words("each key once", "每个键一次")
            refuse(file, line, key, again, once)
        seen.add(key)
        yield key, _entry(loader, value_node, file)
