"""What is asked of the office about the lines of a match plan."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from orgs.models import Org
from orgs.scoping import reach_of
from orgs.views.deeds import DeedForm
from resources.models import Resource
from resources.workflow import OFFICE


class MakePlanForm(forms.Form):
    """For which sub-district a plan is to be worked out."""

    street = forms.ModelChoiceField(
        label=_("sub-district"), queryset=Org.objects.none(), to_field_name="public_id"
    )

    def __init__(self, *args: Any, reader: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["street"]
        field.queryset = Org.objects.within(reach_of(reader, *OFFICE)).streets()
        field.empty_label = None


class ChooseForm(DeedForm):
    """Which resource a need shall get instead."""

    resource = forms.ModelChoiceField(
        label=_("resource"), queryset=Resource.objects.none(), to_field_name="public_id"
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["resource"]
        field.queryset = (
            Resource.objects.visible_to(self.reader)
            .available()
            .filter(street=self.subject.plan.street)
        )
