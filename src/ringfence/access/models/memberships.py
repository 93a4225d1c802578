"""Roles, and who has which in whose name, where and how long."""

from django.db import models
from django.db.models import F, Q

from ringfence.access.domain import INSTALLATION, Administration
from ringfence.access.models.areas import Area
from ringfence.access.models.organisations import Organisation, OrganisationType
from ringfence.access.models.users import ADMINISTRATIONS, User


class Role(models.Model):
    """A role as declared in an access.yaml; what it permits stands there."""

    code = models.CharField(primary_key=True, max_length=32)
    zh = models.CharField(max_length=64)
    en = models.CharField(max_length=64)
    administration = models.CharField(max_length=8, choices=ADMINISTRATIONS)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("code", "administration"), name="role_with_side"),
        )

    def __str__(self) -> str:
        return self.code


class RoleType(models.Model):
    """A type of organisation in which a role may be had."""

    pk = models.CompositePrimaryKey("role_id", "type_id")
    role = models.ForeignKey(Role, models.PROTECT, db_column="role_code")
    type = models.ForeignKey(OrganisationType, models.PROTECT, db_column="type_code")


class Membership(models.Model):
    """A person's role in an organisation, over an area and all below it, for a time.

    `administration` and `type` repeat what the user, the role and the organisation's capacity say;
    foreign keys of two columns (sql/0001_guards.sql) make all of them agree. One of an
    administration counts only once an auditor has confirmed it.
    """

    id = models.UUIDField(primary_key=True)
    user = models.ForeignKey(
        User, models.PROTECT, to_field="code", db_column="user_code", related_name="memberships"
    )
    administration = models.CharField(max_length=8, choices=ADMINISTRATIONS)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, db_column="organisation_code", related_name="memberships"
    )
    type = models.ForeignKey(OrganisationType, models.PROTECT, db_column="type_code")
    role = models.ForeignKey(Role, models.PROTECT, db_column="role_code")
    area = models.ForeignKey(Area, models.PROTECT, db_column="area_code")
    valid_from_at = models.DateTimeField()
    valid_until_at = models.DateTimeField(null=True)
    granted_by = models.CharField(max_length=64)
    granted_at = models.DateTimeField()
    confirmed_by = models.CharField(max_length=64, blank=True)
    confirmed_at = models.DateTimeField(null=True)
    ended_by = models.CharField(max_length=64, blank=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(valid_until_at__isnull=True)
                | Q(valid_until_at__gte=F("valid_from_at")),
                name="membership_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=~Q(granted_by=F("user_id")), name="membership_not_to_oneself"
            ),
            models.CheckConstraint(
                condition=~Q(confirmed_by=F("user_id"))
                & (
                    Q(confirmed_by="")
                    | ~Q(confirmed_by=F("granted_by"))
                    | Q(granted_by=INSTALLATION)
                ),
                name="membership_confirmed_by_another",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by="", confirmed_at__isnull=True)
                | (~Q(confirmed_by="") & Q(confirmed_at__isnull=False)),
                name="membership_confirmed_by_someone_at_some_time",
            ),
        )

    @property
    def needs_confirmation(self) -> bool:
        """Return whether an auditor has still to confirm it."""
        return self.administration != Administration.BUSINESS and self.confirmed_at is None
