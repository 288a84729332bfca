"""As of which day something is shown."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from partybuild.fields import day_input


class AsOfForm(forms.Form):
    """A day of the past; none stands for today."""

    on = forms.DateField(label=_("As of"), widget=day_input(), required=False)

    def clean_on(self) -> Any:
        on = self.cleaned_data["on"]
        if on and on > timezone.localdate():
            raise ValidationError(_("The day is still to come."))
        return on
