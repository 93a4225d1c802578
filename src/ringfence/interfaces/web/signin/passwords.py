"""What is asked of a new password besides what Django asks."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from ringfence.access.models import User
from ringfence.access.passwords import password_was_used

# As many as nobody cycles through in an afternoon.
_KEPT = 5


class NotUsedBefore:
    """Refuse the present password and the last ones before it (a validator of Django)."""

    def validate(self, password: str, user: User | None = None) -> None:
        """Return where the password is new to the user. Raises ValidationError."""
        if user is not None and user.pk and password_was_used(user, password, count=_KEPT):
            raise ValidationError(self.get_help_text(), code="password_used_before")

    def get_help_text(self) -> str:
        """Return the sentence of the refusal, which is also the advice before it."""
        return _("不能使用当前密码或最近用过的密码。")
