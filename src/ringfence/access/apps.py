"""The app of who may do what."""

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class AccessConfig(AppConfig):
    """Brings what is declared into the database whenever it is brought to a version."""

    name = "ringfence.access"

    def ready(self) -> None:
        """Let `migrate`, and so `ringfence database prepare`, load the reference tables."""
        post_migrate.connect(_reference_load, sender=self)


def _reference_load(**_context: Any) -> None:
    from ringfence.access.reference import reference_load

    reference_load()
