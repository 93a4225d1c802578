"""People of the system."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q

from ringfence.access.domain import Administration

ADMINISTRATIONS = [(member.value, member.value) for member in Administration]


class UserManager(BaseUserManager["User"]):
    """Finds people by code, in whatever case it is typed."""

    def get_by_natural_key(self, username: str | None) -> "User":
        """Return the person with this code."""
        return self.get(code=(username or "").lower())


class User(AbstractBaseUser):
    """A person of the system. The code signs in, and stands wherever it is said who acted.

    The administration never changes (a guard of the database): whoever changes sides gets a new
    code, and what was done under the old one stays readable as what it was.
    """

    code = models.CharField(max_length=32, unique=True)
    name = models.CharField(max_length=64)
    administration = models.CharField(max_length=8, choices=ADMINISTRATIONS)
    telephone = models.CharField(max_length=32, blank=True)
    email = models.EmailField(blank=True)
    password_set_at = models.DateTimeField(null=True)
    password_must_change = models.BooleanField(default=True)
    registered_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "code"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        constraints = (
            # What a membership's foreign key refers to: nobody has a role of another side.
            models.UniqueConstraint(fields=("code", "administration"), name="user_with_side"),
            models.CheckConstraint(
                condition=Q(code__regex=r"^[a-z][a-z0-9._-]{1,31}$"), name="user_code_plain"
            ),
            models.CheckConstraint(
                condition=Q(administration__in=[side.value for side in Administration]),
                name="user_side_known",
            ),
        )

    def __str__(self) -> str:
        return self.code

    @property
    def is_active(self) -> bool:  # type: ignore[override]
        """Return whether the person may sign in at all."""
        return self.closed_at is None


class FormerPassword(models.Model):
    """A hash that a person used before, so that it is not used again."""

    user = models.ForeignKey(User, models.PROTECT, related_name="former_passwords")
    password = models.CharField(max_length=128)
    replaced_at = models.DateTimeField()
