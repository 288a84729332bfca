"""How bodies, meetings and resolutions are narrowed; shared with the pages."""

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from liaison.body_enums import NominationState
from liaison.enums import (
    AgendaItemState,
    BodyKind,
    CountersignatureState,
    Decision,
    MeetingKind,
    MeetingState,
    MembershipRole,
    MinutesState,
)
from liaison.models import (
    AgendaItem,
    Attendance,
    Body,
    Countersignature,
    Meeting,
    Membership,
    Minutes,
    Nomination,
    Resolution,
)

AHEAD, OVER = "ahead", "over"


def bodies_seen(request: HttpRequest | None) -> QuerySet[Body]:
    """The bodies that the reader of a list can choose among."""
    if request is None:
        return Body.objects.none()
    return Body.objects.visible_to(request.user).for_list()


class BodyFilter(django_filters.FilterSet):
    kind = django_filters.ChoiceFilter(label=_("Kind"), choices=BodyKind)
    is_active = django_filters.ChoiceFilter(
        label=_("Status"),
        choices=[("true", _("meets")), ("false", _("dissolved"))],
        method="by_status",
    )

    class Meta:
        model = Body
        fields = ["kind", "is_active"]

    def by_status(self, rows: Any, _name: str, is_active: str) -> Any:
        return rows.filter(is_active=is_active == "true")


class MeetingFilter(django_filters.FilterSet):
    when = django_filters.ChoiceFilter(
        label=_("When"),
        choices=[
            (AHEAD, pgettext_lazy("meetings", "to come")),
            (OVER, pgettext_lazy("meetings", "over")),
        ],
        method="in_time",
        empty_label=_("All"),
    )
    body = django_filters.ModelChoiceFilter(
        label=_("Body"), queryset=bodies_seen, to_field_name="public_id"
    )
    kind = django_filters.ChoiceFilter(label=_("Kind"), choices=MeetingKind)
    state = django_filters.ChoiceFilter(label=_("State"), choices=MeetingState)

    class Meta:
        model = Meeting
        fields = ["when", "body", "kind", "state"]

    def in_time(self, rows: Any, _name: str, when: str) -> Any:
        return rows.ahead() if when == AHEAD else rows.over()


class ResolutionFilter(django_filters.FilterSet):
    body = django_filters.ModelChoiceFilter(
        label=_("Body"),
        field_name="meeting__body",
        queryset=bodies_seen,
        to_field_name="public_id",
    )
    decision = django_filters.ChoiceFilter(label=_("Decision"), choices=Decision)

    class Meta:
        model = Resolution
        fields = ["body", "decision"]


class MembershipFilter(django_filters.FilterSet):
    body = django_filters.ModelChoiceFilter(
        label=_("Body"), queryset=bodies_seen, to_field_name="public_id"
    )
    role = django_filters.ChoiceFilter(label=_("Role in the body"), choices=MembershipRole)
    current = django_filters.BooleanFilter(label=_("In office today"), method="in_office")

    class Meta:
        model = Membership
        fields = ["body", "role", "current"]

    def in_office(self, rows: Any, _name: str, is_current: bool) -> Any:
        return rows.current() if is_current else rows.exclude(pk__in=rows.current().values("pk"))


class AgendaItemFilter(django_filters.FilterSet):
    meeting = django_filters.UUIDFilter(label=_("Meeting"), field_name="meeting__public_id")
    state = django_filters.ChoiceFilter(label=_("State"), choices=AgendaItemState)
    project = django_filters.UUIDFilter(label=_("project"), field_name="project__public_id")

    class Meta:
        model = AgendaItem
        fields = ["meeting", "state", "project"]


class MinutesFilter(django_filters.FilterSet):
    meeting = django_filters.UUIDFilter(label=_("Meeting"), field_name="meeting__public_id")
    state = django_filters.ChoiceFilter(label=_("State"), choices=MinutesState)

    class Meta:
        model = Minutes
        fields = ["meeting", "state"]


class AttendanceFilter(django_filters.FilterSet):
    meeting = django_filters.UUIDFilter(label=_("Meeting"), field_name="meeting__public_id")

    class Meta:
        model = Attendance
        fields = ["meeting"]


class CountersignatureFilter(django_filters.FilterSet):
    minutes = django_filters.UUIDFilter(label=_("Minutes"), field_name="minutes__public_id")
    state = django_filters.ChoiceFilter(label=_("State"), choices=CountersignatureState)

    class Meta:
        model = Countersignature
        fields = ["minutes", "state"]


class NominationFilter(django_filters.FilterSet):
    state = django_filters.ChoiceFilter(
        label=_("State"), choices=NominationState, empty_label=_("All")
    )
    body = django_filters.ModelChoiceFilter(
        label=_("Body"), queryset=bodies_seen, to_field_name="public_id"
    )

    class Meta:
        model = Nomination
        fields = ["state", "body"]
