"""Personal data as it may be shown to someone who need not see the whole of it."""


def mask_identity(number: str) -> str:
    """Return an identity number with its first 3 and last 4 characters: `110***********0024`."""
    return _mask(number, shown_first=3, shown_last=4)


def mask_account(number: str) -> str:
    """Return a card or account number with its last 4 characters."""
    return _mask(number, shown_first=0, shown_last=4)


def mask_telephone(number: str) -> str:
    """Return a telephone number with its first 3 and last 4 characters: `138****0000`."""
    return _mask(number, shown_first=3, shown_last=4)


def mask_name(name: str) -> str:
    """Return a name with its first character only: `样**`."""
    return _mask(name, shown_first=1, shown_last=0)


def _mask(text: str, *, shown_first: int, shown_last: int) -> str:
    """Return the text with stars between; all stars where too little would stay hidden."""
    hidden = len(text) - shown_first - shown_last
    if hidden <= 0:
        return "*" * len(text)
    return text[:shown_first] + "*" * hidden + text[len(text) - shown_last :]
