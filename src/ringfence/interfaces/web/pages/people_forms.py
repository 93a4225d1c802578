"""What is typed to register a person and to give a role."""

from collections.abc import Mapping

from django import forms
from django.utils.translation import gettext_lazy as _

from ringfence.access.declared import declared
from ringfence.access.domain import Administration
from ringfence.access.models import User
from ringfence.interfaces.web.templatetags.web import told

SIDES = {
    Administration.BUSINESS: _("业务"),
    Administration.SYSTEM: _("系统管理"),
    Administration.SECURITY: _("安全管理"),
    Administration.AUDIT: _("审计管理"),
}


class RegisterForm(forms.Form):
    """A new person of the system."""

    code = forms.CharField(
        label=_("代码"), max_length=32, help_text=_("登录用；小写字母开头，2 至 32 位。")
    )
    name = forms.CharField(label=_("姓名"), max_length=64)
    administration = forms.ChoiceField(
        label=_("管理类别"),
        choices=[(side.value, words) for side, words in SIDES.items()],
        help_text=_("登记后不能更改。"),
    )
    telephone = forms.CharField(label=_("电话"), max_length=32, required=False)
    email = forms.EmailField(label=_("电子邮箱"), required=False)


class GrantForm(forms.Form):
    """A role for a person: in which organisation, over which area, until when."""

    organisation = forms.CharField(
        label=_("机构代码"),
        max_length=18,
        widget=forms.TextInput({"list": "organisations", "autocomplete": "off"}),
    )
    role = forms.ChoiceField(label=_("角色"))
    area = forms.CharField(
        label=_("区划代码"),
        max_length=12,
        required=False,
        help_text=_("不填则为机构的全部辖区。"),
    )
    until_on = forms.DateField(
        label=_("最后一日"),
        required=False,
        widget=forms.DateInput({"type": "date"}),
        help_text=_("不填则至收回为止。"),
    )

    def __init__(self, user: User, given: Mapping[str, str] | None = None) -> None:
        super().__init__(given)
        field = self.fields["role"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [
            (role.code, told(role))
            for role in declared().roles.values()
            if role.administration == user.administration
        ]
