"""How lists of grids and their posts are narrowed."""

from datetime import date
from typing import Any

import django_filters
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from grids.enums import GridPostKind, GridStatus, GridTier, UrbanStatus
from grids.models import Grid, GridPost
from grids.models.places import as_of
from grids.posts import NEEDED_POSTS
from grids.selectors.grids import places_of
from grids.selectors.vacancies import lacks
from orgs.scoping import within


class GridFilter(django_filters.FilterSet):
    """Grids by tier and status, of a sub-district or a community, below another one."""

    tier = django_filters.ChoiceFilter(label=_("tier"), choices=GridTier.choices)
    status = django_filters.ChoiceFilter(label=_("status"), choices=GridStatus.choices)
    street = django_filters.CharFilter(
        label=_("code of the sub-district"), field_name="street__code"
    )
    community = django_filters.CharFilter(
        label=_("code of the community"), field_name="community__code"
    )
    org = django_filters.CharFilter(label=_("code of the organisation"), field_name="org__code")
    parent = django_filters.CharFilter(label=_("code of the superior"), field_name="parent__code")
    under = django_filters.CharFilter(label=_("code of the subtree"), method="below")

    urban_status = django_filters.ChoiceFilter(
        label=_("purely urban community"), choices=UrbanStatus.choices
    )
    on = django_filters.DateFilter(label=_("as of the day"), method="there_on")
    vacant = django_filters.ChoiceFilter(
        label=_("post to be filled"),
        choices=[(kind.value, kind.label) for kind in NEEDED_POSTS],
        method="lacking",
    )

    class Meta:
        model = Grid
        fields = [
            "tier",
            "status",
            "street",
            "community",
            "org",
            "parent",
            "under",
            "urban_status",
            "on",
            "vacant",
        ]

    def there_on(self, rows: Any, name: str, day: date) -> QuerySet[Grid]:
        return as_of(rows, day)

    def lacking(self, rows: Any, name: str, kind: str) -> QuerySet[Grid]:
        return rows.active().filter(lacks(kind, timezone.localdate()))

    def below(self, rows: Any, name: str, code: str) -> QuerySet[Grid]:
        return rows.filter(within(places_of(code, reader=self.request.user)))


class GridPostFilter(django_filters.FilterSet):
    """Posts by kind, by grid, anywhere below a grid, and those held today."""

    kind = django_filters.ChoiceFilter(label=_("post"), choices=GridPostKind.choices)
    source = django_filters.CharFilter(label=_("source"))
    grid = django_filters.CharFilter(label=_("code of the grid"), field_name="grid__code")
    under = django_filters.CharFilter(label=_("code of the subtree"), method="below")
    current = django_filters.BooleanFilter(label=_("held today"), method="held")

    class Meta:
        model = GridPost
        fields = ["kind", "source", "grid", "under", "current"]

    def below(self, rows: Any, name: str, code: str) -> QuerySet[GridPost]:
        return rows.filter(within(places_of(code, reader=self.request.user), "grid"))

    def held(self, rows: Any, name: str, is_held: bool) -> QuerySet[GridPost]:
        return rows.current() if is_held else rows.exclude(pk__in=rows.current().values("pk"))
