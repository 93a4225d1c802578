"""The application of `ringfence serve`, and one endpoint more: a single row, asked by anybody.

`/api/bare` is what the API is measured against: below `/api/` it passes the same middlewares, it
reads its row as the API reads its own, and nobody is asked who calls. Only `load.py` serves it.
"""

from importlib import import_module

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.urls import path

from ringfence.installation.prepared import prepared_row
from ringfence.interfaces.api.renderer import answered
from ringfence.interfaces.web.wsgi import application

__all__ = ["application"]

_ROW = "SELECT code, name, opened_on, closed_on FROM access_organisation WHERE code = %(code)s"


@login_not_required
def bare(request: HttpRequest) -> HttpResponse:
    """Return one row: the organisation that is asked for."""
    return answered(prepared_row(_ROW, {"code": request.GET["code"]}))


# At an ordinary address it passes all middlewares, as a page does.
pages = import_module("ringfence.interfaces.web.urls")  # now that Django is set up
pages.urlpatterns[:0] = [path("api/bare", bare), path("bare/", bare)]
