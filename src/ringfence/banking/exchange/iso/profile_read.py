"""What the readers of our own ISO profile share: exact message, exact forms, checked blocks."""

import re
from abc import ABC, abstractmethod
from codecs import BOM_UTF8
from collections.abc import Iterator
from typing import BinaryIO, ClassVar, cast

from lxml import etree

from ringfence.banking.exchange.detail_check import DetailCheck
from ringfence.banking.exchange.iso.xml_read import Parts, line_of, local_name, namespace, stream
from ringfence.banking.exchange.kinds import ISO_MESSAGES, FileKind
from ringfence.banking.exchange.layouts import DETAILS, HEADERS, SEPARATOR
from ringfence.banking.exchange.messages import Detail, Header
from ringfence.banking.exchange.refusals import CountDiffers, EncodingBroken, VersionUnknown
from ringfence.banking.exchange.values import bytes_shown, shown
from ringfence.kernel.refusal import FileLineError
from ringfence.kernel.words import Words

BLOCK_LINES = 5000
# Between the facts of one detail as XPath hands them over; no text of the standard has it.
_BETWEEN = "\ue000"
_PROLOG_BYTES = 256
_DECLARED = re.compile(rb"""<\?xml[^>]*\sencoding\s*=\s*["']([^"'>]*)""")
_YUAN = re.compile(r"(0|[1-9][0-9]{0,15})\.([0-9]{2})")


class ProfileFile(ABC):
    """A file of the ISO profile being read, with the same faces as a DelimitedFile.

    `header` is there at once; `blocks` or `details` once, in order. Only when they have come to
    their end without a refusal is the file right as a whole.
    """

    kind: ClassVar[FileKind]
    container: ClassVar[str]  # the element around the details; exactly one in a file
    repeated: ClassVar[str]  # the element of one detail
    header: Header

    def __init__(self, source: BinaryIO, schema: etree.XMLSchema | None) -> None:
        """Read up to the first detail. Refuses: FileLineError and its kinds."""
        _require_utf8(source)
        names = ("Document", "GrpHdr", self.container, self.repeated)
        self._events = stream(source, names=names, schema=schema)
        self._group: Parts | None = None
        self._ended = False
        self.header = self._read_header()

    @abstractmethod
    def _header_texts(self, group: Parts, container: Parts, root: Parts) -> dict[str, str]:
        """Return the header's facts as the delimited profile writes them."""

    @abstractmethod
    def _detail_paths(self) -> tuple[str, ...]:
        """Return the XPath of each fact of one detail; `n:` is the message's namespace."""

    @abstractmethod
    def _detail_texts(self, facts: list[str], *, line: int) -> list[str]:
        """Return one detail's fields as the delimited profile writes them.

        `facts` are those of `_detail_paths`, empty where the message has none.
        """

    def details(self) -> Iterator[Detail]:
        """Return the details one by one. Refuses: as `blocks`."""
        layout = DETAILS[self.kind]
        for block in self.blocks():
            for line in block.split("\n")[:-1]:
                yield layout.read(line.split(SEPARATOR))

    def blocks(self) -> Iterator[str]:
        """Return the details as lines of the delimited profile, in checked blocks.

        Ready for COPY … FROM as those of a DelimitedFile. Refuses, at the first fault:
        FileLineError, CountDiffers, SumDiffers.
        """
        check = DetailCheck(self.kind)
        facts_of = _together(self._detail_paths(), ISO_MESSAGES[self.kind])
        lines: list[str] = []
        places: list[int] = []
        for event, element in self._events:
            if event == "end" and local_name(element.tag) == self.repeated:
                places.append(line_of(element))
                lines.append(self._line(cast(str, facts_of(element)), line=places[-1]))
            if len(lines) == BLOCK_LINES:
                yield check.take("".join(lines), line_at=places.__getitem__)
                lines, places = [], []
            self._watch(event, element)
        if lines:
            yield check.take("".join(lines), line_at=places.__getitem__)
        if not self._ended:
            raise FileLineError(
                line=0,
                field="Document",
                got=Words("an early end", "提前结束"),
                expected=Words("a whole message", "完整的报文"),
            )
        check.compare(self.header, line=1)

    def _line(self, together: str, *, line: int) -> str:
        facts = [fact.strip() for fact in together.split(_BETWEEN)]
        if len(facts) != len(self._detail_paths()):
            raise FileLineError(
                line=line,
                field=self.repeated,
                got="U+E000",
                expected=Words("no private-use characters", "不含私用字符"),
            )
        texts = self._detail_texts(facts, line=line)
        for field, text in zip(DETAILS[self.kind].fields, texts, strict=True):
            if SEPARATOR in text or "\n" in text:
                field.value.take(text, line=line, field=field.name)
        return SEPARATOR.join(texts) + "\n"

    def _watch(self, event: str, element: etree._Element) -> None:
        name = local_name(element.tag)
        if event == "start" and name == self.container:
            raise CountDiffers(
                line=line_of(element),
                field=self.container,
                got=Words("another", "又一个"),
                expected="1",
            )
        if event == "end" and name == "Document":
            self._ended = True

    def _read_header(self) -> Header:
        container = None
        for event, element in self._events:
            name = local_name(element.tag)
            if event == "start" and name == "Document":
                self._refuse_other_message(element)
            elif event == "end" and name == "GrpHdr":
                self._group = Parts(element)
            elif event == "start" and name == self.container:
                container = element
            elif container is not None and name in (self.container, self.repeated):
                return self._header_of(container)
        raise FileLineError(
            line=0,
            field=self.container,
            got=Words("nothing", "无"),
            expected=Words(f"one {self.container}", f"一个{self.container}"),
        )

    def _header_of(self, container: etree._Element) -> Header:
        root = container.getparent()
        if self._group is None or root is None:
            raise FileLineError(
                line=1,
                field="GrpHdr",
                got=Words("nothing", "无"),
                expected=Words("a group header in front", "前有组头"),
            )
        parts = Parts(container, without=(self.repeated,))
        root_parts = Parts(root, without=(self.container,))
        facts = self._header_texts(self._group, parts, root_parts)
        facts |= {"record": "H", "version": "1", "kind": self.kind}
        layout = HEADERS[self.kind]
        header: Header = layout.take([facts[name] for name in layout.names], line=self._group.line)
        if header.file_id.kind is not self.kind:
            raise FileLineError(
                line=self._group.line,
                field="MsgId",
                got=shown(facts["file_id"]),
                expected=Words(f"a file id of a {self.kind}", "该类文件的编号"),
            )
        return header

    def _refuse_other_message(self, document: etree._Element) -> None:
        message = ISO_MESSAGES[self.kind]
        if not namespace(document).endswith(f":{message}"):
            raise VersionUnknown(
                line=line_of(document),
                field="Document/@xmlns",
                got=shown(namespace(document)),
                expected=message,
            )


def _together(paths: tuple[str, ...], message: str) -> etree.XPath:
    """Return the expression that gives all facts of an element at once, which is much faster."""
    return etree.XPath(
        "concat(" + f",'{_BETWEEN}',".join(paths) + ")",
        namespaces={"n": f"urn:iso:std:iso:20022:tech:xsd:{message}"},
        smart_strings=False,
    )


def fen(text: str, *, line: int, field: str) -> str:
    """Return a yuan amount as fen digits. Refuses: FileLineError."""
    found = _YUAN.fullmatch(text)
    if not found:
        expected = Words("yuan with exactly two decimals", "以元计，恰两位小数")
        raise FileLineError(line=line, field=field, got=shown(text), expected=expected)
    return (found[1] + found[2]).lstrip("0") or "0"


def fen_at(parts: Parts, path: str) -> str:
    """Return the yuan amount at `path` as fen digits. Refuses: FileLineError."""
    return fen(parts.text(path), line=parts.line_of(path), field=path)


def refuse_other_currency(currency: str, *, line: int, field: str) -> None:
    """Return nothing when the currency is CNY. Refuses: FileLineError."""
    if currency != "CNY":
        raise FileLineError(line=line, field=f"{field}/@Ccy", got=shown(currency), expected="CNY")


def _require_utf8(source: BinaryIO) -> None:
    """Look at how the file begins, and go back to its start. Refuses: EncodingBroken."""
    head = source.read(_PROLOG_BYTES)
    source.seek(0)
    declared = _DECLARED.match(head)
    got = ""
    if head.startswith(BOM_UTF8) or b"\0" in head:
        got = bytes_shown(head[:4])
    elif declared and declared[1].upper() != b"UTF-8":
        got = shown(declared[1].decode("ascii", "replace"))
    if got:
        raise EncodingBroken(
            line=1,
            field="encoding",
            got=got,
            expected=Words("UTF-8 without a byte-order mark", "无字节顺序标记的UTF-8"),
        )
