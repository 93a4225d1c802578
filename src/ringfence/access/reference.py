"""The small tables of the database that repeat what is declared, so that rows can refer to it."""

from django.db import transaction

from ringfence.access.declared import declared
from ringfence.access.domain import COUNTRY_CODE
from ringfence.access.models import Area, OrganisationType, Role, RoleType


@transaction.atomic
def reference_load() -> None:
    """Write the declared types and roles, and the country, into the database. Safe to repeat.

    What is declared no longer stays, as old rows refer to it; it permits nothing any more, since
    what a role permits is read from the declarations.
    """
    found = declared()
    for kind in found.organisation_types.values():
        words = {"zh": kind.zh, "en": kind.en, "clause": kind.clause}
        OrganisationType.objects.update_or_create(code=kind.code, defaults=words)
    for role in found.roles.values():
        side = role.administration.value
        words = {"zh": role.zh, "en": role.en, "administration": side}
        Role.objects.update_or_create(code=role.code, defaults=words)
        for type_code in role.organisation_types:
            RoleType.objects.get_or_create(role_id=role.code, type_id=type_code)
    Area.objects.get_or_create(code=COUNTRY_CODE, defaults={"name": "全国"})
