"""A posting: who holds which post of an organisation, and until when."""

from typing import Any
from uuid import UUID

import django_filters
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from orgs.enums import PostKind, Role
from orgs.exports import POSTING_LEDGER
from orgs.forms.postings import AmendPostingForm, EndForm
from orgs.models import Posting, User
from orgs.permissions import holds_role
from orgs.posts import POSTS
from orgs.scoping import within
from orgs.selectors.contacts import contact_of
from orgs.selectors.handovers import handed_over
from orgs.selectors.orgs import places_of
from orgs.selectors.postings import other_posts
from orgs.selectors.trail import history_of, way_to
from orgs.services import postings
from orgs.views.deeds import DeedForm, Offer, Step, deed_view, offer
from partybuild.listing import Column, Empty, Kind, Listing, list_page
from partybuild.pages import Crumb, Fact, yes_or_no


class PostingListFilter(django_filters.FilterSet):
    """Postings by post and term, full-time or not, at or below an organisation."""

    kind = django_filters.ChoiceFilter(
        label=_("post"), choices=PostKind.choices, empty_label=_("all")
    )
    held = django_filters.ChoiceFilter(
        label=_("term"),
        choices=[("now", _("held today")), ("soon", _("ends soon")), ("over", _("over"))],
        method="by_term",
        empty_label=_("all"),
    )
    is_full_time = django_filters.BooleanFilter(label=_("full-time"))
    under = django_filters.CharFilter(label=_("at or below (code)"), method="below")

    def by_term(self, rows: Any, _name: str, term: str) -> QuerySet[Posting]:
        terms = {"now": rows.current, "soon": rows.ending_soon, "over": rows.over}
        return terms[term]()

    def below(self, rows: Any, _name: str, code: str) -> QuerySet[Posting]:
        return rows.filter(within(places_of(code, reader=self.request.user), "org"))


POSTINGS = Listing(
    key="postings",
    title=_("Postings"),
    columns=(
        Column("person_name", pgettext_lazy("person", "name"), in_export=False),
        Column("kind", _("post"), in_export=False),
        Column("org.name", _("organisation"), sort="org__lft", in_export=False),
        Column("work_phone", _("work phone"), kind=Kind.PHONE, sort="", in_export=False),
        Column("source", _("comes from"), in_export=False),
        Column("starts_on", _("starts on"), kind=Kind.DATE, in_export=False),
        Column("ends_on", _("ends on"), kind=Kind.DATE, in_export=False),
        *POSTING_LEDGER,
    ),
    filterset=PostingListFilter,
    tabs="held",
    search=("person_name", "org__name", "org__code"),
    order=("org__tree_id", "org__lft", "kind"),
    empty=Empty(_("Here stand the people who hold posts: name, post, work phone and term.")),
    link=lambda posting: posting.page,
)

STEPS = {
    "amend": Step(postings.amend_posting, AmendPostingForm),
    "end": Step(postings.end_posting, EndForm),
}
LABELS = {"amend": _("Correct"), "end": _("End the posting")}


@require_http_methods(["GET", "HEAD", "POST"])
def posting_list(request: HttpRequest) -> HttpResponseBase:
    """Who holds which post in the organisations within reach."""
    trail = [Crumb(_("Organisations"), reverse("orgs:orgs"))]
    rows = Posting.objects.visible_to(request.user).for_list()
    return list_page(request, POSTINGS, rows, context={"trail": trail})


@require_safe
def posting_detail(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One posting, and what can be done to it."""
    rows = Posting.objects.visible_to(request.user).select_related("org")
    return _posting_page(request, get_object_or_404(rows, public_id=public_id))


def _posting_page(
    request: HttpRequest,
    posting: Posting,
    *,
    failed: tuple[str, DeedForm] | None = None,
    status: int = 200,
) -> HttpResponse:
    reader: Any = request.user
    context = {
        "posting": posting,
        "way": way_to(posting.org, reader=reader),
        "offers": _offers(posting, reader, failed),
        "contact": contact_of(posting),
        "others": other_posts(posting, reader=reader),
        "handed_over": handed_over(posting),
        "may_hand_over": not posting.is_over and holds_role(reader, Role.OFFICE, over=posting.org),
        "facts": _facts(posting),
        "history": history_of(posting),
    }
    return render(request, "orgs/posting_detail.html", context, status=status)


def _offers(posting: Posting, reader: User, failed: tuple[str, DeedForm] | None) -> list[Offer]:
    if not holds_role(reader, *postings.POST_KEEPERS, over=posting.org):
        return []
    return [
        offer(
            posting,
            name,
            LABELS[name],
            step=step,
            reader=reader,
            url_name="orgs:posting-step",
            failed=failed,
        )
        for name, step in STEPS.items()
        if not (posting.is_over and name == "end")
    ]


def _facts(posting: Posting) -> list[Fact]:
    named: Any = posting
    rule = POSTS[posting.kind]
    return [
        Fact(_("organisation"), posting.org, posting.org.get_absolute_url()),
        Fact(_("post"), named.get_kind_display()),
        *([Fact(_("comes from"), posting.source)] if rule.asks_source else []),
        *([Fact(_("full-time"), yes_or_no(posting.is_full_time))] if rule.asks_full_time else []),
        Fact(_("holds it beside another post"), yes_or_no(posting.is_concurrent)),
        Fact(_("starts on"), posting.starts_on),
        Fact(_("ends on"), posting.ends_on),
    ]


posting_step = deed_view(model=Posting, subject="posting", steps=STEPS, page=_posting_page)
