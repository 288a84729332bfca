"""Is the grid tree sound, and is every grid tied to what it may be tied to?"""

from collections.abc import Iterator

from django.db.models import F, Q
from django.utils.translation import gettext as _

from grids.enums import ORG_KIND_OF_TIER, PARENT_TIER, GridStatus, GridTier
from grids.models import Grid
from orgs.enums import OrgKind
from orgs.selectors.soundness import tree_breaches


def grid_breaches() -> list[str]:
    """Everything that is wrong with the grid tree: its numbers, tiers, streets and ties."""
    return [*tree_breaches(Grid), *_tier_breaches(), *_tie_breaches()]


def _tier_breaches() -> Iterator[str]:
    facts = (
        "code",
        "name",
        "tier",
        "status",
        "street_id",
        "parent__tier",
        "parent__status",
        "parent__street_id",
        "parent__name",
    )
    rows = Grid.objects.order_by("tree_id", "lft").values_list(*facts)
    for code, name, tier, status, street, *above in rows.iterator(chunk_size=2000):
        node = f"{code} {name}"
        above_tier, above_status, above_street, above_name = above
        if above_tier != PARENT_TIER[tier]:
            yield _("%(node)s: a %(tier)s may not lie directly in a %(superior)s.") % {
                "node": node,
                "tier": GridTier(tier).label,
                "superior": GridTier(above_tier).label if above_tier else _("nothing"),
            }
        if above_tier and above_street != street:
            yield _("%(node)s lies in another sub-district than %(other)s.") % {
                "node": node,
                "other": above_name,
            }
        if (status, above_status) == (GridStatus.ACTIVE, GridStatus.CLOSED):
            yield _("%(node)s is in use, and its superior %(other)s is closed.") % {
                "node": node,
                "other": above_name,
            }


def _tie_breaches() -> Iterator[str]:
    """N-03 and A-35. That an organisation goes with one grid only, the database holds itself."""
    fitting = Q()
    for tier, kind in ORG_KIND_OF_TIER.items():
        fitting |= Q(tier=tier, org__kind=kind)
    tied = Grid.objects.filter(org__isnull=False).select_related("org")
    for grid in tied.exclude(fitting):
        yield _("%(node)s: a %(tier)s does not go with %(other)s.") % {
            "node": f"{grid.code} {grid.name}",
            "tier": grid.get_tier_display(),
            "other": grid.org,
        }
    for grid in tied.exclude(org__tree_id=F("street__tree_id")):
        yield _("%(node)s goes with %(other)s of another sub-district.") % {
            "node": f"{grid.code} {grid.name}",
            "other": grid.org,
        }
    in_place = Q(
        tier=GridTier.UNIT,
        community__kind=OrgKind.COMMUNITY_COMMITTEE,
        community__tree_id=F("street__tree_id"),
    )
    assigned = Grid.objects.filter(community__isnull=False).select_related("community")
    for grid in assigned.exclude(in_place):
        yield _("%(node)s cannot belong to %(other)s.") % {
            "node": f"{grid.code} {grid.name}",
            "other": grid.community,
        }
