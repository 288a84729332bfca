"""What is asked of those who open, correct, tie and move grids."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from grids.enums import (
    ORG_KIND_OF_TIER,
    PARENT_TIER,
    ConversionStatus,
    GridTier,
    UrbanStatus,
)
from grids.models import Grid
from grids.permissions import may_shape
from grids.services.grids import SHAPE_FACTS, UNIT_FACTS
from orgs.enums import Role
from orgs.forms.orgs import count_field
from orgs.forms.pickers import OrgField
from orgs.models import Org
from orgs.scoping import reach_of
from orgs.views.deeds import DeedForm
from partybuild.fields import day_input

TIER_BELOW = {above: tier for tier, above in PARENT_TIER.items() if above}


def side_field(label: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=120, required=False)


def status_field(label: Any, statuses: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=[("", "—"), *statuses.choices], required=False)


def leave_out(form: forms.Form, names: Iterable[str]) -> None:
    for name in names:
        form.fields.pop(name, None)


class GridFactsForm(DeedForm):
    """Plain facts of a grid; residents are counted, never listed (D3)."""

    name = forms.CharField(label=_("name"), max_length=120)
    east = side_field(_("boundary to the east"))
    south = side_field(_("boundary to the south"))
    west = side_field(_("boundary to the west"))
    north = side_field(_("boundary to the north"))
    boundaries = forms.CharField(
        label=_("boundaries in other words"),
        max_length=300,
        required=False,
        help_text=_("Where the four sides do not say it: which roads and rivers it lies between."),
    )
    building_count = count_field(_("buildings"))
    household_count = count_field(_("households"))
    is_household_count_rough = forms.BooleanField(label=_("households roughly"), required=False)
    resident_count = count_field(_("permanent residents"))
    floating_count = count_field(_("floating residents"))
    is_unmanaged = forms.NullBooleanField(label=_("nobody manages it"), required=False)
    walking_minutes = forms.IntegerField(
        label=_("minutes to the nearest centre"),
        min_value=0,
        max_value=999,
        required=False,
        help_text=_("On foot; 400 metres are about five minutes."),
    )
    residents_committee = forms.CharField(
        label=_("residents' committee"), max_length=120, required=False
    )
    urban_status = status_field(_("purely urban community"), UrbanStatus)
    conversion_status = status_field(_("from village to community"), ConversionStatus)
    remark = forms.CharField(label=_("remark"), max_length=300, required=False)


class AmendGridForm(GridFactsForm):
    """The facts as they are; who does not shape the grid is asked for the counts alone."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, reader: Any, subject: Grid, **kwargs: Any) -> None:
        initial = {name: getattr(subject, name) for name in self.base_fields}
        super().__init__(*args, reader=reader, subject=subject, initial=initial, **kwargs)
        hidden = frozenset() if may_shape(reader, subject) else SHAPE_FACTS
        leave_out(self, hidden if subject.tier == GridTier.UNIT else hidden | UNIT_FACTS)


class OpenGridForm(GridFactsForm):
    """A new grid in the one whose page it is."""

    code = forms.CharField(
        label=_("code"),
        max_length=40,
        help_text=_("Unique in the sub-district; it never changes, and no other grid gets it."),
    )

    on = forms.DateField(
        label=_("since"),
        widget=day_input(),
        required=False,
        help_text=_("Leave it empty where the day is not known."),
    )

    field_order = ["name", "code", "on"]

    def __init__(self, *args: Any, subject: Grid, **kwargs: Any) -> None:
        initial = {"code": f"{subject.code}-"}
        super().__init__(*args, subject=subject, initial=initial, **kwargs)
        if TIER_BELOW.get(GridTier(subject.tier)) != GridTier.UNIT:
            leave_out(self, UNIT_FACTS)


class OpenAreaForm(GridFactsForm):
    """A new area grid of a sub-district."""

    street = forms.ModelChoiceField(label=_("sub-district"), queryset=Org.objects.none())
    code = forms.CharField(label=_("code"), max_length=40)

    field_order = ["street", "name", "code"]

    def __init__(self, *args: Any, reader: Any, **kwargs: Any) -> None:
        super().__init__(*args, reader=reader, subject=None, **kwargs)
        leave_out(self, UNIT_FACTS)
        streets = Org.objects.within(reach_of(reader, Role.OFFICE)).streets().active()
        field: Any = self.fields["street"]
        field.queryset = streets.order_by("code")
        field.initial = streets.first()
        field.empty_label = None


class MoveGridForm(DeedForm):
    """In which grid it lies from now on, and why; it keeps its code (R-081)."""

    new_parent = forms.ModelChoiceField(label=_("new superior"), queryset=Grid.objects.none())
    on = forms.DateField(label=_("from"), widget=day_input(), initial=timezone.localdate)
    reason = forms.CharField(
        label=_("Reason"), max_length=500, required=False, widget=forms.Textarea({"rows": 2})
    )

    def __init__(self, *args: Any, subject: Grid, **kwargs: Any) -> None:
        super().__init__(*args, subject=subject, **kwargs)
        self.fields["on"].required = False
        tier = PARENT_TIER[GridTier(subject.tier)]
        above = Grid.objects.active().filter(street=subject.street_id, tier=tier)
        field: Any = self.fields["new_parent"]
        field.queryset = above.exclude(pk=subject.parent_id).order_by("code")
        field.label_from_instance = lambda grid: f"{grid.code} {grid.name}"


class LinkForm(DeedForm):
    """The organisation that goes with the grid, one to one (N-03)."""

    org = OrgField(
        Role.OFFICE,
        label=_("organisation"),
        required=False,
        help_text=_("Type a part of the name, or the code; leave it empty if none goes with it."),
    )

    def __init__(self, *args: Any, reader: Any, subject: Grid, **kwargs: Any) -> None:
        initial = {"org": subject.org}
        super().__init__(*args, reader=reader, subject=subject, initial=initial, **kwargs)
        field: Any = self.fields["org"]
        field.reader = reader
        field.label = Org(kind=ORG_KIND_OF_TIER[GridTier(subject.tier)]).get_kind_display()


class AssignForm(DeedForm):
    """The community that a unit grid belongs to (A-35)."""

    community = forms.ModelChoiceField(
        label=_("community"), queryset=Org.objects.none(), required=False
    )

    def __init__(self, *args: Any, subject: Grid, **kwargs: Any) -> None:
        initial = {"community": subject.community_id}
        super().__init__(*args, subject=subject, initial=initial, **kwargs)
        field: Any = self.fields["community"]
        communities = Org.objects.under(subject.street).communities().active()
        field.queryset = communities.order_by("code")
