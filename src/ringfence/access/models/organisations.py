"""Organisations, and the parties of the regulations that they are."""

from django.db import models
from django.db.models import F, Q

from ringfence.access.domain import significant_digits
from ringfence.access.models.areas import Area


class OrganisationType(models.Model):
    """A party that a regulation names (OP-2, MUF-3). Declared in access.yaml, never typed in."""

    code = models.CharField(primary_key=True, max_length=32)
    zh = models.CharField(max_length=64)
    en = models.CharField(max_length=64)
    clause = models.CharField(max_length=16, blank=True)

    def __str__(self) -> str:
        return self.code


class Organisation(models.Model):
    """A party that works with this installation.

    Its code is the same one that agreements, accounts and runs carry as agency, owner, operator or
    bank. What it is to each regulation say its capacities.
    """

    code = models.CharField(primary_key=True, max_length=18)
    name = models.CharField(max_length=128)
    area = models.ForeignKey(Area, models.PROTECT, db_column="area_code")
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="children", db_column="parent_code"
    )
    opened_on = models.DateField()
    closed_on = models.DateField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True) | Q(closed_on__gte=F("opened_on")),
                name="organisation_closed_after_opened",
            ),
            models.CheckConstraint(
                condition=~Q(parent=F("code")), name="organisation_not_its_own_parent"
            ),
        )

    def __str__(self) -> str:
        return f"{self.code} {self.name}"

    @property
    def significant(self) -> str:
        """Return the digits that its area and all below it begin with."""
        return significant_digits(self.area_id)


class Capacity(models.Model):
    """A type that an organisation is of. A bank may issue cards and be a custodian as well."""

    pk = models.CompositePrimaryKey("organisation_id", "type_id")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, db_column="organisation_code", related_name="capacities"
    )
    type = models.ForeignKey(OrganisationType, models.PROTECT, db_column="type_code")
    since_on = models.DateField()
