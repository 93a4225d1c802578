"""The form that asks for the second factor."""

from allauth.core import context
from allauth.mfa.base.forms import AuthenticateForm
from django.core.exceptions import ValidationError

from ringfence.interfaces.web.signin.door import door_record


class SecondFactorForm(AuthenticateForm):  # type: ignore[misc]
    """As allauth's; that a code did not fit is audited, for its person's password did."""

    def clean_code(self) -> str:
        """Return the code that fits. Raises ValidationError."""
        try:
            return str(super().clean_code())
        except ValidationError:
            door_record(context.request, self.user.code, "session.begin", "SECOND_FACTOR_WRONG")
            raise
