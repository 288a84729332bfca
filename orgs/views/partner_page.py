"""One partner unit: its facts, pairings, coverage, guidance and circles, and what can be done."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from orgs.enums import COVERED_STATES, CoverageAction, CoverageState, Role, SetUpDuty
from orgs.forms.partners import (
    AmendPartnerForm,
    CommunityForm,
    EndGuidanceForm,
    FollowUpForm,
    GuideForm,
)
from orgs.models import Guidance, Org, Partner, User
from orgs.permissions import holds_role
from orgs.scoping import reach_of
from orgs.selectors.circles import circles_of
from orgs.selectors.contacts import contact_of
from orgs.selectors.partners import guidances_kept, history_of_partner, instructors_for
from orgs.selectors.trail import way_to
from orgs.services import coverages, guidances, pairings, partners
from orgs.views.deeds import DeedForm, Offer, ReasonForm, Step, deed_view, offer, offers
from orgs.workflow import COVERAGE_MOVES
from partybuild.http import perform
from partybuild.pages import Crumb, Fact, yes_or_no
from partybuild.spreadsheets.cleaning.codes import credit_code_is_sound

STEP = "orgs:partner-step"


def pair(*, partner: Partner, actor: User, **facts: Any) -> Partner:
    """Note that the unit has checked in at a community."""
    pairings.pair_partner(partner=partner, actor=actor, **facts)
    return partner


def end_guidance(*, partner: Partner, guidance: Guidance, actor: User, **facts: Any) -> Partner:
    """Note that an instructor looks after the unit no more."""
    guidances.end_guidance(guidance=guidance, actor=actor, **facts)
    return partner


STEPS = {
    "amend": Step(partners.amend_partner, AmendPartnerForm),
    "pair": Step(pair, CommunityForm),
    "guide": Step(guidances.guide_partner, GuideForm),
    "end_guidance": Step(end_guidance, EndGuidanceForm),
    CoverageAction.COVER_BY_WORK: Step(coverages.cover_by_work),
    CoverageAction.COVER_BY_ORGANISATION: Step(coverages.cover_by_organisation),
    CoverageAction.FALL_BACK_TO_WORK: Step(coverages.fall_back_to_work, ReasonForm),
    CoverageAction.LOSE_COVERAGE: Step(coverages.lose_coverage, ReasonForm),
    "follow_up": Step(coverages.follow_up_coverage, FollowUpForm),
    "end_follow_up": Step(coverages.end_follow_up, ReasonForm),
}
LABELS = {
    "amend": _("Correct"),
    "pair": _("Pair with a community"),
    "guide": _("Send an instructor"),
    "end_guidance": _("End the guidance"),
    "follow_up": _("Follow up the set-up"),
    "end_follow_up": _("End the follow-up"),
}


@require_safe
def partner_detail(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One unit, the communities it is paired with, and what can be done."""
    rows = Partner.objects.visible_to(request.user).for_list()
    return _partner_page(request, get_object_or_404(rows, public_id=public_id))


@require_POST
def partner_unpair(request: HttpRequest, public_id: UUID, community: UUID) -> HttpResponse:
    """End the check-in of a unit at one community."""
    rows = Partner.objects.visible_to(request.user)
    partner = get_object_or_404(rows, public_id=public_id)
    pairing = get_object_or_404(partner.pairings, community__public_id=community)
    form = ReasonForm(
        request.POST, reader=request.user, subject=pairing, auto_id=f"unpair-{community}-%s"
    )

    def page(*, form: DeedForm, status: int) -> HttpResponse:
        return _partner_page(request, partner, ending=(pairing.pk, form), status=status)

    def unpair(*, actor: User, reason: str) -> Partner | Org:
        pairings.unpair_partner(pairing=pairing, actor=actor, reason=reason)
        is_still_mine = Partner.objects.visible_to(actor).filter(pk=partner.pk).exists()
        return partner if is_still_mine else pairing.community

    return perform(request, form=form, deed=unpair, page=page)


def _partner_page(
    request: HttpRequest,
    partner: Partner,
    *,
    failed: tuple[str, DeedForm] | None = None,
    ending: tuple[int, DeedForm] | None = None,
    status: int = 200,
) -> HttpResponse:
    reader: Any = request.user
    register = Crumb(_("Partner units"), reverse("orgs:partners"))
    context = {
        "partner": partner,
        "way": [*way_to(partner.street, reader=reader), register],
        "offers": _offers(partner, reader, failed),
        "coverage_offers": _coverage_offers(partner, reader, failed),
        "contact": contact_of(partner),
        "facts": _facts(partner),
        "pairings": _pairings(partner, reader, ending),
        "coverage": partner.known_coverage,
        "followed": _followed(partner.known_coverage, reader),
        "guidances": partner.guidances.select_related("posting__org").order_by("-pk"),
        "memberships": circles_of(partner, reader=reader),
        "history": history_of_partner(partner),
    }
    return render(request, "orgs/partner_detail.html", context, status=status)


def _offers(partner: Partner, reader: User, failed: tuple[str, DeedForm] | None) -> list[Offer]:
    """What can be done about the unit, its pairings and its guidance."""
    is_office = holds_role(reader, Role.OFFICE, over=partner.street)
    is_own = holds_role(reader, Role.PARTNER_LIAISON, over=partner)
    possible = {
        "amend": is_office or is_own,
        "pair": is_office,
        "guide": is_office or instructors_for(partner, reader=reader).exists(),
        "end_guidance": guidances_kept(partner, reader=reader).exists(),
    }
    return _those(possible, partner, reader, failed)


def _coverage_offers(
    partner: Partner, reader: User, failed: tuple[str, DeedForm] | None
) -> list[Offer]:
    """What can be done about the coverage of the unit, and about its follow-up."""
    coverage = partner.known_coverage
    is_office = holds_role(reader, Role.OFFICE, over=partner.street)
    followed = coverage.responsible or partner.street
    possible = {
        "follow_up": coverage.state != CoverageState.ORGANISATION
        and holds_role(reader, *coverages.FOLLOWERS, over=followed),
        "end_follow_up": is_office and coverage.duty == SetUpDuty.DUE,
    }
    steps = offers(
        coverage, moves=COVERAGE_MOVES, steps=STEPS, reader=reader, url_name=STEP, failed=failed
    )
    return steps + _those(possible, partner, reader, failed)


def _those(
    possible: dict[str, bool],
    partner: Partner,
    reader: User,
    failed: tuple[str, DeedForm] | None,
) -> list[Offer]:
    return [
        offer(
            partner,
            name,
            LABELS[name],
            step=STEPS[name],
            reader=reader,
            url_name=STEP,
            failed=failed,
        )
        for name, is_possible in possible.items()
        if is_possible
    ]


def _facts(partner: Partner) -> list[Fact]:
    named: Any = partner
    code = partner.credit_code
    if code and not credit_code_is_sound(code):
        code = _("%(code)s (the check digit does not agree)") % {"code": code}
    return [
        Fact(_("nature"), named.get_nature_display()),
        Fact(_("domain"), named.get_domain_display()),
        Fact(_("credit code"), code),
        Fact(_("own Party organisation"), partner.party_org_name),
        Fact(_("set-up mode"), named.get_set_up_mode_display()),
        Fact(_("staff"), partner.staff_count),
        Fact(_("members"), partner.member_count),
        Fact(_("sends a part-time member"), yes_or_no(partner.has_part_time_member)),
        Fact(_("remark"), partner.remark),
    ]


def _followed(coverage: Any, reader: User) -> list[Fact]:
    """The two coverages, and what is done where an organisation is due (R-252)."""
    responsible = coverage.responsible
    is_seen = responsible is not None and reach_of(reader).covers(responsible)
    facts = [
        Fact(_("covered by work"), yes_or_no(coverage.state in COVERED_STATES)),
        Fact(
            _("covered by an organisation"),
            yes_or_no(coverage.state == CoverageState.ORGANISATION),
        ),
        Fact(_("set-up of an organisation"), coverage.duty.label),
    ]
    if coverage.duty != SetUpDuty.DUE:
        return facts
    return [
        *facts,
        Fact(
            _("responsible organisation"),
            responsible,
            responsible.get_absolute_url() if is_seen else "",
        ),
        Fact(_("look again on"), coverage.review_on),
        Fact(_("follow-up"), coverage.note),
    ]


def _pairings(
    partner: Partner, reader: User, ending: tuple[int, DeedForm] | None
) -> list[dict[str, Any]]:
    """Each pairing, and for those who keep it the form that ends it."""
    kept = reach_of(reader, Role.OFFICE, Role.SECRETARY)
    seen = reach_of(reader)
    rows = partner.pairings.select_related("community").order_by("community__code")
    return [
        {
            "pairing": pairing,
            "is_seen": seen.covers(pairing.community),
            "is_kept": kept.covers(pairing.community),
            "is_failed": ending is not None and ending[0] == pairing.pk,
            "form": ending[1]
            if ending and ending[0] == pairing.pk
            else ReasonForm(
                reader=reader,
                subject=pairing,
                auto_id=f"unpair-{pairing.community.public_id}-%s",
            ),
        }
        for pairing in rows
    ]


partner_step = deed_view(model=Partner, subject="partner", steps=STEPS, page=_partner_page)
