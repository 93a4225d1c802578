"""For whoever watches the program: does it live, and can it serve."""

from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import JsonResponse

from ringfence.interfaces.web.middleware.database import DATABASE_FAULTS
from ringfence.interfaces.web.request import PageRequest


@login_not_required
def live(request: PageRequest) -> JsonResponse:  # noqa: ARG001 - Django hands it over
    """Return 200 while the process answers at all."""
    return JsonResponse({"live": True})


@login_not_required
def ready(request: PageRequest) -> JsonResponse:  # noqa: ARG001 - Django hands it over
    """Return 200 while the database answers, else 503: send no requests here now."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DATABASE_FAULTS:
        connection.close()
        return JsonResponse({"ready": False, "lacks": "database"}, status=503)
    return JsonResponse({"ready": True})
