"""Bank statements, what was expected on them, and how they agree with the books."""

from django.db import models
from django.db.models import Q

from ringfence.banking.models.accounts import OwnAccount
from ringfence.banking.models.files import ExchangeFile


class FundingNotice(models.Model):
    """Money announced for an own account; booked when the bank's statement shows it."""

    id = models.UUIDField(primary_key=True)
    account = models.ForeignKey(OwnAccount, models.PROTECT)
    reference = models.CharField(max_length=35, unique=True)
    amount_fen = models.BigIntegerField()
    source_account_id = models.UUIDField()
    announced_by = models.CharField(max_length=64)
    announced_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(amount_fen__gt=0), name="funding_is_positive"),
        )


class BankStatement(models.Model):
    """One day's statement of one own account, as the bank gave it."""

    id = models.UUIDField(primary_key=True)
    account = models.ForeignKey(OwnAccount, models.PROTECT)
    file = models.ForeignKey(ExchangeFile, models.PROTECT)
    on = models.DateField()
    opening_fen = models.BigIntegerField()
    closing_fen = models.BigIntegerField()
    entry_count = models.IntegerField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["account", "on"], name="one_statement_a_day"),
        )


class StatementEntry(models.Model):
    """One entry of a statement. `amount_fen` is positive in, negative out.

    An entry with a run and no key is the whole run in one sum.
    """

    pk = models.CompositePrimaryKey("statement_id", "line")
    statement = models.ForeignKey(BankStatement, models.PROTECT)
    line = models.IntegerField()
    amount_fen = models.BigIntegerField()
    booked_on = models.DateField()
    reference = models.TextField()
    run_id = models.UUIDField(null=True)
    key = models.UUIDField(null=True)
    bank_reference = models.CharField(max_length=35)
    text = models.TextField()

    class Meta:
        # Funding is looked for among all that was ever stated.
        indexes = (
            models.Index(
                fields=["reference"], condition=Q(run_id__isnull=True), name="entry_of_no_run"
            ),
        )


class Reconciliation(models.Model):
    """One comparison of a statement with the books, to the fen.

    `number` counts a statement's comparisons from 1; the latest counts, the others are history.
    """

    id = models.UUIDField(primary_key=True)
    statement = models.ForeignKey(BankStatement, models.PROTECT)
    number = models.IntegerField()
    bank_fen = models.BigIntegerField()
    book_fen = models.BigIntegerField()
    in_transit_fen = models.BigIntegerField()
    matched_count = models.IntegerField()
    break_count = models.IntegerField()
    actor = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["statement", "number"], name="comparison_number_used_once"
            ),
        )


class ReconciliationBreak(models.Model):
    """A difference that one comparison found. It is open while the latest one still finds it."""

    id = models.UUIDField(primary_key=True)
    reconciliation = models.ForeignKey(Reconciliation, models.PROTECT)
    kind = models.CharField(max_length=32)
    reference = models.CharField(max_length=64)
    bank_fen = models.BigIntegerField(null=True)
    book_fen = models.BigIntegerField(null=True)
