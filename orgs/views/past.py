"""The tree and its organisations as they were on a day."""

from collections import Counter
from datetime import date
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from orgs.forms.past import AsOfForm
from orgs.models import Org
from orgs.selectors.past import PastTree, branch_on, past_of, tree_on
from orgs.selectors.trail import way_to
from partybuild.pages import Fact, yes_or_no
from partybuild.trees import Twig, draw


def day_asked(request: HttpRequest) -> tuple[date | None, AsOfForm]:
    """The day of the past that the address asks for, and the form that asks for another."""
    form = AsOfForm(request.GET if "on" in request.GET else None)
    return (form.cleaned_data["on"] if form.is_bound and form.is_valid() else None), form


def twigs_on(day: date, *, reader: Any, here: Org | None) -> list[Twig]:
    """The tree of a day as it is drawn."""
    return _drawn(tree_on(day, reader=reader, at=here), day, here)


@require_safe
def org_branch_on(request: HttpRequest, public_id: UUID, day: str) -> HttpResponse:
    """One node of the tree of a day with its children, or shut again."""
    reader: Any = request.user
    form = AsOfForm({"on": day})
    if not form.is_valid():
        raise Http404
    on = form.cleaned_data["on"]
    org = get_object_or_404(Org.objects.visible_to(reader).as_of(on), public_id=public_id)
    found = branch_on(on, org, is_open="shut" not in request.GET, reader=reader)
    return render(request, "_components/_twig.html", {"twig": _drawn(found, on, None)[0]})


def past_page(request: HttpRequest, org: Org, day: date, form: AsOfForm) -> HttpResponse:
    """An organisation as it was on a day."""
    reader: Any = request.user
    then = past_of(org, day, reader=reader)
    named: Any = org
    above = then.superior
    facts = [
        Fact(_("code"), org.code),
        Fact(_("kind"), named.get_kind_display()),
        Fact(_("open on that day"), yes_or_no(then.was_open)),
        Fact(_("founded on"), org.founded),
        Fact(_("superior organisation"), above, address_on(above, day) if above else ""),
        *([Fact(_("closed on"), org.closed_on)] if org.closed_on else []),
    ]
    context = {
        "org": org,
        "way": way_to(org, reader=reader),
        "then": then,
        "facts": facts,
        "children": [(child, address_on(child, day)) for child in then.children],
        "as_of": form,
    }
    return render(request, "orgs/org_past.html", context)


def address_on(org: Org, day: date) -> str:
    """The page of an organisation as of a day."""
    return f"{org.get_absolute_url()}?on={day:%Y-%m-%d}"


def _drawn(found: PastTree, day: date, here: Org | None) -> list[Twig]:
    def twig_of(org: Org) -> Twig:
        return _twig_of(org, day, found.below)

    anchor = f"org-{here.public_id}" if here else ""
    piece = found.piece
    return [draw(top, piece.children, twig_of, here=anchor) for top in piece.tops]


def _twig_of(org: Org, day: date, counts: Counter[int]) -> Twig:
    page = f"{reverse('orgs:orgs')}?on={day:%Y-%m-%d}"
    below = counts[org.pk]
    return Twig(
        anchor=f"org-{org.public_id}",
        label=org.name,
        url=address_on(org, day),
        code=org.code,
        kind=str(org.get_kind_display()),
        note=ngettext("%(n)s directly below", "%(n)s directly below", below) % {"n": below}
        if below
        else "",
        below=below,
        is_closed=False,
        open_url=f"{page}&at={org.public_id}",
        shut_url=page,
        branch_url=reverse("orgs:org-branch-on", args=[org.public_id, f"{day:%Y-%m-%d}"]),
        all_url=address_on(org, day),
    )
