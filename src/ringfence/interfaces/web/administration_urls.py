"""Addresses of the pages for administrators, and of the demonstration's door."""

from django.urls import path

from ringfence.interfaces.web.pages import try_it

urlpatterns = [
    path("try/", try_it.try_it, name="try_it"),
]
