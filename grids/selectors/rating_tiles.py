"""What the dashboards show of the quarterly rating: what it waits for, and the plates."""

from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from grids.indicators.ratings import in_last_round, plates_below
from grids.models import Objection, Plate, RatingRound
from grids.rating_enums import PlateKind, RatingState
from grids.selectors.tiles import WORKS_IN_GRIDS
from orgs.enums import OrgKind, Role
from orgs.scoping import Reach
from orgs.selectors.tiles import Block, Measure, Tile, register_tiles

STREETS = frozenset({OrgKind.COMMITTEE})
DECIDERS = frozenset({Role.OFFICE, Role.LEADER})


def _rounds(reach: Reach) -> Any:
    return RatingRound.objects.filter(reach.streets("street"))


def _objections(reach: Reach) -> Any:
    return Objection.objects.open().filter(reach.streets("score__rating_round__street"))


def plates_within(reach: Reach) -> Any:
    """Plates of the last published rating, below a sub-district of the firms that serve there."""
    return in_last_round(Plate.objects.filter(plates_below(reach)))


def _is(kind: PlateKind) -> Any:
    return lambda _today: Q(kind=kind)


TILES = (
    Tile(
        key="ratings-waiting",
        title=_("Rating of property firms"),
        block=Block.TODO,
        rows=_rounds,
        listing="rating-rounds",
        page=lambda _place: reverse("grids:ratings"),
        kinds=STREETS,
        roles=DECIDERS,
        measures=(
            Measure(
                "review",
                _("Rating rounds to be reviewed"),
                lambda _today: Q(state=RatingState.SCORED),
                since="updated_at",
                who=_("office: somebody else than who scored it"),
                decides=True,
            ),
            Measure(
                "publish",
                _("Ratings whose plates are to be published"),
                lambda today: Q(state=RatingState.ANNOUNCED, objections_until__lt=today),
                since="objections_until",
                who=_("Party-building office"),
                decides=True,
            ),
        ),
    ),
    Tile(
        key="objections-waiting",
        title=_("Objections to ratings"),
        block=Block.TODO,
        rows=_objections,
        listing="objections",
        page=lambda _place: reverse("grids:objections"),
        kinds=STREETS,
        roles=DECIDERS,
        measures=(
            Measure(
                "decide",
                _("Objections to ratings to be decided"),
                since="filed_on",
                who=_("two reviewers of the office or leaders"),
                decides=True,
            ),
        ),
    ),
    Tile(
        key="plates",
        title=pgettext_lazy("tile", "Plates of the last published rating"),
        block=Block.FIGURES,
        rows=plates_within,
        listing="plates",
        page=lambda _place: reverse("grids:plates"),
        roles=WORKS_IN_GRIDS,
        measures=tuple(Measure(kind.value, kind.label, _is(kind)) for kind in PlateKind),
    ),
)


def register() -> None:
    """Make the tiles of the rating known."""
    register_tiles(*TILES)
