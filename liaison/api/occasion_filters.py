"""How trainings, receptions and mutual appraisals are narrowed; shared with the pages."""

from typing import Any

import django_filters
from django.utils.translation import gettext_lazy as _

from liaison.models import MutualAppraisal, Occasion
from liaison.occasion_enums import OccasionKind


class OccasionFilter(django_filters.FilterSet):
    kind = django_filters.ChoiceFilter(
        label=_("kind of occasion"), choices=OccasionKind.choices, empty_label=_("All")
    )
    since = django_filters.DateFilter(label=_("from day"), field_name="held_on", lookup_expr="gte")
    until = django_filters.DateFilter(label=_("to day"), field_name="held_on", lookup_expr="lte")

    class Meta:
        model = Occasion
        fields = ["kind", "since", "until"]


class OccasionApiFilter(OccasionFilter):
    """The same for machines, and by organisation."""

    org = django_filters.CharFilter(label=_("code of the organisation"), field_name="org__code")


class MutualAppraisalFilter(django_filters.FilterSet):
    complete = django_filters.BooleanFilter(label=_("every member judged"), method="judged")
    circle = django_filters.UUIDFilter(label=_("circle"), field_name="circle__public_id")

    class Meta:
        model = MutualAppraisal
        fields = ["complete", "circle"]

    def judged(self, rows: Any, _name: str, is_wanted: bool) -> Any:
        done = MutualAppraisal.objects.complete().values("pk")
        return rows.filter(pk__in=done) if is_wanted else rows.exclude(pk__in=done)


class MutualAppraisalListFilter(MutualAppraisalFilter):
    """On the page, without the public ids of circles."""

    class Meta:
        model = MutualAppraisal
        fields = ["complete"]

    circle = None
