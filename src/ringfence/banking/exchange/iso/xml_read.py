"""Read XML in a stream, within limits: no document type, no entities, no endless element."""

import re
from collections.abc import Iterator
from typing import Any, BinaryIO, cast

from lxml import etree

from ringfence.banking.exchange.values import shown
from ringfence.kernel.refusal import FileLineError
from ringfence.kernel.words import Words

CHUNK_BYTES = 1 << 16
PROLOG_CHUNK_BYTES = 512
PROLOG_BYTES_MAX = 1 << 16
ELEMENT_BYTES_MAX = 1 << 20  # between two elements that the reader asks for
INCOMPLETE_AT_ITS_END = ("GrpHdr",)  # the message is not valid before more has come
WELL_FORMED = Words("a whole, well-formed XML file", "完整、格式良好的XML文件")


def local_name(tag: str) -> str:
    """Return the name of a tag without its namespace."""
    return tag[tag.rfind("}") + 1 :]


def line_of(element: etree._Element) -> int:
    """Return the line on which an element begins."""
    return cast(int, element.sourceline or 0)


def namespace(element: etree._Element) -> str:
    """Return the namespace of an element, or nothing."""
    # Not etree.QName, which fails on a namespace that has a brace in it.
    return element.tag[1 : element.tag.rfind("}")] if element.tag.startswith("{") else ""


class Parts:
    """The descendants of one element by their path of local names, such as `Amt/InstdAmt`."""

    __slots__ = ("_found", "line")

    def __init__(self, element: etree._Element, *, without: tuple[str, ...] = ()) -> None:
        """Collect the descendants of `element`, whatever their namespace.

        Children named in `without` are left out, with all that is in them.
        """
        self.line = line_of(element)
        self._found: dict[str, list[etree._Element]] = {}
        self._collect(element, "", without)

    def _collect(self, element: etree._Element, prefix: str, without: tuple[str, ...]) -> None:
        found = self._found
        for child in element:
            tag = child.tag
            path = prefix + tag[tag.rfind("}") + 1 :]
            if path in without:
                continue
            found.setdefault(path, []).append(child)
            if len(child):
                self._collect(child, path + "/", without)

    def text(self, *paths: str) -> str:
        """Return the text at the first of `paths` that has one, without spaces around; or ''."""
        for path in paths:
            for element in self._found.get(path, ()):
                text = (element.text or "").strip()
                if text:
                    return text
        return ""

    def texts(self, path: str) -> list[str]:
        """Return the texts of every element at `path`."""
        return [(element.text or "").strip() for element in self._found.get(path, ())]

    def elements(self, path: str) -> list[etree._Element]:
        """Return the elements at `path`."""
        return self._found.get(path, [])

    def attribute(self, path: str, name: str) -> str:
        """Return an attribute of the first element at `path`, or ''."""
        for element in self._found.get(path, ()):
            return str(element.get(name, ""))
        return ""

    def line_of(self, path: str) -> int:
        """Return the line of the first element at `path`, or of the whole."""
        for element in self._found.get(path, ()):
            return line_of(element) or self.line
        return self.line


def stream(
    source: BinaryIO, *, names: tuple[str, ...], schema: etree.XMLSchema | None
) -> Iterator[tuple[str, etree._Element]]:
    """Return the events (`start` or `end`, element) of the elements with these local names.

    An element is emptied once its `end` has been handled, and what stands before it is dropped,
    so memory stays flat. Refuses, as FileLineError: what is not well-formed or ends early, a
    document type, an element without end, and at the end what the schema does not allow.
    """
    since_event = 0
    line = 0
    try:
        _refuse_document_type(source)
        parser = _parser(names, schema)
        while chunk := source.read(CHUNK_BYTES):
            parser.feed(chunk)
            since_event += len(chunk)
            for event, element in _events(parser):
                since_event = 0
                line = line_of(element) or line
                yield event, element
                if event == "end":
                    _drop(element)
            if since_event > ELEMENT_BYTES_MAX:
                got = Words(f"more than {ELEMENT_BYTES_MAX} bytes", f"超过{ELEMENT_BYTES_MAX}字节")
                raise FileLineError(
                    line=line,
                    field="XML",
                    got=got,
                    expected=Words("elements of a usual size", "大小正常的元素"),
                )
        parser.close()
    except etree.XMLSyntaxError as error:
        raise _refusal(error, source, names, schema) from error


def _parser(names: tuple[str, ...], schema: etree.XMLSchema | None) -> etree.XMLPullParser:
    return etree.XMLPullParser(
        events=("start", "end"),
        tag=tuple(f"{{*}}{name}" for name in names),
        schema=schema,
        # There are no entities: a document type was refused. With False lxml overlooks names of
        # undeclared ones and, beside a schema, that a file is not well-formed at all.
        resolve_entities=True,
        load_dtd=False,
        no_network=True,
        remove_comments=True,
        remove_pis=True,
        huge_tree=False,
    )


def _events(parser: etree.XMLPullParser) -> Iterator[tuple[str, etree._Element]]:
    return cast(Iterator[tuple[str, etree._Element]], parser.read_events())


def _refuse_document_type(source: BinaryIO) -> None:
    """Look at the file up to its root element, and go back to its start.

    Done apart and without a schema: libxml2 can crash on a document type while it validates.
    """
    parser = etree.XMLPullParser(
        events=("start",), resolve_entities=False, load_dtd=False, no_network=True
    )
    read = 0
    root = None
    while root is None and read < PROLOG_BYTES_MAX and (chunk := source.read(PROLOG_CHUNK_BYTES)):
        read += len(chunk)
        parser.feed(chunk)
        root = next((element for _, element in _events(parser)), None)
    source.seek(0)
    if root is None:
        raise FileLineError(
            line=1, field="XML", got=Words("no element", "没有元素"), expected=WELL_FORMED
        )
    if cast(Any, root.getroottree().docinfo).doctype:
        raise FileLineError(
            line=1,
            field="DOCTYPE",
            got=Words("a document type declaration", "文档类型声明"),
            expected=Words("none", "无"),
        )


def _drop(element: etree._Element) -> None:
    """Empty `element` and drop the siblings before it."""
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


def _drop_before(element: etree._Element) -> None:
    """Drop the siblings of the same name before `element`."""
    parent = element.getparent()
    previous = element.getprevious()
    while parent is not None and previous is not None and previous.tag == element.tag:
        parent.remove(previous)
        previous = element.getprevious()


def _refusal(
    error: etree.XMLSyntaxError,
    source: BinaryIO,
    names: tuple[str, ...],
    schema: etree.XMLSchema | None,
) -> FileLineError:
    if error.lineno or schema is None:
        return _malformed(error)
    try:
        line, message = _schema_fault(source, names, schema) or (0, str(error.msg))
    except etree.XMLSyntaxError as malformed:
        return _malformed(malformed)
    found = re.match(r"Element '(?:\{[^}]*\})?([^']+)'", message)
    return FileLineError(
        line=line,
        field=found[1] if found else "XML",
        got=message.partition(": ")[2] or message,
        expected=Words("what the published schema allows", "符合公布的XML模式"),
    )


def _malformed(error: etree.XMLSyntaxError) -> FileLineError:
    return FileLineError(
        line=error.lineno or 0, field="XML", got=shown(str(error.msg)), expected=WELL_FORMED
    )


def _schema_fault(
    source: BinaryIO, names: tuple[str, ...], schema: etree.XMLSchema
) -> tuple[int, str] | None:
    """Return line and words of the first fault, by a second pass that validates piece by piece.

    A stream is validated without line numbers, the tree that is left at an element with them.
    """
    source.seek(0)
    parser = _parser(names, None)
    while chunk := source.read(CHUNK_BYTES):
        parser.feed(chunk)
        for event, element in _events(parser):
            if event == "start" or local_name(element.tag) in INCOMPLETE_AT_ITS_END:
                continue
            _drop_before(element)
            if not schema.validate(element.getroottree()):
                fault = cast(Any, schema.error_log)[0]
                return fault.line, fault.message
    return None
