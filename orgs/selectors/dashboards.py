"""The dashboard of an organisation or a unit: what to do, what is missing, figures, and below.

Places below are named in the order of the tree with what is overdue there: nobody is ranked (A-42).
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from django.db.models import Count, IntegerField, Value

from orgs.enums import Basic
from orgs.models import Org, Partner, User
from orgs.permissions import roles_over
from orgs.scoping import Reach, reach_of, reach_over, reaches_over
from orgs.selectors.indicators import Figure, counted, figures, indicators
from orgs.selectors.tiles import (
    Block,
    Line,
    Measure,
    Place,
    Tile,
    counted_rows,
    lines_of,
    rows_url,
    tiles,
)

CHILDREN_AT_ONCE: Final = 25
ON_THE_WALL: Final = 6
_HUNDRED: Final = 100


@dataclass(frozen=True, slots=True)
class ShownTile:
    """A tile as one reader sees it at one place."""

    tile: Tile
    lines: Sequence[Line]
    url: str


@dataclass(frozen=True, slots=True)
class SixBasic:
    """One of the six basics (R-260): how many of its standards hold, and which do not."""

    basic: Basic
    met: int
    short: Sequence[Figure]
    unmeasured: int

    @property
    def measured(self) -> int:
        return self.met + len(self.short)

    @property
    def share(self) -> int | None:
        """The percentage of its standards that hold, cut off."""
        return _HUNDRED * self.met // self.measured if self.measured else None


@dataclass(frozen=True, slots=True)
class Child:
    """A place directly below, with what is overdue there, one line for each column."""

    org: Org
    lines: Sequence[Line]


@dataclass(frozen=True, slots=True)
class Below:
    """Some of the places below: the columns, their lines, and whether there are more."""

    columns: Sequence[Any]
    children: Sequence[Child]
    count: int
    page: int

    @property
    def pages(self) -> int:
        return max(1, -(-self.count // CHILDREN_AT_ONCE))


@dataclass(frozen=True, slots=True)
class Dashboard:
    """A dashboard in the order of its page."""

    place: Place
    todo: Sequence[ShownTile]
    basics: Sequence[SixBasic]
    gaps: Sequence[ShownTile]
    figures: Sequence[ShownTile]

    @property
    def waiting(self) -> list[Line]:
        """What is to be done, the urgent first and then what has waited longest."""
        found = [line for shown in self.todo for line in shown.lines if line.count]
        return sorted(found, key=_urgency)

    @property
    def unit_gaps(self) -> list[Figure]:
        """The standards that a unit does not meet."""
        return [figure for basic in self.basics for figure in basic.short]


def org_place(org: Org, *, reader: User) -> Place:
    """An organisation the reader can see, and what at or below it the reader reaches."""
    theirs = reach_of(reader)
    over = reach_over(org)
    if not theirs.everything:
        kept = (each for each in over.subtrees if any(s.covers(each) for s in theirs.subtrees))
        over = replace(over, subtrees=tuple(kept))
    return Place(org, over, roles_over(reader, org))


def partner_place(partner: Partner, *, reader: User) -> Place | None:
    """A unit, for those who speak for it or for its whole sub-district; for others None."""
    theirs = reach_of(reader)
    if not (theirs.covers(partner) or theirs.covers(partner.street)):
        return None
    held = roles_over(reader, partner) | roles_over(reader, partner.street)
    return Place(partner, Reach(partner_pks=frozenset({partner.pk})), held)


def dashboard_of(place: Place, *, reader: User) -> Dashboard:
    """Everything on the dashboard of a place, in a number of queries that no row changes."""
    measured = _standards(place, reader)
    shown = {block: _shown(block, place, measured) for block in Block}
    return Dashboard(
        place=place,
        todo=shown[Block.TODO],
        basics=six_basics(measured),
        gaps=shown[Block.GAPS],
        figures=shown[Block.FIGURES],
    )


def six_basics(measured: Sequence[Figure]) -> list[SixBasic]:
    """The standards grouped under the six basics, each with those that do not hold."""
    found = []
    for basic in Basic:
        own = [figure for figure in measured if figure.indicator.basic == basic]
        short = [figure for figure in own if figure.is_met is False]
        met = sum(figure.is_met is True for figure in own)
        found.append(SixBasic(basic, met, short, len(own) - met - len(short)))
    return found


def decisions_at(place: Place) -> list[Line]:
    """What waits at a place: decisions first, then the urgent, then what has waited longest."""
    waiting = [
        line
        for tile in tiles(place, Block.TODO)
        if not tile.is_restricted
        for line in lines_of(tile, place)
        if line.count and line.since
    ]
    return sorted(waiting, key=lambda line: (not line.decides, *_urgency(line)))


def below(place: Place, page: int = 1) -> Below:
    """The places directly below, each with what is overdue or waits there."""
    if not isinstance(place.owner, Org):
        return Below((), (), 0, 1)
    rows = Org.objects.within(place.reach).active().filter(parent=place.owner).order_by("lft")
    count = rows.count()
    page = min(max(page, 1), max(1, -(-count // CHILDREN_AT_ONCE)))
    orgs = list(rows[(page - 1) * CHILDREN_AT_ONCE : page * CHILDREN_AT_ONCE])
    shown = [tile for tile in tiles(place, Block.TODO) if not tile.is_restricted]
    asked = [(tile, one) for tile in shown for one in tile.measures if one.is_urgent]
    lines = _by_child(place, orgs, asked) if orgs else {}
    children = [Child(org, lines[org.pk]) for org in orgs]
    return Below([measure.label for _tile, measure in asked], children, count, page)


def _by_child(
    place: Place, orgs: Sequence[Org], asked: Sequence[tuple[Tile, Measure]]
) -> dict[int, list[Line]]:
    """A query or two for each measure, however many places there are."""
    reaches = reaches_over(orgs)
    whole = reach_over(place.street)
    found: dict[int, list[Line]] = defaultdict(list)
    for tile, measure in asked:
        counts: Mapping[int, int]
        if tile.by_place:
            counts = tile.by_place(counted_rows(tile, measure, whole), reaches)
        else:
            parts = [(org.pk, counted_rows(tile, measure, reaches[org.pk])) for org in orgs]
            counts = _union(parts)
        for org in orgs:
            url = rows_url(tile, measure, org)
            found[org.pk].append(Line(measure.key, str(measure.label), counts[org.pk], url))
    return found


def _union(parts: Sequence[tuple[int, Any]]) -> dict[int, int]:
    """How many rows each part has, asked in one query."""
    counted_parts = [
        rows.order_by()
        .values(place_below=Value(key, output_field=IntegerField()))
        .annotate(rows_below=Count("pk"))
        .values_list("place_below", "rows_below")
        for key, rows in parts
    ]
    first, *others = counted_parts
    found = dict(first.union(*others, all=True) if others else first)
    return {key: found.get(key, 0) for key, _rows in parts}


def _standards(place: Place, reader: User) -> list[Figure]:
    """The standards counted at the place; those of a unit are asked of the unit alone."""
    if isinstance(place.owner, Org):
        return figures(reader=reader, below=place.owner)
    rows = Partner.objects.filter(pk=place.owner.pk)
    return [figure for figure in counted(rows, indicators("partners")) if figure.of]


def _shown(block: Block, place: Place, measured: Sequence[Figure]) -> list[ShownTile]:
    found = []
    for tile in tiles(place, block):
        url = tile.page(place) if tile.page else ""
        shown = ShownTile(tile, lines_of(tile, place, measured), url)
        if shown.lines:
            found.append(shown)
    return found


def _urgency(line: Line) -> tuple[bool, date, str]:
    return not line.is_urgent, line.since or date.max, line.key
