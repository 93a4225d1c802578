"""What allauth asks the installation: who people are, what is audited, how secrets are kept."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpResponse
from django.urls import reverse

from ringfence.access.models import User
from ringfence.access.passwords import password_change
from ringfence.crypto.master import lock, master_key, unlock
from ringfence.interfaces.web.request import PageRequest
from ringfence.interfaces.web.signin.door import door_record

_SECOND_FACTOR = b"second-factor"


def user_display(user: User) -> str:
    """Return what a page calls a person of the system."""
    return user.name


def code_tried(request: PageRequest, credentials: dict[str, Any] | None = None) -> str:
    """Return the code that a sign-in is tried with, as it is known here: in small letters."""
    given = (credentials or {}).get("username") or request.POST.get("login", "")
    return str(given).lower()


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """People are registered by administrators; what they do at the door is audited."""

    def is_open_for_signup(self, request: PageRequest) -> bool:  # noqa: ARG002
        """Return False: nobody registers alone."""
        return False

    def post_login(
        self, request: PageRequest, user: AbstractBaseUser, **options: Any
    ) -> HttpResponse:
        """Return the way in, after the audit trail has it."""
        door_record(request, user.get_username(), "session.begin", "DONE")
        way: HttpResponse = super().post_login(request, user, **options)
        return way

    def pre_authenticate(self, request: PageRequest, **credentials: Any) -> None:
        """Return: wrong passwords are counted by axes; allauth counts wrong second factors."""

    def authentication_failed(self, request: PageRequest, **credentials: Any) -> None:
        """Write to the audit trail that a password did not fit, where the code is somebody's."""
        code = str(credentials.get("username", "")).lower()
        if User.objects.filter(code=code).exists():
            door_record(request, code, "session.begin", "PASSWORD_WRONG")

    def logout(self, request: PageRequest) -> None:
        """Write to the audit trail that somebody left; then end the session."""
        if request.user.is_authenticated:
            door_record(request, request.user.get_username(), "session.end", "DONE")
        super().logout(request)

    def get_password_change_redirect_url(self, request: PageRequest) -> str:  # noqa: ARG002
        """Return where the person goes on who changed the password."""
        return reverse("home")

    def set_password(self, user: User, password: str) -> None:
        """Write a new password."""
        password_change(user=user, password=password, at=self.request.at)

    def send_notification_mail(
        self, template_prefix: str, user: User, *_arguments: Any, **_options: Any
    ) -> None:
        """Write to the audit trail what allauth would mail: a change of a second factor."""
        area, _, event = template_prefix.rpartition("/")
        if area.startswith("mfa"):
            door_record(self.request, user.code, "second_factor.change", "DONE", event=event)

    def add_message(self, *_arguments: Any, **_options: Any) -> None:
        """Write nothing: the page that follows shows what was done."""


class MfaAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Seeds of second factors are kept under the installation's master key."""

    def encrypt(self, text: str) -> str:
        """Return the text locked, in hexadecimal digits."""
        key = master_key(make=True)
        return lock(text.encode(), key_id=_SECOND_FACTOR, master=key).hex()

    def decrypt(self, encrypted_text: str) -> str:
        """Return the text that `encrypt` locked. Refuses: MasterKeyWrong."""
        key = master_key(make=False)
        locked = bytes.fromhex(encrypted_text)
        return unlock(locked, key_id=_SECOND_FACTOR, master=key).decode()
