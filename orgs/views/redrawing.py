"""Pages on which an office redraws the map: merge, close with children, split."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any
from uuid import UUID

from django.db.models import Case, IntegerField, Value, When
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from orgs.enums import OrgStatus, Role
from orgs.forms.redrawing import DissolveForm, MergeForm, RedrawForm, SplitForm
from orgs.models import Org, User
from orgs.permissions import require_role
from orgs.scoping import reach_of
from orgs.selectors.trail import way_to
from orgs.services.belongings import left_at
from orgs.services.redrawing import dissolve_org, merge_orgs, split_org
from partybuild.http import perform
from partybuild.pages import Crumb

MOST_OTHERS = 200


@dataclass(frozen=True, slots=True)
class Redrawing:
    """One way to redraw: the deed, the keyword it takes the organisation under, and its form."""

    label: Any
    subject: str
    do: Callable[..., Org]
    form: type[RedrawForm]
    asks: Callable[[Org, User], dict[str, Any]]


def _children(org: Org, _reader: User) -> dict[str, Any]:
    return {"children": list(org.get_children().active())}


def _others(org: Org, reader: User) -> dict[str, Any]:
    """Organisations of its kind in the street, those beside it first."""
    beside = Case(
        When(parent=org.parent_id, then=Value(0)), default=Value(1), output_field=IntegerField()
    )
    rows = Org.objects.within(reach_of(reader, Role.OFFICE)).active().exclude(pk=org.pk)
    alike = rows.filter(tree_id=org.tree_id, kind=org.kind).order_by(beside, "lft")
    return {"others": list(alike[:MOST_OTHERS])}


REDRAWINGS: Mapping[str, Redrawing] = {
    "merge": Redrawing(_("Merge others into it"), "into", merge_orgs, MergeForm, _others),
    "dissolve": Redrawing(
        _("Close it with what is below"), "org", dissolve_org, DissolveForm, _children
    ),
    "split": Redrawing(_("Split it"), "org", split_org, SplitForm, _children),
}


def ways_to_redraw(org: Org) -> list[Crumb]:
    """The pages that redraw an organisation, for its office."""
    if org.status == OrgStatus.CLOSED or org.parent_id is None:
        return []
    return [
        Crumb(each.label, reverse("orgs:org-redraw", args=[org.public_id, name]))
        for name, each in REDRAWINGS.items()
    ]


@require_http_methods(["GET", "HEAD", "POST"])
def org_redraw(request: HttpRequest, public_id: UUID, how: str) -> HttpResponse:
    """One way to redraw an organisation, with a row of inputs for each one below."""
    reader: Any = request.user
    rows = Org.objects.visible_to(reader).active().exclude(parent=None)
    org = get_object_or_404(rows, public_id=public_id)
    if how not in REDRAWINGS:
        raise Http404
    require_role(reader, Role.OFFICE, over=org)
    chosen = REDRAWINGS[how]
    form = chosen.form(request.POST or None, org=org, reader=reader, **chosen.asks(org, reader))

    def page(*, form: Any = form, status: int = 200) -> HttpResponse:
        context = {
            "org": org,
            "way": way_to(org, reader=reader),
            "label": chosen.label,
            "form": form,
            "left": left_at(org) if how != "merge" else [],
        }
        return render(request, "orgs/org_redraw.html", context, status=status)

    if request.method != "POST":
        return page()
    return perform(request, form=form, deed=partial(chosen.do, **{chosen.subject: org}), page=page)
