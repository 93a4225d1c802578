"""Operators, costs, dedicated accounts, payees, riders; payouts, warnings, clearing and breaks."""

from django.db import models
from django.db.models import Q

from ringfence.regimes.mobility.domain import Money, PayeeRelation, ReserveState


class Operator(models.Model):
    """An operator (运营企业), by its unified social credit code.

    `area_code` is where it is registered.
    """

    id = models.UUIDField(primary_key=True)
    code = models.CharField(max_length=18, unique=True)
    name = models.TextField()
    kind = models.CharField(max_length=32)
    area_code = models.CharField(max_length=6)
    opened_by = models.CharField(max_length=64)
    opened_at = models.DateTimeField()


class VehicleCost(models.Model):
    """The average unit cost of the vehicles in service from a day on (MUF-10.1), with evidence.

    None where the operator takes no deposits.
    """

    id = models.UUIDField(primary_key=True)
    operator = models.ForeignKey(Operator, models.PROTECT)
    on = models.DateField()
    amount_fen = models.BigIntegerField()
    evidence = models.TextField()
    recorded_by = models.CharField(max_length=64)
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["operator", "on"], name="one_vehicle_cost_a_day"),
            models.CheckConstraint(
                condition=Q(amount_fen__gt=0) & ~Q(evidence=""), name="vehicle_cost_is_evidenced"
            ),
        )


class DedicatedAccount(models.Model):
    """A dedicated account (专用存款账户) at the custodian bank, and its leaf of the books.

    The ledger account of the same id mirrors the bank's; `share_id` is the operator's share, which
    only prepaid money has. An operator has one for each money (MUF-6.1).
    """

    id = models.UUIDField(primary_key=True)
    operator = models.ForeignKey(Operator, models.PROTECT)
    money = models.CharField(max_length=8, choices=[(money.value, money.value) for money in Money])
    bank_code = models.CharField(max_length=12)
    number = models.CharField(max_length=34, unique=True)
    leaf_id = models.BigIntegerField(unique=True)
    share_id = models.UUIDField(null=True)
    opened_by = models.CharField(max_length=64)
    opened_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["operator", "money"], name="one_account_for_a_money"),
            models.CheckConstraint(
                condition=Q(money=Money.PREPAID.value, share_id__isnull=False)
                | Q(money=Money.DEPOSIT.value, share_id__isnull=True),
                name="only_prepaid_has_a_share",
            ),
        )


class Payee(models.Model):
    """An account that prepaid money may be paid to, and its part in the business (MUF-17.4)."""

    id = models.UUIDField(primary_key=True)
    operator = models.ForeignKey(Operator, models.PROTECT)
    number = models.CharField(max_length=34)
    name = models.TextField()
    relation = models.CharField(
        max_length=16, choices=[(each.value, each.value) for each in PayeeRelation]
    )
    business = models.TextField(blank=True)
    listed_by = models.CharField(max_length=64)
    listed_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["operator", "number"], name="payee_listed_once"),
            models.UniqueConstraint(
                fields=["operator"],
                condition=Q(relation=PayeeRelation.NOMINATED.value),
                name="one_nominated_account",
            ),
            models.CheckConstraint(
                condition=Q(relation=PayeeRelation.NOMINATED.value) | ~Q(business=""),
                name="payee_has_a_part_in_the_business",
            ),
        )


class Rider(models.Model):
    """A rider (用户) by the operator's own code, never a name; the id is that of their accounts.

    The caps are those that the rider's ledger accounts have now.
    """

    id = models.UUIDField(primary_key=True)
    operator = models.ForeignKey(Operator, models.PROTECT)
    code = models.CharField(max_length=64)
    holder_kind = models.CharField(max_length=16)
    prepaid_cap_fen = models.BigIntegerField(null=True)
    deposit_cap_fen = models.BigIntegerField(null=True)
    opened_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["operator", "code"], name="rider_code_used_once"),
        )


class Payout(models.Model):
    """One payout from the prepaid account. `id` is its key; `ratio_ppm` the reserve after it."""

    id = models.UUIDField(primary_key=True)
    operator = models.ForeignKey(Operator, models.PROTECT)
    payee = models.ForeignKey(Payee, models.PROTECT)
    amount_fen = models.BigIntegerField()
    ratio_ppm = models.BigIntegerField()
    actor = models.CharField(max_length=64)
    at = models.DateTimeField()


class ReserveWarning(models.Model):
    """That the reserve came near its floor, or to it (MUF-17.2)."""

    id = models.UUIDField(primary_key=True)
    operator = models.ForeignKey(Operator, models.PROTECT)
    state = models.CharField(
        max_length=12, choices=[(state.value, state.value) for state in ReserveState]
    )
    ratio_ppm = models.BigIntegerField()
    bank_fen = models.BigIntegerField()
    liabilities_fen = models.BigIntegerField()
    at = models.DateTimeField()


class ClearingDay(models.Model):
    """One comparison of a day: the operator's file, the books, the bank (MUF-14, MUF-19.1).

    A corrected file has the next number and makes another comparison of the same day.
    `digest` is the clearing file's (SM3); `statement_digests` are the bank's files' (SM3, hex).
    """

    id = models.UUIDField(primary_key=True)
    operator = models.ForeignKey(Operator, models.PROTECT)
    on = models.DateField()
    sequence = models.IntegerField()
    digest = models.BinaryField(max_length=32)
    statement_digests = models.JSONField()
    rider_count = models.IntegerField()
    break_count = models.IntegerField()
    handed_over_by = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["operator", "sequence"], name="clearing_numbered_once"),
        )


class ClearingBreak(models.Model):
    """One difference: what each of the three says of one figure; none where it has no say.

    `reference` is the bank's, of an entry that the books do not know.
    """

    pk = models.CompositePrimaryKey("clearing_id", "line")
    clearing = models.ForeignKey(ClearingDay, models.PROTECT)
    line = models.IntegerField()
    kind = models.CharField(max_length=32)
    rider = models.CharField(max_length=64, blank=True)
    reference = models.CharField(max_length=64, blank=True)
    operator_fen = models.BigIntegerField(null=True)
    ledger_fen = models.BigIntegerField(null=True)
    bank_fen = models.BigIntegerField(null=True)
