"""What people ask about grids: the tree down to one, those found by a word, sums, posts, ties."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, Q, QuerySet, Sum
from django.urls import reverse
from django.utils.translation import gettext as _

from grids.enums import ORG_KIND_OF_TIER, GridPostKind, GridTier
from grids.models import Grid, GridPost
from orgs.enums import OrgKind
from orgs.models import AuditEntry, Org, User
from orgs.scoping import Span, reach_of
from orgs.selectors.trail import LATEST, TrailLine, in_words
from orgs.selectors.trees import Opened, Search, opened, search_in
from partybuild.pages import Fact


def way_to_grid(grid: Grid, *, reader: User) -> list[Grid]:
    """The grids from the topmost that the reader can see down to this one."""
    above = grid.get_ancestors(include_self=True).values("pk")
    return list(Grid.objects.visible_to(reader).filter(pk__in=above).order_by("lft"))


def tree_down_to(grid: Grid | None, *, reader: User) -> Opened:
    """The topmost grids within reach, opened down to this one and once below it."""
    tops = Grid.objects.tops(reach_of(reader)).for_list()
    return opened(tops, way_to_grid(grid, reader=reader) if grid else [])


def search_grids(text: str, *, reader: User) -> Search:
    """Grids within reach whose name or code contains every word of the text."""
    return search_in(Grid.objects.visible_to(reader), text)


def places_of(name: str, *, reader: User) -> list[Span]:
    """Where the grids of this code or public id that the reader can see stand."""
    tops = Grid.objects.visible_to(reader).named(name)
    return list(tops.values_list("tree_id", "lft", "rght"))


COUNTED = ("building_count", "household_count", "resident_count", "floating_count")


@dataclass(frozen=True, slots=True)
class Sums:
    """One count of a grid: what it says itself, its grids directly below, and its base grids."""

    name: str
    own: int | None
    children: int | None
    bases: int | None

    @property
    def difference(self) -> int | None:
        """How far the grid and those in it disagree; None where one of them says nothing."""
        if self.own is None or self.children is None:
            return None
        return self.own - self.children


def base_count(grid: Grid) -> int:
    """How many base grids in use lie at or below a grid."""
    count: int = Grid.objects.under(grid).active().of_tier(GridTier.BASE).count()
    return count


def sums_of(grid: Grid) -> list[Sums]:
    """The counts of a grid beside those in it, added up; nobody is named (D3).

    Base grids are the bricks (R-081): added up alone, so that nothing counts twice.
    """
    is_child, is_base = Q(parent=grid), Q(tier=GridTier.BASE)
    found = (
        Grid.objects.under(grid)
        .active()
        .aggregate(
            **{f"{name}_children": Sum(name, filter=is_child) for name in COUNTED},
            **{f"{name}_bases": Sum(name, filter=is_base) for name in COUNTED},
        )
    )
    return [
        Sums(name, getattr(grid, name), found[f"{name}_children"], found[f"{name}_bases"])
        for name in COUNTED
    ]


def posts_of(grid: Grid) -> QuerySet[GridPost]:
    """Who holds a post of the grid today, its lead first."""
    rows: QuerySet[GridPost] = grid.posts.current().order_by("kind", "pk")
    return rows


def with_leads(rows: Any) -> Any:
    """Grids, each with its present lead in ``leads``, for one more query."""
    held = GridPost.objects.current().filter(kind=GridPostKind.LEAD)
    return rows.prefetch_related(Prefetch("posts", held, to_attr="leads"))


def history_of_grid(grid: Grid) -> list[TrailLine]:
    """The latest deeds on the grid and on its posts."""
    posts = [str(public_id) for public_id in grid.posts.values_list("public_id", flat=True)]
    itself = Q(subject_type=Grid._meta.label_lower, subject_id=str(grid.public_id))
    of_posts = Q(subject_type=GridPost._meta.label_lower, subject_id__in=posts)
    entries = AuditEntry.objects.filter(itself | of_posts).exclude(verb="contact.read").for_list()
    return [in_words(entry) for entry in entries[:LATEST]]


def ties_of_org(org: Org, reader: User) -> Iterator[Fact]:
    """The grid that goes with an organisation, or the grids of a community, for its page."""
    if org.kind in ORG_KIND_OF_TIER.values():
        grid = Grid.objects.visible_to(reader).filter(org=org).first()
        yield Fact(_("grid"), grid, grid.get_absolute_url() if grid else "")
    elif org.kind == OrgKind.COMMUNITY_COMMITTEE:
        count = Grid.objects.visible_to(reader).active().filter(community=org).count()
        url = f"{reverse('grids:grid-list')}?community={org.public_id}"
        yield Fact(_("unit grids"), count, url if count else "")
