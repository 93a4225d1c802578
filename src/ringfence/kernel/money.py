"""Money in fen, as integers that fit a PostgreSQL bigint."""

BIGINT_MAX = 2**63 - 1


def yuan_text(amount_fen: int) -> str:
    """Return an amount in fen as yuan with two decimals, exact: 123456 -> `1234.56`."""
    sign = "-" if amount_fen < 0 else ""
    yuan, fen = divmod(abs(amount_fen), 100)
    return f"{sign}{yuan}.{fen:02d}"
