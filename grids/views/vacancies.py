"""Posts to be filled: the grids that lack somebody, and whom."""

from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from grids.selectors.vacancies import grids_with_vacancies, vacant_kinds
from grids.views.narrowing import VacancyFilter
from partybuild.listing import Column, Empty, Kind, Listing, list_page
from partybuild.pages import Crumb

VACANCIES = Listing(
    key="grid-vacancies",
    title=_("Posts to be filled"),
    columns=(
        Column("name", _("grid")),
        Column("code", _("code"), kind=Kind.CODE),
        Column(
            "kinds",
            _("post to be filled"),
            value=lambda grid: "、".join(str(kind.label) for kind in vacant_kinds(grid)),
        ),
        Column("tier", _("tier")),
        Column("parent.name", _("superior grid")),
        Column("community.name", _("community")),
        Column("org.name", _("organisation")),
    ),
    filterset=VacancyFilter,
    tabs="kind",
    search=("name", "code"),
    order=("tree_id", "lft"),
    empty=Empty(_("Every grid has whom it must have.")),
)


@require_http_methods(["GET", "HEAD", "POST"])
def vacancy_list(request: HttpRequest) -> HttpResponseBase:
    """Grids within reach with a post that must be held and is not."""
    reader: Any = request.user
    rows = grids_with_vacancies(reader=reader)
    trail = [Crumb(_("Grids"), reverse("grids:grids"))]
    return list_page(request, VACANCIES, rows.for_list(), context={"trail": trail})
