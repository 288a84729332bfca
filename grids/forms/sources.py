"""What is asked about a source of grid staff: the word, the other words for it, and its use."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from orgs.enums import Role
from orgs.models import Org
from orgs.scoping import reach_of


class SourceForm(forms.Form):
    """A word of the list of a sub-district; a word that is there already is altered."""

    street = forms.ModelChoiceField(
        label=_("sub-district"), queryset=Org.objects.none(), to_field_name="public_id"
    )
    name = forms.CharField(label=_("source"), max_length=60)
    aliases = forms.CharField(
        label=_("other words for it"),
        max_length=300,
        required=False,
        help_text=_("Parted by blanks; imports read them as this source."),
    )
    is_cadre = forms.BooleanField(label=_("cadres"), required=False)
    is_used = forms.BooleanField(label=_("in use"), required=False, initial=True)

    def __init__(self, *args: Any, reader: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["street"]
        streets = Org.objects.within(reach_of(reader, Role.OFFICE)).streets().active()
        field.queryset = streets.order_by("code")
        field.empty_label = None
