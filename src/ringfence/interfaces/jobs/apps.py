"""The background jobs as a Django app."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    """The schedule and what became of its jobs."""

    name = "ringfence.interfaces.jobs"
    label = "jobs"
