"""What is asked when a token is issued."""

from datetime import date, timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from orgs.enums import TokenScope
from orgs.forms.people import date_input

USUAL = timedelta(days=90)


def in_ninety_days() -> date:
    """How long a token lives when nothing else is asked for."""
    return timezone.localdate() + USUAL


class IssueTokenForm(forms.Form):
    """What the token is for, what it may do, and until when."""

    name = forms.CharField(
        label=_("Purpose"), max_length=60, help_text=_("The system that will use it.")
    )
    scope = forms.ChoiceField(
        label=_("It may"), choices=TokenScope, initial=TokenScope.READ, widget=forms.RadioSelect
    )
    expires_on = forms.DateField(label=_("Until"), widget=date_input(), initial=in_ninety_days)
