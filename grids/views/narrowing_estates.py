"""Filters of the lists of estates, buildings, property firms, contracts and bundles."""

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from grids.enums import (
    BundleState,
    EstateKind,
    EstateState,
    FirmKind,
    ManagementMode,
    PartyState,
)
from grids.models import Building, Bundle, Estate, PropertyFirm, ServiceContract
from grids.selectors.grids import places_of
from orgs.models import Org
from orgs.scoping import within


def _communities(request: Any) -> QuerySet[Org]:
    return Org.objects.visible_to(request.user).communities().order_by("code")


class EstateListFilter(django_filters.FilterSet):
    """Estates by how far they have come, community, kind and manager, and those in a grid."""

    state = django_filters.ChoiceFilter(
        label=_("state"), choices=EstateState.choices, empty_label=_("all")
    )
    managed = django_filters.ChoiceFilter(
        label=_("managed"),
        choices=[("yes", _("managed")), ("no", _("not managed yet"))],
        method="by_manager",
        empty_label=_("all"),
    )
    community = django_filters.ModelChoiceFilter(
        label=_("community"),
        to_field_name="public_id",
        empty_label=_("all"),
        queryset=_communities,
    )
    kind = django_filters.ChoiceFilter(
        label=_("kind"), choices=EstateKind.choices, empty_label=_("all")
    )
    mode = django_filters.ChoiceFilter(
        label=_("managed by"), choices=ManagementMode.choices, empty_label=_("all")
    )
    under = django_filters.CharFilter(label=_("in the grid (code)"), method="inside")

    class Meta:
        model = Estate
        fields = ["state", "managed", "community", "kind", "mode", "under"]

    def by_manager(self, rows: Any, _name: str, word: str) -> QuerySet[Estate]:
        return rows.managed() if word == "yes" else rows.unmanaged()

    def inside(self, rows: Any, _name: str, code: str) -> QuerySet[Estate]:
        return rows.lying_in(places_of(code, reader=self.request.user))


class BuildingListFilter(django_filters.FilterSet):
    """Buildings by community, with or without a base grid, and those in a grid."""

    placed = django_filters.ChoiceFilter(
        label=_("base grid"),
        choices=[("yes", _("known")), ("no", _("not known"))],
        method="by_place",
        empty_label=_("all"),
    )
    community = django_filters.ModelChoiceFilter(
        label=_("community"),
        field_name="estate__community",
        to_field_name="public_id",
        empty_label=_("all"),
        queryset=_communities,
    )
    under = django_filters.CharFilter(label=_("in the grid (code)"), method="inside")

    class Meta:
        model = Building
        fields = ["placed", "community", "under"]

    def by_place(self, rows: Any, _name: str, word: str) -> QuerySet[Building]:
        unplaced = rows.without_base_grid()
        return unplaced if word == "no" else rows.exclude(pk__in=unplaced.values("pk"))

    def inside(self, rows: Any, _name: str, code: str) -> QuerySet[Building]:
        return rows.filter(within(places_of(code, reader=self.request.user), "base_grid"))


class FirmListFilter(django_filters.FilterSet):
    """Firms by kind, and by how far their Party organisation is set up (R-214)."""

    kind = django_filters.ChoiceFilter(
        label=_("kind"), choices=FirmKind.choices, empty_label=_("all")
    )
    party_state = django_filters.ChoiceFilter(
        label=_("Party organisation"), choices=PartyState.choices, empty_label=_("all")
    )

    class Meta:
        model = PropertyFirm
        fields = ["kind", "party_state"]


class ContractListFilter(django_filters.FilterSet):
    """Contracts in force, over or still to begin, of a community."""

    term = django_filters.ChoiceFilter(
        label=_("term"),
        choices=[("now", _("in force")), ("over", _("over"))],
        method="by_term",
        empty_label=_("all"),
    )
    community = django_filters.ModelChoiceFilter(
        label=_("community"),
        field_name="estate__community",
        to_field_name="public_id",
        empty_label=_("all"),
        queryset=_communities,
    )

    class Meta:
        model = ServiceContract
        fields = ["term", "community"]

    def by_term(self, rows: Any, _name: str, word: str) -> QuerySet[ServiceContract]:
        return rows.current() if word == "now" else rows.expired()


class BundleListFilter(django_filters.FilterSet):
    """Bundles by how far they have come."""

    state = django_filters.ChoiceFilter(
        label=_("state"), choices=BundleState.choices, empty_label=_("all")
    )

    class Meta:
        model = Bundle
        fields = ["state"]
