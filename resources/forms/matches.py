"""What is asked of those who bring a need and a resource together."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from resources.forms.inputs import amount
from resources.models import Resource


class ProposeForm(forms.Form):
    """Which resource for a need, and how much of it."""

    resource = forms.ModelChoiceField(
        label=_("resource"), queryset=Resource.objects.none(), to_field_name="public_id"
    )
    quantity = amount(_("quantity"), required=False)

    def __init__(self, *args: Any, reader: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["resource"]
        field.queryset = Resource.objects.visible_to(reader).available()
