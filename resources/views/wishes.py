"""Pages of wishes."""

from functools import partial
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from orgs.enums import Role
from orgs.permissions import roles_of
from orgs.scoping import reach_of
from orgs.views.deeds import Offer, ReasonForm, Step, Steps, deed_view, offer, offers
from partybuild.listing import Column, Empty, Kind, Listing, list_page
from partybuild.pages import Crumb, Fact
from resources.api.pledge_filters import WishFilter
from resources.forms.wishes import (
    AmendWishForm,
    AppraiseWishForm,
    GatherWishForm,
    OutcomeForm,
    OutcomeOnBehalfForm,
    UnitForm,
)
from resources.models import Wish
from resources.pledge_enums import WishAction, WishState
from resources.pledge_workflow import COMMUNITY, WISH_MOVES
from resources.services import wishes
from resources.views.writing import form_page, list_way, pledge_page, way

STEPS: Steps = {
    WishAction.REVIEW: Step(wishes.review_wish),
    WishAction.SEND_BACK: Step(wishes.send_back_wish, ReasonForm),
    WishAction.HAND_IN: Step(wishes.hand_in_wish),
    WishAction.PUBLISH: Step(wishes.publish_wish),
    WishAction.CLAIM: Step(wishes.claim_wish, UnitForm),
    WishAction.FULFIL: Step(wishes.fulfil_wish, OutcomeForm),
    WishAction.FULFIL_ON_BEHALF: Step(wishes.fulfil_wish_on_behalf, OutcomeOnBehalfForm),
    WishAction.CONFIRM: Step(wishes.confirm_wish),
    WishAction.DOUBT: Step(wishes.doubt_wish, ReasonForm),
    WishAction.APPRAISE: Step(wishes.appraise_wish, AppraiseWishForm),
    WishAction.GIVE_UP: Step(wishes.give_wish_up, ReasonForm),
    WishAction.RELEASE: Step(wishes.release_wish, ReasonForm),
    WishAction.WITHDRAW: Step(wishes.withdraw_wish, ReasonForm),
}

WISHES = Listing(
    key="wishes",
    ledger="wishes",
    title=_("Wishes"),
    columns=(
        Column("code", _("code"), ledger="心愿编号"),
        Column("content", _("wish"), kind=Kind.LONG, ledger="心愿内容"),
        Column("kind", _("kind"), ledger="类别"),
        Column("age_band", _("age band"), ledger="年龄段"),
        Column("community.name", _("community"), ledger="社区"),
        Column("state", _("state"), kind=Kind.STATE, ledger="状态"),
        Column("claim_by", _("to be claimed by"), kind=Kind.DATE, ledger="认领截止"),
        Column("claimant.name", _("claimed by"), ledger="认领单位"),
        Column("claimed_on", _("claimed on"), kind=Kind.DATE, ledger="认领日期", on_page=False),
        Column("outcome", _("what was done"), ledger="实现情况", on_page=False),
        Column("fulfilled_on", _("fulfilled on"), kind=Kind.DATE, ledger="实现日期", on_page=False),
        Column("satisfaction", _("satisfaction"), ledger="满意度", on_page=False),
    ),
    filterset=WishFilter,
    tabs="state",
    search=("code", "content", "community__name", "claimant__name"),
    order=("-pk",),
    empty=Empty(
        _("Communities gather small wishes here, without names; units make them come true."),
        _("Gather a wish"),
        lambda request: reverse("resources:wish-gather") if _gathers(request.user) else "",
    ),
)


def _gathers(user: Any) -> bool:
    return not roles_of(user).isdisjoint(COMMUNITY)


@require_http_methods(["GET", "HEAD", "POST"])
def wish_list(request: HttpRequest) -> HttpResponseBase:
    """The wishes the reader can see."""
    new = [Crumb(_("Gather a wish"), reverse("resources:wish-gather"))]
    context = {
        "trail": list_way("wishes")[:1],
        "actions": new if _gathers(request.user) else [],
    }
    rows = Wish.objects.visible_to(request.user).for_list()
    return list_page(request, WISHES, rows, context=context)


@require_http_methods(["GET", "HEAD", "POST"])
def wish_gather(request: HttpRequest) -> HttpResponse:
    """Write a wish down."""
    if not _gathers(request.user):
        raise PermissionDenied
    return form_page(
        request,
        form=GatherWishForm(request.POST or None, reader=request.user),
        deed=wishes.gather_wish,
        title=_("Gather a wish"),
        trail=list_way("wishes"),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def wish_amend(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Correct a wish before it is published."""
    wish = _visible(request, public_id)
    if not wishes.may_amend_wish(request.user, wish):
        raise PermissionDenied
    return form_page(
        request,
        form=AmendWishForm(request.POST or None, subject=wish),
        deed=partial(wishes.amend_wish, wish=wish),
        title=_("Correct the wish"),
        trail=[*way(wish.org, "wishes", reader=request.user), wish],
    )


@require_safe
def wish_detail(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One wish: what is hoped for, who has taken it up, and what may be done next."""
    return wish_page(request, _visible(request, public_id))


def wish_page(
    request: HttpRequest, wish: Wish, *, failed: Any = None, status: int = 200
) -> HttpResponse:
    can_amend = wishes.may_amend_wish(request.user, wish)
    return pledge_page(
        request,
        wish,
        noun="wishes",
        facts=_facts(wish),
        content=wish.content,
        amend_url=reverse("resources:wish-amend", args=[wish.public_id]) if can_amend else "",
        offers=[
            *_claim_offer(wish, request.user, failed),
            *offers(
                wish,
                moves=WISH_MOVES,
                steps=STEPS,
                reader=request.user,
                url_name="resources:wish-step",
                failed=failed,
            ),
        ],
        status=status,
    )


wish_step = deed_view(model=Wish, subject="wish", steps=STEPS, page=wish_page)


def _visible(request: HttpRequest, public_id: UUID) -> Wish:
    return get_object_or_404(Wish.objects.visible_to(request.user).for_list(), public_id=public_id)


def _claim_offer(wish: Wish, reader: Any, failed: Any) -> list[Offer]:
    """Whoever speaks for a unit may claim, and the office for a unit that asked it."""
    claims = reach_of(reader, Role.OFFICE, Role.PARTNER_LIAISON)
    speaks = bool(claims.partner_pks) or claims.covers(wish.street)
    if wish.state != WishState.PUBLISHED or not speaks:
        return []
    action = WishAction.CLAIM
    return [
        offer(
            wish,
            str(action),
            action.label,
            step=STEPS[action],
            reader=reader,
            url_name="resources:wish-step",
            failed=failed,
        )
    ]


def _facts(wish: Wish) -> list[Fact]:
    claimant, need = wish.claimant, wish.need
    return [
        Fact(_("code"), wish.code),
        Fact(_("community"), wish.community, wish.community.get_absolute_url()),
        Fact(_("kind"), wish.get_kind_display()),
        Fact(_("age band"), wish.get_age_band_display()),
        Fact(_("published on"), wish.published_on),
        Fact(_("to be claimed by"), wish.claim_by),
        Fact(_("claimed by"), claimant, claimant.get_absolute_url() if claimant else ""),
        Fact(_("claimed on"), wish.claimed_on),
        Fact(_("what was done"), wish.outcome),
        Fact(_("fulfilled on"), wish.fulfilled_on),
        Fact(_("satisfaction"), wish.get_satisfaction_display()),
        Fact(_("appraisal"), wish.appraisal),
        Fact(_("need"), need, need.get_absolute_url() if need else ""),
        Fact(_("remark"), wish.remark),
    ]
