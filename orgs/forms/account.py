"""What is asked of people about their own account."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import password_validators_help_text_html
from django.utils.translation import gettext_lazy as _


class OwnSettingsForm(forms.Form):
    """How a person likes to read."""

    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
    large_text = forms.BooleanField(label=_("Large text"), required=False)
    email = forms.EmailField(
        label=_("Work e-mail for the daily digest"),
        required=False,
        help_text=_("Empty: the portal sends you no mail."),
    )
    wants_mail = forms.BooleanField(label=_("I want mail"), required=False)
    mail_hour = forms.TypedChoiceField(
        label=_("Mail from"),
        coerce=int,
        required=False,
        help_text=_("Your office sets the hours; on days off there is no mail."),
    )

    def __init__(self, *args: Any, hours: Iterable[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices: Any = self.fields["mail_hour"]
        choices.choices = [(hour, f"{hour:02}:00") for hour in hours]

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if given.get("mail_hour") == "":
            del given["mail_hour"]
        return given


def _password(label: Any, *, is_new: bool, **kwargs: Any) -> forms.CharField:
    remembered_as = "new-password" if is_new else "current-password"
    widget = forms.PasswordInput(attrs={"autocomplete": remembered_as})
    return forms.CharField(label=label, strip=False, max_length=128, widget=widget, **kwargs)


class NewPasswordForm(forms.Form):
    """A password typed twice."""

    password = _password(
        _("New password"), is_new=True, help_text=password_validators_help_text_html()
    )
    repeated = _password(_("New password again"), is_new=True)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.pop("repeated", None) != cleaned.get("password"):
            self.add_error("repeated", _("The two passwords differ."))
        return cleaned


class OwnPasswordForm(NewPasswordForm):
    """The old password, and the new one twice."""

    old_password = _password(_("Old password"), is_new=False)

    field_order = ["old_password", "password", "repeated"]
