"""Text as people type it: full-width forms made plain."""

_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}


def plain_width(text: str) -> str:
    """Return the text with full-width ASCII (`１２３Ｘ`, the wide blank) made ordinary ASCII.

    Nothing else changes: unlike NFKC it leaves Chinese characters, ligatures and superscripts
    alone, so that a name is never altered.
    """
    return text.translate(_FULL_WIDTH)


def is_ascii_digits(text: str) -> bool:
    """Return whether the text is one or more of 0 to 9. `str.isdigit` accepts many more."""
    return text.isascii() and text.isdigit()
