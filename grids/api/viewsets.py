"""Grids and their posts over HTTP: reading, and one endpoint for each deed."""

from typing import Any

from django.http import Http404
from rest_framework.exceptions import ValidationError

from grids.api.fields import VisibleGridField
from grids.api.filters import GridFilter, GridPostFilter
from grids.api.redrawing import (
    GatherInput,
    KeepSourceInput,
    MergeInput,
    SourceSerializer,
    SplitInput,
    split,
)
from grids.api.serializers import (
    AmendGridInput,
    AmendGridPostInput,
    AssignInput,
    FillGridPostInput,
    GridPostSerializer,
    GridSerializer,
    LinkInput,
    MoveGridInput,
    NearestInput,
    OpenGridInput,
)
from grids.models import Grid, GridPost, GridPostSource
from grids.services import coverage, grids, links, posts, redrawing, sources
from orgs.api.deeds import AmendingMixin, CreatingMixin, NounViewSet, amends, creates, steps
from orgs.api.serializers import CloseInput, EndPostInput


def _merge(*, grid: Grid, **facts: Any) -> Grid:
    """Merge grids of one tier into one of them, which keeps its code; the others are retired."""
    return redrawing.merge_grids(into=grid, **facts)


def _gather(*, grid: Grid, **facts: Any) -> Grid:
    """Hang many grids under another superior at once; all of them or none (R-081)."""
    return redrawing.move_grids(new_parent=grid, **facts)


@creates(grids.open_grid, OpenGridInput)
@amends("grid", grids.amend_grid, AmendGridInput)
@steps(
    "grid",
    {
        "move": (grids.move_grid, MoveGridInput),
        "close": (grids.close_grid, CloseInput),
        "link": (links.link_grid_to_org, LinkInput),
        "name_nearest": (coverage.name_nearest_facility, NearestInput),
        "assign": (links.assign_community, AssignInput),
        "split": (split, SplitInput),
        "gather": (_gather, GatherInput),
        "merge": (_merge, MergeInput),
    },
)
class GridViewSet(CreatingMixin, AmendingMixin, NounViewSet):
    """Grids within your reach, named by their code or their public id."""

    queryset = Grid.objects.none()
    serializer_class = GridSerializer
    filterset_class = GridFilter
    lookup_value_regex = "[^/]+"
    search_fields = ["name", "code"]
    ordering_fields = ["code", "name", "household_count", "resident_count"]

    def get_queryset(self) -> Any:
        user = self.request.user
        return Grid.objects.visible_to(user).with_keeping(user).for_list()

    def get_object(self) -> Grid:
        found = list(self.get_queryset().named(self.kwargs["public_id"])[:2])
        if not found:
            raise Http404
        if len(found) > 1:
            raise ValidationError(VisibleGridField.default_error_messages["ambiguous"])
        return found[0]


@creates(posts.fill_grid_post, FillGridPostInput)
@steps(
    "post",
    {
        "amend": (posts.amend_grid_post, AmendGridPostInput),
        "end": (posts.end_grid_post, EndPostInput),
    },
)
class GridPostViewSet(CreatingMixin, NounViewSet):
    """Who holds which post in the grids within your reach."""

    queryset = GridPost.objects.none()
    serializer_class = GridPostSerializer
    filterset_class = GridPostFilter
    search_fields = ["person_name", "grid__name", "grid__code"]
    ordering_fields = ["starts_on", "ends_on", "person_name"]

    def get_queryset(self) -> Any:
        return GridPost.objects.visible_to(self.request.user).for_list()


@creates(sources.keep_source, KeepSourceInput)
class GridPostSourceViewSet(CreatingMixin, NounViewSet):
    """Words of your sub-districts for where grid staff come from, beside those of the plans."""

    queryset = GridPostSource.objects.none()
    serializer_class = SourceSerializer

    def get_queryset(self) -> Any:
        rows = GridPostSource.objects.visible_to(self.request.user)
        return rows.select_related("street").order_by("pk")
