"""What is typed to search the audit trail, and to take it out."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Self

from django import forms
from django.utils.translation import gettext_lazy as _

from ringfence.audit.selectors import AuditCriteria
from ringfence.crypto.domain import KeyPurpose, KeyState, Suite
from ringfence.crypto.selectors import key_list

_DAYS = 30
_LONGEST = 64


class SearchForm(forms.Form):
    """Criteria as the address has them; `after` is the last entry of the page before."""

    from_on = forms.DateField(
        label=_("自"), required=False, widget=forms.DateInput({"type": "date"}, "%Y-%m-%d")
    )
    to_on = forms.DateField(
        label=_("至"), required=False, widget=forms.DateInput({"type": "date"}, "%Y-%m-%d")
    )
    actor = forms.CharField(label=_("操作人"), required=False, max_length=_LONGEST)
    organisation = forms.CharField(label=_("机构"), required=False, max_length=_LONGEST)
    action = forms.CharField(label=_("操作"), required=False, max_length=_LONGEST)
    subject_kind = forms.CharField(label=_("对象类型"), required=False, max_length=_LONGEST)
    subject_id = forms.CharField(label=_("对象编号"), required=False, max_length=_LONGEST)
    purpose = forms.CharField(label=_("目的"), required=False, max_length=_LONGEST)
    outcome = forms.CharField(label=_("结果"), required=False, max_length=_LONGEST)
    after = forms.UUIDField(required=False, widget=forms.HiddenInput)

    @classmethod
    def asked(cls, given: Mapping[str, str], *, today: date) -> Self:
        """Return the form as asked, of the last thirty days where nothing is."""
        first_on = (today - timedelta(days=_DAYS - 1)).isoformat()
        return cls(given or {"from_on": first_on, "to_on": today.isoformat()})

    def criteria(self) -> AuditCriteria:
        """Return what a valid form looks for."""
        return AuditCriteria(
            **{name: value for name, value in self.cleaned_data.items() if name != "after"}
        )


class ExportForm(forms.Form):
    """With whose key, to whom, in which suite."""

    sender = forms.ChoiceField(label=_("签名方（我方密钥）"))
    recipient = forms.ChoiceField(label=_("收件方"))
    suite = forms.ChoiceField(
        label=_("密码套件"), choices=[(each.value, each.value) for each in Suite]
    )

    def __init__(self, given: Mapping[str, str] | None = None) -> None:
        super().__init__(given)
        keys = [key for key in key_list() if key.state == KeyState.ACTIVE]
        ours = {key.owner for key in keys if key.is_ours and key.purpose == KeyPurpose.SIGN}
        others = {key.owner for key in keys if key.purpose == KeyPurpose.ENCRYPT}
        for name, owners in (("sender", ours), ("recipient", others)):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [(owner, owner) for owner in sorted(owners)]
