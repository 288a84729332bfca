"""A grid: its facts, ties, posts, sums and history, and what can be done to it."""

from functools import partial
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from grids.enums import GridStatus, GridTier
from grids.exports.grids import GRID_LEDGER
from grids.forms.facilities import NearestForm
from grids.forms.grids import (
    TIER_BELOW,
    AmendGridForm,
    AssignForm,
    LinkForm,
    MoveGridForm,
    OpenAreaForm,
    OpenGridForm,
)
from grids.forms.posts import GridPostForm
from grids.indicators.grids import SUBJECT
from grids.models import Grid
from grids.permissions import may_keep, may_shape
from grids.selectors.grids import (
    base_count,
    history_of_grid,
    posts_of,
    sums_of,
    way_to_grid,
    with_leads,
)
from grids.selectors.places import successions_of
from grids.selectors.vacancies import vacancies_of
from grids.services import coverage, grids, links, posts
from grids.views.narrowing import GridListFilter
from orgs.enums import Role
from orgs.forms.orgs import CloseForm
from orgs.models import User
from orgs.permissions import roles_of
from orgs.scoping import reach_of
from orgs.selectors.contacts import contact_of
from orgs.selectors.indicators import Gap, counted, gap_of, indicators
from orgs.views.deeds import DeedForm, Offer, Step, deed_view, offer
from partybuild.http import perform
from partybuild.listing import Column, Empty, Kind, Listing, list_page
from partybuild.pages import Crumb, Fact, yes_or_no
from partybuild.trees import AT_ONCE

GRIDS = Listing(
    key="grids",
    ledger="grids",
    title=_("List of grids"),
    columns=(
        Column("name", _("name"), in_export=False),
        Column("code", _("code"), kind=Kind.CODE, in_export=False),
        Column("parent.name", _("superior grid"), in_export=False),
        Column("community.name", _("community"), in_export=False),
        Column("household_count", _("households"), kind=Kind.SUPPRESSED, in_export=False),
        Column("resident_count", _("permanent residents"), kind=Kind.SUPPRESSED, in_export=False),
        Column(
            "lead",
            _("grid lead"),
            value=lambda grid: "、".join(post.person_name for post in grid.leads),
            in_export=False,
        ),
        Column("status", _("status"), kind=Kind.STATE, in_export=False),
        *GRID_LEDGER,
    ),
    filterset=GridListFilter,
    tabs="tier",
    search=("name", "code"),
    order=("tree_id", "lft"),
    empty=Empty(_("Here stand the grids you work in: areas, units and base grids.")),
)


def open_below(*, grid: Grid, actor: User, **facts: Any) -> Grid:
    """Cut a grid of the next tier out of the one whose page it is."""
    tier = TIER_BELOW[GridTier(grid.tier)]
    return grids.open_grid(street=grid.street, parent=grid, tier=tier, actor=actor, **facts)


STEPS = {
    "open": Step(open_below, OpenGridForm),
    "amend": Step(grids.amend_grid, AmendGridForm),
    "fill": Step(posts.fill_grid_post, GridPostForm),
    "link": Step(links.link_grid_to_org, LinkForm),
    "assign": Step(links.assign_community, AssignForm),
    "name_nearest": Step(coverage.name_nearest_facility, NearestForm),
    "move": Step(grids.move_grid, MoveGridForm),
    "close": Step(grids.close_grid, CloseForm),
}
LABELS = {
    "open": _("Open a grid below"),
    "amend": _("Correct"),
    "fill": _("Fill a post"),
    "link": _("Link with an organisation"),
    "assign": _("Assign to a community"),
    "name_nearest": _("Nearest centre"),
    "move": _("Put into another grid"),
    "close": _("Retire the grid"),
}
REDRAWINGS = {
    "grids:grid-split": _("Split the grid"),
    "grids:grid-merge": _("Merge grids into this one"),
    "grids:grid-gather": _("Take over grids"),
}
SIDE_LABELS = {
    "east": _("boundary to the east"),
    "south": _("boundary to the south"),
    "west": _("boundary to the west"),
    "north": _("boundary to the north"),
}
COUNT_LABELS = {
    "building_count": _("buildings"),
    "household_count": _("households"),
    "resident_count": _("permanent residents"),
    "floating_count": _("floating residents"),
}


@require_http_methods(["GET", "HEAD", "POST"])
def grid_list(request: HttpRequest) -> HttpResponseBase:
    """The grids within reach as a list, and as the ledger of grids."""
    mine = Grid.objects.visible_to(request.user).with_keeping(request.user)
    rows = with_leads(mine.for_list())
    trail = [Crumb(_("Grids"), reverse("grids:grids"))]
    return list_page(request, GRIDS, rows, context={"trail": trail})


@require_http_methods(["GET", "HEAD", "POST"])
def area_open(request: HttpRequest) -> HttpResponse:
    """Cut a new area out of a sub-district."""
    if Role.OFFICE not in roles_of(request.user):
        raise PermissionDenied
    form = OpenAreaForm(request.POST or None, reader=request.user)

    def page(*, form: Any = form, status: int = 200) -> HttpResponse:
        trail = [Crumb(_("Grids"), reverse("grids:grids"))]
        context = {"form": form, "trail": trail}
        return render(request, "grids/area_open.html", context, status=status)

    if request.method != "POST":
        return page()
    opening = partial(grids.open_grid, tier=GridTier.AREA, parent=None)
    return perform(request, form=form, deed=opening, page=page)


@require_safe
def grid_detail(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One grid and everything in it, added up."""
    rows = Grid.objects.visible_to(request.user).for_list()
    return _grid_page(request, get_object_or_404(rows, public_id=public_id))


def _grid_page(
    request: HttpRequest,
    grid: Grid,
    *,
    failed: tuple[str, DeedForm] | None = None,
    status: int = 200,
) -> HttpResponse:
    reader: Any = request.user
    way = way_to_grid(grid, reader=reader)
    children = list(grid.get_children()[: AT_ONCE + 1])
    is_active = grid.status == GridStatus.ACTIVE
    shapes = may_shape(reader, grid)
    keeps = shapes or may_keep(reader, grid)
    context = {
        "grid": grid,
        "way": [Crumb(_("Grids"), reverse("grids:grids")), *way[:-1]],
        "offers": _offers(grid, reader, failed, shapes=shapes, keeps=keeps),
        "facts": _facts(grid, reader, sees_above=len(way) > 1),
        "bases": base_count(grid),
        "sums": [(COUNT_LABELS[each.name], each) for each in sums_of(grid)],
        "is_kept": keeps,
        "redrawings": _redrawings(grid) if shapes and is_active else [],
        "successions": successions_of(grid),
        "posts": [(post, contact_of(post)) for post in posts_of(grid)],
        "vacancies": [kind.label for kind in vacancies_of(grid)] if is_active else [],
        "children": children[:AT_ONCE],
        "has_more": len(children) > AT_ONCE,
        "gaps": _gaps(grid),
        "history": history_of_grid(grid),
    }
    return render(request, "grids/grid_detail.html", context, status=status)


def _gaps(grid: Grid) -> list[Gap]:
    """What is missing in the grid and below, each leading to its rows there."""
    below = Grid.objects.under(grid).active()
    query = f"?under={grid.public_id}"
    found = counted(below, indicators(SUBJECT.key))
    return [gap_of(figure, query) for figure in found if figure.missing]


def _offers(
    grid: Grid,
    reader: User,
    failed: tuple[str, DeedForm] | None,
    *,
    shapes: bool,
    keeps: bool,
) -> list[Offer]:
    is_active = grid.status == GridStatus.ACTIVE
    possible = {
        "open": shapes and is_active and grid.tier in TIER_BELOW,
        "amend": keeps,
        "fill": keeps and is_active,
        "link": shapes and is_active,
        "assign": shapes and is_active and grid.tier == GridTier.UNIT,
        "name_nearest": keeps and is_active and grid.tier == GridTier.BASE,
        "move": shapes and is_active and grid.parent_id is not None,
        "close": shapes and is_active,
    }
    return [
        offer(
            grid,
            name,
            LABELS[name],
            step=STEPS[name],
            reader=reader,
            url_name="grids:grid-step",
            failed=failed,
        )
        for name, is_possible in possible.items()
        if is_possible
    ]


def _facts(grid: Grid, reader: User, *, sees_above: bool) -> list[Fact]:
    reach = reach_of(reader)

    def tied(label: Any, row: Any) -> Fact:
        return Fact(label, row, row.get_absolute_url() if row and reach.covers(row) else "")

    named: Any = grid
    above = grid.parent
    return [
        Fact(_("code"), grid.code),
        Fact(_("tier"), named.get_tier_display()),
        Fact(_("superior grid"), above, above.get_absolute_url() if above and sees_above else ""),
        tied(_("organisation"), grid.org),
        *([tied(_("community"), grid.community)] if grid.tier == GridTier.UNIT else []),
        tied(_("sub-district"), grid.street),
        *(Fact(label, getattr(grid, side)) for side, label in SIDE_LABELS.items()),
        *([Fact(_("boundaries in other words"), grid.boundaries)] if grid.boundaries else []),
        Fact(_("nobody manages it"), yes_or_no(grid.is_unmanaged)),
        Fact(_("nearest centre"), grid.nearest_facility),
        Fact(_("minutes to the nearest centre"), grid.walking_minutes),
        *(_unit_facts(named) if grid.tier == GridTier.UNIT else []),
        *([Fact(_("retired on"), grid.closed_on)] if grid.closed_on else []),
        Fact(_("remark"), grid.remark),
    ]


def _unit_facts(grid: Any) -> list[Fact]:
    return [
        Fact(_("residents' committee"), grid.residents_committee),
        Fact(_("purely urban community"), grid.get_urban_status_display()),
        Fact(_("from village to community"), grid.get_conversion_status_display()),
    ]


def _redrawings(grid: Grid) -> list[Crumb]:
    """The ways to redraw the map around this grid."""
    return [
        Crumb(label, reverse(name, args=[grid.public_id]))
        for name, label in REDRAWINGS.items()
        if name != "grids:grid-gather" or grid.tier in TIER_BELOW
    ]


grid_step = deed_view(model=Grid, subject="grid", steps=STEPS, page=_grid_page)
