"""Runs: one set of instructions to one bank, its items, their results, every step taken."""

from django.db import models
from django.db.models import Q

from ringfence.banking.exchange.outcomes import Outcome
from ringfence.banking.models.accounts import AgencyAgreement
from ringfence.banking.runs.domain import ITEM_OUTCOMES, RunKind, RunState


class Run(models.Model):
    """One set of credits or debits to one branch; all its items live on one leaf.

    Its money in transit is the pooled ledger account of the same id. `pool_account_id` bears what
    people's own accounts cannot. `source_digest` is the roster's (SHA-256). `item_count` and
    `sum_fen` are fixed when it is drafted; `sent_count` and `sent_fen` when it is released,
    without the items withdrawn until then.
    """

    id = models.UUIDField(primary_key=True)
    leaf_id = models.BigIntegerField()
    number = models.CharField(max_length=35, unique=True)
    kind = models.CharField(max_length=8, choices=[(kind.value, kind.value) for kind in RunKind])
    agreement = models.ForeignKey(AgencyAgreement, models.PROTECT)
    programme = models.CharField(max_length=32)
    period = models.CharField(max_length=7)
    source_digest = models.BinaryField(max_length=32)
    pool_account_id = models.UUIDField()
    state = models.CharField(
        max_length=12, choices=[(state.value, state.value) for state in RunState]
    )
    item_count = models.IntegerField()
    sum_fen = models.BigIntegerField()
    sent_count = models.IntegerField(null=True)
    sent_fen = models.BigIntegerField(null=True)
    purpose = models.CharField(max_length=4)
    resolved_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(item_count__gt=0, sum_fen__gt=0), name="run_is_not_empty"
            ),
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in RunState]), name="run_state_known"
            ),
        )


class RunStep(models.Model):
    """One step of a run: who moved it from which state to which, when. Never changed."""

    id = models.UUIDField(primary_key=True)
    run = models.ForeignKey(Run, models.PROTECT)
    event = models.CharField(max_length=16)
    from_state = models.CharField(max_length=12, blank=True)
    to_state = models.CharField(max_length=12)
    actor = models.CharField(max_length=64)
    at = models.DateTimeField()
    facts = models.JSONField(default=dict)


class RunItem(models.Model):
    """One instruction, with the registry's answer at the moment it was resolved (OP-9.2).

    `line` counts from 1 within the run. `key` is the item's name everywhere: at the bank and in
    the ledger. `ledger_account_id` is the person's account that the item draws on.
    Never changed: what happens to an item is in its results.
    """

    pk = models.CompositePrimaryKey("leaf_id", "run_id", "line")
    leaf_id = models.BigIntegerField()
    run_id = models.UUIDField()
    line = models.IntegerField()
    key = models.UUIDField()
    person_id = models.UUIDField()
    ledger_account_id = models.UUIDField()
    identity_number = models.CharField(max_length=18)
    name = models.TextField()
    account_number = models.CharField(max_length=34)
    card_state = models.CharField(max_length=24)
    amount_fen = models.BigIntegerField()
    remark = models.TextField()
    retry_run_id = models.UUIDField(null=True)
    retry_line = models.IntegerField(null=True)

    class Meta:
        indexes = (models.Index(fields=["leaf_id", "person_id"], name="item_of_person"),)
        constraints = (
            models.CheckConstraint(condition=Q(amount_fen__gt=0), name="item_amount_positive"),
            models.UniqueConstraint(
                fields=["leaf_id", "retry_run_id", "retry_line"],
                condition=Q(retry_run_id__isnull=False),
                name="item_retried_once",
            ),
        )


class ItemResult(models.Model):
    """What became of an item. At most one final result for each, held by the database.

    `file_id` is the result file, or the run itself for an item withdrawn before it was sent.
    """

    pk = models.CompositePrimaryKey("leaf_id", "run_id", "line", "file_id")
    leaf_id = models.BigIntegerField()
    run_id = models.UUIDField()
    line = models.IntegerField()
    file_id = models.UUIDField()
    outcome = models.CharField(max_length=24, choices=[(code, code) for code in ITEM_OUTCOMES])
    executed_on = models.DateField(null=True)
    bank_reference = models.CharField(max_length=35)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["leaf_id", "run_id", "line"],
                condition=~Q(outcome=Outcome.UNKNOWN_OUTCOME.value),
                name="item_has_one_final_result",
            ),
        )
        # Unknown outcomes are few among millions, and asked for whenever runs are shown.
        indexes = (
            models.Index(
                fields=["leaf_id", "run_id", "line"],
                condition=Q(outcome=Outcome.UNKNOWN_OUTCOME.value),
                name="item_outcome_unknown",
            ),
            models.Index(
                fields=["bank_reference"],
                condition=~Q(bank_reference=""),
                name="item_by_bank_reference",
            ),
        )


class OutcomeTally(models.Model):
    """What one file made of a run's items: how many, and of how much, came to an outcome.

    Written by the database with the results (`sql/0003_tallies.sql`), never changed. Below zero
    where items left the outcome: an unknown one that turned definite.
    """

    leaf_id = models.BigIntegerField()
    run_id = models.UUIDField()
    file_id = models.UUIDField()
    outcome = models.CharField(max_length=24, choices=[(code, code) for code in ITEM_OUTCOMES])
    item_count = models.IntegerField()
    sum_fen = models.BigIntegerField()

    class Meta:
        indexes = (models.Index(fields=["leaf_id", "run_id"], name="tally_of_run"),)


class BookedChunk(models.Model):
    """Lines of a result file whose successes are in the ledger, written in the same transaction."""

    pk = models.CompositePrimaryKey("leaf_id", "file_id", "first_line")
    leaf_id = models.BigIntegerField()
    file_id = models.UUIDField()
    first_line = models.IntegerField()
    last_line = models.IntegerField()
