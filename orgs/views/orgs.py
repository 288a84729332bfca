"""An organisation: its facts, posts, children, sums and history, and what can be done to it."""

from functools import partial
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from orgs.enums import OrgKind, OrgStatus, PostKind, Role
from orgs.exports import ORG_LEDGER, names_of
from orgs.forms.orgs import (
    AmendOrgForm,
    CloseForm,
    FoundStreetForm,
    MoveOrgForm,
    OpenOrgForm,
    TagForm,
)
from orgs.forms.orgs import kinds_below as kinds_allowed_below
from orgs.forms.partners import PairHereForm
from orgs.forms.postings import PostForm
from orgs.models import Org, Partner, User
from orgs.permissions import roles_over
from orgs.selectors.contacts import contact_of
from orgs.selectors.indicators import gaps
from orgs.selectors.orgs import (
    history_of_org,
    kinds_below,
    pairings_of,
    postings_of,
    with_held_posts,
)
from orgs.selectors.past import successions_of
from orgs.selectors.postings import staffing_of
from orgs.selectors.trail import way_to
from orgs.services import pairings, postings, tags, tree
from orgs.views.deeds import DeedForm, Offer, Step, deed_view, offer
from orgs.views.narrowing import OrgListFilter
from orgs.views.org_facts import facts_of, sums_of
from orgs.views.past import day_asked, past_page
from orgs.views.redrawing import ways_to_redraw
from partybuild.http import perform
from partybuild.listing import Column, Empty, Kind, Listing, list_page
from partybuild.pages import Crumb
from partybuild.trees import AT_ONCE

ORGS = Listing(
    key="orgs",
    ledger="organizations",
    title=_("List of organisations"),
    columns=(
        Column("name", _("name"), in_export=False),
        Column("code", _("code"), kind=Kind.CODE, in_export=False),
        Column("kind", _("kind"), in_export=False),
        Column("parent.name", _("superior organisation"), in_export=False),
        Column("member_count", _("members"), kind=Kind.NUMBER, in_export=False),
        Column(
            "secretary",
            _("secretary"),
            value=lambda org: names_of(org, PostKind.SECRETARY),
            in_export=False,
        ),
        Column("status", _("status"), kind=Kind.STATE, in_export=False),
        *ORG_LEDGER,
    ),
    filterset=OrgListFilter,
    tabs="status",
    search=("name", "code"),
    order=("tree_id", "lft"),
    empty=Empty(_("Here stand the Party organisations you work in.")),
)


def open_below(*, org: Org, actor: User, **facts: Any) -> Org:
    """Open an organisation below the one whose page it is."""
    return tree.open_org(parent=org, actor=actor, **facts)


def pair_here(*, org: Org, partner: Partner, actor: User, **facts: Any) -> Org:
    """Note a unit's check-in on the page of the community."""
    pairings.pair_partner(partner=partner, community=org, actor=actor, **facts)
    return org


STEPS = {
    "open": Step(open_below, OpenOrgForm),
    "amend": Step(tree.amend_org, AmendOrgForm),
    "tag": Step(tags.tag_org, TagForm),
    "fill": Step(postings.fill_post, PostForm),
    "pair": Step(pair_here, PairHereForm),
    "move": Step(tree.move_org, MoveOrgForm),
    "close": Step(tree.close_org, CloseForm),
}
LABELS = {
    "open": _("Open an organisation below"),
    "amend": _("Correct"),
    "tag": _("Tags"),
    "fill": _("Fill a post"),
    "pair": _("Pair a partner unit"),
    "move": _("Hang elsewhere"),
    "close": _("Close the organisation"),
}


@require_http_methods(["GET", "HEAD", "POST"])
def org_list(request: HttpRequest) -> HttpResponseBase:
    """The organisations within reach as a list, and as the ledger of organisations."""
    rows = with_held_posts(Org.objects.visible_to(request.user).for_list())
    trail = [Crumb(_("Organisations"), reverse("orgs:orgs"))]
    return list_page(request, ORGS, rows, context={"trail": trail})


@require_http_methods(["GET", "HEAD", "POST"])
def org_found(request: HttpRequest) -> HttpResponse:
    """Found another sub-district: the top of a tree of its own."""
    form = FoundStreetForm(request.POST or None)

    def page(*, form: Any = form, status: int = 200) -> HttpResponse:
        return render(request, "orgs/org_found.html", {"form": form}, status=status)

    if request.method != "POST":
        return page()
    found = partial(tree.open_org, kind=OrgKind.COMMITTEE, parent=None)
    return perform(request, form=form, deed=found, page=page)


@require_safe
def org_detail(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One organisation and everything below it, added up; with ``on`` as it was on that day."""
    rows = Org.objects.visible_to(request.user).for_list().prefetch_related("tags")
    org = get_object_or_404(rows, public_id=public_id)
    day, form = day_asked(request)
    return past_page(request, org, day, form) if day else _org_page(request, org)


def _org_page(
    request: HttpRequest,
    org: Org,
    *,
    failed: tuple[str, DeedForm] | None = None,
    status: int = 200,
) -> HttpResponse:
    reader: Any = request.user
    held = roles_over(reader, org)
    held_posts = list(postings_of(org))
    children = list(org.get_children()[: AT_ONCE + 1])
    context = {
        "org": org,
        "way": way_to(org, reader=reader)[:-1],
        "offers": _offers(org, held, reader, failed),
        "facts": facts_of(org, reader),
        "sums": sums_of(org),
        "kinds": kinds_below(org),
        "postings": [(post, contact_of(post)) for post in held_posts],
        "staffing": staffing_of(org, held_posts),
        "hands_over": Role.OFFICE in held,
        "children": children[:AT_ONCE],
        "has_more": len(children) > AT_ONCE,
        "pairings": pairings_of(org) if org.kind == OrgKind.COMMUNITY_COMMITTEE else None,
        "successions": successions_of(org),
        "redrawings": ways_to_redraw(org) if Role.OFFICE in held else [],
        "as_of": day_asked(request)[1],
        "gaps": gaps(reader=reader, below=org, subject="orgs"),
        "history": history_of_org(org),
    }
    return render(request, "orgs/org_detail.html", context, status=status)


def _offers(
    org: Org, held: frozenset[str], reader: User, failed: tuple[str, DeedForm] | None
) -> list[Offer]:
    is_office = Role.OFFICE in held
    keeps = is_office or Role.SECRETARY in held
    is_active = org.status == OrgStatus.ACTIVE
    is_community = org.kind == OrgKind.COMMUNITY_COMMITTEE
    possible = {
        "open": is_office and is_active and bool(kinds_allowed_below(org.kind)),
        "amend": keeps,
        "tag": is_office and is_active,
        "fill": keeps and is_active,
        "pair": is_office and is_active and is_community,
        "move": is_office and is_active and org.parent_id is not None,
        "close": is_office and is_active,
    }
    return [
        offer(
            org,
            name,
            LABELS[name],
            step=STEPS[name],
            reader=reader,
            url_name="orgs:org-step",
            failed=failed,
        )
        for name, is_possible in possible.items()
        if is_possible
    ]


org_step = deed_view(model=Org, subject="org", steps=STEPS, page=_org_page)
