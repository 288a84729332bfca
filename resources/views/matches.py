"""Pages of matches."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from orgs.selectors.trail import history_of
from orgs.views.deeds import Offer, ReasonForm, Step, Steps, deed_view, offers
from partybuild.listing import Column, Empty, Kind, Listing, list_page
from partybuild.pages import Fact
from resources.api.filters import MatchFilter
from resources.enums import MatchAction, MatchState
from resources.models import Match, Need, Project
from resources.permissions import may_propose
from resources.selectors.hall import alternatives_to
from resources.selectors.reasons import kept_reasons
from resources.services import matches
from resources.views.writing import list_way, measured, way
from resources.workflow import moves_now

STEPS: Steps = {
    MatchAction.AGREE_FOR_NEED: Step(matches.agree_for_need),
    MatchAction.AGREE_FOR_RESOURCE: Step(matches.agree_for_resource),
    MatchAction.AGREE_FOR_NEED_ON_BEHALF: Step(matches.agree_for_need_on_behalf, ReasonForm),
    MatchAction.AGREE_FOR_RESOURCE_ON_BEHALF: Step(
        matches.agree_for_resource_on_behalf, ReasonForm
    ),
    MatchAction.DECLINE_FOR_NEED: Step(matches.decline_for_need, ReasonForm),
    MatchAction.DECLINE_FOR_RESOURCE: Step(matches.decline_for_resource, ReasonForm),
    MatchAction.CALL_OFF: Step(matches.call_off_match, ReasonForm),
}

MATCHES = Listing(
    key="matches",
    title=_("Matches"),
    columns=(
        Column("code", _("number"), kind=Kind.CODE),
        Column("need.title", _("need")),
        Column("need.owner.name", _("asked by"), sort=""),
        Column("resource.title", _("resource")),
        Column("resource.owner.name", _("offered by"), sort=""),
        Column(
            "quantity",
            _("takes"),
            kind=Kind.NUMBER,
            value=lambda match: measured(match.quantity, match.resource.unit),
        ),
        Column("score", _("score"), kind=Kind.NUMBER),
        Column("need_agreed_at", _("need agreed"), kind=Kind.DATE),
        Column("resource_agreed_at", _("resource agreed"), kind=Kind.DATE),
        Column("expires_on", _("open until"), kind=Kind.DATE),
        Column("state", _("state"), kind=Kind.STATE),
    ),
    filterset=MatchFilter,
    tabs="state",
    search=("code", "need__title", "resource__title"),
    order=("-pk",),
    empty=Empty(_("A match brings a need and a resource together; both sides agree to it.")),
)


@require_http_methods(["GET", "HEAD", "POST"])
def match_list(request: HttpRequest) -> HttpResponseBase:
    """The matches of the reader's needs and resources."""
    rows = Match.objects.visible_to(request.user).for_list()
    return list_page(request, MATCHES, rows, context={"trail": list_way("matches")[:1]})


@require_safe
def match_detail(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One match: both sides, what they said, and why the pair fits."""
    return match_page(request, visible_match(request, public_id))


def visible_match(request: HttpRequest, public_id: UUID) -> Match:
    rows = Match.objects.visible_to(request.user).for_list()
    return get_object_or_404(rows, public_id=public_id)


def match_page(
    request: HttpRequest, match: Match, *, failed: Any = None, status: int = 200
) -> HttpResponse:
    reader: Any = request.user
    found = offers(
        match,
        moves=moves_now(match),
        steps=STEPS,
        reader=reader,
        url_name="resources:match-step",
        failed=failed,
    )
    is_side = may_propose(reader, match.need) or may_propose(reader, match.resource)
    context = {
        "match": match,
        "way": way(match.org, "matches", reader=reader),
        "sides": [_need_side(match, found), _resource_side(match, found)],
        "offers": [offer for offer in found if "_for_" not in offer.action],
        "reasons": kept_reasons(match.reasons),
        "can_file": match.state == MatchState.AGREED and is_side,
        "project": Project.objects.visible_to(reader).filter(match=match).first(),
        "alternatives": _alternatives(match, reader),
        "is_open": match.state == MatchState.PROPOSED,
        "entries": history_of(match),
    }
    return render(request, "resources/match_detail.html", context, status=status)


match_step = deed_view(model=Match, subject="match", steps=STEPS, page=match_page)


def _alternatives(match: Match, reader: Any) -> list[Need]:
    """What else the side of the resource could take up, once its claim was declined."""
    is_lost = match.state == MatchState.DECLINED and match.claimed_at is not None
    if not is_lost or not may_propose(reader, match.resource):
        return []
    return alternatives_to(match, reader=reader)


def _need_side(match: Match, found: list[Offer]) -> dict[str, Any]:
    need = match.need
    return {
        "key": "need",
        "heading": _("The need"),
        "row": need,
        "facts": [
            Fact(_("asked by"), need.owner, need.owner.get_absolute_url()),
            Fact(_("class"), need.get_resource_class_display()),
            Fact(_("people"), need.beneficiary_count),
            Fact(_("wished for"), need.wished_text or need.wished),
        ],
        "agreed_at": match.need_agreed_at,
        "agreed_by": match.need_agreed_by,
        "on_behalf": match.need_agreed_on_behalf,
        "offers": [offer for offer in found if "_for_need" in offer.action],
    }


def _resource_side(match: Match, found: list[Offer]) -> dict[str, Any]:
    resource = match.resource
    return {
        "key": "resource",
        "heading": _("The resource"),
        "row": resource,
        "facts": [
            Fact(_("offered by"), resource.owner, resource.owner.get_absolute_url()),
            Fact(_("class"), resource.get_resource_class_display()),
            Fact(_("taken for this match"), measured(match.quantity, resource.unit)),
            Fact(_("left"), measured(resource.left, resource.unit)),
        ],
        "agreed_at": match.resource_agreed_at,
        "agreed_by": match.resource_agreed_by,
        "on_behalf": match.resource_agreed_on_behalf,
        "offers": [offer for offer in found if "_for_resource" in offer.action],
    }
