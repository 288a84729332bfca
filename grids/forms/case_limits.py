"""How long cases of a category and an urgency may take."""

from django import forms
from django.utils.translation import gettext_lazy as _

from grids.case_enums import TimeUnit
from grids.enums import CaseCategory, CaseUrgency


class CaseLimitForm(forms.Form):
    category = forms.ChoiceField(label=_("category"), choices=CaseCategory.choices)
    urgency = forms.ChoiceField(label=_("urgency"), choices=CaseUrgency.choices)
    amount = forms.IntegerField(label=_("limit"), min_value=1, max_value=10_000)
    unit = forms.ChoiceField(label=_("unit"), choices=TimeUnit.choices, initial=TimeUnit.WORKDAYS)
