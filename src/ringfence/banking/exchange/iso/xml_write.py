"""Pieces of ISO 20022 messages, as text. Values are escaped by the caller, by the block."""

CLEARING_SYSTEM = "CNAPS"


def escaped(text: str) -> str:
    """Return `text` with the characters escaped that mean something in XML."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def element(tag: str, text: str) -> str:
    """Return `<tag>text</tag>`, or nothing when there is no text."""
    return f"<{tag}>{text}</{tag}>" if text else ""


def yuan(fen: str) -> str:
    """Return fen digits as yuan with two decimals: `5` -> `0.05`."""
    return f"{fen[:-2] or '0'}.{fen[-2:]:0>2}"


def account(tag: str, number: str) -> str:
    """Return an account as `Id/Othr/Id`."""
    return f"<{tag}><Id><Othr><Id>{number}</Id></Othr></Id></{tag}>"


def agent(tag: str, line_number: str) -> str:
    """Return a bank by its line number."""
    return (
        f"<{tag}><FinInstnId><ClrSysMmbId><ClrSysId><Cd>{CLEARING_SYSTEM}</Cd></ClrSysId>"
        f"<MmbId>{line_number}</MmbId></ClrSysMmbId></FinInstnId></{tag}>"
    )


def party(tag: str, code: str) -> str:
    """Return a party by its code."""
    return f"<{tag}><Id><OrgId><Othr><Id>{code}</Id></Othr></OrgId></Id></{tag}>"


def document(message: str) -> str:
    """Return the declaration and the start of a message's document."""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<Document xmlns="urn:iso:std:iso:20022:tech:xsd:{message}">'
    )
