"""Filters of the lists of rounds, plates, objections and sanctions."""

import django_filters
from django.utils.translation import gettext_lazy as _

from grids.models import Objection, RatingRound, Sanction
from grids.rating_enums import ObjectionState, RatingState, SanctionKind, SanctionState


class RatingListFilter(django_filters.FilterSet):
    """Rounds by how far they are, and by year."""

    state = django_filters.ChoiceFilter(
        label=_("state"), choices=RatingState.choices, empty_label=_("all")
    )
    year = django_filters.NumberFilter(label=_("year"))

    class Meta:
        model = RatingRound
        fields = ["state", "year"]


class ObjectionListFilter(django_filters.FilterSet):
    """Objections by how far they are."""

    state = django_filters.ChoiceFilter(
        label=_("state"), choices=ObjectionState.choices, empty_label=_("all")
    )

    class Meta:
        model = Objection
        fields = ["state"]


class SanctionListFilter(django_filters.FilterSet):
    """Consequences of plates by how far they are, and by kind."""

    state = django_filters.ChoiceFilter(
        label=_("state"), choices=SanctionState.choices, empty_label=_("all")
    )
    kind = django_filters.ChoiceFilter(
        label=_("kind"), choices=SanctionKind.choices, empty_label=_("all")
    )

    class Meta:
        model = Sanction
        fields = ["state", "kind"]
