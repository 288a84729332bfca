"""Hand-overs: the form behind a posting, the sheets that were signed, and their files."""

from dataclasses import replace
from functools import partial
from typing import Any
from uuid import UUID

import django_filters
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from orgs.enums import PostKind
from orgs.forms.handovers import HandOverForm
from orgs.models import HandOver, Posting
from orgs.permissions import require_role
from orgs.scoping import within
from orgs.selectors.handovers import HANDERS, Holder, open_things
from orgs.selectors.orgs import places_of
from orgs.selectors.papers import hand_over_document
from orgs.selectors.trail import TrailLine, history_of, way_to
from orgs.services.handovers import hand_over
from partybuild.documents import docx_file
from partybuild.fields import day_input
from partybuild.http import perform
from partybuild.listing import Column, Empty, Kind, Listing, list_page
from partybuild.pages import Crumb, Fact

DIGEST_LENGTH = 64


class HandOverFilter(django_filters.FilterSet):
    """Hand-overs by post, day and place."""

    kind = django_filters.ChoiceFilter(
        label=_("post"), choices=PostKind.choices, empty_label=_("all")
    )
    since = django_filters.DateFilter(
        label=_("from day"), field_name="on", lookup_expr="gte", widget=day_input()
    )
    until = django_filters.DateFilter(
        label=_("to day"), field_name="on", lookup_expr="lte", widget=day_input()
    )
    under = django_filters.CharFilter(label=_("at or below (code)"), method="below")

    def below(self, rows: Any, _name: str, code: str) -> QuerySet[HandOver]:
        return rows.filter(within(places_of(code, reader=self.request.user), "org"))


HAND_OVERS = Listing(
    key="hand-overs",
    title=_("Hand-overs"),
    columns=(
        Column("org.name", _("organisation"), sort="org__lft"),
        Column("kind", _("post")),
        Column("from_name", _("handed over by")),
        Column("to_name", _("taken over by")),
        Column("on", _("day of the hand-over"), kind=Kind.DATE),
    ),
    filterset=HandOverFilter,
    search=("org__name", "from_name", "to_name"),
    order=("-on", "-pk"),
    empty=Empty(_("Here stand the posts that passed from one person to the next.")),
)


@require_http_methods(["GET", "HEAD", "POST"])
def handover_list(request: HttpRequest) -> HttpResponseBase:
    """Which posts passed over within reach."""
    rows = HandOver.objects.visible_to(request.user).for_list()
    return list_page(request, HAND_OVERS, rows, context={"trail": [_postings()]})


@require_safe
def handover_detail(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One hand-over, as its sheet prints."""
    passed = _visible(request, public_id)
    reader: Any = request.user
    context = {
        "passed": passed,
        "document": hand_over_document(passed),
        "is_sound": passed.is_sealed_soundly,
        "way": [*way_to(passed.org, reader=reader), Crumb(HAND_OVERS.title, _list_url())],
        "facts": [
            Fact(_("posting that ended"), passed.ended, passed.ended.page),
            Fact(_("posting that began"), passed.begun, passed.begun.page),
            Fact(_("account of the predecessor"), passed.predecessor),
            Fact(_("account of the successor"), passed.successor),
            Fact(_("SHA-256 of the file"), passed.document_digest),
        ],
        "history": [_without_digest(line) for line in history_of(passed)],
    }
    return render(request, "orgs/handover_detail.html", context)


@require_safe
def handover_file(request: HttpRequest, public_id: UUID) -> HttpResponseBase:
    """The sheet as a file: exactly the one that was made for signing."""
    passed = _visible(request, public_id)
    return docx_file(bytes(passed.document), hand_over_document(passed).name)


@require_http_methods(["GET", "HEAD", "POST"])
def posting_hand_over(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Let a post pass over: who comes, which rights go along, and what is open."""
    rows = Posting.objects.visible_to(request.user).select_related("org")
    posting = get_object_or_404(rows, public_id=public_id)
    require_role(request.user, *HANDERS, over=posting.org)
    reader: Any = request.user
    form = HandOverForm(request.POST or None, reader=reader, posting=posting)

    def page(*, form: HandOverForm = form, status: int = 200) -> HttpResponse:
        context = {
            "posting": posting,
            "form": form,
            "way": [*way_to(posting.org, reader=reader), Crumb(str(posting), posting.page)],
            "things": open_things(posting.org, Holder(posting.person_name, posting.work_phone)),
        }
        return render(request, "orgs/posting_hand_over.html", context, status=status)

    if request.method != "POST":
        return page()
    return perform(request, form=form, deed=partial(hand_over, posting=posting), page=page)


def _without_digest(line: TrailLine) -> TrailLine:
    """The digest stands among the facts already, and says nothing to a reader."""
    return replace(line, changes=tuple(c for c in line.changes if len(c.after) < DIGEST_LENGTH))


def _visible(request: HttpRequest, public_id: UUID) -> HandOver:
    rows = HandOver.objects.visible_to(request.user)
    rows = rows.select_related("org", "ended__org", "begun__org", "predecessor", "successor")
    return get_object_or_404(rows, public_id=public_id)


def _postings() -> Crumb:
    return Crumb(_("Postings"), reverse("orgs:postings"))


def _list_url() -> str:
    return reverse("orgs:handovers")
