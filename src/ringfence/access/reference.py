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
    OrganisationType.objects.bulk_create(
        [
            OrganisationType(code=kind.code, zh=kind.zh, en=kind.en, clause=kind.clause)
            for kind in found.organisation_types.values()
        ],
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=["zh", "en", "clause"],
    )
    Role.objects.bulk_create(
        [
            Role(code=role.code, zh=role.zh, en=role.en, administration=role.administration.value)
            for role in found.roles.values()
        ],
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=["zh", "en", "administration"],
    )
    RoleType.objects.bulk_create(
        [RoleType(role_id=role, type_id=kind) for role, kind in _declared_pairs()],
        ignore_conflicts=True,
    )
    country = Area(code=COUNTRY_CODE, name="全国")
    Area.objects.bulk_create([country], ignore_conflicts=True)


def reference_missing() -> int:
    """Return how many declared types, and roles in types, the database does not know yet."""
    types = set(OrganisationType.objects.values_list("code", flat=True))
    pairs = set(RoleType.objects.values_list("role_id", "type_id"))
    return len(set(declared().organisation_types) - types) + len(_declared_pairs() - pairs)


def _declared_pairs() -> set[tuple[str, str]]:
    """Return each declared role with each type of organisation that has it."""
    return {
        (role.code, kind) for role in declared().roles.values() for kind in role.organisation_types
    }
