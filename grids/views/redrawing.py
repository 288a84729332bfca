"""Redrawing the map: what moves is shown before it is done; all of it works without script."""

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from grids.enums import GridStatus
from grids.forms.redrawing import HAS_BELOW, GatherForm, GiverForm, MergeForm, RedrawForm, SplitForm
from grids.models import Grid
from grids.permissions import may_shape
from grids.selectors.grids import way_to_grid
from grids.services import redrawing
from partybuild.errors import RuleViolation
from partybuild.http import INVALID, REFUSED, perform, refuse
from partybuild.pages import Crumb

MOST_PARTS = 6


@require_http_methods(["GET", "HEAD", "POST"])
def grid_split(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Cut new grids out of one; how many is asked first."""
    grid = _shaped(request, public_id)
    parts = _number(request.GET.get("parts", ""))
    form = SplitForm(request.POST or None, reader=request.user, subject=grid, parts=parts)
    return _redraw(
        request,
        grid,
        form,
        partial(redrawing.split_grid, grid=grid),
        title=_("Split the grid"),
        asked={"numbers": range(1, MOST_PARTS + 1), "parts": parts},
    )


@require_http_methods(["GET", "HEAD", "POST"])
def grid_merge(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Merge grids beside this one into it."""
    grid = _shaped(request, public_id)
    form = MergeForm(request.POST or None, reader=request.user, subject=grid)
    deed = partial(redrawing.merge_grids, into=grid)
    return _redraw(request, grid, form, deed, title=_("Merge grids into this one"))


@require_http_methods(["GET", "HEAD", "POST"])
def grid_gather(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Take over many grids of another superior at once; which superior is asked first."""
    grid = _shaped(request, public_id)
    if grid.tier not in HAS_BELOW:
        raise Http404
    asked = GiverForm(request.GET or None, subject=grid, auto_id="from-%s")
    giver = asked.cleaned_data["giver"] if asked.is_bound and asked.is_valid() else None
    form = GatherForm(request.POST or None, reader=request.user, subject=grid, giver=giver)
    return _redraw(
        request,
        grid,
        form,
        partial(redrawing.move_grids, new_parent=grid),
        title=_("Take over grids"),
        asked={"giver_form": asked, "giver": giver},
    )


def _shaped(request: HttpRequest, public_id: UUID) -> Grid:
    rows = Grid.objects.visible_to(request.user).for_list()
    grid: Grid = get_object_or_404(rows, public_id=public_id)
    if not may_shape(request.user, grid) or grid.status == GridStatus.CLOSED:
        raise PermissionDenied
    return grid


def _number(text: str) -> int:
    return min(int(text), MOST_PARTS) if text.isascii() and text.isdigit() and int(text) else 1


def _redraw(
    request: HttpRequest,
    grid: Grid,
    form: RedrawForm,
    deed: Callable[..., Any],
    *,
    title: Any,
    asked: dict[str, Any] | None = None,
) -> HttpResponse:
    reader: Any = request.user
    trail = [Crumb(_("Grids"), reverse("grids:grids")), *way_to_grid(grid, reader=reader)]

    def page(
        *, form: RedrawForm, status: int = 200, template: str = "redraw", **more: Any
    ) -> HttpResponse:
        context = {"grid": grid, "form": form, "title": title, "trail": trail, **more}
        context |= {"parts": 0, "numbers": (), "giver_form": None, "giver": None, **(asked or {})}
        return render(request, f"grids/grid_{template}.html", context, status=status)

    if request.method != "POST":
        return page(form=form)
    if "preview" not in request.POST:
        return perform(request, form=form, deed=deed, page=page)
    if not form.is_valid():
        return page(form=form, status=INVALID)
    try:
        _try(partial(deed, actor=request.user, **form.cleaned_data))
    except RuleViolation as refusal:
        refuse(form, refusal)
        return page(form=form, status=REFUSED)
    return page(form=form, template="redraw_preview", lines=list(form.lines()))


def _try(deed: Callable[[], Any]) -> None:
    """Do a deed and take it back at once, so that a preview shows nothing that is refused."""
    with transaction.atomic():
        deed()
        transaction.set_rollback(True)
