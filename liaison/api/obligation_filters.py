"""How duties are narrowed; shared with the pages."""

from datetime import date
from typing import Any

import django_filters
from django.db.models import QuerySet
from django.forms import HiddenInput
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field

from liaison.models import Obligation, ObligationRule
from liaison.obligation_enums import ObligationState
from liaison.obligations.declarations import declarations
from orgs.models import Org
from orgs.scoping import reach_over
from orgs.selectors.orgs import places_to_look_at
from partybuild.periods import Period, PeriodKind


def places(request: HttpRequest | None) -> QuerySet[Org]:
    """The sub-districts, areas and communities that the reader of a list can choose among."""
    if request is None:
        return Org.objects.none()
    return places_to_look_at(reader=request.user)  # type: ignore[arg-type]  # signed in


def keys() -> list[tuple[str, Any]]:
    """The obligations there are, each with its words."""
    return [(each.key, f"{each.key} {each.words}") for each in declarations()]


class ObligationFilter(django_filters.FilterSet):
    """``due`` is a month, a quarter or a year in which the due day lies; ``on`` is the day."""

    state = django_filters.ChoiceFilter(
        label=_("State"), choices=ObligationState.choices, method="by_state", empty_label=_("all")
    )
    key = django_filters.ChoiceFilter(label=_("Duty"), choices=keys, empty_label=_("all"))
    below = django_filters.ModelChoiceFilter(
        label=_("At or below"),
        queryset=places,
        to_field_name="public_id",
        method="at_or_below",
        empty_label=_("all"),
    )
    due = django_filters.CharFilter(label=_("Due in (2026-11, 2026-Q4)"), method="due_in")
    org = django_filters.UUIDFilter(
        label=_("organisation"), field_name="org__public_id", widget=HiddenInput
    )
    mine = django_filters.BooleanFilter(
        label=_("I answer for it"), method="of_reader", widget=HiddenInput
    )

    class Meta:
        model = Obligation
        fields = ["state", "key", "below", "due", "org", "mine"]

    def by_state(self, rows: Any, _name: str, state: str) -> Any:
        return rows.in_state(state, timezone.localdate())

    @extend_schema_field(OpenApiTypes.UUID)
    def at_or_below(self, rows: Any, _name: str, org: Org) -> Any:
        return rows.within(reach_over(org))

    def due_in(self, rows: Any, _name: str, words: str) -> Any:
        """The due days of a period; what names none shows nothing."""
        try:
            period = Period.parse(words.strip())
        except ValueError:
            return rows.none()
        return rows.filter(due_on__range=(period.first_day, period.last_day))

    def of_reader(self, rows: Any, _name: str, is_mine: bool) -> Any:
        return rows.mine(self.request.user) if is_mine else rows


class ObligationRuleFilter(django_filters.FilterSet):
    street = django_filters.CharFilter(label=_("sub-district"), field_name="street__code")
    key = django_filters.CharFilter(label=_("Duty"))

    class Meta:
        model = ObligationRule
        fields = ["street", "key", "is_on"]


def year_of(words: str, today: date) -> int:
    """The year a page was asked for, or the one that runs."""
    try:
        return Period.parse(words).year
    except ValueError:
        return Period.of(today, PeriodKind.YEAR).year
