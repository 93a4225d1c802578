"""Programs of organisations that call the API, their keys, and the calls they have made."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from ringfence.access.domain import KeyAlgorithm
from ringfence.access.models.organisations import Organisation


class ApiClient(models.Model):
    """A program of one organisation, with the permissions it may use in that one's name."""

    code = models.CharField(primary_key=True, max_length=32)
    name = models.CharField(max_length=64)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, db_column="organisation_code", related_name="clients"
    )
    scopes = ArrayField(models.CharField(max_length=64))
    calls_per_minute = models.PositiveIntegerField()
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.code


class ApiKey(models.Model):
    """A client's public key. Several may hold at once, so that one is changed without a gap.

    `last_used_at` is brought up to date from the calls when these are swept away.
    """

    key_id = models.CharField(primary_key=True, max_length=32)
    client = models.ForeignKey(
        ApiClient, models.PROTECT, db_column="client_code", related_name="keys"
    )
    algorithm = models.CharField(
        max_length=7, choices=[(member.value, member.value) for member in KeyAlgorithm]
    )
    spki = models.BinaryField()
    valid_from_at = models.DateTimeField()
    valid_until_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(valid_until_at__gte=F("valid_from_at")),
                name="api_key_ends_after_it_begins",
            ),
        )


class ApiNonce(models.Model):
    """A call that was made with a key: the same one does not count twice. Old ones are swept.

    No foreign key in the database: it is written from the client's row, and a check of each would
    lock that row in every call.
    """

    pk = models.CompositePrimaryKey("client_id", "nonce")
    client = models.ForeignKey(
        ApiClient, models.PROTECT, db_column="client_code", db_constraint=False, db_index=False
    )
    nonce = models.CharField(max_length=64)
    key_id = models.CharField(max_length=32)
    at = models.DateTimeField(db_index=True)
