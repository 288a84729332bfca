"""The grid tree as a page: search, and branches that open where they stand."""

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
from grids.views.rings import grid_ways
from orgs.enums import Role
from orgs.permissions import roles_of
from orgs.selectors.trees import children_of
from partybuild.http import render_page
from partybuild.pages import Crumb
from partybuild.trees import Twig, draw


@require_safe
def grid_tree(request: HttpRequest) -> HttpResponse:
    """The tree from the topmost grids within reach; ``at`` opens it down to one of them.

    With ``q`` it is a search instead; htmx gets what was found alone.
    """
    reader: Any = request.user
    text = request.GET.get("q", "").strip()
    context: dict[str, Any] = {
        "text": text,
        "actions": _actions(request),
        "ways": grid_ways(request),
        "ways_label": _("Grids"),
    }
    if text:
        context["search"] = search_grids(text, reader=reader)
    else:
        here = _asked(request)
        piece = tree_down_to(here, reader=reader)
        anchor = f"grid-{here.public_id}" if here else ""
        context["twigs"] = [draw(top, piece.children, twig_of, here=anchor) for top in piece.tops]
    return render_page(
        request, "grids/grid_tree.html", partial="grids/_grid_tree_panel.html", context=context
    )


@require_safe
def grid_branch(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One node of the tree with what lies in it, or shut again."""
    grid = get_object_or_404(Grid.objects.visible_to(request.user), public_id=public_id)
    children = {} if "shut" in request.GET else children_of(Grid, [grid.pk])
    return render(request, "_components/_twig.html", {"twig": draw(grid, children, twig_of)})


def _asked(request: HttpRequest) -> Grid | None:
    try:
        public_id = UUID(request.GET.get("at", ""))
    except ValueError:
        return None
    return get_object_or_404(Grid.objects.visible_to(request.user), public_id=public_id)


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


def _note(grid: Grid) -> str:
    below, households = grid.below_count, grid.household_count
    if below:
        return ngettext("%(n)s below", "%(n)s below", below) % {"n": below}
    if households is None:
        return ""
    words = ngettext("%(n)s household", "%(n)s households", households) % {"n": households}
    return _("about %(words)s") % {"words": words} if grid.is_household_count_rough else words


def _actions(request: HttpRequest) -> list[Crumb]:
    actions = [Crumb(_("As a list"), reverse("grids:grid-list"))]
    if Role.OFFICE in roles_of(request.user):
        actions.append(Crumb(_("Open an area grid"), reverse("grids:area-open")))
    return actions
