"""What is asked about estates, their buildings and who manages them."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from grids.enums import (
    BY_ITSELF,
    MODES_OF_STATE,
    EstateKind,
    EstateState,
    GridTier,
    ManagementMode,
    OwnersCommittee,
    Renovation,
)
from grids.models import Building, Estate, Grid
from orgs.enums import Role
from orgs.forms.orgs import count_field
from orgs.models import Org
from orgs.scoping import reach_of
from orgs.views.deeds import DeedForm
from partybuild.building_numbers import numbers_in
from partybuild.fields import day_input


def choice_field(label: Any, choices: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=[("", "—"), *choices], required=False)


def area_field() -> forms.DecimalField:
    return forms.DecimalField(
        label=_("floor area (10,000 m²)"),
        max_digits=8,
        decimal_places=2,
        min_value=0,
        required=False,
    )


def flag_field(label: Any) -> forms.NullBooleanField:
    return forms.NullBooleanField(label=label, required=False)


class BuildingNumbersField(forms.CharField):
    """Buildings as an office writes them: 1-6#、8#楼."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", _("Write them like 1-6#、8#."))
        super().__init__(max_length=300, **kwargs)

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return []
        try:
            return numbers_in(text)
        except ValueError:
            raise ValidationError(_("These are no buildings: write them like 1-6#、8#.")) from None


class EstateFactsForm(DeedForm):
    """Plain facts of an estate; residents are counted, never listed (D3)."""

    name = forms.CharField(label=_("name"), max_length=120)
    aliases = forms.CharField(
        label=_("other names"),
        max_length=200,
        required=False,
        help_text=_("Parted by 、; a ledger that uses one of them means this estate."),
    )
    kind = choice_field(_("kind"), EstateKind.choices)
    building_count = count_field(_("buildings"))
    unit_count = count_field(_("stairwells"))
    household_count = count_field(_("households"))
    area_10k_sqm = area_field()
    built_year = forms.IntegerField(
        label=_("built in"), min_value=1900, max_value=2100, required=False
    )
    owners_committee = choice_field(_("owners' committee"), OwnersCommittee.choices)
    mode = choice_field(_("managed by"), ManagementMode.choices)
    is_without_manager = flag_field(_("nobody manages"))
    is_without_cleaning = flag_field(_("nobody cleans"))
    is_without_upkeep = flag_field(_("nobody maintains"))
    renovation = choice_field(_("renovation"), Renovation.choices)
    surveyed_on = forms.DateField(label=_("surveyed on"), widget=day_input(), required=False)
    remark = forms.CharField(label=_("remark"), max_length=300, required=False)


class AmendEstateForm(EstateFactsForm):
    """The facts as they are; who manages it only among those its state allows."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, subject: Estate, **kwargs: Any) -> None:
        initial = {name: getattr(subject, name) for name in self.base_fields}
        super().__init__(*args, subject=subject, initial=initial, **kwargs)
        field: Any = self.fields["mode"]
        field.choices = [
            (mode, ManagementMode(mode).label if mode else "—")
            for mode in MODES_OF_STATE[subject.state]
        ]


class _PlaceForm(DeedForm):
    """The community and the unit grid of an estate, chosen within one street."""

    community = forms.ModelChoiceField(
        label=_("community"), queryset=Org.objects.none(), required=False
    )
    unit_grid = forms.ModelChoiceField(
        label=_("unit grid"), queryset=Grid.objects.none(), required=False
    )

    def offer_places(self, streets: Any) -> None:
        fields: Any = self.fields
        communities = Org.objects.visible_to(self.reader).communities().active()
        trees = [street.tree_id for street in streets]
        fields["community"].queryset = communities.filter(tree_id__in=trees).order_by("code")
        units = Grid.objects.active().filter(street__in=streets, tier=GridTier.UNIT)
        fields["unit_grid"].queryset = units.order_by("code")


class PlaceForm(_PlaceForm):
    """Where the estate belongs."""

    def __init__(self, *args: Any, subject: Estate, **kwargs: Any) -> None:
        initial = {"community": subject.community_id, "unit_grid": subject.unit_grid_id}
        super().__init__(*args, subject=subject, initial=initial, **kwargs)
        self.offer_places([subject.street])


class OpenEstateForm(_PlaceForm, EstateFactsForm):
    """An estate that is not on the register yet."""

    street = forms.ModelChoiceField(label=_("sub-district"), queryset=Org.objects.none())
    code = forms.CharField(
        label=_("code"),
        max_length=40,
        required=False,
        help_text=_("Leave it empty to get the next one."),
    )

    field_order = ["street", "name", "code", "aliases", "community", "unit_grid"]

    def __init__(self, *args: Any, reader: Any, **kwargs: Any) -> None:
        super().__init__(*args, reader=reader, subject=None, **kwargs)
        governed = Org.objects.within(reach_of(reader, Role.OFFICE, Role.SECRETARY))
        trees = governed.values("tree_id")
        streets = Org.objects.filter(tree_id__in=trees, parent=None).active().order_by("code")
        field: Any = self.fields["street"]
        field.queryset = streets
        field.initial = streets.first()
        field.empty_label = None
        self.offer_places(list(streets))


class SurveyForm(DeedForm):
    """The day of the survey, and what nobody does there (R-099)."""

    on = forms.DateField(label=_("surveyed on"), widget=day_input(), initial=timezone.localdate)
    is_without_manager = flag_field(_("nobody manages"))
    is_without_cleaning = flag_field(_("nobody cleans"))
    is_without_upkeep = flag_field(_("nobody maintains"))

    def __init__(self, *args: Any, subject: Estate, **kwargs: Any) -> None:
        flags = [name for name in self.base_fields if name != "on"]
        initial = {name: getattr(subject, name) for name in flags}
        super().__init__(*args, subject=subject, initial=initial, **kwargs)


class ManagedByForm(DeedForm):
    """Who manages the estate already."""

    mode = forms.ChoiceField(
        label=_("managed by"),
        choices=[(m, ManagementMode(m).label) for m in MODES_OF_STATE[EstateState.MANAGED]],
    )


class RunItselfForm(DeedForm):
    """Who of the estate itself is to run it (R-215)."""

    mode = forms.ChoiceField(
        label=_("managed by"), choices=[(m, ManagementMode(m).label) for m in BY_ITSELF]
    )


def base_grids_for(estate: Estate) -> Any:
    """The base grids an estate can lie in: those of its area, or all of the street."""
    bases = Grid.objects.active().filter(street=estate.street_id, tier=GridTier.BASE)
    if estate.area_pk:
        bases = bases.filter(
            Q(parent__parent=estate.area_pk) | Q(buildings__estate=estate)
        ).distinct()
    return bases.order_by("code")


class _BaseGridForm(DeedForm):
    base_grid = forms.ModelChoiceField(
        label=_("base grid"), queryset=Grid.objects.none(), required=False
    )

    def offer_base_grids(self, estate: Estate) -> None:
        field: Any = self.fields["base_grid"]
        field.queryset = base_grids_for(estate)
        field.label_from_instance = lambda grid: f"{grid.code} {grid.name}"


class AddBuildingsForm(_BaseGridForm):
    """Buildings of the estate, and the base grid they lie in if it is known."""

    numbers = BuildingNumbersField(label=_("buildings"))

    field_order = ["numbers", "base_grid"]

    def __init__(self, *args: Any, subject: Estate, **kwargs: Any) -> None:
        super().__init__(*args, subject=subject, **kwargs)
        self.offer_base_grids(subject)


class AssignBuildingsForm(AddBuildingsForm):
    """The base grid of some buildings, or of all of them (R-055)."""

    numbers = BuildingNumbersField(
        label=_("buildings"), required=False, help_text=_("Leave it empty for all of them.")
    )


class AmendBuildingForm(DeedForm):
    """The number and the counts of one building."""

    number = forms.CharField(label=_("building"), max_length=20)
    unit_count = count_field(_("stairwells"))
    household_count = count_field(_("households"))
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, subject: Building, **kwargs: Any) -> None:
        initial = {name: getattr(subject, name) for name in self.base_fields}
        super().__init__(*args, subject=subject, initial=initial, **kwargs)


class AssignBuildingForm(_BaseGridForm):
    """The base grid that one building lies in."""

    def __init__(self, *args: Any, subject: Building, **kwargs: Any) -> None:
        super().__init__(
            *args, subject=subject, initial={"base_grid": subject.base_grid_id}, **kwargs
        )
        self.offer_base_grids(subject.estate)
