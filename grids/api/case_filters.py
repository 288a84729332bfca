"""How the register of cases is narrowed; shared with the pages."""

from datetime import date, datetime, time, timedelta

import django_filters
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from grids.enums import CaseCategory, CaseKind, Satisfaction
from grids.models import Case
from partybuild.fields import day_input

SOLVED, UNSOLVED, UNTOLD = "yes", "no", "unknown"
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
    since = django_filters.DateFilter(label=_("From"), method="from_day", widget=day_input())
    until = django_filters.DateFilter(label=_("Until"), method="to_day", widget=day_input())

    class Meta:
        model = Case
        fields: list[str] = []

    def of_category(self, rows: QuerySet[Case], _name: str, category: str) -> QuerySet[Case]:
        return rows.filter(category="" if category == "none" else category)

    def by_outcome(self, rows: QuerySet[Case], _name: str, told: str) -> QuerySet[Case]:
        return rows.filter(is_solved=IS_SOLVED[told])

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
    code = django_filters.CharFilter(label=_("case number"))
