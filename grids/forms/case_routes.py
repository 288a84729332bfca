"""A rule by which cases find their organisation."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from grids.case_enums import RouteTarget
from grids.enums import CaseCategory
from grids.models import Grid
from orgs.forms.pickers import OrgField
from orgs.models import Org


class CaseRouteForm(forms.Form):
    category = forms.ChoiceField(
        label=_("category"), required=False, choices=[("", _("any")), *CaseCategory.choices]
    )
    grid = forms.ModelChoiceField(
        label=_("within the grid"),
        queryset=Grid.objects.none(),
        required=False,
        to_field_name="code",
        widget=forms.TextInput,
        help_text=_("The code of a grid; empty for everywhere."),
        error_messages={"invalid_choice": _("There is no such grid.")},
    )
    target = forms.ChoiceField(label=_("goes to"), choices=RouteTarget.choices)
    org = OrgField(label=_("organisation"), required=False)

    def __init__(self, *args: Any, reader: Any, street: Org, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["grid"].queryset = Grid.objects.filter(street=street).active()
        fields["org"].reader = reader
