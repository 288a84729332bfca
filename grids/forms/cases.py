"""What the office says of a case: where it lies and of which category it is."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from grids.enums import CaseCategory
from grids.models import Case, Grid
from orgs.models import Org
from orgs.views.deeds import DeedForm


class AmendCaseForm(DeedForm):
    """Community, grid and category; everything else is the hotline's."""

    community = forms.ModelChoiceField(
        label=_("community"), queryset=Org.objects.none(), required=False
    )
    grid = forms.ModelChoiceField(
        label=_("grid"),
        queryset=Grid.objects.none(),
        required=False,
        to_field_name="code",
        widget=forms.TextInput,
        help_text=_("The code of the grid. Its community is filled in where none is chosen."),
        error_messages={"invalid_choice": _("There is no such grid.")},
    )
    category = forms.ChoiceField(
        label=_("category"),
        required=False,
        choices=[("", _("none yet")), *CaseCategory.choices],
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, subject: Case, **kwargs: Any) -> None:
        initial = {
            "community": subject.community_id,
            "grid": subject.grid and subject.grid.code,
            "category": subject.category,
            "version": subject.version,
        }
        super().__init__(*args, subject=subject, initial=initial, **kwargs)
        fields: Any = self.fields
        communities = Org.objects.under(subject.street).communities().active()
        fields["community"].queryset = communities.order_by("code")
        fields["grid"].queryset = Grid.objects.filter(street=subject.street_id).active()
