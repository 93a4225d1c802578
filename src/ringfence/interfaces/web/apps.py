"""The pages as a Django app: its templates, static files and words."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Pages and sign-in."""

    name = "ringfence.interfaces.web"
    label = "web"
