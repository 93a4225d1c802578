"""The companion of a file: its size and digest in one line (exchange.md, section 3)."""

import re
from dataclasses import dataclass

from ringfence.banking.transport.refusals import CompanionUnreadable
from ringfence.crypto.digest import DigestAlgorithm

SUFFIX = ".ready"
LENGTH_MAX = 200

_FORM = re.compile(
    rb"RFREADY\|1\|(?P<size>0|[1-9][0-9]{0,17})\|(?P<algorithm>SHA-256|SM3)\|(?P<digest>[0-9a-f]{64})\n"
)


@dataclass(frozen=True, slots=True)
class Companion:
    """What a companion says about its file. `digest` is lower-case hexadecimal."""

    size: int
    digest_algorithm: DigestAlgorithm
    digest: str

    def line(self) -> bytes:
        """Return the companion's content: one line of ASCII, ended by LF."""
        return f"RFREADY|1|{self.size}|{self.digest_algorithm}|{self.digest}\n".encode("ascii")


def read_companion(content: bytes, *, name: str) -> Companion:
    """Return what the companion of the file `name` says. Refuses: CompanionUnreadable."""
    match = _FORM.fullmatch(content)
    if match is None:
        raise CompanionUnreadable(name=name, got=repr(content[:LENGTH_MAX])[1:])
    return Companion(
        size=int(match["size"]),
        digest_algorithm=DigestAlgorithm(match["algorithm"].decode()),
        digest=match["digest"].decode(),
    )
