"""What each kind of grid post is: where it stands, how often it is held, who usually holds it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from grids.enums import GridPostKind, GridTier

_ALL = frozenset(GridTier)
_AREA, _UNIT, _BASE = (frozenset({tier}) for tier in GridTier)


@dataclass(frozen=True, slots=True)
class GridPostRule:
    """One row of the table of grid posts.

    ``stands_in`` are the tiers that can have the post, ``needed_in`` those that must. ``sources``
    are the words for where its holders come from by default, by tier; none of them is demanded.
    A post ``for_a_unit`` is that of a partner unit, and its holder speaks for the unit.
    """

    stands_in: frozenset[GridTier] = _ALL
    needed_in: frozenset[GridTier] = frozenset()
    is_single: bool = False
    for_a_unit: bool = False
    sources: Mapping[str, tuple[str, ...]] | None = None

    def usual_sources(self, tier: str) -> tuple[str, ...]:
        return (self.sources or {}).get(tier, ())


_CADRES = ("街道干部", "村(社区)两委", "专职社工")
_MEMBERS = ("社区党员", "物业党员", "业委会党员")
_NEIGHBOURS = ("社会组织成员", "居民小组长", "理事长", "楼栋长", "单元长")
_IN_SERVICE = ("在职党员",)

GRID_POSTS: Final[Mapping[str, GridPostRule]] = {
    # a cadre leads a unit grid; a base grid may be led by a volunteer.
    GridPostKind.LEAD: GridPostRule(
        needed_in=_UNIT | _BASE,
        is_single=True,
        sources={
            GridTier.AREA: _CADRES[:1],
            GridTier.UNIT: _CADRES,
            GridTier.BASE: (*_MEMBERS, *_NEIGHBOURS, *_IN_SERVICE),
        },
    ),
    # full-time and part-time, from the neighbourhood and from afar.
    GridPostKind.WORKER: GridPostRule(
        sources=dict.fromkeys(GridTier, (*_CADRES[1:], *_MEMBERS, *_NEIGHBOURS, *_IN_SERVICE))
    ),
    # staff of the sub-district, sent down.
    GridPostKind.INSTRUCTOR: GridPostRule(
        stands_in=_AREA | _UNIT,
        needed_in=_UNIT,
        sources=dict.fromkeys(GridTier, _CADRES[:1]),
    ),
    GridPostKind.BUILDING_LEAD: GridPostRule(
        stands_in=_UNIT | _BASE,
        sources=dict.fromkeys(GridTier, ("楼栋长", *_MEMBERS, *_IN_SERVICE)),
    ),
    GridPostKind.STAIRWELL_LEAD: GridPostRule(
        stands_in=_UNIT | _BASE,
        sources=dict.fromkeys(GridTier, ("单元长", *_MEMBERS, *_IN_SERVICE)),
    ),
    # a unit answers for streets and courtyards, a cadre for buildings and stairwells.
    GridPostKind.RESPONSIBLE_UNIT: GridPostRule(stands_in=_UNIT | _BASE, for_a_unit=True),
    GridPostKind.RESPONSIBLE_CADRE: GridPostRule(
        stands_in=_UNIT | _BASE,
        sources=dict.fromkeys(GridTier, (*_CADRES[:1], *_IN_SERVICE)),
    ),
}

# Where holders of grid posts come from (rules 7), with the other words offices use for it.
SOURCES: Final[Mapping[str, str]] = {
    "街道干部": "街道中层干部 街道工作人员 街道下派 机关干部 街道选派",
    "村(社区)两委": "两委 两委干部 两委成员 社区两委 村社区两委干部 村两委 社区干部 社区两委干部",
    "专职社工": "社区专职工作者 社区专职社工 专职社区工作者 社区工作者 社工 专职",
    "社区党员": "社区热心党员 热心党员 居民党员 党员志愿者",
    "物业党员": "物业企业党员 物业公司党员 物业",
    "业委会党员": "业主委员会党员 业委会 业主委员会",
    "社会组织成员": "社会组织 社会组织人员",
    "居民小组长": "小组长 居民组长",
    "理事长": "居民理事会理事长 理事会理事长",
    "楼栋长": "楼长 楼组长",
    "单元长": "楼门长",
    "在职党员": "双报到党员 报到党员 在职报到党员",
}
CADRES: Final = frozenset(_CADRES)
SINGLE_POSTS: Final = frozenset(kind for kind, rule in GRID_POSTS.items() if rule.is_single)
UNIT_POSTS: Final = frozenset(kind for kind, rule in GRID_POSTS.items() if rule.for_a_unit)
NEEDED_POSTS: Final = tuple(kind for kind in GridPostKind if GRID_POSTS[kind].needed_in)


def posts_in(tier: str) -> list[GridPostKind]:
    """The posts that a grid of this tier can have, in the order of the list of posts."""
    return [kind for kind in GridPostKind if tier in GRID_POSTS[kind].stands_in]


def posts_needed_in(tier: str) -> list[GridPostKind]:
    """The posts that a grid of this tier must have."""
    return [kind for kind in GridPostKind if tier in GRID_POSTS[kind].needed_in]


def source_of(word: str, known: Iterable[tuple[str, str]]) -> str:
    """The source that an office means by this word; the word itself where nobody knows it."""
    bare = _bare(word)
    for source, others in known:
        if bare == _bare(source) or bare in map(_bare, others.split()):
            return source
    return word


def _bare(word: str) -> str:
    return "".join(sign for sign in word if sign.isalnum())
