"""Pages of contact points."""

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from liaison.api.followup_filters import ContactPointFilter
from liaison.forms.visits import EndPointForm, NamePointForm
from liaison.models import ContactPoint, Visit
from liaison.services import contact_points
from liaison.views.following import followed_page
from liaison.views.visits import is_office
from liaison.views.writing import form_page
from orgs.enums import Role
from orgs.permissions import holds_role
from orgs.views.deeds import Step, Steps, deed_view, offer
from partybuild.listing import Column, Empty, Kind, Listing, list_page
from partybuild.pages import Crumb, Fact

POINT_STEPS: Steps = {"end": Step(contact_points.end_contact_point, EndPointForm)}

POINTS = Listing(
    key="contact-points",
    title=_("Contact points"),
    columns=(
        Column("posting.org.name", _("community")),
        Column("posting.person_name", _("leader")),
        Column("posting.starts_on", _("starts on"), kind=Kind.DATE),
        Column("posting.ends_on", _("ends on"), kind=Kind.DATE),
    ),
    filterset=ContactPointFilter,
    search=("posting__org__name", "posting__person_name"),
    order=("posting__org__tree_id", "posting__org__lft"),
    empty=Empty(
        _("Each community has a leader of the sub-district who keeps contact with it."),
        _("Name a contact point"),
        lambda request: reverse("liaison:contactpoint-name") if is_office(request) else "",
    ),
)


@require_http_methods(["GET", "HEAD", "POST"])
def contact_point_list(request: HttpRequest) -> HttpResponseBase:
    """Which leader keeps contact with which community."""
    actions = [Crumb(_("Note a visit"), reverse("liaison:visit-note"))]
    if is_office(request):
        actions.append(Crumb(_("Name a contact point"), reverse("liaison:contactpoint-name")))
    rows = ContactPoint.objects.visible_to(request.user).for_list()
    return list_page(request, POINTS, rows, context={"actions": actions})


@require_http_methods(["GET", "HEAD", "POST"])
def contact_point_name(request: HttpRequest) -> HttpResponse:
    """Let a leader keep contact with a community."""
    if not is_office(request):
        raise PermissionDenied
    return form_page(
        request,
        form=NamePointForm(request.POST or None, reader=request.user),
        deed=contact_points.name_contact_point,
        title=_("Name a contact point"),
        label=_("Name it"),
        trail=[_points_crumb()],
    )


@require_safe
def contact_point_detail(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One contact point: the leader, the community, the visits that were made."""
    rows: Any = ContactPoint.objects.visible_to(request.user).for_list()
    return contact_point_page(request, get_object_or_404(rows, public_id=public_id))


def contact_point_page(
    request: HttpRequest, point: ContactPoint, *, failed: Any = None, status: int = 200
) -> HttpResponse:
    posting, community = point.posting, point.community
    may_end = holds_role(request.user, Role.OFFICE, over=community) and not posting.is_over
    note = f"{reverse('liaison:visit-note')}?place={community.code}"
    is_own = point.leader_id == request.user.pk
    made = Visit.objects.visible_to(request.user).filter(contact_point=point)
    return followed_page(
        request,
        point,
        page="liaison/contact_point_detail.html",
        trail=[_points_crumb()],
        facts=[
            Fact(_("community"), community.name, community.get_absolute_url()),
            Fact(_("leader"), posting.person_name, posting.page),
            Fact(_("starts on"), posting.starts_on),
            Fact(_("ends on"), posting.ends_on),
        ],
        links=[Crumb(_("Note a visit"), note)] if is_own else [],
        offers=[
            offer(
                point,
                "end",
                _("End it"),
                step=POINT_STEPS["end"],
                reader=request.user,
                url_name="liaison:contactpoint-step",
                failed=failed,
            )
        ]
        if may_end
        else [],
        visits=list(made.for_list()[:12]),
        status=status,
    )


contact_point_step = deed_view(
    model=ContactPoint, subject="point", steps=POINT_STEPS, page=contact_point_page
)


def _points_crumb() -> Crumb:
    return Crumb(_("Contact points"), reverse("liaison:contact-points"))
