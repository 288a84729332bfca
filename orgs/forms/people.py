"""What is asked of those who keep accounts and rights."""

from typing import Any

from django import forms
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from orgs.enums import Role
from orgs.forms.pickers import OrgField, PlaceField
from orgs.services.roles import ACCOUNT_KEEPERS
from orgs.views.deeds import DeedForm


def date_input() -> forms.DateInput:
    """A day, chosen from the browser's own calendar."""
    return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


class OpenAccountForm(forms.Form):
    """Who gets an account, and which organisation keeps it."""

    username = forms.CharField(
        label=_("Sign-in name"),
        max_length=150,
        validators=[UnicodeUsernameValidator()],
        help_text=_("Letters and digits; it belongs to one person and is never shared."),
    )
    name = forms.CharField(label=pgettext_lazy("person", "Name"), max_length=60)
    work_phone = forms.CharField(label=_("Work phone"), max_length=30, required=False)
    over = OrgField(*ACCOUNT_KEEPERS, label=_("Organisation that keeps the account"))

    def __init__(self, *args: Any, reader: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["over"].reader = reader  # type: ignore[attr-defined]  # an OrgField has one


class AssignRoleForm(DeedForm):
    """Which role, where, and for how long."""

    role = forms.ChoiceField(label=_("Role"), choices=[("", _("choose")), *Role.choices])
    over = PlaceField(
        *ACCOUNT_KEEPERS,
        label=_("Over"),
        help_text=_(
            "An organisation with everything below it, or one partner unit for its liaison. "
            "Type a part of the name, or the code."
        ),
    )
    starts_on = forms.DateField(label=_("From"), widget=date_input(), required=False)
    ends_on = forms.DateField(
        label=_("Until"),
        widget=date_input(),
        required=False,
        help_text=_("The role ends by itself after this day."),
    )

    def __init__(self, *args: Any, reader: Any, subject: Any, **kwargs: Any) -> None:
        super().__init__(*args, reader=reader, subject=subject, **kwargs)
        self.fields["over"].reader = reader  # type: ignore[attr-defined]  # a PlaceField has one


class ResetPasswordForm(DeedForm):
    """A new first password is made on purpose, never by a slip of the hand."""

    is_sure = forms.BooleanField(label=_("The present password stops working at once."))
