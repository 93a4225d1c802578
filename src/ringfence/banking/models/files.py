"""The register of exchange files, out and in."""

from django.db import models

from ringfence.banking.models.runs import Run


class Direction(models.TextChoices):
    """Who wrote the file."""

    OUT = "OUT", "发出"
    IN = "IN", "收到"


class FileState(models.TextChoices):
    """How far a file is. Out: NUMBERED, WRITTEN, SENT; REFUSED when its run was given up before it
    was sent again. In: READ or REFUSED.
    """

    NUMBERED = "NUMBERED", "已编号"
    WRITTEN = "WRITTEN", "已生成"
    SENT = "SENT", "已发送"
    READ = "READ", "已读入"
    REFUSED = "REFUSED", "已拒收"


class ExchangeFile(models.Model):
    """One file to or from a bank; numbered without gaps, recognised by its content (OP-A5).

    `digest` and `size` are the content's (SHA-256, bytes). `facts` is what an acknowledgement says.
    """

    id = models.UUIDField(primary_key=True)
    direction = models.CharField(max_length=3, choices=Direction)
    kind = models.CharField(max_length=16)
    sender = models.CharField(max_length=18)
    receiver = models.CharField(max_length=18)
    sequence = models.BigIntegerField()
    name = models.TextField()
    digest = models.BinaryField(max_length=32, null=True)
    size = models.BigIntegerField(null=True)
    run = models.ForeignKey(Run, models.PROTECT, null=True)
    state = models.CharField(max_length=8, choices=FileState)
    facts = models.JSONField(default=dict)
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["direction", "kind", "sender", "receiver", "sequence"],
                name="file_number_used_once",
            ),
            models.UniqueConstraint(
                fields=["sender", "receiver", "digest"], name="file_content_read_once"
            ),
        )
