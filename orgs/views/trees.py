"""The organisation tree as a page: search, and branches that open where they stand."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from orgs.enums import OrgStatus, Role
from orgs.models import Org
from orgs.scoping import reach_of
from orgs.selectors.orgs import search_orgs, tree_down_to
from orgs.selectors.trees import children_of
from orgs.views.charts import org_ways
from orgs.views.past import day_asked, twigs_on
from partybuild.http import render_page
from partybuild.pages import Crumb
from partybuild.trees import Twig, draw


@require_safe
def org_tree(request: HttpRequest) -> HttpResponse:
    """The tree from the topmost organisations within reach; ``at`` opens it down to one of them.

    With ``on`` it is the tree of that day, with ``q`` a search instead; htmx gets the panel alone.
    """
    reader: Any = request.user
    text = request.GET.get("q", "").strip()
    day, form = day_asked(request)
    context: dict[str, Any] = {
        "text": text,
        "actions": _actions(request),
        "as_of": form,
        "day": day,
        "ways": org_ways(request),
    }
    if text:
        context["search"] = search_orgs(text, reader=reader)
    elif day:
        context["twigs"] = twigs_on(day, reader=reader, here=_asked(request))
    else:
        here = _asked(request)
        piece = tree_down_to(here, reader=reader)
        anchor = f"org-{here.public_id}" if here else ""
        context["twigs"] = [draw(top, piece.children, twig_of, here=anchor) for top in piece.tops]
    return render_page(
        request, "orgs/org_tree.html", partial="orgs/_org_tree_panel.html", context=context
    )


@require_safe
def org_branch(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One node of the tree with its children, or shut again."""
    org = get_object_or_404(Org.objects.visible_to(request.user), public_id=public_id)
    children = {} if "shut" in request.GET else children_of(Org, [org.pk])
    return render(request, "_components/_twig.html", {"twig": draw(org, children, twig_of)})


def _asked(request: HttpRequest) -> Org | None:
    try:
        public_id = UUID(request.GET.get("at", ""))
    except ValueError:
        return None
    return get_object_or_404(Org.objects.visible_to(request.user), public_id=public_id)


def twig_of(org: Org) -> Twig:
    """An organisation as a node of the tree, shut."""
    page = reverse("orgs:orgs")
    below = org.below_count
    return Twig(
        anchor=f"org-{org.public_id}",
        label=org.name,
        url=org.get_absolute_url(),
        code=org.code,
        kind=str(org.get_kind_display()),
        note=ngettext("%(n)s below", "%(n)s below", below) % {"n": below} if below else "",
        below=below,
        is_closed=org.status == OrgStatus.CLOSED,
        open_url=f"{page}?at={org.public_id}",
        shut_url=page,
        branch_url=reverse("orgs:org-branch", args=[org.public_id]),
        all_url=f"{reverse('orgs:org-list')}?parent={org.public_id}",
    )


def _actions(request: HttpRequest) -> list[Crumb]:
    actions = [Crumb(_("As a list"), reverse("orgs:org-list"))]
    founds = reach_of(request.user, Role.OFFICE)
    if founds.everything or any(subtree.is_street for subtree in founds.subtrees):
        actions.append(Crumb(_("Found a sub-district"), reverse("orgs:org-found")))
    return actions
