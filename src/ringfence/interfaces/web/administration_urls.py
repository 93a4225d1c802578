"""Addresses of the pages for administrators, and of the demonstration's door."""

from django.urls import path

from ringfence.interfaces.web.pages import audit, try_it

urlpatterns = [
    path("try/", try_it.try_it, name="try_it"),
    path("audit/", audit.trail, name="audit"),
    path("audit/verify/", audit.verify, name="audit_verify"),
    path("audit/export/", audit.export, name="audit_export"),
    path("audit/<uuid:entry_id>/", audit.entry, name="audit_entry"),
]
