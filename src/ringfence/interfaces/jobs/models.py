"""What went wrong in a job; the jobs themselves are procrastinate's."""

from django.db import models

CODE_LENGTH = 64


class JobFault(models.Model):
    """The last fault of a job: a refusal's code or an exception's name, and no fact of anybody."""

    job_id = models.BigIntegerField(primary_key=True)
    code = models.CharField(max_length=CODE_LENGTH)
    at = models.DateTimeField()
