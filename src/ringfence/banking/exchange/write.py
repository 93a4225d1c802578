"""Write a content file of the standard in the profile that was agreed."""

from typing import BinaryIO

from ringfence.banking.exchange.block_writer import BlockWriter
from ringfence.banking.exchange.delimited.write import DelimitedWriter
from ringfence.banking.exchange.iso.run_write import RunXmlWriter
from ringfence.banking.exchange.kinds import Profile
from ringfence.banking.exchange.messages import RunHeader


def run_writer(target: BinaryIO, header: RunHeader, *, profile: Profile) -> BlockWriter:
    """Return a writer of a CREDIT_RUN or DEBIT_RUN, its header written.

    Give it lines (`write_lines`, as COPY makes them) or items (`write`), then `finish`.
    Refuses: FileLineError, CountDiffers, SumDiffers.
    """
    writer = RunXmlWriter if profile is Profile.ISO else DelimitedWriter
    return writer(target, header)
