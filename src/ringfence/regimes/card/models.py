"""The small registry of people and cards, programmes, rosters and what they could not resolve."""

from django.db import models
from django.db.models import Q


class CardState(models.TextChoices):
    """The states of a formal card (facts of the field; the social side)."""

    IN_PRODUCTION = "IN_PRODUCTION", "制卡中"
    NOT_ENABLED = "NOT_ENABLED", "未启用"
    NORMAL = "NORMAL", "正常"
    TEMPORARILY_LOST = "TEMPORARILY_LOST", "临时挂失"
    LOST = "LOST", "正式挂失"
    CANCELLED_AFTER_LOSS = "CANCELLED_AFTER_LOSS", "挂失注销"
    CANCELLED = "CANCELLED", "注销"


DEAD_STATES = (CardState.CANCELLED_AFTER_LOSS.value, CardState.CANCELLED.value)


class Person(models.Model):
    """A person of the provincial registry (OP-5), by the identity record (OP-9.1).

    How the name sounds is written with it (`kernel.pinyin`), compared byte by byte.
    """

    id = models.UUIDField(primary_key=True)
    identity_number = models.CharField(max_length=18)
    name = models.TextField()
    name_initials = models.TextField(db_collation="C")
    name_syllables = models.TextField(db_collation="C")
    area_code = models.CharField(max_length=12)
    updated_at = models.DateTimeField(db_index=True)

    class Meta:
        indexes = (
            models.Index(fields=["name_initials", "name_syllables"], name="person_by_sound"),
        )
        # As constraints, not `unique=True`, which would add a second index for LIKE.
        constraints = (
            models.UniqueConstraint(fields=["identity_number"], name="one_person_a_number"),
        )


class Card(models.Model):
    """A person's formal card and the bank account on it. At most one that lives (OP-3)."""

    id = models.UUIDField(primary_key=True)
    person = models.ForeignKey(Person, models.PROTECT, db_index=False)
    number = models.CharField(max_length=19)
    state = models.CharField(max_length=24, choices=CardState)
    bank_code = models.CharField(max_length=12)
    account_number = models.CharField(max_length=34)
    account_active = models.BooleanField()
    updated_at = models.DateTimeField(db_index=True)

    class Meta:
        indexes = (models.Index(fields=["account_number"], name="card_by_account"),)
        constraints = (
            models.UniqueConstraint(fields=["number"], name="card_number_used_once"),
            models.UniqueConstraint(
                fields=["person"],
                condition=~Q(state__in=DEAD_STATES),
                name="one_live_card_a_person",
            ),
        )


class CorrectionList(models.Model):
    """Bank accounts to be put right, as one person has proposed them; another decides.

    Never changed: whether it was approved, and so applied, its approval on the desk tells.
    `digest` is the file's (SHA-256).
    """

    id = models.UUIDField(primary_key=True)
    organisation_code = models.CharField(max_length=18)
    digest = models.BinaryField(max_length=32)
    line_count = models.IntegerField()
    proposed_by = models.CharField(max_length=64)
    proposed_at = models.DateTimeField()

    class Meta:
        indexes = (models.Index(fields=["digest"], name="correction_list_by_digest"),)


class CorrectionLine(models.Model):
    """A person of a correction list, and the account that the card is to have. Never changed."""

    pk = models.CompositePrimaryKey("list_id", "line")
    list = models.ForeignKey(CorrectionList, models.PROTECT, db_index=False)
    line = models.IntegerField()
    identity_number = models.CharField(max_length=18)
    account_number = models.CharField(max_length=34)
    bank_code = models.CharField(max_length=12)


class CardChange(models.Model):
    """A correction of a card's account: what it was, what it is, who and when. Never changed.

    `actor` approved it; the list says who proposed it.
    """

    id = models.UUIDField(primary_key=True)
    list = models.ForeignKey(CorrectionList, models.PROTECT, db_index=False)
    card = models.ForeignKey(Card, models.PROTECT)
    field = models.CharField(max_length=24)
    before = models.TextField()
    after = models.TextField()
    actor = models.CharField(max_length=64)
    at = models.DateTimeField()


class Programme(models.Model):
    """A programme of payments or contributions (OP-4): open to new ones, as data.

    Its money is on one ledger leaf: people's accounts there carry their person's id;
    `pool_account_id` is the pooled fund (统筹) and `source_account_id` where money comes from.
    """

    code = models.CharField(primary_key=True, max_length=32)
    name = models.TextField()
    agency = models.CharField(max_length=18)
    purpose = models.CharField(max_length=4)
    leaf_id = models.BigIntegerField()
    pool_account_id = models.UUIDField()
    source_account_id = models.UUIDField()
    opening_account_id = models.UUIDField()


class Roster(models.Model):
    """One roster file taken in for a programme and a period; its content only once."""

    id = models.UUIDField(primary_key=True)
    programme = models.ForeignKey(Programme, models.PROTECT)
    period = models.CharField(max_length=7)
    file_name = models.TextField()
    digest = models.BinaryField(max_length=32)
    line_count = models.IntegerField()
    sum_fen = models.BigIntegerField()
    imported_by = models.CharField(max_length=64)
    imported_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["programme", "period", "digest"], name="roster_content_taken_once"
            ),
        )


class RosterException(models.Model):
    """A roster line that the registry could not resolve, with its cause (OP-9.2). Never changed.

    It goes into a further run once the registry has been put right.
    """

    pk = models.CompositePrimaryKey("roster_id", "line")
    roster = models.ForeignKey(Roster, models.PROTECT)
    line = models.IntegerField()
    identity_number = models.CharField(max_length=18)
    name = models.TextField()
    amount_fen = models.BigIntegerField()
    account_number = models.CharField(max_length=34)
    remark = models.TextField()
    cause = models.CharField(max_length=24)

    class Meta:
        indexes = (models.Index(fields=["identity_number"], name="exception_by_number"),)
