"""How the register of cases is narrowed; shared with the pages."""

from datetime import date, datetime, time, timedelta

import django_filters
from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from grids.case_enums import (
    DESK_STATES,
    OPEN_STATES,
    CaseLamp,
    CaseState,
)
from grids.enums import CaseCategory, CaseKind, Satisfaction
from grids.models import Case
from grids.selectors.case_lamps import with_lamp
from grids.selectors.case_rates import rows_named
from partybuild.fields import day_input

SOLVED, UNSOLVED, UNTOLD = "yes", "no", "unknown"
# What waits for whom; a case beyond these queues is over or on record.
QUEUES = {
    "open": (pgettext_lazy("cases", "open"), OPEN_STATES),
    "desk": (_("to be dispatched"), DESK_STATES),
    "conference": (_("to be conferred on"), {CaseState.CONFERRING}),
    "handling": (_("being handled"), {CaseState.DISPATCHED, CaseState.IN_HAND}),
    "call_back": (_("to be called back on"), {CaseState.ANSWERED}),
    "verify": (_("to be verified"), {CaseState.CALLED_BACK}),
    "close": (_("to be closed"), {CaseState.VERIFIED}),
    "shelved": (pgettext_lazy("cases", "shelved"), {CaseState.SHELVED}),
}
IS_SOLVED = {SOLVED: True, UNSOLVED: False, UNTOLD: None}


class CaseNarrowing(django_filters.FilterSet):
    """Cases by kind, category, whether they were solved, satisfaction, and when they came."""

    kind = django_filters.ChoiceFilter(
        label=_("kind of case"), choices=CaseKind.choices, empty_label=_("all")
    )
    category = django_filters.ChoiceFilter(
        label=_("category"),
        choices=CaseCategory.choices,
        empty_label=_("all"),
        null_label=_("none yet"),
        null_value="none",
        method="of_category",
    )
    solved = django_filters.ChoiceFilter(
        label=pgettext_lazy("case", "solved"),
        choices=[(SOLVED, _("yes")), (UNSOLVED, _("no")), (UNTOLD, _("not told yet"))],
        method="by_outcome",
        empty_label=_("all"),
    )
    satisfaction = django_filters.ChoiceFilter(
        label=_("satisfaction"), choices=Satisfaction.choices, empty_label=_("all")
    )
    state = django_filters.ChoiceFilter(
        label=_("state"), choices=CaseState.choices, empty_label=_("all")
    )
    lamp = django_filters.ChoiceFilter(
        label=_("lamp"), choices=CaseLamp.choices, method="with_lamp", empty_label=_("all")
    )
    since = django_filters.DateFilter(label=_("From"), method="from_day", widget=day_input())
    until = django_filters.DateFilter(label=_("Until"), method="to_day", widget=day_input())

    figure = django_filters.CharFilter(
        label=_("counted by a rate"), method="counted_by", widget=forms.HiddenInput
    )

    class Meta:
        model = Case
        fields: list[str] = []

    def counted_by(self, rows: QuerySet[Case], _name: str, figure: str) -> QuerySet[Case]:
        """Exactly the rows behind a number, as in ``on_time:2026-11:met``."""
        found: QuerySet[Case] = rows_named(rows, figure, timezone.now())
        return found

    def of_category(self, rows: QuerySet[Case], _name: str, category: str) -> QuerySet[Case]:
        return rows.filter(category="" if category == "none" else category)

    def by_outcome(self, rows: QuerySet[Case], _name: str, told: str) -> QuerySet[Case]:
        return rows.filter(is_solved=IS_SOLVED[told])

    def with_lamp(self, rows: QuerySet[Case], _name: str, lamp: str) -> QuerySet[Case]:
        return rows.filter(with_lamp(lamp, timezone.now()))

    def in_queue(self, rows: QuerySet[Case], _name: str, queue: str) -> QuerySet[Case]:
        return rows.filter(state__in=QUEUES[queue][1])

    def from_day(self, rows: QuerySet[Case], _name: str, day: date) -> QuerySet[Case]:
        return rows.filter(reported_at__gte=_midnight(day))

    def to_day(self, rows: QuerySet[Case], _name: str, day: date) -> QuerySet[Case]:
        return rows.filter(reported_at__lt=_midnight(day + timedelta(days=1)))


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


class CaseFilter(CaseNarrowing):
    """The same as on the page; community and grid are named by their codes."""

    street = django_filters.CharFilter(
        label=_("code of the sub-district"), field_name="street__code"
    )
    community = django_filters.CharFilter(
        label=_("code of the community"), field_name="community__code"
    )
    grid = django_filters.CharFilter(label=_("code of the grid"), field_name="grid__code")
    handling_org = django_filters.CharFilter(
        label=_("code of the responsible organisation"), field_name="handling_org__code"
    )
    queue = django_filters.ChoiceFilter(
        label=_("queue"),
        choices=[(key, label) for key, (label, _s) in QUEUES.items()],
        method="in_queue",
    )
    code = django_filters.CharFilter(label=_("case number"))
