"""What is asked about volunteers: counts, never names (D6)."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from orgs.forms.pickers import OrgField
from orgs.views.deeds import DeedForm
from partybuild.fields import day_input
from resources.forms.inputs import count, own_place
from resources.pledge_workflow import COMMUNITY


class TallyForm(forms.Form):
    """The counts of a community's year."""

    community = OrgField(*COMMUNITY, label=_("community"))
    year = forms.IntegerField(label=_("year"), min_value=2000, max_value=2100)
    volunteer_count = forms.IntegerField(label=_("registered volunteers"), min_value=0)
    resident_count = count(_("permanent residents"))

    def __init__(self, *args: Any, reader: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        year = timezone.localdate().year
        self.initial = {"community": own_place(reader), "year": year, **self.initial}
        self.fields["community"].reader = reader  # type: ignore[attr-defined]  # an OrgField has one
        self.fields["resident_count"].help_text = _("Leave it empty to take the sum of the grids.")


class ActivityForm(DeedForm):
    """One activity: day, topic, heads and hours."""

    held_on = forms.DateField(label=_("held on"), widget=day_input())
    title = forms.CharField(label=_("topic"), max_length=120)
    head_count = forms.IntegerField(label=_("people who came"), min_value=1)
    hours = forms.DecimalField(
        label=_("hours together"), max_digits=8, decimal_places=1, min_value=0
    )
