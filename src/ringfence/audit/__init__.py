"""Append-only: who did, saw, exported what, when and why."""
