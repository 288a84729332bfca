"""The organisation tree as a picture: who stands below whom, and what each one is."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from orgs.enums import OrgKind, OrgStatus
from orgs.models import Org
from orgs.selectors.charts import chart_of, nodes_of
from orgs.selectors.trail import way_to
from partybuild.listing import Column, Empty, Kind, Listing, Tab
from partybuild.marks import Ink, Mark, Shape
from partybuild.pages import Crumb
from partybuild.pictures import TOP, Painter, Picture, picture_page

KIND_MARKS = {
    kind: Mark(kind, kind.label, shape, ink)
    for kind, shape, ink in (
        (OrgKind.COMMITTEE, Shape.PENTAGON, Ink.RED),
        (OrgKind.GENERAL_BRANCH, Shape.SQUARE, Ink.BLUE),
        (OrgKind.BRANCH, Shape.DISC, Ink.GREEN),
        (OrgKind.GROUP, Shape.TRIANGLE, Ink.BROWN),
        (OrgKind.COMMUNITY_COMMITTEE, Shape.DIAMOND, Ink.PURPLE),
        (OrgKind.COMPREHENSIVE_COMMITTEE, Shape.CROSS, Ink.MAGENTA),
        (OrgKind.ENTERPRISE, Shape.ARROW, Ink.TEAL),
        (OrgKind.TEMPORARY, Shape.BAR, Ink.GREY),
    )
}


def _children_url(org: Any) -> str:
    if not org.child_count:
        return ""
    return f"{reverse('orgs:org-list')}?parent={org.public_id}&status={OrgStatus.ACTIVE}"


ORG_CHART = Picture(
    painter=Painter.TREE,
    listing=Listing(
        key="org-chart",
        title=gettext_lazy("Chart of the organisations"),
        columns=(
            Column("name", gettext_lazy("name")),
            Column("code", gettext_lazy("code"), kind=Kind.CODE),
            Column(
                "kind",
                gettext_lazy("kind"),
                kind=Kind.MARK,
                value=lambda org: KIND_MARKS[org.kind],
                sort="kind",
            ),
            Column("parent.name", gettext_lazy("superior organisation")),
            Column(
                "child_count", gettext_lazy("directly below"), kind=Kind.NUMBER, link=_children_url
            ),
            Column("member_count", gettext_lazy("members"), kind=Kind.NUMBER),
        ),
        search=("name", "code"),
        order=("tree_id", "lft"),
        empty=Empty(gettext_lazy("Here stand the Party organisations you work in.")),
    ),
    by="kind",
    question=gettext_lazy("kind"),
    marks=tuple(KIND_MARKS.values()),
    nodes=nodes_of,
    keys=gettext_lazy(
        "Click a node, or use the arrow keys, to open and shut it; Enter opens its page."
    ),
    whole=gettext_lazy("All organisations within my reach"),
)


@require_http_methods(["GET", "HEAD", "POST"])
def org_chart(request: HttpRequest) -> HttpResponseBase:
    """The organisations in use as a tree; ``top`` keeps to one of them and all below it."""
    reader: Any = request.user
    top = _asked(request)
    trail: list[Any] = [Crumb(_("Organisations"), reverse("orgs:orgs"))]
    if top:
        trail.append(Crumb(ORG_CHART.listing.title, request.path))
        trail += [Crumb(org.name, f"?{TOP}={org.public_id}") for org in way_to(top, reader=reader)]
    context = {"trail": trail, "ways": org_ways(request)}
    return picture_page(request, ORG_CHART, chart_of(top, reader=reader), context=context)


def org_ways(request: HttpRequest) -> list[Tab]:
    """The organisations as a tree of lines and as a picture."""
    ways = ((_("Tree"), reverse("orgs:orgs")), (_("Picture"), reverse("orgs:org-chart")))
    return [Tab(label, url, url == request.path) for label, url in ways]


def _asked(request: HttpRequest) -> Org | None:
    try:
        public_id = UUID(request.GET.get(TOP, ""))
    except ValueError:
        return None
    return get_object_or_404(Org.objects.visible_to(request.user), public_id=public_id)
