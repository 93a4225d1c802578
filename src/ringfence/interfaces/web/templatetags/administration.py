"""What the pages of administrators call roles, types and sides."""

from django import template
from django.utils.functional import Promise

from ringfence.access.declared import declared
from ringfence.access.domain import Administration
from ringfence.interfaces.web.pages.people_forms import SIDES
from ringfence.interfaces.web.templatetags.web import told

register = template.Library()


@register.simple_tag
def role_words(code: str) -> str:
    """Return what a role is called; its code where nothing declares it any more."""
    role = declared().roles.get(code)
    return told(role) if role else code


@register.simple_tag
def permission_words(code: str) -> str:
    """Return what a permission is called; its code where nothing declares it any more."""
    permission = declared().permissions.get(code)
    return told(permission) if permission else code


@register.simple_tag
def type_words(code: str) -> str:
    """Return what a type of organisation is called; its code where nothing declares it."""
    kind = declared().organisation_types.get(code)
    return told(kind) if kind else code


@register.simple_tag
def side_words(administration: str) -> str | Promise:
    """Return what a side is called."""
    return SIDES[Administration(administration)]
