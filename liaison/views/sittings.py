"""Pages of a sitting: the wall of the room, the sheet for the door, and the door itself."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from liaison.forms.meetings import CountUnitForm, ExcuseUnitForm
from liaison.models import Attendance, Meeting
from liaison.selectors.sittings import (
    door_token,
    headcount_of,
    is_counting,
    is_door_open,
    opens_door,
    units_at_the_door,
    wall_of,
)
from liaison.services import attendance as deeds
from liaison.views.meetings import list_crumb, visible_meeting
from liaison.workflow import RUNNERS
from orgs.permissions import require_role
from orgs.selectors.trail import way_to
from orgs.views.deeds import Step, Steps, deed_view
from partybuild.errors import RuleViolation
from partybuild.http import REFUSED, render_page
from partybuild.limits import knocks_too_often
from partybuild.secret_links import picture_of, unseen

KNOCKS = 60  # a minute: everybody in the room comes from one address
TOO_MANY = 429
COUNTED_FOR = 12 * 3600  # seconds: a telephone is not asked a second time on the day

STEPS: Steps = {
    "count": Step(deeds.count_unit, CountUnitForm),
    "excuse": Step(deeds.excuse_unit, ExcuseUnitForm),
}


@never_cache
@require_safe
def meeting_wall(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The meeting for the wall of the room, live: numbers, agenda, resolutions as they fall."""
    meeting = visible_meeting(request, public_id)
    context = {"wall": wall_of(meeting), "meeting": meeting}
    if is_door_open(meeting):
        context |= {"picture": _picture(request, meeting)}
    return render_page(request, "liaison/wall.html", partial="liaison/_wall.html", context=context)


@require_safe
def door_sheet(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The sheet that hangs at the door: a QR code behind which people are counted."""
    meeting = visible_meeting(request, public_id)
    require_role(request.user, *RUNNERS, over=meeting.org)
    if not is_counting(meeting):
        raise Http404
    reader: Any = request.user
    context = {
        "meeting": meeting,
        "address": _address(request, meeting),
        "picture": _picture(request, meeting),
        "way": [*way_to(meeting.org, reader=reader), list_crumb(), meeting],
    }
    return render(request, "liaison/door_sheet.html", context)


@csrf_exempt  # the address on the door is the secret, and a count changes nothing else
@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def door(request: HttpRequest, public_id: UUID, token: str) -> HttpResponse:
    """Count whoever comes in: for a unit or not, without a name and without an account (D9)."""
    if knocks_too_often(request, "door", most=KNOCKS):
        return _door(request, {"is_busy": True}, TOO_MANY)
    rows = Meeting.objects.select_related("body__org")
    meeting = rows.filter(public_id=public_id).first()
    if meeting is None or not opens_door(meeting, token):
        raise Http404
    context: dict[str, Any] = {"meeting": meeting}
    if not is_door_open(meeting):
        return _door(request, {**context, "is_closed": True})
    if request.COOKIES.get(_cookie(meeting)):
        return _door(request, {**context, "is_done": True, "count": headcount_of(meeting)})
    if request.method != "POST":
        return _door(request, {**context, "units": units_at_the_door(meeting)})
    return _count(request, meeting, context)


def _count(request: HttpRequest, meeting: Meeting, context: dict[str, Any]) -> HttpResponse:
    lines = Attendance.objects.filter(meeting=meeting).for_list()
    named = {str(line.public_id): line for line in lines}
    line = named.get(request.POST.get("unit", ""))
    if line is None:
        return _door(request, {**context, "units": units_at_the_door(meeting)}, REFUSED)
    try:
        deeds.sign_in(attendance=line)
    except RuleViolation as refusal:
        facts = {"refusal": refusal.message, "units": units_at_the_door(meeting)}
        return _door(request, {**context, **facts}, REFUSED)
    fresh = get_object_or_404(Meeting.objects.select_related("body__org"), pk=meeting.pk)
    answer = _door(request, {**context, "is_done": True, "count": headcount_of(fresh)})
    # It holds no word about anybody: it keeps one telephone from being counted twice.
    answer.set_cookie(
        _cookie(meeting),
        "1",
        max_age=COUNTED_FOR,
        path=request.path,
        httponly=True,
        secure=request.is_secure(),
        samesite="Strict",
    )
    return answer


def attendance_page(
    request: HttpRequest, attendance: Attendance, *, failed: Any, status: int
) -> HttpResponse:
    """The input of one line of the list that was refused."""
    action, form = failed
    context = {
        "form": form,
        "title": attendance.unit_label,
        "label": _("Count"),
        "action": reverse("liaison:attendance-step", args=[attendance.public_id, action]),
        "trail": [list_crumb(), attendance.meeting],
    }
    return render(request, "liaison/form.html", context, status=status)


attendance_step = deed_view(
    model=Attendance, subject="attendance", steps=STEPS, page=attendance_page
)


def _address(request: HttpRequest, meeting: Meeting) -> str:
    path = reverse("liaison:door", args=[meeting.public_id, door_token(meeting)])
    return request.build_absolute_uri(path)


def _picture(request: HttpRequest, meeting: Meeting) -> str:
    return picture_of(_address(request, meeting), scale=6)


def _door(request: HttpRequest, context: dict[str, Any], status: int = 200) -> HttpResponse:
    return unseen(render(request, "liaison/door.html", context, status=status))


def _cookie(meeting: Meeting) -> str:
    return f"counted-{meeting.public_id.hex[:12]}"
