"""What the dashboards show of organisations: terms that are over, and how many there are."""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from orgs.enums import OrgKind, RotationState
from orgs.models import Org, Rotation
from orgs.scoping import Reach
from orgs.selectors.orgs import with_held_posts
from orgs.selectors.tiles import Block, Measure, Tile, register_tiles


def _orgs(reach: Reach) -> Any:
    return Org.objects.within(reach).active()


def _is(kind: OrgKind) -> Any:
    return lambda _today: Q(kind=kind)


def _turns(reach: Reach) -> Any:
    member = reach.orgs("membership__member_org") | reach.partners("membership__member_partner")
    return Rotation.objects.filter(reach.streets("circle__street") | member)


TILES = (
    Tile(
        key="terms",
        title=_("Terms of office"),
        block=Block.TODO,
        rows=_orgs,
        listing="orgs",
        for_list=lambda rows: with_held_posts(rows.for_list()),
        measures=(
            Measure(
                "over",
                _("Committees whose term is over"),
                lambda today: Q(term_ends_on__lt=today),
                since="term_ends_on",
                who=_("superior organisation"),
            ),
        ),
    ),
    Tile(
        key="turns",
        title=_("Turns at leading a circle"),
        block=Block.TODO,
        rows=_turns,
        listing="rotations",
        measures=(
            Measure(
                "late",
                _("Turns that are over and not handed on"),
                lambda today: Q(state=RotationState.ON_DUTY, ends_on__lt=today),
                since="ends_on",
                who=_("core member of the circle"),
            ),
        ),
    ),
    Tile(
        key="orgs",
        title=_("Organisations"),
        block=Block.FIGURES,
        rows=_orgs,
        listing="orgs",
        for_list=lambda rows: with_held_posts(rows.for_list()),
        measures=tuple(Measure(kind.value, kind.label, _is(kind)) for kind in OrgKind),
    ),
)


def register() -> None:
    """Make the tiles of this app known."""
    register_tiles(*TILES)
