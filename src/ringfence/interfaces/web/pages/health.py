"""For whoever watches the program: does it live, can it serve, and how is the installation."""

from functools import cache

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.http import HttpResponse, JsonResponse
from django.utils.crypto import constant_time_compare
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Gauge, generate_latest

from ringfence.installation.config import config
from ringfence.installation.database import missing_migrations
from ringfence.interfaces.jobs.selectors import job_counts, worker_is_alive
from ringfence.interfaces.web.middleware.database import DATABASE_FAULTS
from ringfence.interfaces.web.request import PageRequest

_LOOPBACK = {"127.0.0.1", "::1"}


@login_not_required
def live(request: PageRequest) -> JsonResponse:  # noqa: ARG001 - Django hands it over
    """Return 200 while the process answers at all."""
    return JsonResponse({"live": True})


@login_not_required
def ready(request: PageRequest) -> JsonResponse:
    """Return 200 while the database answers and is of this version, else 503: send no requests.

    Whether a worker lives is told and decides nothing: pages serve without one.
    """
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        lacks = "" if _is_migrated() else "migrations"
        worker = not lacks and worker_is_alive(at=request.at)
    except DATABASE_FAULTS:
        connection.close()
        lacks, worker = "database", False
    if lacks:
        return JsonResponse({"ready": False, "lacks": lacks}, status=503)
    return JsonResponse({"ready": True, "worker": worker})


@login_not_required
def metrics(request: PageRequest) -> HttpResponse:
    """Return counts of the installation for Prometheus; nothing of anybody is among them.

    For this machine alone, or for whoever has the token.
    """
    if not _may_measure(request):
        raise PermissionDenied
    registry = CollectorRegistry()
    jobs = Gauge("ringfence_jobs", "Background jobs in a state", ["state"], registry=registry)
    for state, count in job_counts().items():
        jobs.labels(state).set(count)
    worker = Gauge("ringfence_worker_alive", "Whether a worker lives", registry=registry)
    worker.set(worker_is_alive(at=request.at))
    return HttpResponse(generate_latest(registry), content_type=CONTENT_TYPE_LATEST)


def _may_measure(request: PageRequest) -> bool:
    token = config().metrics_token
    if token is None:
        # What a proxy on this machine passes on comes from elsewhere.
        forwarded = "X-Forwarded-For" in request.headers
        return request.META["REMOTE_ADDR"] in _LOOPBACK and not forwarded
    given = request.headers.get("Authorization", "")
    return constant_time_compare(given, f"Bearer {token.get_secret_value()}")


def _is_migrated() -> bool:
    """Return whether the database is of this version; what is so once stays so."""
    try:
        return _migrated_once()
    except _NotYet:
        return False


class _NotYet(Exception):
    """Not remembered: the next question is asked anew."""


@cache
def _migrated_once() -> bool:
    if missing_migrations():
        raise _NotYet
    return True
