"""The API as a Django app: it keeps the answers to writes."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """Answers kept by idempotency key."""

    name = "ringfence.interfaces.api"
    label = "api"
