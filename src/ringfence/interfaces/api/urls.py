"""Addresses of the API; whatever is below `/api/` and is none of them is a problem+json too."""

import hashlib
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, path, re_path
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.views.decorators.csrf import csrf_exempt

from ringfence.interfaces.api.problems import method_unknown, nothing_here
from ringfence.interfaces.api.renderer import rendered
from ringfence.interfaces.api.site import api

View = Callable[..., HttpResponse]


def _answering(view: View) -> View:
    """Return the view as programs meet it: no sign-in, ETags, and a problem for a wrong method."""

    @wraps(view)
    def answer(request: HttpRequest, *words: Any, **named: Any) -> HttpResponse:
        response = view(request, *words, **named)
        if response.status_code == 405:
            return method_unknown(request, response)
        response.headers.setdefault("Cache-Control", "private, no-cache")
        if request.method != "GET" or response.status_code != 200:
            return response
        tag = quote_etag(hashlib.sha256(response.content).hexdigest())
        response["ETag"] = tag
        return get_conditional_response(request, etag=tag, response=response) or response

    return csrf_exempt(login_not_required(answer))


def described(_request: HttpRequest) -> HttpResponse:
    """Return the OpenAPI document."""
    return HttpResponse(rendered(api.get_openapi_schema()), content_type="application/json")


# What ninja would answer with escapes and with a page.
_INSTEAD: dict[str, View] = {"openapi-json": described, "api-root": nothing_here}


def _patterns() -> tuple[list[URLPattern | URLResolver], str, str]:
    patterns, app_name, namespace = api.urls
    for pattern in patterns:
        assert isinstance(pattern, URLPattern)
        pattern.callback = _answering(_INSTEAD.get(pattern.name or "", pattern.callback))
    return patterns, app_name, namespace


urlpatterns = [
    path("v1/", _patterns()),
    re_path(r"^", csrf_exempt(login_not_required(nothing_here))),
]
