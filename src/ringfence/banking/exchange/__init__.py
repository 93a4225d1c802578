"""The exchange standard (docs/standards/exchange.md): files to and from banks. No Django here."""
