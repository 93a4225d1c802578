"""Banks, their branches, the accounts we hold there, and the agreements to collect and pay."""

from django.db import models
from django.db.models import F, Q


class AccountPurpose(models.TextChoices):
    """What an own account at a bank is for."""

    COLLECTION = "COLLECTION", "代扣账户"
    PAYOUT = "PAYOUT", "代发账户"


class Bank(models.Model):
    """A bank; its code is its CNAPS line number (行号), by which exchange files know it."""

    code = models.CharField(primary_key=True, max_length=12)
    name = models.TextField()


class Branch(models.Model):
    """A branch that works on runs (代发代扣机构)."""

    id = models.UUIDField(primary_key=True)
    bank = models.ForeignKey(Bank, models.PROTECT)
    name = models.TextField()
    line_number = models.CharField(max_length=12, unique=True)


class OwnAccount(models.Model):
    """An account in our own name at a branch, and the ledger account that mirrors it."""

    id = models.UUIDField(primary_key=True)
    branch = models.ForeignKey(Branch, models.PROTECT)
    owner = models.CharField(max_length=18)
    purpose = models.CharField(max_length=12, choices=AccountPurpose)
    number = models.CharField(max_length=34, unique=True)
    name = models.TextField()
    opened_on = models.DateField()
    closed_on = models.DateField(null=True)
    leaf_id = models.BigIntegerField()
    ledger_account_id = models.UUIDField()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True) | Q(closed_on__gte=F("opened_on")),
                name="own_account_closed_after_opened",
            ),
        )


class ChannelKind(models.TextChoices):
    """How files travel."""

    FOLDER = "FOLDER", "共享目录"
    SFTP = "SFTP", "SFTP"


class ExchangeChannel(models.Model):
    """How one of our agencies and one bank exchange files, and in which profile and suite.

    `outgoing` and `incoming` are folders: of this machine, or on the SFTP server. Key and known
    hosts are files of the installation; no secret is in the database.
    """

    id = models.UUIDField(primary_key=True)
    agency = models.CharField(max_length=18)
    bank = models.ForeignKey(Bank, models.PROTECT)
    profile = models.CharField(max_length=9)
    suite = models.CharField(max_length=13)
    kind = models.CharField(max_length=6, choices=ChannelKind)
    outgoing = models.TextField()
    incoming = models.TextField()
    host = models.TextField(blank=True)
    port = models.IntegerField(default=22)
    user = models.TextField(blank=True)
    key_file = models.TextField(blank=True)
    known_hosts = models.TextField(blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["agency", "bank"], name="one_channel_to_a_bank"),
        )


class AgencyAgreement(models.Model):
    """An agency's signed agreement with a branch to pay and collect for it (OP-8.2)."""

    id = models.UUIDField(primary_key=True)
    number = models.CharField(max_length=35, unique=True)
    agency = models.CharField(max_length=18)
    branch = models.ForeignKey(Branch, models.PROTECT)
    signed_on = models.DateField()
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    payout_account = models.ForeignKey(OwnAccount, models.PROTECT, null=True, related_name="+")
    collection_account = models.ForeignKey(OwnAccount, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="agreement_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(payout_account__isnull=False) | Q(collection_account__isnull=False),
                name="agreement_names_an_account",
            ),
        )
