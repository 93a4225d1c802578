"""What pages call areas and states of cards."""

from django import template
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ringfence.access.domain import area_codes_above
from ringfence.access.models import Area
from ringfence.regimes.card.models import CardState

register = template.Library()

_CARD_STATES: dict[str, Promise] = {
    CardState.IN_PRODUCTION: _("制卡中"),
    CardState.NOT_ENABLED: _("未启用"),
    CardState.NORMAL: _("正常"),
    CardState.TEMPORARILY_LOST: _("临时挂失"),
    CardState.LOST: _("正式挂失"),
    CardState.CANCELLED_AFTER_LOSS: _("挂失注销"),
    CardState.CANCELLED: _("注销"),
}


@register.simple_tag
def area_words(code: str) -> str:
    """Return an area's name behind those it lies in; the code where no area has it."""
    whole = code.ljust(12, "0")
    names = dict(Area.objects.filter(code__in=[whole, *area_codes_above(whole)[:-1]]).values_list())
    if whole not in names:
        return code
    return " ".join(names[each] for each in sorted(names))


@register.simple_tag
def card_state_words(state: str) -> str | Promise:
    """Return what a card's state is called; where no card lives, that."""
    return _CARD_STATES.get(state, _("无有效卡"))
