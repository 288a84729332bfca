"""Posts in grids: the roster, one post, and what can be done to it."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from grids.exports.grids import POST_LEDGER
from grids.forms.posts import AmendGridPostForm
from grids.models import GridPost
from grids.permissions import may_keep
from grids.selectors.grids import way_to_grid
from grids.selectors.sources import is_unusual
from grids.services import posts
from grids.views.narrowing import GridPostListFilter
from orgs.forms.postings import EndForm
from orgs.models import User
from orgs.selectors.contacts import contact_of
from orgs.selectors.trail import history_of
from orgs.views.deeds import DeedForm, Offer, Step, deed_view, offer
from partybuild.listing import Column, Empty, Kind, Listing, list_page
from partybuild.pages import Crumb, Fact, yes_or_no

POSTS = Listing(
    key="grid-posts",
    ledger="grid_staff",
    title=_("Grid workers"),
    columns=(
        Column("person_name", pgettext_lazy("person", "name"), in_export=False),
        Column("kind", _("post"), in_export=False),
        Column("grid.name", _("grid"), sort="grid__lft", in_export=False),
        Column("grid.code", _("code"), kind=Kind.CODE, in_export=False),
        Column("work_phone", _("work phone"), kind=Kind.PHONE, sort="", in_export=False),
        Column(
            "is_full_time",
            _("full-time"),
            value=lambda post: yes_or_no(post.is_full_time),
            in_export=False,
        ),
        Column("source", _("source"), in_export=False),
        Column("starts", _("starts on"), sort="starts_on", in_export=False),
        Column("ends_on", _("ends on"), kind=Kind.DATE, in_export=False),
        *POST_LEDGER,
    ),
    filterset=GridPostListFilter,
    tabs="held",
    search=("person_name", "grid__name", "grid__code"),
    order=("grid__tree_id", "grid__lft", "kind"),
    empty=Empty(_("Here stand grid leads and workers: name, post, work phone and term.")),
    link=lambda post: reverse("grids:gridpost", args=[post.public_id]),
)

STEPS = {
    "amend": Step(posts.amend_grid_post, AmendGridPostForm),
    "end": Step(posts.end_grid_post, EndForm),
}
LABELS = {"amend": _("Correct"), "end": _("End the post")}


@require_http_methods(["GET", "HEAD", "POST"])
def post_list(request: HttpRequest) -> HttpResponseBase:
    """Who holds which post in the grids within reach, and the roster as a ledger."""
    trail = [Crumb(_("Grids"), reverse("grids:grids"))]
    rows = GridPost.objects.visible_to(request.user).for_list()
    return list_page(request, POSTS, rows, context={"trail": trail})


@require_safe
def post_detail(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One post, and what can be done to it."""
    rows = GridPost.objects.visible_to(request.user).select_related("grid__street", "partner")
    return _post_page(request, get_object_or_404(rows, public_id=public_id))


def _post_page(
    request: HttpRequest,
    post: GridPost,
    *,
    failed: tuple[str, DeedForm] | None = None,
    status: int = 200,
) -> HttpResponse:
    reader: Any = request.user
    context = {
        "post": post,
        "way": [
            Crumb(_("Grids"), reverse("grids:grids")),
            *way_to_grid(post.grid, reader=reader),
        ],
        "offers": _offers(post, reader, failed),
        "contact": contact_of(post),
        "facts": _facts(post),
        "is_unusual": is_unusual(post),
        "history": history_of(post),
    }
    return render(request, "grids/post_detail.html", context, status=status)


def _offers(post: GridPost, reader: User, failed: tuple[str, DeedForm] | None) -> list[Offer]:
    if not may_keep(reader, post.grid):
        return []
    is_over = post.ends_on is not None and post.ends_on < timezone.localdate()
    return [
        offer(
            post,
            name,
            LABELS[name],
            step=step,
            reader=reader,
            url_name="grids:gridpost-step",
            failed=failed,
        )
        for name, step in STEPS.items()
        if not (is_over and name == "end")
    ]


def _facts(post: GridPost) -> list[Fact]:
    named: Any = post
    return [
        Fact(_("grid"), post.grid, post.grid.get_absolute_url()),
        Fact(_("post"), named.get_kind_display()),
        Fact(_("full-time"), yes_or_no(post.is_full_time)),
        Fact(_("source"), post.source),
        *([Fact(_("partner unit"), post.partner)] if post.partner else []),
        Fact(_("answers for"), post.covers),
        Fact(_("starts on"), post.starts),
        Fact(_("ends on"), post.ends_on),
        Fact(_("remark"), post.remark),
    ]


post_step = deed_view(model=GridPost, subject="post", steps=STEPS, page=_post_page)
