"""The tiles of the dashboards, each declared once: what it counts, for whom, and which rows.

A tile belongs to one block of a dashboard: what is to be done, what is missing, or figures. The
page, its spreadsheet, the wall of the command room and the API are all read from the declarations,
and every count opens exactly the rows that it counts.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import ROUND_DOWN, Decimal
from enum import StrEnum
from typing import Any

from django.db.models import Count, Min, Q
from django.urls import reverse
from django.utils import timezone

from orgs.enums import BUSINESS_ROLES, OrgKind
from orgs.models import Org, Partner
from orgs.scoping import Reach
from orgs.selectors.indicators import Figure
from partybuild.trends import Trend

# What a tile of units is for, beside the kinds of organisations.
UNIT = "partner"
EVERY_ORG = frozenset(OrgKind)
EVERYBODY = EVERY_ORG | {UNIT}


class Block(StrEnum):
    """The parts of a dashboard in their order: first what to do, figures last."""

    TODO = "todo"
    GAPS = "gaps"
    FIGURES = "figures"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a dashboard stands: an organisation or a unit, and what of it the reader reaches.

    ``held`` are the roles that the reader has there.
    """

    owner: Org | Partner
    reach: Reach
    held: frozenset[str]

    @property
    def is_unit(self) -> bool:
        return isinstance(self.owner, Partner)

    @property
    def kind(self) -> str:
        return UNIT if isinstance(self.owner, Partner) else self.owner.kind

    @property
    def street(self) -> Org:
        """The sub-district of the place."""
        if isinstance(self.owner, Partner):
            return self.owner.street
        root: Org = self.owner.get_root()
        return root


@dataclass(frozen=True, slots=True)
class Measure:
    """One count of a tile: ``condition`` finds its rows among those of the tile.

    ``since`` names the field of the day or moment since when a row waits, ``who`` says in words
    of offices, never of persons, who has to decide. What ``is_urgent`` stands first on the wall,
    and beside every place on the dashboard above it. What ``decides`` waits for somebody's
    decision, not for work to be done: on the wall it stands before everything else.
    """

    key: str
    label: Any
    condition: Callable[[date], Any] = lambda _today: Q()
    since: str = ""
    who: Any = ""
    is_urgent: bool = False
    decides: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a tile: a count, of how many where it is a share, and the page of its rows.

    ``all_url`` is the page of all of which it is a share. A count of too few to be told is None,
    and ``hidden`` stands in its place.
    """

    key: str
    label: str
    count: int | None
    url: str
    of: int | None = None
    all_url: str = ""
    hidden: str = ""
    share: Decimal | None = None
    trend: Trend | None = None
    state: str = ""
    who: str = ""
    since: date | None = None
    is_urgent: bool = False
    decides: bool = False

    @property
    def has_waited(self) -> int | None:
        """For how many days the longest has waited."""
        return None if self.since is None else (timezone.localdate() - self.since).days


@dataclass(frozen=True, slots=True)
class Tile:
    """Counts over the same rows that are read together.

    ``rows`` finds what lies within a reach; ``listing`` is the key under which the list of the
    noun is registered. A tile that counts otherwise gives ``lines`` itself; one of ``standards``
    names the keys of indicators. ``kinds`` and ``roles`` say on whose dashboard it stands and who
    sees it. ``page`` leads from the tile to the page of the noun or its picture. What is restricted
    (D10) stands on the page alone: on no wall, in no file and not in the API. ``by_place`` counts
    rows of a sub-district within many reaches at once, where asking for each would add up.
    """

    key: str
    title: Any
    block: Block
    rows: Callable[[Reach], Any] | None = None
    listing: str = ""
    measures: Sequence[Measure] = ()
    lines: Callable[[Place], Sequence[Line]] | None = None
    standards: Sequence[str] = ()
    page: Callable[[Place], str] | None = None
    kinds: frozenset[str] = field(default=EVERY_ORG)
    roles: frozenset[str] = field(default=BUSINESS_ROLES)
    for_list: Callable[[Any], Any] = lambda rows: rows.for_list()
    is_restricted: bool = False
    by_place: Callable[[Any, Mapping[int, Reach]], Mapping[int, int]] | None = None

    def is_for(self, place: Place) -> bool:
        return place.kind in self.kinds and not place.held.isdisjoint(self.roles)

    def measure(self, key: str) -> Measure:
        """Raises KeyError for a count that the tile does not make."""
        found = next((each for each in self.measures if each.key == key), None)
        if found is None or self.rows is None:
            raise KeyError(key)
        return found


_TILES: dict[str, Tile] = {}


def register_tiles(*tiles: Tile) -> None:
    """Let the dashboards show further tiles; they stand in the order of their registration."""
    for tile in tiles:
        _TILES[tile.key] = tile


def tiles(place: Place, block: Block | None = None) -> list[Tile]:
    """The tiles of a place that its reader may see."""
    return [
        tile
        for tile in _TILES.values()
        if (block is None or tile.block == block) and tile.is_for(place)
    ]


def lines_of(tile: Tile, place: Place, figures: Iterable[Figure] = ()) -> list[Line]:
    """The lines of a tile, those that are counted in one query."""
    if tile.lines is not None:
        return list(tile.lines(place))
    if tile.standards:
        found = {figure.indicator.key: figure for figure in figures}
        return [_share(found[key]) for key in tile.standards if key in found]
    return _counted(tile, place)


def counted_rows(tile: Tile, measure: Measure, reach: Reach) -> Any:
    """Exactly the rows that one count of a tile counts."""
    if tile.rows is None:
        raise KeyError(measure.key)
    return tile.rows(reach).filter(measure.condition(timezone.localdate()))


def rows_url(tile: Tile, measure: Measure, owner: Org | Partner) -> str:
    """The page of exactly the rows that one count of a tile counts."""
    name = "orgs:partner-tile" if isinstance(owner, Partner) else "orgs:org-tile"
    return reverse(name, args=[owner.public_id, tile.key, measure.key])


def _counted(tile: Tile, place: Place) -> list[Line]:
    if tile.rows is None:
        return []
    today = timezone.localdate()
    asked: dict[str, Any] = {}
    for number, measure in enumerate(tile.measures):
        condition = Q(measure.condition(today))
        asked[f"n_{number}"] = Count("pk", filter=condition)
        if measure.since:
            asked[f"since_{number}"] = Min(measure.since, filter=condition)
    found = tile.rows(place.reach).order_by().aggregate(**asked)
    return [
        Line(
            key=measure.key,
            label=str(measure.label),
            count=found[f"n_{number}"],
            url=rows_url(tile, measure, place.owner),
            who=str(measure.who),
            since=_day(found.get(f"since_{number}")),
            is_urgent=measure.is_urgent,
            decides=measure.decides,
        )
        for number, measure in enumerate(tile.measures)
    ]


def _share(figure: Figure) -> Line:
    share = figure.share
    return Line(
        key=figure.indicator.key,
        label=str(figure.indicator.label),
        count=figure.met,
        of=figure.of,
        share=None if share is None else share.quantize(Decimal("0.1"), ROUND_DOWN),
        url=figure.url_met,
        state="" if figure.is_met is None else "met" if figure.is_met else "short",
    )


def _day(found: date | datetime | None) -> date | None:
    return timezone.localdate(found) if isinstance(found, datetime) else found
