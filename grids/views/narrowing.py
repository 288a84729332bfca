"""Filters that several lists of grids share."""

from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from grids.enums import GridPostKind, GridStatus, GridTier, UrbanStatus
from grids.models import Grid, GridPost
from grids.posts import NEEDED_POSTS
from grids.selectors.grids import places_of
from orgs.models import Org
from orgs.scoping import within


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
