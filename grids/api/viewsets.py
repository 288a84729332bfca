"""Grids and their posts over HTTP: reading, and one endpoint for each deed."""

from typing import Any

from django.http import Http404
from rest_framework.exceptions import ValidationError

from grids.api.fields import VisibleGridField
from grids.api.filters import GridFilter, GridPostFilter
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
from grids.models import Grid, GridPost
from grids.services import coverage, grids, links, posts
from orgs.api.deeds import AmendingMixin, CreatingMixin, NounViewSet, amends, creates, steps
from orgs.api.serializers import CloseInput, EndPostInput


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
        return Grid.objects.visible_to(self.request.user).for_list()

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
