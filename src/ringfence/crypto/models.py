"""Keys and what happened to them."""

from django.db import models
from django.db.models import F, Q

from ringfence.crypto.domain import KeyEvent, KeyPurpose, KeyStanding, KeyState, Suite
from ringfence.crypto.key import PublicKey

NAME_LENGTH = 64


def _choices(enumeration: type[Suite | KeyPurpose | KeyState | KeyEvent]) -> list[tuple[str, str]]:
    return [(member.value, member.value) for member in enumeration]


class Key(models.Model):
    """One version of a key. Another party's key has no `locked_secret`."""

    key_id = models.CharField(primary_key=True, max_length=32)
    owner = models.CharField(max_length=NAME_LENGTH)
    custodian = models.CharField(max_length=NAME_LENGTH)
    version = models.IntegerField()
    purpose = models.CharField(max_length=16, choices=_choices(KeyPurpose))
    suite = models.CharField(max_length=16, choices=_choices(Suite))
    state = models.CharField(max_length=16, choices=_choices(KeyState))
    spki = models.BinaryField()
    locked_secret = models.BinaryField(null=True)
    usable_from_at = models.DateTimeField()
    usable_until_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("owner", "purpose", "suite", "version"), name="key_version_once"
            ),
            models.UniqueConstraint(
                fields=("owner", "purpose", "suite"),
                condition=Q(state=KeyState.ACTIVE.value),
                name="key_one_active",
            ),
            models.CheckConstraint(
                condition=Q(usable_until_at__isnull=True)
                | Q(usable_until_at__gt=F("usable_from_at")),
                name="key_usable_some_time",
            ),
            models.CheckConstraint(
                condition=~Q(owner="") & ~Q(custodian=""), name="key_has_owner_and_custodian"
            ),
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in KeyState]), name="key_state_known"
            ),
        )

    def __str__(self) -> str:
        return f"{self.owner} {self.purpose} {self.suite} {self.version} ({self.key_id})"

    @property
    def is_ours(self) -> bool:
        """Return whether the private half is held here."""
        return self.locked_secret is not None

    def public(self) -> PublicKey:
        """Return the public half."""
        return PublicKey(Suite(self.suite), bytes(self.spki))

    def standing(self) -> KeyStanding:
        """Return where the key stands, for the rules in domain.py."""
        return KeyStanding(
            key_id=self.key_id,
            purpose=KeyPurpose(self.purpose),
            state=KeyState(self.state),
            usable_from_at=self.usable_from_at,
            usable_until_at=self.usable_until_at,
        )


class KeyRecord(models.Model):
    """Something that happened to a key. Rows are only ever added (OP-23)."""

    key = models.ForeignKey(Key, on_delete=models.PROTECT, related_name="records")
    event = models.CharField(max_length=16, choices=_choices(KeyEvent))
    actor = models.CharField(max_length=NAME_LENGTH)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M:%S} {self.event} {self.key_id} {self.actor}"
