"""Where a row of a ledger says that an estate lies, as rows of the portal."""

from collections.abc import Mapping
from typing import Any

from grids.enums import GridTier
from grids.models import Estate, Grid
from grids.services.estates import place_estate
from orgs.imports.registering_partners import street_of
from orgs.imports.registry import Batch
from orgs.models import Org
from partybuild.spreadsheets import Row
from partybuild.spreadsheets.names import loose


class Places:
    """The estates, communities and grids of the street, found by what a row names."""

    def __init__(self, batch: Batch) -> None:
        self.batch, self.street = batch, street_of(batch)
        stored = Estate.objects.filter(street=self.street).select_related(
            "street", "community", "unit_grid"
        )
        self._by_code = {estate.code: estate for estate in stored}
        self._by_name: dict[str, Estate] = {}
        for estate in stored:
            names = [estate.name, *filter(None, estate.aliases.split("、"))]
            for name in names:
                self._by_name.setdefault(loose(name), estate)
        for estate in stored:  # an estate's own name goes before another's alias
            self._by_name[loose(estate.name)] = estate
        self._communities = {
            f"org:{org.public_id}": org
            for org in Org.objects.communities().filter(tree_id=self.street.tree_id)
        }
        grids = Grid.objects.filter(street=self.street).select_related("parent", "community")
        self._grids: Mapping[str, Grid] = {f"grid:{grid.public_id}": grid for grid in grids}

    def estate(self, name: str, code: str = "") -> Estate | None:
        """The estate of this code, or of this name or alias."""
        return self._by_code.get(code) or self._by_name.get(loose(name))

    def learn(self, estate: Estate) -> None:
        self._by_code[estate.code] = estate
        self._by_name[loose(estate.name)] = estate

    def grids(self, row: Row, key: str) -> list[Grid]:
        return [self._grids[known.ref] for known in row.links.get(key, ())]

    def of(self, row: Row) -> dict[str, Any]:
        """The community and the unit grid that the row names, or that follow from its grids."""
        unit = next((found for grid in self._named(row) if (found := _unit(grid))), None)
        links = row.links.get("community")
        community = self._communities.get(links[0].ref) if links else None
        return {"community": community or (unit and unit.community), "unit_grid": unit}

    def correct(self, estate: Estate, row: Row, *, is_asked: bool = True) -> bool:
        """Say where an estate lies if the row says otherwise; only what is blank if not asked."""
        told = self.of(row)
        places = {
            name: (told[name] if is_asked else None) or stored or told[name]
            for name in ("community", "unit_grid")
            for stored in [getattr(estate, name)]
        }
        if places == {name: getattr(estate, name) for name in places}:
            return False
        self.learn(place_estate(estate=estate, actor=self.batch.actor, **places))
        return True

    def _named(self, row: Row) -> list[Grid]:
        return [*self.grids(row, "unit_grid"), *self.grids(row, "base_grid")]


def _unit(grid: Grid) -> Grid | None:
    if grid.tier == GridTier.BASE:
        return grid.parent
    return grid if grid.tier == GridTier.UNIT else None
