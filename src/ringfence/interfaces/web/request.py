"""A request as pages get it: with who acts, when, and under what id."""

from datetime import datetime

from django.http import HttpRequest

from ringfence.access.actor import Actor


class PageRequest(HttpRequest):
    """What the middlewares add to Django's request: for annotations; nobody makes one."""

    at: datetime
    trace: str
    actor: Actor
    database_gone: bool
