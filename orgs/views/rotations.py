"""The rosters of circles: all turns as a list, and one turn that is begun and handed over."""

from typing import Any
from uuid import UUID

import django_filters
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from orgs.enums import RotationAction, RotationState
from orgs.forms.circles import HandoverForm, HandoverOnBehalfForm
from orgs.models import Circle, Rotation
from orgs.selectors.trail import history_of
from orgs.services import rotations
from orgs.views.deeds import DeedForm, ReasonForm, Step, Steps, deed_view, offers
from orgs.workflow import ROTATION_MOVES
from partybuild.listing import Column, Empty, Kind, Listing, list_page
from partybuild.pages import Crumb, Fact


class RotationListFilter(django_filters.FilterSet):
    """Turns by state, by circle and by year."""

    state = django_filters.ChoiceFilter(
        label=_("state"), choices=RotationState.choices, empty_label=_("all")
    )
    circle = django_filters.ModelChoiceFilter(
        label=_("circle"),
        to_field_name="public_id",
        empty_label=_("all"),
        queryset=lambda request: Circle.objects.visible_to(request.user).order_by("name"),
    )
    year = django_filters.NumberFilter(
        label=_("year"), field_name="starts_on__year", min_value=1900, max_value=9999
    )

    class Meta:
        model = Rotation
        fields = ["state", "circle"]


ROSTER = Listing(
    key="roster",
    title=_("Roster"),
    columns=(
        Column("period", _("turn"), value=lambda turn: turn.period.label, sort="starts_on"),
        Column("circle.name", _("circle")),
        Column("member", _("core member"), value=lambda turn: turn.member.name),
        Column("starts_on", _("starts on"), kind=Kind.DATE),
        Column("ends_on", _("ends on"), kind=Kind.DATE),
        Column("state", _("state"), kind=Kind.STATE),
        Column("handover", _("what was done and handed over"), kind=Kind.LONG),
    ),
    filterset=RotationListFilter,
    tabs="state",
    search=("membership__member_org__name", "membership__member_partner__name", "circle__name"),
    order=("-starts_on", "circle__name"),
    empty=Empty(_("Here stands whose turn it is to lead a circle.")),
)
STEPS: Steps = {
    RotationAction.BEGIN: Step(rotations.begin_turn),
    RotationAction.HAND_OVER: Step(rotations.hand_over_turn, HandoverForm),
    RotationAction.HAND_OVER_ON_BEHALF: Step(
        rotations.hand_over_turn_on_behalf, HandoverOnBehalfForm
    ),
    RotationAction.SKIP: Step(rotations.skip_turn, ReasonForm),
}


@require_http_methods(["GET", "HEAD", "POST"])
def rotation_list(request: HttpRequest) -> HttpResponseBase:
    """The turns of the circles the reader can see; the export is the roster."""
    rows = Rotation.objects.visible_to(request.user).for_list()
    trail = [Crumb(_("Circles"), reverse("orgs:circles"))]
    return list_page(request, ROSTER, rows, context={"trail": trail})


@require_safe
def rotation_detail(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One turn, and what can be done."""
    rows = Rotation.objects.visible_to(request.user).for_list()
    return _rotation_page(request, get_object_or_404(rows, public_id=public_id))


def _rotation_page(
    request: HttpRequest,
    rotation: Rotation,
    *,
    failed: tuple[str, DeedForm] | None = None,
    status: int = 200,
) -> HttpResponse:
    reader: Any = request.user
    named: Any = rotation
    membership = rotation.membership
    context = {
        "row": rotation,
        "kind": "rotation",
        "title": f"{rotation.period.label} · {rotation.member}",
        "state_label": named.get_state_display(),
        "way": [Crumb(_("Circles"), reverse("orgs:circles")), rotation.circle],
        "offers": offers(
            rotation,
            moves=ROTATION_MOVES,
            steps=STEPS,
            reader=reader,
            url_name="orgs:rotation-step",
            failed=failed,
        ),
        "facts": [
            Fact(_("circle"), rotation.circle, rotation.circle.get_absolute_url()),
            Fact(_("core member"), membership.member, membership.get_absolute_url()),
            Fact(_("starts on"), rotation.starts_on),
            Fact(_("ends on"), rotation.ends_on),
            Fact(_("what was done and handed over"), rotation.handover),
        ],
        "history": history_of(rotation),
    }
    return render(request, "orgs/circle_part.html", context, status=status)


rotation_step = deed_view(model=Rotation, subject="rotation", steps=STEPS, page=_rotation_page)
