"""Funds as people see them: whose they are, what they hold, and one person's statement."""
