"""The companion file: only with it, and only when it agrees, has a file arrived (section 3)."""

import re
from dataclasses import dataclass

from ringfence.banking.exchange.values import shown
from ringfence.kernel.refusal import FileLineError

COMPANION_BYTES_MAX = 256
SHA_256, SM3 = "SHA-256", "SM3"

_LINE = re.compile(r"RFREADY\|1\|(0|[1-9][0-9]{0,15})\|(SHA-256|SM3)\|([0-9a-f]{64})\n")


class DigestDiffers(FileLineError):
    """A file is not the one that its companion describes."""

    code = "DIGEST_DIFFERS"
    en = "Line {line}, {field}: the file has {got}; its companion says {expected}."
    zh = "第{line}行，{field}：文件为 {got}；就绪文件写明 {expected}。"


@dataclass(frozen=True, slots=True)
class Companion:
    """Size and digest of a wire file. `algorithm` is SHA-256 or SM3."""

    size: int
    algorithm: str
    digest: str

    def as_bytes(self) -> bytes:
        """Return the companion's one line."""
        return f"RFREADY|1|{self.size}|{self.algorithm}|{self.digest}\n".encode("ascii")

    def compare(self, *, size: int, digest: str) -> None:
        """Return nothing when the file has this size and digest. Refuses: DigestDiffers."""
        if size != self.size:
            raise DigestDiffers(line=0, field="size", got=str(size), expected=str(self.size))
        if digest != self.digest:
            raise DigestDiffers(line=0, field="digest", got=digest, expected=self.digest)


def read_companion(raw: bytes) -> Companion:
    """Return what a companion file says. Refuses: FileLineError."""
    text = raw[: COMPANION_BYTES_MAX + 1].decode("ascii", "replace")
    found = _LINE.fullmatch(text)
    if not found:
        raise FileLineError(
            line=1, field="companion", got=shown(text), expected="RFREADY|1|size|algorithm|digest"
        )
    return Companion(size=int(found[1]), algorithm=found[2], digest=found[3])
