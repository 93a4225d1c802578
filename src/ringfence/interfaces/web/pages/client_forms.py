"""What is typed to register a client, and to give it a key."""

from collections.abc import Mapping
from datetime import datetime

from django import forms
from django.utils.translation import gettext_lazy as _

from ringfence.access.clients import scopes_of
from ringfence.access.declared import declared
from ringfence.access.domain import KeyAlgorithm
from ringfence.access.models import Organisation
from ringfence.access.organisations import types_of
from ringfence.interfaces.web.templatetags.web import told
from ringfence.kernel.clock import day_begins_at

_USUAL_RATE, _MOST_RATE = 600, 60_000
_LONGEST_KEY = 4_000
_DAY = {"type": "date"}


class OpenForm(forms.Form):
    """A new program of an organisation."""

    code = forms.CharField(
        label=_("客户端代码"), max_length=32, help_text=_("小写字母开头，2 至 32 位；不能更改。")
    )
    name = forms.CharField(label=_("名称"), max_length=64)
    calls_per_minute = forms.IntegerField(
        label=_("每分钟请求上限"), min_value=1, max_value=_MOST_RATE, initial=_USUAL_RATE
    )
    scopes = forms.MultipleChoiceField(
        label=_("权限范围"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("只选该客户端需要的；以后不能增加。"),
    )

    def __init__(self, organisation: Organisation, given: Mapping[str, str] | None = None) -> None:
        super().__init__(given)
        permissions = declared().permissions
        field = self.fields["scopes"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [
            (code, f"{told(permissions[code])} {code}")
            for code in sorted(scopes_of(types_of(organisation)))
        ]


class KeyForm(forms.Form):
    """A further public key of a client."""

    algorithm = forms.ChoiceField(
        label=_("算法"), choices=[(each.value, each.value) for each in KeyAlgorithm]
    )
    key = forms.CharField(
        label=_("公钥"),
        max_length=_LONGEST_KEY,
        widget=forms.Textarea({"rows": 5, "spellcheck": "false", "autocomplete": "off"}),
        help_text=_("PEM 或十六进制。私钥由对方自行保管，切勿提交。"),
    )
    from_on = forms.DateField(
        label=_("生效日"),
        required=False,
        widget=forms.DateInput(_DAY, "%Y-%m-%d"),
        help_text=_("不填则立即生效。"),
    )
    until_on = forms.DateField(label=_("最后一日"), widget=forms.DateInput(_DAY, "%Y-%m-%d"))

    def valid_from_at(self, at: datetime) -> datetime:
        """Return when the key begins: at once where no later day is given."""
        day = self.cleaned_data["from_on"]
        return max(at, day_begins_at(day)) if day else at
