"""Profile ISO 20022, and the statements of other banks."""
