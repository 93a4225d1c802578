"""GB 18030 text: both editions' codes of 25 characters read as those characters."""

from ringfence.banking.exchange.refusals import EncodingBroken
from ringfence.banking.exchange.values import bytes_shown

# Code points that one edition of GB 18030 gives from the private-use area where another gives the
# character itself; the annex of the standard lists them with their bytes.
PRIVATE_USE = (
    "\ue78d\ue78e\ue78f\ue790\ue791\ue792\ue793\ue794\ue795\ue796"
    "\ue7c7\ue816\ue817\ue818\ue81e\ue826\ue82b\ue82c\ue831\ue832\ue83b\ue843\ue854\ue855\ue864"
)
STANDARD = (
    "\ufe10\ufe12\ufe11\ufe13\ufe14\ufe15\ufe16\ufe17\ufe18\ufe19"
    "\u1e3f\U00020087\U00020089\U000200cc\u9fb4\u9fb5\u9fb6\u9fb7\U000215d7\u9fb8\U0002298f"
    "\u9fb9\u9fba\U000241fe\u9fbb"
)
_TO_STANDARD = str.maketrans(PRIVATE_USE, STANDARD)


def with_standard_characters(text: str) -> str:
    """Return `text` with the 25 private-use characters replaced by the real ones."""
    return text.translate(_TO_STANDARD)


def decode(raw: bytes, *, first_line: int) -> str:
    """Return GB 18030 bytes as text. `first_line` is the file's line at which `raw` begins.

    Refuses: EncodingBroken, with the line of the first wrong byte.
    """
    try:
        return raw.decode("gb18030")
    except UnicodeDecodeError as error:
        raise EncodingBroken(
            line=first_line + raw.count(b"\n", 0, error.start),
            field="encoding",
            got=bytes_shown(raw[error.start : error.start + 4]),
            expected="GB 18030",
        ) from error
