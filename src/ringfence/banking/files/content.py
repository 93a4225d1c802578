"""The content of a file from a bank, opened for reading."""

from typing import BinaryIO

from ringfence.banking.exchange.delimited.read import DelimitedFile
from ringfence.banking.exchange.iso.profile_read import ProfileFile
from ringfence.banking.exchange.read import open_content
from ringfence.banking.files.channel import Channel

ContentFile = DelimitedFile | ProfileFile


def content_file(source: BinaryIO, channel: Channel) -> ContentFile:
    """Return the file with its header read. Refuses: KindUnknown, FileLineError and its kinds."""
    return open_content(source, receiver=channel.agency, schemas=channel.schemas)
