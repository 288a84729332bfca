"""By what the lists of the app are narrowed."""

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from liaison.enums import BodyKind, Decision, MeetingKind, MeetingState
from liaison.models import Body, Meeting, Resolution

AHEAD, OVER = "ahead", "over"


def bodies_seen(request: HttpRequest | None) -> QuerySet[Body]:
    """The bodies that the reader of a list can choose among."""
    if request is None:
        return Body.objects.none()
    return Body.objects.visible_to(request.user).for_list()


class BodyFilter(django_filters.FilterSet):
    kind = django_filters.ChoiceFilter(label=_("Kind"), choices=BodyKind)
    is_active = django_filters.TypedChoiceFilter(
        label=_("Status"),
        choices=[("true", _("meets")), ("false", _("dissolved"))],
        coerce=lambda value: value == "true",
    )

    class Meta:
        model = Body
        fields = ["kind", "is_active"]


class MeetingFilter(django_filters.FilterSet):
    when = django_filters.ChoiceFilter(
        label=_("When"),
        choices=[(AHEAD, pgettext_lazy("meetings", "to come")), (OVER, pgettext_lazy("meetings", "over"))],
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
