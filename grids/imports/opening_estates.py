"""From rows of 小区·楼栋台账 to deeds: estates, their buildings, and who manages them."""

from typing import Any

from django.utils.translation import gettext as _

from grids.enums import MODES_OF_STATE, EstateState, ManagementMode
from grids.imports.places import Places
from grids.models import Building, Estate, Grid
from grids.services.buildings import assign_building, list_buildings
from grids.services.estates import amend_estate, open_estate
from grids.services.management import lapse_management, recognise_manager
from orgs.imports.registry import Batch, Tally
from orgs.services.facts import changed_facts
from partybuild.spreadsheets import Row

FACTS = {
    "aliases": "aliases",
    "kind": "kind",
    "building_count": "building_count",
    "unit_count": "unit_count",
    "households": "household_count",
    "area_10k_sqm": "area_10k_sqm",
    "committee": "owners_committee",
    "renovation": "renovation",
    "remark": "remark",
}
FLAGS = {
    "without_manager": "is_without_manager",
    "without_cleaning": "is_without_cleaning",
    "without_upkeep": "is_without_upkeep",
}


def open_estate_rows(batch: Batch) -> Tally:
    """Open what is new, correct what differs, and list the buildings in their base grids."""
    places, tally = Places(batch), Tally(street=batch.street)
    for row in batch.rows:
        facts, mode = _facts(batch, row), _mode(row)
        estate = places.estate(row.values["name"], row.values.get("code") or "")
        is_new = estate is None
        changed = False
        if estate is None:
            estate = open_estate(
                street=places.street,
                name=row.values["name"],
                code=row.values.get("code") or "",
                mode=mode,
                actor=batch.actor,
                **places.of(row),
                **facts,
            )
            places.learn(estate)
        else:
            changed = _correct(batch, places, estate, row, facts)
            changed |= _note_manager(batch, estate, mode)
        changed |= _note_buildings(batch, estate, row, places.grids(row, "base_grid"))
        tally.count(is_new=is_new, is_changed=changed)
    return tally


def _facts(batch: Batch, row: Row) -> dict[str, Any]:
    facts = batch.written(row, FACTS)
    for key, field in FLAGS.items():
        if row.values.get(key) is not None:
            facts[field] = row.values[key]
    # A list of buildings says how many there are, where no number stands beside it.
    if row.values.get("building_count") is not None:
        facts["building_count"] = row.values["building_count"]
    if row.values.get("built"):
        facts["built_year"] = row.values["built"].year
    if row.values.get("surveyed"):
        facts["surveyed_on"] = row.values["surveyed"].first_day
    return facts


def _mode(row: Row) -> str:
    """Who manages the estate: the word for it, or the firm that is named."""
    by_firm = ManagementMode.ENTERPRISE if row.values.get("firm") else ""
    if row.values.get("firm_kind") == "public_welfare":
        by_firm = ManagementMode.PUBLIC_WELFARE
    return row.values.get("mode") or by_firm


def _correct(batch: Batch, places: Places, estate: Estate, row: Row, facts: dict[str, Any]) -> bool:
    if facts.get("is_without_manager") and estate.state == EstateState.MANAGED:
        lapse_management(estate=estate, reason=_("as the ledger says"), actor=batch.actor)
        estate.refresh_from_db()
    changed = changed_facts(estate, facts)
    if changed:
        estate = amend_estate(estate=estate, actor=batch.actor, **changed)
        places.learn(estate)
    return places.correct(estate, row) or bool(changed)


def _note_manager(batch: Batch, estate: Estate, mode: str) -> bool:
    """Let the estate stand where the ledger sees it; what is on its way is left on its way."""
    estate = Estate.objects.get(pk=estate.pk)
    if not mode or mode == estate.mode:
        return False
    is_managed = mode in MODES_OF_STATE[EstateState.MANAGED]
    if is_managed and estate.state in {EstateState.UNMANAGED, EstateState.SURVEYED}:
        recognise_manager(estate=estate, mode=mode, actor=batch.actor)
    elif is_managed == (estate.state == EstateState.MANAGED) and (
        mode in MODES_OF_STATE[estate.state]
    ):
        amend_estate(estate=estate, mode=mode, actor=batch.actor)
    elif estate.state == EstateState.MANAGED:
        lapse_management(estate=estate, reason=_("as the ledger says"), actor=batch.actor)
    else:
        return False
    return True


def _note_buildings(batch: Batch, estate: Estate, row: Row, grids: list[Grid]) -> bool:
    """List the buildings that are new, and put each into the base grid it is said to lie in."""
    stored = {b.number: b for b in estate.buildings.select_related("base_grid")}
    placed = _placed(row, grids)
    new = [
        Building(estate=estate, number=number, base_grid=placed.get(number))
        for number in row.values.get("numbers") or []
        if number not in stored
    ]
    if new:
        list_buildings(buildings=new, actor=batch.actor)
    moved = [
        (stored[number], grid)
        for number, grid in placed.items()
        if number in stored and stored[number].base_grid_id != grid.pk
    ]
    for building, grid in moved:
        assign_building(building=building, base_grid=grid, actor=batch.actor)
    return bool(new or moved)


def _placed(row: Row, grids: list[Grid]) -> dict[str, Grid]:
    """Each building with its base grid: as listed beside each grid, or all in the only one."""
    listed = row.values.get("placed")
    if listed and len(listed) == len(grids):
        return {
            number: grid
            for grid, numbers in zip(grids, listed, strict=True)
            for number in (
                numbers or (row.values.get("numbers") if len(grids) == 1 else None) or []
            )
        }
    numbers = row.values.get("numbers") or []
    return dict.fromkeys(numbers, grids[0]) if len(grids) == 1 else {}
