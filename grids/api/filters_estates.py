"""How lists of estates, buildings, property firms, contracts and bundles are narrowed."""

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
from orgs.scoping import within


class EstateFilter(django_filters.FilterSet):
    """Estates by state, kind, manager and community, and those in a grid."""

    state = django_filters.ChoiceFilter(label=_("state"), choices=EstateState.choices)
    kind = django_filters.ChoiceFilter(label=_("kind"), choices=EstateKind.choices)
    mode = django_filters.ChoiceFilter(label=_("managed by"), choices=ManagementMode.choices)
    managed = django_filters.BooleanFilter(label=_("managed"), method="by_manager")
    community = django_filters.CharFilter(
        label=_("code of the community"), field_name="community__code"
    )
    under = django_filters.CharFilter(label=_("code of the subtree"), method="inside")

    class Meta:
        model = Estate
        fields = ["state", "kind", "mode", "managed", "community", "under"]

    def by_manager(self, rows: Any, name: str, is_managed: bool) -> QuerySet[Estate]:
        return rows.managed() if is_managed else rows.unmanaged()

    def inside(self, rows: Any, name: str, code: str) -> QuerySet[Estate]:
        return rows.lying_in(places_of(code, reader=self.request.user))


class BuildingFilter(django_filters.FilterSet):
    """Buildings of an estate, in a grid, and those without a base grid."""

    estate = django_filters.UUIDFilter(label=_("estate"), field_name="estate__public_id")
    under = django_filters.CharFilter(label=_("code of the subtree"), method="inside")
    placed = django_filters.BooleanFilter(label=_("base grid known"), method="by_place")

    class Meta:
        model = Building
        fields = ["estate", "under", "placed"]

    def inside(self, rows: Any, name: str, code: str) -> QuerySet[Building]:
        return rows.filter(within(places_of(code, reader=self.request.user), "base_grid"))

    def by_place(self, rows: Any, name: str, is_placed: bool) -> QuerySet[Building]:
        unplaced = rows.without_base_grid()
        return rows.exclude(pk__in=unplaced.values("pk")) if is_placed else unplaced


class FirmFilter(django_filters.FilterSet):
    """Firms by kind, and by how far their Party organisation is set up."""

    kind = django_filters.ChoiceFilter(label=_("kind"), choices=FirmKind.choices)
    party_state = django_filters.ChoiceFilter(
        label=_("Party organisation"), choices=PartyState.choices
    )

    class Meta:
        model = PropertyFirm
        fields = ["kind", "party_state"]


class ContractFilter(django_filters.FilterSet):
    """Contracts of a firm or an estate, and those in force today."""

    firm = django_filters.UUIDFilter(label=_("property firm"), field_name="firm__public_id")
    estate = django_filters.UUIDFilter(label=_("estate"), field_name="estate__public_id")
    current = django_filters.BooleanFilter(label=_("in force"), method="in_force")

    class Meta:
        model = ServiceContract
        fields = ["firm", "estate", "current"]

    def in_force(self, rows: Any, name: str, is_current: bool) -> QuerySet[ServiceContract]:
        current = rows.current()
        return current if is_current else rows.exclude(pk__in=current.values("pk"))


class BundleFilter(django_filters.FilterSet):
    """Bundles by how far they have come."""

    state = django_filters.ChoiceFilter(label=_("state"), choices=BundleState.choices)

    class Meta:
        model = Bundle
        fields = ["state"]
