"""The app of what waits for people."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """Duties, approvals, cases and notices; what kinds there are, other apps declare."""

    name = "ringfence.desk"
