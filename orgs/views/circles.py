"""Co-building circles: the list, a circle with its members and roster, and its deeds (R-016)."""

from typing import Any
from uuid import UUID

import django_filters
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from orgs.enums import CircleView, Role
from orgs.forms.circles import AmendCircleForm, FoundCircleForm, JoinForm, LayOutForm
from orgs.models import Circle, Org, Partner, User
from orgs.permissions import holds_role, roles_of
from orgs.scoping import reach_of
from orgs.selectors.circles import history_of_circle, members_of, roster_of
from orgs.selectors.trail import way_to
from orgs.services import circles, rotations
from orgs.views.deeds import DeedForm, Offer, ReasonForm, Step, deed_view, offer
from partybuild.http import perform
from partybuild.listing import Column, Empty, Kind, Listing, list_page
from partybuild.pages import Crumb, Fact


class CircleListFilter(django_filters.FilterSet):
    """Circles that stand and those that were dissolved, by purpose."""

    gone = django_filters.ChoiceFilter(
        label=_("circles"),
        choices=[("yes", _("dissolved"))],
        empty_label=_("standing"),
        method="by_end",
    )
    view = django_filters.ChoiceFilter(
        label=_("purpose"), choices=CircleView.choices, empty_label=_("all")
    )

    @property
    def qs(self) -> Any:
        rows = super().qs
        return rows if self.form.cleaned_data.get("gone") else rows.active()

    def by_end(self, rows: Any, _name: str, _value: str) -> Any:
        return rows.exclude(dissolved_on=None)


CIRCLES = Listing(
    key="circles",
    title=_("Circles"),
    columns=(
        Column("name", _("name")),
        Column("theme", _("theme"), kind=Kind.LONG),
        Column("view", _("purpose")),
        Column("turn", _("length of a turn")),
        Column("member_count", _("members of the circle"), kind=Kind.NUMBER),
        Column("core_count", _("core members"), kind=Kind.NUMBER),
    ),
    filterset=CircleListFilter,
    tabs="gone",
    search=("name", "theme"),
    order=("name",),
    empty=Empty(
        _("Circles join organisations and units of an area that build together."),
        _("Found a circle"),
        lambda request: reverse("orgs:circle-found") if _founds(request.user) else "",
    ),
)


def join(*, circle: Circle, actor: User, **facts: Any) -> Circle:
    """Take a member into the circle."""
    circles.join_circle(circle=circle, actor=actor, **facts)
    return circle


def lay_out(*, circle: Circle, year: int, actor: User) -> Circle:
    """Give the free turns of a year."""
    rotations.lay_out_roster(circle=circle, year=year, actor=actor)
    return circle


STEPS = {
    "join": Step(join, JoinForm),
    "lay_out": Step(lay_out, LayOutForm),
    "amend": Step(circles.amend_circle, AmendCircleForm),
    "dissolve": Step(circles.dissolve_circle, ReasonForm),
}
LABELS = {
    "join": _("Take in a member"),
    "lay_out": _("Lay out the roster"),
    "amend": _("Correct"),
    "dissolve": _("Dissolve the circle"),
}


def _founds(user: Any) -> bool:
    return Role.OFFICE in roles_of(user)


@require_http_methods(["GET", "HEAD", "POST"])
def circle_list(request: HttpRequest) -> HttpResponseBase:
    """The circles of the street, or those in which one of the reader's is a member."""
    rows = Circle.objects.visible_to(request.user).for_list()
    found = Crumb(_("Found a circle"), reverse("orgs:circle-found"))
    actions = [found] if _founds(request.user) else []
    return list_page(request, CIRCLES, rows, context={"actions": actions})


@require_http_methods(["GET", "HEAD", "POST"])
def circle_found(request: HttpRequest) -> HttpResponse:
    """Found a circle."""
    if not _founds(request.user):
        raise PermissionDenied
    form = FoundCircleForm(request.POST or None, reader=request.user)

    def page(*, form: Any = form, status: int = 200) -> HttpResponse:
        context = {"form": form, "trail": [Crumb(CIRCLES.title, reverse("orgs:circles"))]}
        return render(request, "orgs/circle_found.html", context, status=status)

    if request.method != "POST":
        return page()
    return perform(request, form=form, deed=circles.found_circle, page=page)


@require_safe
def circle_detail(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One circle: who is in it, whose turn it is, and what was done."""
    rows = Circle.objects.visible_to(request.user).for_list()
    return _circle_page(request, get_object_or_404(rows, public_id=public_id))


def _circle_page(
    request: HttpRequest,
    circle: Circle,
    *,
    failed: tuple[str, DeedForm] | None = None,
    status: int = 200,
) -> HttpResponse:
    reader: Any = request.user
    named: Any = circle
    context = {
        "circle": circle,
        "way": [
            *way_to(circle.street, reader=reader),
            Crumb(CIRCLES.title, reverse("orgs:circles")),
        ],
        "offers": _offers(circle, reader, failed),
        "facts": [
            Fact(_("theme"), circle.theme),
            Fact(_("purpose"), named.get_view_display()),
            Fact(_("length of a turn"), named.get_turn_display()),
            Fact(_("dissolved on"), circle.dissolved_on),
        ],
        "members": _members(circle, reader),
        "turns": roster_of(circle)[:24],
        "history": history_of_circle(circle),
    }
    return render(request, "orgs/circle_detail.html", context, status=status)


def _offers(circle: Circle, reader: User, failed: tuple[str, DeedForm] | None) -> list[Offer]:
    if circle.dissolved_on or not holds_role(reader, *circles.KEEPERS, over=circle.street):
        return []
    return [
        offer(
            circle,
            name,
            LABELS[name],
            step=step,
            reader=reader,
            url_name="orgs:circle-step",
            failed=failed,
        )
        for name, step in STEPS.items()
    ]


def _members(circle: Circle, reader: User) -> list[dict[str, Any]]:
    """Each member, with a way to its page for those who can see it."""
    rows = list(members_of(circle))
    reach = reach_of(reader)
    units = [row.member_partner_id for row in rows if row.member_partner_id]
    seen = set(Partner.objects.visible_to(reader).filter(pk__in=units).values_list("pk", flat=True))

    def is_seen(member: Org | Partner) -> bool:
        return member.pk in seen if isinstance(member, Partner) else reach.covers(member)

    return [
        {"membership": row, "url": row.member.get_absolute_url() if is_seen(row.member) else ""}
        for row in rows
    ]


circle_step = deed_view(model=Circle, subject="circle", steps=STEPS, page=_circle_page)
