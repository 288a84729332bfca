"""What the chart of the organisation tree shows: those in use, and how many stand below each."""

from typing import Any

from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from orgs.models import Org, User
from partybuild.pictures import Node


def chart_of(top: Org | None, *, reader: User) -> QuerySet[Org]:
    """The organisations in use within reach, at or below one of them, with ``child_count``."""
    seen = Org.objects.visible_to(reader)
    rows = (seen.under(top) if top else seen).active()
    below = Org.objects.active().filter(parent=OuterRef("pk")).order_by().values("parent")
    counted = Subquery(below.annotate(n=Count("pk")).values("n"), output_field=IntegerField())
    drawn: QuerySet[Org] = rows.for_list().annotate(child_count=Coalesce(counted, 0))
    return drawn


def nodes_of(rows: Any) -> list[Node]:
    """The organisations as nodes of a picture, each below its superior if that is shown too."""
    found = list(rows)
    shown = {org.pk for org in found}
    return [
        Node(
            id=str(org.public_id),
            parent=str(org.parent.public_id) if org.parent_id in shown else "",
            label=org.name,
            mark=org.kind,
            note=_("%(n)s directly below") % {"n": org.child_count} if org.child_count else "",
            url=org.get_absolute_url(),
            count=org.child_count,
        )
        for org in found
    ]
