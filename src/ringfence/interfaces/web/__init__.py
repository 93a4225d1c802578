"""The web pages, and signing in to them."""
