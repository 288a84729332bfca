"""Members of circles: the list, and one member on its way to the core (R-017)."""

from typing import Any
from uuid import UUID

import django_filters
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from orgs.enums import MembershipAction, MembershipState
from orgs.forms.circles import AssessForm
from orgs.models import Circle, CircleMembership
from orgs.selectors.trail import history_of
from orgs.services import circlememberships
from orgs.views.deeds import DeedForm, ReasonForm, Step, Steps, deed_view, offers
from orgs.workflow import CIRCLE_MEMBERSHIP_MOVES
from partybuild.listing import Column, Empty, Kind, Listing, list_page
from partybuild.pages import Crumb, Fact


class CircleMembershipListFilter(django_filters.FilterSet):
    """Members by state and by circle."""

    state = django_filters.ChoiceFilter(
        label=_("state"), choices=MembershipState.choices, empty_label=_("all")
    )
    circle = django_filters.ModelChoiceFilter(
        label=_("circle"),
        to_field_name="public_id",
        empty_label=_("all"),
        queryset=lambda request: Circle.objects.visible_to(request.user).order_by("name"),
    )

    class Meta:
        model = CircleMembership
        fields = ["state", "circle"]


MEMBERS = Listing(
    key="circle-members",
    title=_("Members of circles"),
    columns=(
        Column("member", _("member"), value=lambda row: row.member.name),
        Column("circle.name", _("circle")),
        Column("state", _("state"), kind=Kind.STATE),
        Column("joined_on", _("joined on"), kind=Kind.DATE),
        Column("core_since", _("core since"), kind=Kind.DATE),
        Column("left_on", _("left on"), kind=Kind.DATE),
    ),
    filterset=CircleMembershipListFilter,
    tabs="state",
    search=("member_org__name", "member_partner__name", "circle__name"),
    order=("circle__name", "joined_on"),
    empty=Empty(_("Here stand the organisations and units that belong to a circle.")),
)
STEPS: Steps = {
    MembershipAction.APPLY: Step(circlememberships.apply_for_core),
    MembershipAction.RECOMMEND: Step(circlememberships.recommend_for_core),
    MembershipAction.ASSESS: Step(circlememberships.assess_membership, AssessForm),
    MembershipAction.PROMOTE: Step(circlememberships.promote_membership, ReasonForm),
    MembershipAction.TURN_DOWN: Step(circlememberships.turn_down_membership, ReasonForm),
    MembershipAction.ADJUST: Step(circlememberships.adjust_membership, ReasonForm),
    MembershipAction.LEAVE: Step(circlememberships.leave_circle, ReasonForm),
    MembershipAction.RELEASE: Step(circlememberships.release_membership, ReasonForm),
}


@require_http_methods(["GET", "HEAD", "POST"])
def circlemembership_list(request: HttpRequest) -> HttpResponseBase:
    """Who belongs to which circle; the export is the list of members."""
    rows = CircleMembership.objects.visible_to(request.user).for_list()
    trail = [Crumb(_("Circles"), reverse("orgs:circles"))]
    return list_page(request, MEMBERS, rows, context={"trail": trail})


@require_safe
def circlemembership_detail(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One member of a circle, and what can be done."""
    rows = CircleMembership.objects.visible_to(request.user).for_list()
    return _membership_page(request, get_object_or_404(rows, public_id=public_id))


def _membership_page(
    request: HttpRequest,
    membership: CircleMembership,
    *,
    failed: tuple[str, DeedForm] | None = None,
    status: int = 200,
) -> HttpResponse:
    reader: Any = request.user
    named: Any = membership
    context = {
        "row": membership,
        "kind": "circlemembership",
        "title": membership.member,
        "state_label": named.get_state_display(),
        "way": [Crumb(_("Circles"), reverse("orgs:circles")), membership.circle],
        "offers": offers(
            membership,
            moves=CIRCLE_MEMBERSHIP_MOVES,
            steps=STEPS,
            reader=reader,
            url_name="orgs:circlemembership-step",
            failed=failed,
        ),
        "facts": [
            Fact(_("circle"), membership.circle, membership.circle.get_absolute_url()),
            Fact(_("joined on"), membership.joined_on),
            Fact(_("assessment"), membership.assessment),
            Fact(_("core since"), membership.core_since),
            Fact(_("left on"), membership.left_on),
        ],
        "history": history_of(membership),
    }
    return render(request, "orgs/circle_part.html", context, status=status)


circlemembership_step = deed_view(
    model=CircleMembership, subject="membership", steps=STEPS, page=_membership_page
)
