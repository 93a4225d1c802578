"""The two ways of saying no: a fault in a file, and a mistake of the person at the desk."""


class Fault(Exception):
    """A file is refused, with a reason of section 9 of the exchange standard.

    `line` counts lines of the file from 1 (ISO: items from 1); 0 is the file's own fault.
    `text` goes into the acknowledgement and so never holds personal data.
    """

    def __init__(self, reason: str, *, line: int = 0, field: str = "", text: str = "") -> None:
        super().__init__(f"{reason} line {line} {field} {text}".strip())
        self.reason = reason
        self.line = line
        self.field = field
        self.text = text[:105]


class Mistake(Exception):
    """What the person asked for cannot be done; the sentence says why."""
