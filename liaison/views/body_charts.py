"""Bodies as a tree: which body stands beneath which, and who leads it."""

from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_http_methods

from liaison.selectors.bodies import LEVELS, Level, chart_of_bodies, nodes_of
from partybuild.listing import Column, Empty, Kind, Listing, Tab
from partybuild.marks import Ink, Mark, Shape
from partybuild.pages import Crumb
from partybuild.pictures import Painter, Picture, picture_page

LEVEL_MARKS = {
    level: Mark(level, LEVELS[level], shape, ink)
    for level, shape, ink in (
        (Level.STREET, Shape.PENTAGON, Ink.RED),
        (Level.PART, Shape.TRIANGLE, Ink.BROWN),
        (Level.COMMUNITY, Shape.DIAMOND, Ink.PURPLE),
        (Level.CIRCLE, Shape.DISC, Ink.TEAL),
    )
}

BODY_CHART = Picture(
    painter=Painter.TREE,
    listing=Listing(
        key="body-chart",
        title=gettext_lazy("Chart of the bodies"),
        columns=(
            Column("name", gettext_lazy("name")),
            Column("parent.name", gettext_lazy("part of")),
            Column(
                "level",
                gettext_lazy("level"),
                kind=Kind.MARK,
                value=lambda body: LEVEL_MARKS[body.level],
                sort="level",
            ),
            Column("get_kind_display", gettext_lazy("kind"), sort="kind"),
            Column("org.name", gettext_lazy("organisation")),
            Column("leader_name", pgettext_lazy("body", "leader")),
            Column("seat_count", gettext_lazy("seats"), kind=Kind.NUMBER),
        ),
        search=("name", "org__name"),
        order=("org__tree_id", "org__lft", "parent", "kind", "name"),
        empty=Empty(gettext_lazy("Here stand the bodies that meet: committees and groups.")),
    ),
    by="level",
    question=gettext_lazy("level"),
    marks=tuple(LEVEL_MARKS.values()),
    nodes=nodes_of,
    keys=gettext_lazy(
        "Click a node, or use the arrow keys, to open and shut it; Enter opens its page."
    ),
    whole=gettext_lazy("All bodies that I can see"),
)


@require_http_methods(["GET", "HEAD", "POST"])
def body_chart(request: HttpRequest) -> HttpResponseBase:
    """The bodies that meet as a tree, above the table of the same bodies."""
    reader: Any = request.user
    rows = chart_of_bodies(reader=reader)
    trail = [Crumb(_("Bodies"), reverse("liaison:bodies"))]
    context: dict[str, Any] = {"trail": trail, "ways": body_ways(request)}
    return picture_page(request, BODY_CHART, rows, context=context)


def body_ways(request: HttpRequest) -> list[Tab]:
    """The bodies as a list, as a picture, and seat by seat."""
    ways = (
        (_("List"), reverse("liaison:bodies")),
        (_("Picture"), reverse("liaison:body-chart")),
        (_("Seats"), reverse("liaison:seats")),
    )
    return [Tab(label, url, url == request.path) for label, url in ways]
