"""What people do to buildings: list them, count in them, put each into its base grid (R-055)."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from grids.enums import GridStatus, GridTier
from grids.models import Building, Estate, Grid
from grids.permissions import require_estate_keeper
from orgs.models import User
from orgs.services.audit import line, record, record_all
from orgs.services.facts import changed_facts, check_facts, only_known
from orgs.services.tree import require_version
from orgs.services.workflow import change, lock, require_reason
from partybuild.errors import RuleViolation, in_short

FACTS = frozenset({"number", "unit_count", "household_count"})


class BuildingRefused(RuleViolation):
    """The building cannot lie there, or there is no such building."""

    code = "building_refused"


class BuildingListedAlready(RuleViolation):
    """The estate has a building of this number."""

    code = "building_listed_already"


@transaction.atomic
def add_buildings(
    *, estate: Estate, numbers: Sequence[str], actor: User, base_grid: Grid | None = None
) -> Estate:
    """List buildings of an estate, at once in the base grid they lie in if it is known."""
    estate = lock(estate)
    base_grid = base_grid and lock(base_grid)
    rows = [Building(estate=estate, number=number, base_grid=base_grid) for number in numbers]
    list_buildings(buildings=rows, actor=actor)
    return estate


@transaction.atomic
def list_buildings(*, buildings: Sequence[Building], actor: User) -> list[Building]:
    """List many buildings of many estates; all of them or none."""
    for estate in {building.estate for building in buildings}:
        require_estate_keeper(actor, estate)
    for estate, grid in {(b.estate, b.base_grid) for b in buildings if b.base_grid}:
        _require_base_grid(estate, grid)
    for building in buildings:
        check_facts(building)
    _require_new(buildings)
    try:
        with transaction.atomic():
            Building.objects.bulk_create(buildings, batch_size=500)
    except IntegrityError as clash:
        raise _listed_already(building.number for building in buildings) from clash
    record_all(
        [
            line(
                actor=actor,
                verb="building.add",
                subject=building,
                changes={
                    "number": [None, building.number],
                    "base_grid": [None, building.base_grid],
                },
            )
            for building in buildings
        ]
    )
    return list(buildings)


@transaction.atomic
def amend_building(
    *, building: Building, actor: User, version: int | None = None, **facts: Any
) -> Building:
    """Correct the number or the counts of a building."""
    building = lock(building)
    require_estate_keeper(actor, building.estate)
    require_version(building, version)
    changed = changed_facts(building, only_known(facts, FACTS))
    if not changed:
        return building
    try:
        with transaction.atomic():
            return change(building, changed, actor=actor, action="amend")
    except IntegrityError as clash:
        raise _listed_already([str(changed.get("number"))]) from clash


@transaction.atomic
def assign_building(
    *, building: Building, base_grid: Grid | None, actor: User, reason: str = ""
) -> Building:
    """Say in which base grid a building lies, or that none is known yet (R-055)."""
    base_grid = base_grid and lock(base_grid)
    building = lock(building)
    require_estate_keeper(actor, building.estate)
    if base_grid:
        _require_base_grid(building.estate, base_grid)
    if building.base_grid == base_grid:
        return building
    return change(building, {"base_grid": base_grid}, actor=actor, action="assign", reason=reason)


@transaction.atomic
def remove_buildings(*, estate: Estate, numbers: Sequence[str], reason: str, actor: User) -> Estate:
    """Strike several buildings of an estate, with the reason."""
    for building in _chosen(estate, numbers):
        remove_building(building=building, reason=reason, actor=actor)
    return estate


@transaction.atomic
def assign_buildings(
    *, estate: Estate, numbers: Sequence[str], base_grid: Grid | None, actor: User
) -> Estate:
    """Say in which base grid several buildings of an estate lie; all without numbers."""
    everything = estate.buildings.order_by("pk")
    for building in _chosen(estate, numbers) if numbers else everything:
        assign_building(building=building, base_grid=base_grid, actor=actor)
    return estate


@transaction.atomic
def remove_building(*, building: Building, reason: str, actor: User) -> Estate:
    """Strike a building that was pulled down or never stood, with the reason."""
    require_reason(reason)
    return _remove(building, actor, "building.remove", reason)


@transaction.atomic
def take_back_building(*, building: Building, actor: User) -> None:
    """Remove a building that an import listed by mistake."""
    _remove(building, actor, "building.take_back", "")


def _chosen(estate: Estate, numbers: Sequence[str]) -> list[Building]:
    chosen = list(estate.buildings.filter(number__in=numbers).order_by("pk"))
    unknown = set(numbers) - {building.number for building in chosen}
    if unknown:
        raise BuildingRefused(
            _("The estate has no building %(numbers)s.") % {"numbers": in_short(unknown)},
            field="numbers",
        )
    return chosen


def _remove(building: Building, actor: User, verb: str, reason: str) -> Estate:
    building = lock(building)
    estate = building.estate
    require_estate_keeper(actor, estate)
    gone: dict[str, list[Any]] = {
        "number": [building.number, None],
        "base_grid": [building.base_grid, None],
    }
    record(actor=actor, verb=verb, subject=estate, changes=gone, reason=reason)
    building.delete()
    return estate


def _require_base_grid(estate: Estate, grid: Grid) -> None:
    if (
        grid.tier != GridTier.BASE
        or grid.status == GridStatus.CLOSED
        or grid.street_id != estate.street_id
    ):
        raise BuildingRefused(
            _("Choose a base grid of the same sub-district that is in use."), field="base_grid"
        )


def _require_new(buildings: Sequence[Building]) -> None:
    places = [(building.estate_id, building.number) for building in buildings]
    stored = Building.objects.filter(estate__in={estate for estate, _number in places})
    taken = set(stored.values_list("estate", "number")) & set(places)
    if len(set(places)) < len(places) or taken:
        raise _listed_already(number for _estate, number in taken or places)


def _listed_already(numbers: Iterable[str]) -> BuildingListedAlready:
    return BuildingListedAlready(
        _("The estate has a building %(numbers)s already.") % {"numbers": in_short(numbers)},
        field="numbers",
    )
