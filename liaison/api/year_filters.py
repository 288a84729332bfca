"""How yearly appraisal sheets are narrowed; shared with the pages."""

import django_filters
from django.utils.translation import gettext_lazy as _

from liaison.models import YearSheet
from liaison.year_enums import YearGrade, YearSheetState


class YearSheetFilter(django_filters.FilterSet):
    """Sheets by year, state and grade."""

    year = django_filters.NumberFilter(label=_("year"))
    state = django_filters.ChoiceFilter(
        label=_("state"), choices=YearSheetState.choices, empty_label=_("all")
    )
    grade = django_filters.ChoiceFilter(
        label=_("grade"), choices=YearGrade.choices, empty_label=_("all")
    )

    class Meta:
        model = YearSheet
        fields = ["year", "state", "grade"]


class YearSheetApiFilter(YearSheetFilter):
    """The same for machines, and by organisation."""

    org = django_filters.CharFilter(label=_("code of the organisation"), field_name="org__code")
