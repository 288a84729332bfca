"""The small form by which a case is filed, on a phone and without script."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from grids.enums import CaseCategory, CaseKind, CaseUrgency
from grids.models import Grid
from grids.services.filing_cases import REPORTERS
from orgs.enums import Role
from orgs.models import Org
from orgs.scoping import reach_of

# More grids than fit into a list are named by their code.
MOST_GRIDS = 60


class FileCaseForm(forms.Form):
    """What, where, and how the reporter is reached, if at all."""

    title = forms.CharField(label=_("title"), max_length=200)
    content = forms.CharField(
        label=_("content"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("No identity or telephone numbers here."),
    )
    category = forms.ChoiceField(
        label=_("category"), required=False, choices=[("", _("none yet")), *CaseCategory.choices]
    )
    kind = forms.ChoiceField(label=_("kind of case"), choices=CaseKind.choices)
    urgency = forms.ChoiceField(
        label=_("urgency"), choices=CaseUrgency.choices, initial=CaseUrgency.ORDINARY
    )
    grid = forms.ModelChoiceField(label=_("grid"), queryset=Grid.objects.none(), required=False)
    community = forms.ModelChoiceField(
        label=_("community"), queryset=Org.objects.none(), required=False
    )
    spot = forms.CharField(label=_("spot"), max_length=200, required=False)
    name = forms.CharField(label=_("name of the reporter"), max_length=30, required=False)
    phone = forms.CharField(
        label=_("telephone of the reporter"),
        max_length=20,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}),
        help_text=_("Left empty, the reporter stays anonymous. It is kept sealed and erased."),
    )
    is_new = forms.BooleanField(
        label=_("It is none of these: file it"), required=False, widget=forms.HiddenInput
    )

    def __init__(self, *args: Any, reader: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reach = reach_of(reader, Role.OFFICE, *REPORTERS)
        fields: Any = self.fields
        communities = Org.objects.within(reach).communities().active()
        fields["community"].queryset = communities.order_by("code")
        grids = Grid.objects.within(reach).active().order_by("code")
        fields["grid"].queryset = grids
        if not self.is_bound and len(own := list(grids[:2])) == 1:
            self.initial["grid"] = own[0]
        if grids[MOST_GRIDS : MOST_GRIDS + 1].exists():
            fields["grid"].to_field_name = "code"
            fields["grid"].widget = forms.TextInput()
            fields["grid"].help_text = _("The code of the grid.")

    def ask_whether_new(self) -> None:
        """Show the tick that says that none of the like cases is the same."""
        self.fields["is_new"].widget = forms.CheckboxInput()
