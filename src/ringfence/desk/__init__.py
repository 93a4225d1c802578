"""The in-tray of every organisation: duties, approvals, cases, notices."""
