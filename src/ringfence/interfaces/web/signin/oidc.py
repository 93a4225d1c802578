"""Sign-in at an outside provider (OpenID Connect), for people who are registered here."""

from typing import Any

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter

from ringfence.access.models import User
from ringfence.interfaces.web.pages.errors import error_page
from ringfence.interfaces.web.request import PageRequest


class OidcAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """The provider's `preferred_username` is the person's code here; it makes nobody new."""

    def is_open_for_signup(self, request: PageRequest, sociallogin: Any) -> bool:  # noqa: ARG002
        """Return False: nobody registers alone."""
        return False

    def pre_social_login(self, request: PageRequest, sociallogin: Any) -> None:
        """Tie the provider's subject to the person with its code, at the first sign-in.

        From then on the subject decides, whatever it is called later. A code that nobody has here
        gets the page for 403.
        """
        if sociallogin.is_existing:
            return
        claims = sociallogin.account.extra_data
        told = claims.get("userinfo") or claims.get("id_token") or claims
        code = str(told.get("preferred_username", "")).lower()
        user = User.objects.filter(code=code, closed_at__isnull=True).first()
        if user is None:
            raise ImmediateHttpResponse(error_page(request, 403))
        sociallogin.connect(request, user)
