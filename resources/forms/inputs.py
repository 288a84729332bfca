"""Inputs that several forms of the lists share."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from orgs.enums import Role
from orgs.forms.pickers import OrgField, PlaceField
from orgs.models import Partner
from orgs.permissions import roles_of
from orgs.scoping import Reach, reach_of
from partybuild.fields import day_input
from resources.workflow import OFFICE, OWN_PEOPLE


def words(label: Any, length: int, **kwargs: Any) -> forms.CharField:
    """A line of text that may stay empty."""
    return forms.CharField(label=label, max_length=length, required=False, **kwargs)


def text(label: Any, length: int, *, rows: int = 4, required: bool = False) -> forms.CharField:
    """A longer text."""
    area = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, max_length=length, widget=area, required=required)


def amount(label: Any, **kwargs: Any) -> forms.DecimalField:
    """How much of something: a number with at most two places."""
    return forms.DecimalField(label=label, max_digits=12, decimal_places=2, min_value=0, **kwargs)


def count(label: Any) -> forms.IntegerField:
    """A number that may be unknown."""
    return forms.IntegerField(label=label, min_value=0, required=False)


def day(label: Any) -> forms.DateField:
    """A day that may be unknown."""
    return forms.DateField(label=label, widget=day_input(), required=False)


class OwnerField(PlaceField):
    """Whose row it is: an organisation or unit the reader works for, or that the office serves."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(*OWN_PEOPLE, **kwargs)

    def found(self, text: str, reach: Reach) -> list[Any]:
        orgs = OrgField.found(self, text, reach)
        served = reach_of(self.reader, *OFFICE).orgs("street") | reach.partners("pk")
        return orgs or list(Partner.objects.filter(served, name=text)[:2])


class FilingForm(forms.Form):
    """Whose row is filed, and why the office does it where a unit does not do so itself."""

    owner = OwnerField(label=_("organisation or unit"))
    on_behalf = words(
        _("reason for filing it for a unit"),
        500,
        help_text=_("Only for a partner unit that has asked the office; the trail shows it."),
    )
    submit = forms.BooleanField(required=False)

    def __init__(self, *args: Any, reader: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial = {"owner": own_place(reader), **self.initial}
        self.fields["owner"].reader = reader  # type: ignore[attr-defined]  # an OwnerField has one
        if Role.OFFICE not in roles_of(reader):
            del self.fields["on_behalf"]


def own_place(reader: Any) -> Any:
    """The one place a person speaks for, where there is only one."""
    roles = (Role.SECRETARY, Role.PARTNER_LIAISON)
    held = reader.role_assignments.current().filter(role__in=roles)
    found = list(held.select_related("org", "partner")[:2])
    return found[0].over if len(found) == 1 else None


def new_phone() -> forms.CharField:
    """A phone is masked on every page, so it is asked for anew."""
    return words(_("new work phone"), 30, help_text=_("Leave it empty to keep the present number."))


def with_old_phone_kept(facts: dict[str, Any]) -> dict[str, Any]:
    """The facts without the phone where nothing was typed."""
    return {name: value for name, value in facts.items() if name != "contact_phone" or value}
