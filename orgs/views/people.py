"""People and their rights: who has an account, which roles they hold where, and until when."""

from dataclasses import dataclass
from uuid import UUID

import django_filters
from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from orgs.enums import Role
from orgs.forms.people import AssignRoleForm, OpenAccountForm, ResetPasswordForm
from orgs.models import RoleAssignment, User
from orgs.passwords import invent_password
from orgs.permissions import roles_of
from orgs.scoping import Reach, reach_of
from orgs.selectors.contacts import contact_of
from orgs.selectors.trail import history_of
from orgs.services.accounts import close_account, open_account, reset_password
from orgs.services.roles import ACCOUNT_KEEPERS, assign_role, end_role
from orgs.views.deeds import DeedForm, Offer, ReasonForm, Step, deed_view, offer
from partybuild.errors import RuleViolation
from partybuild.http import INVALID, REFUSED, refuse
from partybuild.listing import Column, Empty, Kind, Listing, list_page
from partybuild.pages import Crumb, Fact

STEPS = {
    "assign-role": Step(assign_role, AssignRoleForm),
    "reset-password": Step(reset_password, ResetPasswordForm),
    "close": Step(close_account, ReasonForm),
}
LABELS = {
    "assign-role": _("Assign a role"),
    "reset-password": _("New first password"),
    "close": _("Close the account"),
}


class PeopleFilter(django_filters.FilterSet):
    """People by what they may do and whether their account is open."""

    role = django_filters.ChoiceFilter(label=_("Role"), choices=Role, method="holding")
    account = django_filters.ChoiceFilter(
        label=_("Account"),
        choices=[("open", _("open")), ("closed", _("closed"))],
        method="with_account",
    )

    def holding(self, rows: QuerySet[User], _name: str, role: str) -> QuerySet[User]:
        held = RoleAssignment.objects.current().filter(role=role)
        return rows.filter(pk__in=held.values("user"))

    def with_account(self, rows: QuerySet[User], _name: str, account: str) -> QuerySet[User]:
        return rows.filter(is_active=account == "open")


PEOPLE = Listing(
    key="people",
    title=_("People and roles"),
    columns=(
        Column("name", pgettext_lazy("person", "name")),
        Column("username", _("sign-in name"), kind=Kind.CODE),
        Column(
            "roles",
            _("roles today"),
            value=lambda user: "、".join(
                f"{held.get_role_display()} · {held.over}" for held in user.held_now
            ),
        ),
        Column("org.name", _("kept by")),
        Column("work_phone", _("work phone"), kind=Kind.PHONE, sort=""),
        Column(
            "is_active",
            _("account"),
            value=lambda user: _("open") if user.is_active else _("closed"),
            sort="is_active",
        ),
    ),
    filterset=PeopleFilter,
    search=("name", "username", "org__name"),
    order=("-is_active", "name"),
    empty=Empty(_("Here stand the people who can sign in, and what they may do where.")),
)


@require_http_methods(["GET", "HEAD", "POST"])
def user_list(request: HttpRequest) -> HttpResponseBase:
    """The people whose rights the reader keeps or may read."""
    _require_reader(request)
    held_now = Prefetch(
        "role_assignments",
        RoleAssignment.objects.current().select_related("org", "partner"),
        to_attr="held_now",
    )
    rows = User.objects.visible_to(request.user).for_list().prefetch_related(held_now)
    can_open = Role.SECURITY in roles_of(request.user)
    actions = [Crumb(_("Open an account"), reverse("orgs:user-open"))] if can_open else []
    return list_page(request, PEOPLE, rows, context={"actions": actions})


@require_safe
def user_detail(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One person: account, roles, and what was done to them."""
    user = get_object_or_404(User.objects.visible_to(request.user), public_id=public_id)
    return _user_page(request, user)


@require_http_methods(["GET", "HEAD", "POST"])
def user_open(request: HttpRequest) -> HttpResponse:
    """Open an account; its first password is shown once and never again."""
    if Role.SECURITY not in roles_of(request.user):
        raise PermissionDenied
    form = OpenAccountForm(request.POST or None, reader=request.user)
    status = 200
    if request.method == "POST":
        status = INVALID
        if form.is_valid():
            password = invent_password()
            try:
                user = open_account(actor=request.user, password=password, **form.cleaned_data)  # type: ignore[arg-type]  # behind the door
            except RuleViolation as refusal:
                refuse(form, refusal)
                status = REFUSED
            else:
                return _tell_once(request, user, password)
    return render(request, "orgs/user_open.html", {"form": form, "trail": [_way()]}, status=status)


@require_POST
def user_reset_password(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Give somebody a new first password, shown once and never again."""
    user = get_object_or_404(User.objects.visible_to(request.user), public_id=public_id)
    form = ResetPasswordForm(
        request.POST, reader=request.user, subject=user, auto_id="reset-password-%s"
    )
    if not form.is_valid():
        return _user_page(request, user, failed=("reset-password", form), status=INVALID)
    password = invent_password()
    reset_password(user=user, password=password, actor=request.user)  # type: ignore[arg-type]  # behind the door
    return _tell_once(request, user, password)


@require_POST
def role_end(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """End one role of a person, with the reason."""
    held = get_object_or_404(
        RoleAssignment.objects.visible_to(request.user).select_related("user"), public_id=public_id
    )
    form = ReasonForm(
        request.POST, reader=request.user, subject=held, auto_id=f"end-{held.public_id}-%s"
    )
    if not form.is_valid():
        return _user_page(request, held.user, ending=(held, form), status=INVALID)
    end_role(assignment=held, actor=request.user, **form.cleaned_data)  # type: ignore[arg-type]  # behind the door
    return HttpResponseRedirect(held.user.get_absolute_url())


def _way() -> Crumb:
    return Crumb(PEOPLE.title, reverse("orgs:users"))


def _tell_once(request: HttpRequest, user: User, password: str) -> HttpResponse:
    response = render(request, "orgs/user_password.html", {"person": user, "password": password})
    # The page holds a secret: no cache, no back button may show it again.
    response.headers["Cache-Control"] = "no-store"
    return response


def _require_reader(request: HttpRequest) -> None:
    if roles_of(request.user).isdisjoint({Role.SECURITY, Role.OFFICE}):
        raise PermissionDenied


Ending = tuple[RoleAssignment, DeedForm]


def _user_page(
    request: HttpRequest,
    user: User,
    *,
    failed: tuple[str, DeedForm] | None = None,
    ending: Ending | None = None,
    status: int = 200,
) -> HttpResponse:
    kept = reach_of(request.user, *ACCOUNT_KEEPERS)
    is_another = user.is_active and user != request.user
    keeps = is_another and user.org is not None and kept.covers(user.org)
    open_steps = {
        "assign-role": is_another and bool(kept),
        "reset-password": keeps,
        "close": keeps,
    }
    offers = [
        offer(
            user,
            name,
            LABELS[name],
            step=STEPS[name],
            reader=request.user,
            url_name="orgs:user-step",
            failed=failed,
        )
        for name, is_open in open_steps.items()
        if is_open
    ]
    return render(
        request,
        "orgs/user_detail.html",
        {
            "trail": [_way()],
            "person": user,
            "facts": _facts(user),
            "contact": contact_of(user),
            "offers": offers,
            "roles": [_held(held, request, kept, ending) for held in _roles(request, user)],
            "history": history_of(user),
        },
        status=status,
    )


@dataclass(frozen=True, slots=True)
class HeldRole:
    """A role as the page of its holder shows it, with the form that ends it for its keeper."""

    held: RoleAssignment
    is_over: bool
    end: Offer | None


def _roles(request: HttpRequest, user: User) -> QuerySet[RoleAssignment]:
    return RoleAssignment.objects.visible_to(request.user).filter(user=user).for_list()


def _held(
    held: RoleAssignment, request: HttpRequest, kept: Reach, ending: Ending | None
) -> HeldRole:
    is_over = held.ends_on is not None and held.ends_on < timezone.localdate()
    place = held.org or (held.partner and held.partner.street)
    if is_over or held.user == request.user or not kept.covers(place):
        return HeldRole(held, is_over, None)
    url = reverse("orgs:role-end", args=[held.public_id])
    if ending and ending[0] == held:
        return HeldRole(
            held, is_over, Offer("end", str(_("End the role")), url, ending[1], is_failed=True)
        )
    form = ReasonForm(reader=request.user, subject=held, auto_id=f"end-{held.public_id}-%s")
    return HeldRole(
        held, is_over, Offer(f"end-{held.public_id}", str(_("End the role")), url, form)
    )


def _facts(user: User) -> list[Fact]:
    return [
        Fact(_("sign-in name"), user.username),
        Fact(_("account"), _("open") if user.is_active else _("closed")),
        Fact(_("kept by"), user.org, user.org.get_absolute_url() if user.org else ""),
        Fact(_("opened on"), timezone.localtime(user.date_joined).date()),
        Fact(_("password"), _("temporary") if user.password_is_temporary else _("own")),
    ]


user_step = deed_view(model=User, subject="user", steps=STEPS, page=_user_page)
