"""What people ask about estates: their buildings and contracts, what is on record, what differs."""

from typing import Any

from django.db.models import Count, F, Prefetch, Q, Sum
from django.utils import timezone

from grids.enums import GridTier
from grids.models import Building, Bundle, Estate, Grid, PropertyFirm, ServiceContract
from orgs.models import AuditEntry, User
from orgs.selectors.trail import LATEST, TrailLine, in_words
from partybuild.building_numbers import in_list


def with_buildings(rows: Any) -> Any:
    """Estates with their ``listed`` buildings and the contracts ``in_force``, for two queries."""
    buildings = Building.objects.select_related("base_grid").order_by("pk")
    contracts = ServiceContract.objects.current(timezone.localdate()).select_related("firm")
    return rows.prefetch_related(
        Prefetch("buildings", buildings, to_attr="listed"),
        Prefetch("contracts", contracts, to_attr="in_force"),
    )


def base_grids_of(estate: Any) -> str:
    """The base grids of an estate as a ledger writes them: 东苑01（1-3#）、东苑02（4#）."""
    found: dict[str, list[str]] = {}
    for building in estate.listed:
        if building.base_grid:
            found.setdefault(building.base_grid.name, []).append(building.number)
    return "、".join(f"{name}（{in_list(numbers)}）" for name, numbers in found.items())


def buildings_of(estate: Any) -> str:
    """The buildings of an estate as a ledger writes them: 1-3#、4#."""
    return in_list(building.number for building in estate.listed)


def grids_that_differ(*, reader: User) -> Any:
    """Base grids whose own counts are not those of the buildings listed in them (R-066).

    Only grids with buildings are compared, and households only where all buildings have a number.
    """
    counted = (
        Grid.objects.visible_to(reader)
        .active()
        .filter(tier=GridTier.BASE)
        .annotate(
            listed_buildings=Count("buildings"),
            counted_buildings=Count("buildings__household_count"),
            listed_households=Sum("buildings__household_count"),
        )
        .filter(listed_buildings__gt=0)
    )
    buildings_differ = Q(building_count__isnull=False) & ~Q(building_count=F("listed_buildings"))
    households_differ = Q(
        household_count__isnull=False, counted_buildings=F("listed_buildings")
    ) & ~Q(household_count=F("listed_households"))
    return counted.filter(buildings_differ | households_differ)


def estates_that_differ(*, reader: User) -> Any:
    """Estates of which another number of buildings is written down than are listed."""
    counted = Estate.objects.visible_to(reader).annotate(listed_buildings=Count("buildings"))
    return counted.filter(building_count__isnull=False, listed_buildings__gt=0).exclude(
        building_count=F("listed_buildings")
    )


def history_of_estate(estate: Estate) -> list[TrailLine]:
    """The latest deeds on the estate, on its buildings and on its contracts."""
    condition = Q(subject_type=Estate._meta.label_lower, subject_id=str(estate.public_id))
    for model, rows in ((Building, estate.buildings), (ServiceContract, estate.contracts)):
        names = [str(name) for name in rows.values_list("public_id", flat=True)]
        condition |= Q(subject_type=model._meta.label_lower, subject_id__in=names)
    entries = AuditEntry.objects.filter(condition).exclude(verb="contact.read").for_list()
    return [in_words(entry) for entry in entries[:LATEST]]


def estates_free_for(bundle: Bundle, *, reader: User) -> Any:
    """Surveyed estates of the bundle's area that no bundle holds yet (R-100)."""
    free = Estate.objects.visible_to(reader).filter(
        street=bundle.street_id, state="surveyed", bundle=None
    )
    in_area = Q(unit_grid=None) | Q(unit_grid__parent=bundle.area_grid_id)
    return free.filter(in_area).order_by("code")


def firms_of(street: Any) -> Any:
    """The firms of a street, for a choice."""
    return PropertyFirm.objects.filter(street=street).order_by("name")
