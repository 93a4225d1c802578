"""Open a content file of the standard, whichever its profile: it tells itself."""

import re
from pathlib import Path
from typing import BinaryIO

from ringfence.banking.exchange.delimited.read import DelimitedFile
from ringfence.banking.exchange.iso.profile_read import ProfileFile
from ringfence.banking.exchange.iso.result_read import ResultXmlFile
from ringfence.banking.exchange.iso.schema import schema_for
from ringfence.banking.exchange.iso.statement_read import StatementXmlFile
from ringfence.banking.exchange.kinds import ISO_MESSAGES, FileKind
from ringfence.banking.exchange.refusals import KindUnknown
from ringfence.banking.exchange.values import shown

_HEAD_BYTES = 4096
_MESSAGE = re.compile(rb"(?:pain|camt)\.[0-9]{3}\.[0-9]{3}\.[0-9]{2}")


def open_content(
    source: BinaryIO, *, receiver: str, schemas: Path | None
) -> DelimitedFile | ProfileFile:
    """Return the file at the start of `source`, which can seek, with its header read.

    `receiver` is the code of the party that reads; `schemas` is the folder of the published
    schemas, without which our own checks stand alone. ISO runs are for banks to read, and are
    refused here. Refuses: KindUnknown, then as DelimitedFile and ProfileFile.
    """
    head = source.read(_HEAD_BYTES)
    source.seek(0)
    if not head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return DelimitedFile(source)
    found = _MESSAGE.search(head)
    message = found[0].decode() if found else ""
    if message.startswith("pain.002."):
        schema = schema_for(ISO_MESSAGES[FileKind.RESULT], schemas)
        return ResultXmlFile(source, schema, receiver=receiver)
    if message.startswith("camt.053."):
        return StatementXmlFile(source, schema_for(ISO_MESSAGES[FileKind.STATEMENT], schemas))
    raise KindUnknown(
        line=1, field="Document/@xmlns", got=shown(message), expected="pain.002 / camt.053"
    )
