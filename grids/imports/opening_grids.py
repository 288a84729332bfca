"""From rows of 网格台账 to deeds: grids of three tiers, their organisations, counts and leads."""

from typing import Any

from grids.enums import ORG_KIND_OF_TIER, GridPostKind, GridTier
from grids.imports.leads import Leads
from grids.imports.nearest import NearestFacilities
from grids.imports.settling import TIER_OF_WORD
from grids.models import Grid
from grids.services.grids import SIDES, amend_grid, move_grid, open_grids
from grids.services.links import assign_community, link_grid_to_org
from orgs.imports.organizations import KIND_WORDS
from orgs.imports.registering_partners import street_of
from orgs.imports.registry import Batch, Tally
from orgs.models import Org
from orgs.services.facts import changed_facts
from partybuild.spreadsheets import Known, Row
from partybuild.spreadsheets.names import NameIndex

FACTS = {
    "households": "household_count",
    "population": "resident_count",
    "floating": "floating_count",
    "buildings": "building_count",
    "unmanaged": "is_unmanaged",
    "walking_minutes": "walking_minutes",
    "remark": "remark",
}
# A group is often called after the building its base grid is.
ORG_TAILS = ("", "楼宇", "网格")


def open_grid_rows(batch: Batch) -> Tally:
    """Open what is new, correct what differs, tie grids to organisations, and note the leads."""
    grids = _Grids(batch)
    tally = Tally(street=batch.street)
    places = [grids.place(row) for row in batch.rows]
    new = grids.new
    open_grids(grids=new, actor=batch.actor)
    is_new = {id(grid) for grid in new}
    leads = Leads(batch.actor, [grid for grid in places if id(grid) not in is_new])
    nearest = NearestFacilities(batch)
    for row, grid in zip(batch.rows, places, strict=True):
        changed = id(grid) not in is_new and _correct(batch, grids, row, grid)
        changed |= nearest.note(row, grid)
        if row.values.get("leader"):
            changed |= leads.note(
                grid,
                GridPostKind.LEAD,
                row.values["leader"],
                work_phone=row.values.get("phone") or "",
            )
        tally.count(is_new=id(grid) in is_new, is_changed=changed)
    return tally


def facts_of(batch: Batch, row: Row) -> dict[str, Any]:
    """What the row says of the grid, as fields of the model."""
    facts = batch.written(row, FACTS)
    facts |= _bounds(row)
    if "household_count" in facts:
        rough = row.values.get("households_approximate")
        facts["is_household_count_rough"] = bool(rough)
    return facts


def _bounds(row: Row) -> dict[str, str]:
    """The sides a row names; with them, words outside the four sides replace those of before."""
    sides = {side: words for side in SIDES if (words := row.values.get(side))}
    rest = row.values.get("boundaries")
    return {**sides, "boundaries": rest or ""} if sides or rest else {}


def _correct(batch: Batch, grids: "_Grids", row: Row, grid: Grid) -> bool:
    changed = changed_facts(grid, facts_of(batch, row))
    if changed:
        amend_grid(grid=grid, actor=batch.actor, **changed)
    org = grids.org_of(row, grid)
    is_linked = grid.org_id is None and org is not None
    if is_linked:
        link_grid_to_org(grid=grid, org=org, actor=batch.actor)
    community = grids.community_of(row)
    is_assigned = (
        grid.tier == GridTier.UNIT and community is not None and grid.community_id != community.pk
    )
    if is_assigned:
        assign_community(grid=grid, community=community, actor=batch.actor)
    superior = grids.superior(row)
    is_moved = superior is not None and superior.pk != grid.parent_id
    if is_moved and superior is not None:
        move_grid(grid=grid, new_parent=superior, actor=batch.actor)
    return bool(changed) or is_linked or is_assigned or is_moved


class _Grids:
    """The grids of the street, stored or about to be, and the organisations they go with."""

    def __init__(self, batch: Batch) -> None:
        self.batch, self.street = batch, street_of(batch)
        self.new: list[Grid] = []
        stored = Grid.objects.filter(street=self.street).select_related("parent", "org")
        self.by_ref = {f"grid:{grid.public_id}": grid for grid in stored}
        self.by_code = {grid.code: grid for grid in stored}
        self.by_place = {(_code_of(grid.parent), grid.name): grid for grid in stored}
        orgs = Org.objects.filter(tree_id=self.street.tree_id).active()
        self._orgs = {f"org:{org.public_id}": org for org in orgs}
        taken = {grid.org_id for grid in stored}
        self._free = {
            tier: NameIndex(
                Known(org.name, org.code, KIND_WORDS[org.kind], ref)
                for ref, org in self._orgs.items()
                if org.kind == kind and org.pk not in taken
            )
            for tier, kind in ORG_KIND_OF_TIER.items()
        }
        self._linked: set[int] = set()
        self._rows = {f"{row.sheet}!{row.number}": row for row in batch.rows}

    def place(self, row: Row) -> Grid:
        """The grid a row stands for, and those above it that it names."""
        ref = f"{row.sheet}!{row.number}"
        if ref not in self.by_ref:
            path = row.values.get("path")
            self.by_ref[ref] = self._on_path(row, path) if path else self._flat(row)
        return self.by_ref[ref]

    def superior(self, row: Row) -> Grid | None:
        """The superior that a flat row names; a row of three tiers stands where its path says."""
        links = row.links.get("parent")
        if not links:
            return None
        ref = links[0].ref
        return self.place(self._rows[ref]) if ref in self._rows else self.by_ref[ref]

    def community_of(self, row: Row) -> Org | None:
        links = row.links.get("community")
        return self._orgs[links[0].ref] if links else None

    def org_of(self, row: Row | None, grid: Grid) -> Org | None:
        """The organisation a row names, or the only free one that is called like the grid."""
        links = row.links.get("org") if row else None
        if links:
            return self._orgs[links[0].ref]
        for tail in ORG_TAILS:
            found = self._free[grid.tier].find(f"{grid.name}{tail}")
            org = self._orgs[found[0].ref] if len(found) == 1 else None
            if org is not None and org.pk not in self._linked:
                self._linked.add(org.pk)
                return org
        return None

    def _on_path(self, row: Row, path: list[str]) -> Grid:
        area = self._tier_place(GridTier.AREA, None, path[0], None)
        unit = self._tier_place(GridTier.UNIT, area, path[1], row)
        base, written = f"{path[1]}{path[2]}", path[2]
        return self._tier_place(GridTier.BASE, unit, base, row, code=f"{unit.code}-{written}")

    def _flat(self, row: Row) -> Grid:
        values, superior = row.values, self.superior(row)
        code = values.get("code")
        stored = (
            self.by_code.get(code)
            if code
            else self.by_place.get((_code_of(superior), values["name"]))
        )
        if stored is not None:
            return stored
        tier = TIER_OF_WORD[values["tier"]]
        return self._open(tier, superior, values["name"], row, code=code or "")

    def _tier_place(
        self, tier: str, parent: Grid | None, name: str, row: Row | None, *, code: str = ""
    ) -> Grid:
        stored = self.by_place.get((_code_of(parent), name))
        if stored is not None:
            return stored
        grid = self._open(tier, parent, name, row if tier == GridTier.BASE else None, code=code)
        if tier == GridTier.UNIT and row is not None:
            grid.community = self.community_of(row)
        return grid

    def _open(
        self, tier: str, parent: Grid | None, name: str, row: Row | None, *, code: str
    ) -> Grid:
        grid = Grid(
            street=self.street,
            tier=tier,
            parent=parent,
            name=name,
            code=code or self._free_code(parent),
            **(facts_of(self.batch, row) if row else {}),
        )
        grid.org = self.org_of(row, grid)
        if tier == GridTier.UNIT and row is not None:
            grid.community = self.community_of(row)
        self.by_code[grid.code] = grid
        self.by_place[_code_of(parent), name] = grid
        self.new.append(grid)
        return grid

    def _free_code(self, parent: Grid | None) -> str:
        """The next number among the siblings, for a ledger that gives none."""
        head, width, number = (f"{parent.code}-", 3, 1) if parent else ("", 2, 1)
        while f"{head}{number:0{width}d}" in self.by_code:
            number += 1
        return f"{head}{number:0{width}d}"


def _code_of(grid: Grid | None) -> str:
    """What tells grids of a street apart before the new ones have primary keys."""
    return grid.code if grid else ""
