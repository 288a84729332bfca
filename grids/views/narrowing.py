"""Filters that several lists of grids share."""

from typing import Any

import django_filters
from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from grids.enums import (
    ChecklistKind,
    CheckState,
    FacilityKind,
    FacilityState,
    GridPostKind,
    GridStatus,
    GridTier,
    UrbanStatus,
)
from grids.indicators.facilities import is_near
from grids.models import Check, Facility, Grid, GridPost
from grids.posts import NEEDED_POSTS
from grids.selectors.facilities import meets
from grids.selectors.grids import places_of
from grids.selectors.space import has_space
from orgs.models import Org
from orgs.scoping import within

MET_OR_NOT = [("yes", _("standard met")), ("no", _("not met"))]


class UnderFilter(django_filters.FilterSet):
    """A grid and everything in it."""

    under = django_filters.CharFilter(label=_("at or below (code)"), method="below")

    class Meta:
        model = Grid
        fields = ["under"]

    def below(self, rows: Any, _name: str, code: str) -> QuerySet[Grid]:
        return rows.filter(within(places_of(code, reader=self.request.user)))


class GridListFilter(UnderFilter):
    """Grids by tier, community and status, directly in one, or anywhere in it."""

    tier = django_filters.ChoiceFilter(
        label=_("tier"), choices=GridTier.choices, empty_label=_("all")
    )
    community = django_filters.ModelChoiceFilter(
        label=_("community"),
        to_field_name="public_id",
        empty_label=_("all"),
        queryset=lambda request: (
            Org.objects.visible_to(request.user).communities().order_by("code")
        ),
    )
    status = django_filters.ChoiceFilter(
        label=_("status"), choices=GridStatus.choices, empty_label=_("all")
    )
    urban_status = django_filters.ChoiceFilter(
        label=_("purely urban community"), choices=UrbanStatus.choices, empty_label=_("all")
    )
    parent = django_filters.UUIDFilter(
        label=_("superior grid"), field_name="parent__public_id", widget=forms.HiddenInput
    )

    class Meta:
        model = Grid
        fields = ["tier", "community", "status", "urban_status", "under", "parent"]


class VacancyFilter(GridListFilter):
    """Grids by the post that is to be filled."""

    kind = django_filters.ChoiceFilter(
        label=_("post to be filled"),
        choices=[(kind.value, kind.label) for kind in NEEDED_POSTS],
        method="lacking",
        empty_label=_("all"),
    )
    status = None
    urban_status = None

    class Meta:
        model = Grid
        fields = ["kind", "tier", "community", "under"]

    def lacking(self, rows: Any, _name: str, kind: str) -> QuerySet[Grid]:
        return rows.filter(**{f"lacks_{kind}": True})


class GridPostListFilter(django_filters.FilterSet):
    """Posts by kind, held today or over, in a grid or anywhere below it."""

    kind = django_filters.ChoiceFilter(
        label=_("post"), choices=GridPostKind.choices, empty_label=_("all")
    )
    source = django_filters.CharFilter(label=_("source"))
    held = django_filters.ChoiceFilter(
        label=_("term"),
        choices=[("now", _("held today")), ("over", _("over"))],
        method="by_term",
        empty_label=_("all"),
    )
    under = django_filters.CharFilter(label=_("at or below (code)"), method="below")

    class Meta:
        model = GridPost
        fields = ["kind", "source", "held", "under"]

    def by_term(self, rows: Any, _name: str, term: str) -> QuerySet[GridPost]:
        current = rows.current()
        return current if term == "now" else rows.exclude(pk__in=current.values("pk"))

    def below(self, rows: Any, _name: str, code: str) -> QuerySet[GridPost]:
        return rows.filter(within(places_of(code, reader=self.request.user), "grid"))


def _communities(request: Any) -> Any:
    return Org.objects.visible_to(request.user).communities().active().order_by("code")


class FacilityListFilter(django_filters.FilterSet):
    """Facilities by kind, state, community and area, and by whether they meet the six haves."""

    kind = django_filters.ChoiceFilter(
        label=_("kind"), choices=FacilityKind.choices, empty_label=_("all")
    )
    state = django_filters.ChoiceFilter(
        label=_("state"), choices=FacilityState.choices, empty_label=_("all")
    )
    community = django_filters.ModelChoiceFilter(
        label=_("community"),
        to_field_name="public_id",
        empty_label=_("all"),
        queryset=_communities,
        method="in_community",
    )
    area = django_filters.ModelChoiceFilter(
        label=_("area grid"),
        to_field_name="public_id",
        empty_label=_("all"),
        queryset=lambda request: (
            Grid.objects.visible_to(request.user).active().of_tier(GridTier.AREA).order_by("code")
        ),
        method="in_area",
    )
    standard = django_filters.ChoiceFilter(
        label=_("six haves"), choices=MET_OR_NOT, method="by_haves", empty_label=_("all")
    )

    class Meta:
        model = Facility
        fields = ["kind", "state", "community", "area", "standard"]

    def in_community(self, rows: Any, _name: str, community: Org) -> QuerySet[Facility]:
        return rows.filter(Q(community=community) | Q(grid__community=community))

    def in_area(self, rows: Any, _name: str, area: Grid) -> QuerySet[Facility]:
        """Those in the area, and those of communities that have unit grids in it."""
        inside = Grid.objects.under(area).order_by()
        tied = inside.filter(community__isnull=False).values("community")
        return rows.filter(Q(grid__in=inside.values("pk")) | Q(community__in=tied))

    def by_haves(self, rows: Any, _name: str, is_met: str) -> QuerySet[Facility]:
        met = meets(ChecklistKind.SIX_HAVES)
        return rows.filter(met if is_met == "yes" else ~met)


class CheckListFilter(django_filters.FilterSet):
    """Checks by state, list and community."""

    state = django_filters.ChoiceFilter(
        label=_("state"), choices=CheckState.choices, empty_label=_("all")
    )
    kind = django_filters.ChoiceFilter(
        label=_("checklist"), choices=ChecklistKind.choices, empty_label=_("all")
    )

    class Meta:
        model = Check
        fields = ["state", "kind"]


class CoverageFilter(UnderFilter):
    """Base grids by how near their facility is."""

    circle = django_filters.ChoiceFilter(
        label=_("circle"),
        choices=[
            ("within", _("within five minutes")),
            ("beyond", _("farther")),
            ("unknown", _("unknown")),
        ],
        method="by_minutes",
        empty_label=_("all"),
    )
    community = django_filters.ModelChoiceFilter(
        label=_("community"),
        field_name="parent__community",
        to_field_name="public_id",
        empty_label=_("all"),
        queryset=_communities,
    )

    class Meta:
        model = Grid
        fields = ["circle", "community", "under"]

    def by_minutes(self, rows: Any, _name: str, circle: str) -> QuerySet[Grid]:
        if circle == "unknown":
            return rows.filter(walking_minutes=None)
        near = is_near()
        return rows.filter(near if circle == "within" else ~near, walking_minutes__isnull=False)


class SpaceFilter(django_filters.FilterSet):
    """Communities with space enough, or without."""

    standard = django_filters.ChoiceFilter(
        label=_("standard met"), choices=MET_OR_NOT, method="by_space", empty_label=_("all")
    )

    def by_space(self, rows: Any, _name: str, is_met: str) -> Any:
        met = has_space()
        return rows.filter(met if is_met == "yes" else ~met)
