"""What is asked about check-ins and the year of a unit."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from orgs.enums import PairingMode, Role
from orgs.models import Org, Partner
from orgs.permissions import roles_of
from orgs.views.deeds import DeedForm
from partybuild.fields import day_input
from resources.forms.inputs import own_place, text, words
from resources.forms.wishes import UnitField
from resources.models import AnnualPledge
from resources.models.pledges import LINKS, TYPED_COUNTS
from resources.selectors.agreements import communities_to_check_in, projects_of_unit


def _day(label: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=day_input())


class OfUnitForm(forms.Form):
    """For which unit, and why the office does it where the unit does not do so itself."""

    partner = UnitField(label=_("partner unit"))
    on_behalf = words(_("reason for doing it for a unit"), 500)

    def __init__(self, *args: Any, reader: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        place = own_place(reader)
        self.initial = {"partner": place if isinstance(place, Partner) else None, **self.initial}
        self.fields["partner"].reader = reader  # type: ignore[attr-defined]  # a UnitField has one
        if Role.OFFICE not in roles_of(reader):
            del self.fields["on_behalf"]


class ApplyForm(OfUnitForm):
    """Where the unit wants to check in, and what it will do there."""

    community: Any = forms.ModelChoiceField(
        queryset=Org.objects.none(), label=_("community"), to_field_name="public_id"
    )
    mode = forms.ChoiceField(label=_("way of co-building"), choices=PairingMode.choices)
    content = text(_("what the unit will do"), 1000)

    def __init__(self, *args: Any, reader: Any, **kwargs: Any) -> None:
        super().__init__(*args, reader=reader, **kwargs)
        self.fields["community"].queryset = communities_to_check_in(reader=reader)  # type: ignore[attr-defined]  # it has one


class SignForm(DeedForm):
    """The day of the signing and the last day of the term."""

    signed_on = _day(_("agreement signed on"))
    ends_on = _day(_("agreement ends on"))


class RenewForm(DeedForm):
    """The new last day."""

    ends_on = _day(_("agreement ends on"))


class ReportPledgeForm(OfUnitForm):
    """Whose year it is; the counts are written on its page."""

    year = forms.IntegerField(label=_("year"), min_value=2000, max_value=2100)
    member_count = forms.IntegerField(label=_("members concerned"), min_value=0)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial = {"year": timezone.localdate().year, **self.initial}


class AmendPledgeForm(forms.Form):
    """The counts of the year, and the projects that stand for the three of the unit."""

    remark = text(_("feedback"), 500, rows=3)
    version = forms.IntegerField(widget=forms.HiddenInput)
    GROUPS = (
        (_("The five of its members"), ("member_count", *TYPED_COUNTS)),
        (_("The three of the unit"), LINKS),
        (_("Annual feedback"), ("remark", "version")),
    )

    def __init__(self, *args: Any, subject: AnnualPledge, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("member_count", *TYPED_COUNTS):
            label = subject.label_of(name)
            self.fields[name] = forms.IntegerField(label=label, min_value=0)
        for name in LINKS:
            self.fields[name] = forms.ModelChoiceField(
                queryset=projects_of_unit(partner=subject.partner),
                label=subject.label_of(name),
                to_field_name="public_id",
                required=False,
            )
        self.initial = {name: _shown(subject, name) for name in self.fields}


def _shown(pledge: AnnualPledge, name: str) -> Any:
    value = getattr(pledge, name)
    return value.public_id if name in LINKS and value else value
