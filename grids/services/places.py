"""Where grids lay since when: one line of places without gaps, kept under the lock of the tree."""

from datetime import date

from django.utils.translation import gettext as _

from grids.models import Grid, GridPlace
from partybuild.errors import RuleViolation


class GridRefused(RuleViolation):
    """The place in the tree is not one the grid may have."""

    code = "grid_refused"


def begin_place(grid: Grid, on: date) -> None:
    """Note since when there is a grid that was just opened."""
    _require_there(grid.parent, on)
    GridPlace.objects.create(grid=grid, parent=grid.parent, starts_on=on)


def change_place(grid: Grid, new_parent: Grid, on: date) -> None:
    """Note that a grid lies in another superior from a day on.

    Raises GridRefused when it came to its present place after that day, or when there was no
    such superior yet.
    """
    _require_there(new_parent, on)
    place = _present(grid)
    if place.starts_on == on:
        place.parent = new_parent
        place.save(update_fields=["parent"])
        return
    _end(place, on)
    GridPlace.objects.create(grid=grid, parent=new_parent, starts_on=on)


def end_place(grid: Grid, on: date) -> None:
    """Note that a grid lies nowhere any more from a day on."""
    _end(_present(grid), on)


def _present(grid: Grid) -> GridPlace:
    place = GridPlace.objects.filter(grid=grid, ends_on=None).first()
    return place or GridPlace.objects.create(grid=grid, parent=grid.parent)


def _end(place: GridPlace, on: date) -> None:
    if place.starts_on and place.starts_on > on:
        raise GridRefused(
            _("It lies in its present place since %(day)s only.") % {"day": place.starts_on},
            field="on",
        )
    place.ends_on = on
    place.save(update_fields=["ends_on"])


def _require_there(grid: Grid | None, on: date) -> None:
    if grid is None:
        return
    places = GridPlace.objects.filter(grid=grid)
    if places.exists() and not places.covering(on).exists():
        raise GridRefused(_("There was no %(grid)s on that day.") % {"grid": grid.name}, field="on")
