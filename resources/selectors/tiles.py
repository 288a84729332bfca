"""What the dashboards show of the three lists."""

from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from orgs.models import Org
from orgs.scoping import Reach
from orgs.selectors.tiles import EVERYBODY, Block, Measure, Place, Tile, register_tiles
from resources.enums import NeedState, ProjectState, ResourceState
from resources.models import Match, Need, Project, Resource
from resources.models.ownership import owned_within


def _needs(reach: Reach) -> Any:
    return Need.objects.filter(owned_within(reach))


def _resources(reach: Reach) -> Any:
    return Resource.objects.filter(owned_within(reach))


def _flows(place: Place) -> str:
    """The flow picture, of an area or a community that of its own needs."""
    address = reverse("resources:flows")
    is_part = isinstance(place.owner, Org) and place.owner.parent_id is not None
    return f"{address}?place={place.owner.public_id}" if is_part else address


TILES = (
    Tile(
        key="matches-waiting",
        title=_("Matches"),
        block=Block.TODO,
        rows=lambda reach: Match.objects.within(reach).proposed(),
        listing="matches",
        page=lambda _place: reverse("resources:matches"),
        kinds=EVERYBODY,
        measures=(
            Measure(
                "unanswered",
                _("Matches that were not answered yet"),
                since="created_at",
                who=_("both sides of the match"),
                is_urgent=True,
            ),
        ),
    ),
    Tile(
        key="needs-waiting",
        title=_("Needs"),
        block=Block.TODO,
        rows=_needs,
        listing="needs",
        kinds=EVERYBODY,
        measures=(
            Measure(
                "review",
                _("Needs to be reviewed"),
                lambda _today: Q(state=NeedState.SUBMITTED),
                since="updated_at",
                who=_("Party-building office"),
            ),
        ),
    ),
    Tile(
        key="resources-waiting",
        title=_("Resources"),
        block=Block.TODO,
        rows=_resources,
        listing="resources",
        kinds=EVERYBODY,
        measures=(
            Measure(
                "review",
                _("Resources to be reviewed"),
                lambda _today: Q(state=ResourceState.SUBMITTED),
                since="updated_at",
                who=_("Party-building office"),
            ),
        ),
    ),
    Tile(
        key="projects-waiting",
        title=_("Projects"),
        block=Block.TODO,
        rows=Project.objects.within,
        listing="projects",
        kinds=EVERYBODY,
        measures=(
            Measure(
                "decide",
                _("Projects to be classified or approved"),
                lambda _today: Q(
                    state__in=(ProjectState.FILED, ProjectState.REVIEWED, ProjectState.CLASSED)
                ),
                since="updated_at",
                who=_("Party-building office and leaders"),
            ),
        ),
    ),
    Tile(
        key="needs",
        title=_("Three lists: where the needs stand"),
        block=Block.FIGURES,
        rows=_needs,
        listing="needs",
        page=_flows,
        kinds=EVERYBODY,
        measures=(
            Measure("listed", NeedState.LISTED.label, lambda _t: Q(state=NeedState.LISTED)),
            Measure("matched", NeedState.MATCHED.label, lambda _t: Q(state=NeedState.MATCHED)),
            Measure("solved", NeedState.SOLVED.label, lambda _t: Q(state=NeedState.SOLVED)),
            Measure("shelved", NeedState.SHELVED.label, lambda _t: Q(state=NeedState.SHELVED)),
        ),
    ),
)


def register() -> None:
    """Make the tiles of this app known."""
    register_tiles(*TILES)
