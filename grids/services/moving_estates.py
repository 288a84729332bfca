"""Buildings and estates go along when the grids they lie in are redrawn (R-081)."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from grids.models import Building, Estate, Grid
from grids.services.buildings import assign_building
from grids.services.estates import place_estate
from grids.services.movers import Mover
from orgs.models import User


def _buildings_in(grid: Grid) -> Any:
    return Building.objects.filter(base_grid=grid).for_list()


def _estates_in(grid: Grid) -> Any:
    return Estate.objects.filter(unit_grid=grid).for_list()


def _move_buildings(*, things: Sequence[Building], to: Grid, actor: User, reason: str) -> None:
    for building in things:
        assign_building(building=building, base_grid=to, actor=actor, reason=reason)


def _move_estates(*, things: Sequence[Estate], to: Grid, actor: User, reason: str) -> None:
    for estate in things:
        place_estate(
            estate=estate, community=estate.community, unit_grid=to, actor=actor, reason=reason
        )


MOVERS = (
    Mover("building", _("buildings"), _buildings_in, _move_buildings),
    Mover("estate", _("estates"), _estates_in, _move_estates),
)
