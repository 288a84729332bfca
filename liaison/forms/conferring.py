"""What is asked when the weekly conferring list goes to a meeting, and for each of its cases."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from grids.case_workflow import CENTRE
from liaison.models import Body
from orgs.forms.pickers import OrgField
from orgs.scoping import reach_of


class ConferenceForm(forms.Form):
    """The body at whose next sitting the cases are conferred on."""

    body = forms.ModelChoiceField(
        label=_("body"), queryset=Body.objects.none(), to_field_name="public_id"
    )

    def __init__(self, *args: Any, reader: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        kept = Body.objects.filter(reach_of(reader, *CENTRE).orgs("org")).active()
        fields["body"].queryset = kept.order_by("org__code", "name")


class AnsweringOrgForm(forms.Form):
    """Who shall answer for a case."""

    org = OrgField(label=_("responsible organisation"))

    def __init__(self, *args: Any, reader: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["org"].reader = reader
