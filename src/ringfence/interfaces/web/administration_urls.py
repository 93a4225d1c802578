"""Addresses of the pages for administrators, and of the demonstration's door."""

from django.urls import path, re_path

from ringfence.interfaces.web.pages import (
    audit,
    calendar,
    clients,
    jobs,
    keys,
    organisations,
    people,
    try_it,
)

_UUID = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"

urlpatterns = [
    path("try/", try_it.try_it, name="try_it"),
    path("audit/", audit.trail, name="audit"),
    path("audit/verify/", audit.verify, name="audit_verify"),
    path("audit/export/", audit.export, name="audit_export"),
    path("audit/<uuid:entry_id>/", audit.entry, name="audit_entry"),
    path("people/", people.people, name="people"),
    path("people/register/", people.register, name="person_register"),
    path("people/of/<str:code>/", people.person, name="person"),
    path("people/of/<str:code>/grant/", people.grant, name="person_grant"),
    re_path(
        r"people/of/(?P<code>[a-z0-9._-]+)/(?P<what>password|sessions|close)/$",
        people.act,
        name="person_act",
    ),
    re_path(
        rf"people/roles/(?P<membership_id>{_UUID})/(?P<what>confirm|end)/$",
        people.membership_act,
        name="membership_act",
    ),
    path("organisations/", organisations.organisations, name="organisations"),
    path("organisations/register/", organisations.register, name="organisation_register"),
    path("organisations/of/<str:code>/", organisations.organisation, name="organisation"),
    re_path(
        r"organisations/of/(?P<code>[A-Z0-9-]+)/(?P<what>take-on|close)/$",
        organisations.act,
        name="organisation_act",
    ),
    path("clients/", clients.clients, name="clients"),
    path("clients/register/", clients.register, name="client_register"),
    path("clients/of/<str:code>/", clients.client, name="client"),
    path("clients/of/<str:code>/key/", clients.key_add, name="client_key_add"),
    path("clients/of/<str:code>/close/", clients.close, name="client_close"),
    path("clients/of/<str:code>/keys/<str:key_id>/end/", clients.key_end, name="client_key_end"),
    path("keys/", keys.keys, name="keys"),
    path("keys/<str:key_id>/", keys.key, name="exchange_key"),
    path("jobs/", jobs.jobs, name="jobs"),
    path("jobs/<int:job_id>/retry/", jobs.retry, name="job_retry"),
    path("calendar/", calendar.year, name="calendar"),
]
