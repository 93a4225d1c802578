"""Answers that were given to writes, so that none is carried out twice."""

from django.db import models

from ringfence.access.models import ApiClient


class KeptAnswer(models.Model):
    """What a client was answered under one idempotency key. Never changed, never removed.

    `operation` is the method and the path, `digest` the SHA-256 of query and body: together they
    are the content that the key stands for.
    """

    pk = models.CompositePrimaryKey("client_id", "key")
    client = models.ForeignKey(ApiClient, models.PROTECT, db_column="client_code")
    key = models.CharField(max_length=64)
    operation = models.TextField()
    digest = models.BinaryField(max_length=32)
    status = models.PositiveSmallIntegerField()
    body = models.BinaryField()
    at = models.DateTimeField()
