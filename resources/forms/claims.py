"""What is asked of those who claim a need in the claim hall."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from orgs.forms.pickers import OrgField
from orgs.models import Partner
from orgs.scoping import Reach
from resources.forms.inputs import own_place, text
from resources.models import Need, Resource
from resources.workflow import OWN_PEOPLE


class OwnPlaceField(OrgField):
    """An organisation or unit that the reader speaks for; the office claims for no unit."""

    kind = "place"

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(*OWN_PEOPLE, **kwargs)

    def found(self, text: str, reach: Reach) -> list[Any]:
        orgs = super().found(text, reach)
        return orgs or list(Partner.objects.filter(reach.partners("pk"), name=text)[:2])


class ClaimForm(forms.Form):
    """Who takes the need on, and with what: a resource of its own, or what it says it will do."""

    owner = OwnPlaceField(label=_("organisation or unit"))
    resource = forms.ModelChoiceField(
        label=_("with a resource of yours"),
        queryset=Resource.objects.none(),
        to_field_name="public_id",
        required=False,
        empty_label=_("none: it is said below what we do"),
    )
    words = text(_("what the unit will do"), 500)

    def __init__(self, *args: Any, reader: Any, need: Need, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial = {"owner": own_place(reader), **self.initial}
        owner: Any = self.fields["owner"]
        owner.reader = reader
        resource: Any = self.fields["resource"]
        resource.queryset = (
            Resource.objects.governed_by(reader, *OWN_PEOPLE)
            .available()
            .filter(street=need.street)
            .for_list()
        )
