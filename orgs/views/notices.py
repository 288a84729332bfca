"""Notices of an office: the list, the form, and one notice with the preview before it goes out."""

from typing import Any
from uuid import UUID

import django_filters
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from orgs.channel_enums import NoticeAction, NoticeState
from orgs.enums import Role
from orgs.forms.notices import DraftNoticeForm
from orgs.models import Notice
from orgs.permissions import holds_role, roles_of
from orgs.selectors.notices import preview
from orgs.selectors.trail import history_of
from orgs.services import notices
from orgs.views.deeds import DeedForm, Step, Steps, deed_view, offers
from orgs.workflow import NOTICE_MOVES
from partybuild.http import perform
from partybuild.listing import Column, Empty, Kind, Listing, list_page
from partybuild.pages import Crumb, Fact, yes_or_no

STEPS: Steps = {
    NoticeAction.SEND: Step(notices.send_notice),
    NoticeAction.DISCARD: Step(notices.discard_notice),
}


class NoticeFilter(django_filters.FilterSet):
    """Notices by how far they are."""

    state = django_filters.ChoiceFilter(
        label=_("state"), choices=NoticeState, empty_label=_("all states")
    )


NOTICES = Listing(
    key="notices",
    title=_("Notices"),
    columns=(
        Column("title", _("title")),
        Column("org.name", _("to everybody at or below")),
        Column("state", _("state"), kind=Kind.STATE),
        Column("drafted_by.name", _("written by")),
        Column("ordered_at", _("sent at"), kind=Kind.MOMENT),
    ),
    filterset=NoticeFilter,
    tabs="state",
    search=("title",),
    order=("-created_at", "-pk"),
    empty=Empty(
        _("An office writes here to everybody below it who holds a role."),
        _("Write a notice"),
        lambda request: reverse("orgs:notice-draft") if _writes(request.user) else "",
    ),
)


def _writes(user: Any) -> bool:
    return Role.OFFICE in roles_of(user)


@require_http_methods(["GET", "HEAD", "POST"])
def notice_list(request: HttpRequest) -> HttpResponseBase:
    """The notices of the reader's offices, and those that the reader got."""
    rows = Notice.objects.visible_to(request.user).for_list()
    write = Crumb(_("Write a notice"), reverse("orgs:notice-draft"))
    actions = [write] if _writes(request.user) else []
    return list_page(request, NOTICES, rows, context={"actions": actions})


@require_http_methods(["GET", "HEAD", "POST"])
def notice_draft(request: HttpRequest) -> HttpResponse:
    """Write a notice; the next page shows whom it reaches before it goes out."""
    if not _writes(request.user):
        raise PermissionDenied
    form = DraftNoticeForm(request.POST or None, reader=request.user)

    def page(*, form: Any = form, status: int = 200) -> HttpResponse:
        context = {"form": form, "trail": [Crumb(NOTICES.title, reverse("orgs:notices"))]}
        return render(request, "orgs/notice_draft.html", context, status=status)

    if request.method != "POST":
        return page()
    return perform(request, form=form, deed=notices.draft_notice, page=page)


@require_safe
def notice_detail(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One notice; its office sees whom it reaches."""
    rows = Notice.objects.visible_to(request.user).for_list()
    return _notice_page(request, get_object_or_404(rows, public_id=public_id))


def _notice_page(
    request: HttpRequest,
    notice: Notice,
    *,
    failed: tuple[str, DeedForm] | None = None,
    status: int = 200,
) -> HttpResponse:
    reader: Any = request.user
    named: Any = notice
    is_ours = holds_role(reader, Role.OFFICE, over=notice.org)
    context = {
        "notice": notice,
        "state_label": named.get_state_display(),
        "way": [Crumb(NOTICES.title, reverse("orgs:notices"))],
        "is_ours": is_ours,
        "preview": _preview_of(notice) if is_ours else None,
        "receipt_count": notice.receipts.count() if is_ours else 0,
        "offers": offers(
            notice,
            moves=NOTICE_MOVES,
            steps=STEPS,
            reader=reader,
            url_name="orgs:notice-step",
            failed=failed,
        ),
        "facts": [
            Fact(_("to everybody at or below"), notice.org),
            Fact(_("roles"), "、".join(notice.role_labels)),
            Fact(_("also by mail"), yes_or_no(notice.by_mail)),
            Fact(_("written by"), notice.drafted_by),
            Fact(_("sent at"), _moment(notice.ordered_at)),
        ],
        "history": history_of(notice) if is_ours else [],
    }
    return render(request, "orgs/notice_detail.html", context, status=status)


def _preview_of(notice: Notice) -> Any:
    return preview(notice, now=timezone.now()) if notice.state == NoticeState.DRAFT else None


def _moment(moment: Any) -> str:
    return f"{moment.astimezone():%Y-%m-%d %H:%M}" if moment else ""


notice_step = deed_view(model=Notice, subject="notice", steps=STEPS, page=_notice_page)
