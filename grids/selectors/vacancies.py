"""Posts that must be held and are not (R-070, R-071)."""

from datetime import date
from typing import Any

from django.db.models import Case, Exists, OuterRef, Q, Value, When
from django.utils import timezone

from grids.enums import GridPostKind
from grids.models import Grid, GridPost
from grids.posts import GRID_POSTS, NEEDED_POSTS, posts_needed_in
from orgs.models import User


def lacks(kind: str, today: date) -> Any:
    """Condition: the grid must have this post, and nobody holds it."""
    held = GridPost.objects.current(today).filter(grid=OuterRef("pk"), kind=kind)
    return Q(tier__in=sorted(GRID_POSTS[kind].needed_in)) & ~Exists(held)


def grids_with_vacancies(*, reader: User, today: date | None = None) -> Any:
    """Grids within reach with a post to fill; which, their ``lacks_…`` say."""
    today = today or timezone.localdate()
    conditions = {kind: lacks(kind, today) for kind in NEEDED_POSTS}
    rows = (
        Grid.objects.visible_to(reader)
        .active()
        .annotate(
            **{
                f"lacks_{kind}": Case(When(condition, then=Value(True)), default=Value(False))
                for kind, condition in conditions.items()
            }
        )
    )
    some = Q()
    for kind in NEEDED_POSTS:
        some |= Q(**{f"lacks_{kind}": True})
    return rows.filter(some)


def vacant_kinds(grid: Any) -> list[GridPostKind]:
    """The posts to fill of a grid found by ``grids_with_vacancies``."""
    return [kind for kind in NEEDED_POSTS if getattr(grid, f"lacks_{kind}")]


def vacancies_of(grid: Grid, today: date | None = None) -> list[GridPostKind]:
    """The posts to fill of one grid."""
    held = set(grid.posts.current(today).values_list("kind", flat=True))
    return [kind for kind in posts_needed_in(grid.tier) if kind not in held]
