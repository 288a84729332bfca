"""Where holders of grid posts of a sub-district come from: the words of the plans and its own."""

from dataclasses import dataclass

from grids.enums import GridPostKind, GridTier
from grids.models import GridPost, GridPostSource
from grids.posts import CADRES, SOURCES
from orgs.models import Org


@dataclass(frozen=True, slots=True)
class Source:
    """One word of the list; ``aliases`` are the other words offices use for it."""

    name: str
    aliases: str
    is_cadre: bool
    is_used: bool


def sources_of(street: Org) -> list[Source]:
    """The list of a sub-district: that of the plans (rules 7), as its office altered it."""
    found = {
        name: Source(name, aliases, name in CADRES, is_used=True)
        for name, aliases in SOURCES.items()
    }
    for row in GridPostSource.objects.filter(street=street):
        found[row.name] = Source(row.name, row.aliases, row.is_cadre, row.is_used)
    return list(found.values())


def names_in_use(street: Org) -> list[str]:
    """The words that may be chosen today."""
    return [source.name for source in sources_of(street) if source.is_used]


def cadres_of(street: Org) -> frozenset[str]:
    """The words that mean a cadre in this sub-district."""
    return frozenset(source.name for source in sources_of(street) if source.is_cadre)


def is_unusual(post: GridPost) -> bool:
    """True for the lead of a unit grid who comes from elsewhere than the cadres (R-198, A-34)."""
    leads_unit = post.kind == GridPostKind.LEAD and post.grid.tier == GridTier.UNIT
    return leads_unit and bool(post.source) and post.source not in cadres_of(post.grid.street)
