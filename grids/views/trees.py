"""The grid tree as a page: search, and branches that open where they stand."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from grids.enums import GridStatus
from grids.models import Grid
from grids.selectors.grids import search_grids, tree_down_to
from grids.selectors.places import Map, map_on
from grids.views.rings import grid_ways
from orgs.enums import Role
from orgs.models import User
from orgs.permissions import roles_of
from orgs.selectors.trees import children_of
from partybuild.http import render_page
from partybuild.pages import Crumb
from partybuild.trees import Twig, draw


@require_safe
def grid_tree(request: HttpRequest) -> HttpResponse:
    """The tree from the topmost grids within reach; ``at`` opens it down to one of them.

    With ``q`` it is a search instead; htmx gets what was found alone. With ``on`` it is the tree
    as it was on that day.
    """
    reader: Any = request.user
    text = request.GET.get("q", "").strip()
    day = _day(request)
    context: dict[str, Any] = {
        "text": text,
        "day": day,
        "actions": _actions(request),
        "ways": grid_ways(request),
    }
    if text:
        context["search"] = search_grids(text, reader=reader)
    else:
        here = _asked(request)
        anchor = f"grid-{here.public_id}" if here else ""
        tops, children, twig = _piece(here, day, reader)
        context["twigs"] = [draw(top, children, twig, here=anchor) for top in tops]
    return render_page(
        request, "grids/grid_tree.html", partial="grids/_grid_tree_panel.html", context=context
    )


@require_safe
def grid_branch(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One node of the tree with what lies in it, or shut again."""
    grid = get_object_or_404(Grid.objects.visible_to(request.user), public_id=public_id)
    children = {} if "shut" in request.GET else children_of(Grid, [grid.pk])
    return render(request, "_components/_twig.html", {"twig": draw(grid, children, twig_of)})


def _piece(
    here: Grid | None, day: date | None, reader: User
) -> tuple[Sequence[Any], Mapping[int, Sequence[Any]], Callable[[Any], Twig]]:
    """The topmost grids, the children of the open ones, and how a grid becomes a node."""
    if day is None:
        piece = tree_down_to(here, reader=reader)
        return piece.tops, piece.children, twig_of
    then = map_on(day, reader=reader)
    return then.tops, then.open_down_to(here), partial(_twig_then, then=then, day=day)


def _asked(request: HttpRequest) -> Grid | None:
    try:
        public_id = UUID(request.GET.get("at", ""))
    except ValueError:
        return None
    return get_object_or_404(Grid.objects.visible_to(request.user), public_id=public_id)


def _day(request: HttpRequest) -> date | None:
    try:
        return date.fromisoformat(request.GET.get("on", ""))
    except ValueError:
        return None


def twig_of(grid: Grid) -> Twig:
    """A grid as a node of the tree, shut."""
    page = reverse("grids:grids")
    named: Any = grid
    return Twig(
        anchor=f"grid-{grid.public_id}",
        label=grid.name,
        url=grid.get_absolute_url(),
        code=grid.code,
        kind=str(named.get_tier_display()),
        note=_note(grid),
        below=grid.below_count,
        is_closed=grid.status == GridStatus.CLOSED,
        open_url=f"{page}?at={grid.public_id}",
        shut_url=page,
        branch_url=reverse("grids:grid-branch", args=[grid.public_id]),
        all_url=f"{reverse('grids:grid-list')}?parent={grid.public_id}",
    )


def _twig_then(grid: Grid, *, then: Map, day: date) -> Twig:
    """A grid as it lay on a day; its branches open by plain links only."""
    below = then.below(grid)
    page = f"{reverse('grids:grids')}?on={day.isoformat()}"
    return replace(
        twig_of(grid),
        note=ngettext("%(n)s below", "%(n)s below", below) % {"n": below} if below else "",
        below=below,
        is_closed=False,
        open_url=f"{page}&at={grid.public_id}",
        shut_url=page,
        branch_url="",
    )


def _note(grid: Grid) -> str:
    """How many grids lie in it; households are no matter for everybody's eyes (D3)."""
    below = grid.below_count
    return ngettext("%(n)s below", "%(n)s below", below) % {"n": below} if below else ""


def _actions(request: HttpRequest) -> list[Crumb]:
    actions = [Crumb(_("As a list"), reverse("grids:grid-list"))]
    if Role.OFFICE in roles_of(request.user):
        actions.append(Crumb(_("Open an area grid"), reverse("grids:area-open")))
    return actions
