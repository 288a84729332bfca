"""How the page of the register of cases is narrowed."""

from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from grids.api.case_filters import QUEUES, CaseNarrowing
from grids.models import Case
from orgs.models import Org


def communities_seen(request: Any) -> QuerySet[Org]:
    """The communities a reader can choose among."""
    rows: QuerySet[Org] = Org.objects.visible_to(request.user).communities().order_by("code")
    return rows


class CaseListFilter(CaseNarrowing):
    """The same as over HTTP; the community is chosen from a list."""

    community = django_filters.ModelChoiceFilter(
        label=_("community"),
        to_field_name="public_id",
        empty_label=_("all"),
        queryset=communities_seen,
    )
    grid = django_filters.UUIDFilter(
        label=_("grid"), field_name="grid__public_id", widget=forms.HiddenInput
    )
    handling_org = django_filters.UUIDFilter(
        label=_("responsible organisation"),
        field_name="handling_org__public_id",
        widget=forms.HiddenInput,
    )
    street = django_filters.UUIDFilter(
        label=_("sub-district"), field_name="street__public_id", widget=forms.HiddenInput
    )
    unassigned = django_filters.CharFilter(
        label=_("without a responsible organisation"),
        method="without_handler",
        widget=forms.HiddenInput,
    )
    late = django_filters.CharFilter(
        label=_("answered late"), method="answered_late", widget=forms.HiddenInput
    )
    redone = django_filters.CharFilter(
        label=_("redone"), method="once_redone", widget=forms.HiddenInput
    )

    def answered_late(self, rows: QuerySet[Case], _name: str, _value: str) -> QuerySet[Case]:
        return rows.filter(is_answered_in_time=False)

    def without_handler(self, rows: QuerySet[Case], _name: str, _value: str) -> QuerySet[Case]:
        return rows.filter(handling_org=None)

    def once_redone(self, rows: QuerySet[Case], _name: str, _value: str) -> QuerySet[Case]:
        return rows.filter(redo_count__gt=0)


class CaseQueueFilter(CaseListFilter):
    """What waits for whom; the register's other filters stay."""

    queue = django_filters.ChoiceFilter(
        label=_("queue"),
        choices=[(key, label) for key, (label, _states) in QUEUES.items() if key != "open"],
        method="in_queue",
        empty_label=_("all"),
    )
    solved = satisfaction = since = until = state = None
    figure = None
