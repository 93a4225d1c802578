"""Signing in: what allauth leaves to the installation."""
