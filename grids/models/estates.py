"""Estates: the compounds people live in, and how far each has come to being managed (SM-15)."""

import uuid
from collections.abc import Iterable
from typing import Any, Self

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from grids.enums import (
    MODES_OF_STATE,
    STATES_WITH_A_BUNDLE,
    EstateKind,
    EstateState,
    ManagementMode,
    OwnersCommittee,
    Renovation,
)
from grids.models.grids import Grid
from orgs.enums import Role
from orgs.models import Org
from orgs.scoping import Reach, Span, reach_of, within


class EstateQuerySet(models.QuerySet):
    def governed_by(self, user: Any, *roles: Role) -> Self:
        return self.within(reach_of(user, *roles))

    def visible_to(self, user: Any) -> Self:
        return self.within(reach_of(user))

    def within(self, reach: Reach) -> Self:
        """Estates of a street, of a community, or with a place in a grid, that are in reach."""
        below = reach.below_streets()
        if reach.everything or not below.subtrees:
            return self.filter(reach.streets("street"))
        grids = Q(pk__in=Grid.objects.within(below).values("pk"))
        return self.filter(
            reach.streets("street") | below.orgs("community") | _with_a_place_in(grids)
        )

    def lying_in(self, places: Iterable[Span]) -> Self:
        """Those with a place in grids that stand in these intervals of the tree."""
        return self.filter(_with_a_place_in(within(places)))

    def managed(self) -> Self:
        return self.filter(state=EstateState.MANAGED)

    def unmanaged(self) -> Self:
        """Those nobody manages yet, whatever is on the way (R-216)."""
        return self.exclude(state=EstateState.MANAGED)

    def for_list(self) -> Self:
        return self.select_related("street", "community", "unit_grid", "bundle").order_by(
            "code", "pk"
        )


def _with_a_place_in(grids: Q) -> Q:
    """Condition: the estate's unit grid, or the base grid of a building of it, is one of these."""
    building: Any = apps.get_model("grids", "Building")
    found = Grid.objects.filter(grids).values("pk")
    placed = building.objects.filter(estate=OuterRef("pk"), base_grid__in=found)
    return Q(unit_grid__in=found) | Q(Exists(placed))


def _modes_fit_states() -> Q:
    condition = Q()
    for state, modes in MODES_OF_STATE.items():
        condition |= Q(state=state, mode__in=modes)
    return condition


class Estate(models.Model):
    """A housing estate; residents are counts, never persons (D3)."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    street = models.ForeignKey(
        Org, verbose_name=_("sub-district"), on_delete=models.PROTECT, related_name="estates"
    )
    code = models.CharField(_("code"), max_length=40)
    name = models.CharField(_("name"), max_length=120)
    aliases = models.CharField(_("other names"), max_length=200, blank=True)
    community = models.ForeignKey(
        Org,
        verbose_name=_("community"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="community_estates",
    )
    unit_grid = models.ForeignKey(
        Grid,
        verbose_name=_("unit grid"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="estates",
    )
    kind = models.CharField(_("kind"), max_length=20, choices=EstateKind, blank=True)
    building_count = models.PositiveIntegerField(_("buildings"), null=True, blank=True)
    unit_count = models.PositiveIntegerField(_("stairwells"), null=True, blank=True)
    household_count = models.PositiveIntegerField(_("households"), null=True, blank=True)
    area_10k_sqm = models.DecimalField(
        _("floor area (10,000 m²)"), max_digits=8, decimal_places=2, null=True, blank=True
    )
    built_year = models.PositiveSmallIntegerField(_("built in"), null=True, blank=True)
    owners_committee = models.CharField(
        _("owners' committee"), max_length=12, choices=OwnersCommittee, blank=True
    )
    renovation = models.CharField(_("renovation"), max_length=12, choices=Renovation, blank=True)
    mode = models.CharField(_("managed by"), max_length=16, choices=ManagementMode, blank=True)
    state = models.CharField(
        _("state"), max_length=16, choices=EstateState, default=EstateState.UNMANAGED
    )
    bundle = models.ForeignKey(
        "grids.Bundle",
        verbose_name=_("bundle"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="estates",
    )
    is_without_manager = models.BooleanField(_("nobody manages"), null=True, blank=True)
    is_without_cleaning = models.BooleanField(_("nobody cleans"), null=True, blank=True)
    is_without_upkeep = models.BooleanField(_("nobody maintains"), null=True, blank=True)
    surveyed_on = models.DateField(_("surveyed on"), null=True, blank=True)
    remark = models.CharField(_("remark"), max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)
    updated_at = models.DateTimeField(_("updated at"), auto_now=True)

    objects = EstateQuerySet.as_manager()

    class Meta:
        verbose_name = _("estate")
        verbose_name_plural = _("estates")
        indexes = [models.Index(fields=["street", "state"])]
        constraints = [
            models.UniqueConstraint(name="estate_code_once_in_a_street", fields=["street", "code"]),
            models.UniqueConstraint(
                name="estate_named_once_in_a_street", fields=["street", "name"]
            ),
            models.CheckConstraint(
                name="estate_mode_goes_with_its_state", condition=_modes_fit_states()
            ),
            models.CheckConstraint(
                name="estate_in_a_bundle_exactly_when_bundled",
                condition=Q(state__in=STATES_WITH_A_BUNDLE)
                | Q(state=EstateState.BUNDLED, bundle__isnull=False)
                | (~Q(state=EstateState.BUNDLED) & Q(bundle=None)),
            ),
            models.CheckConstraint(
                name="estate_that_is_managed_has_a_manager",
                condition=~Q(state=EstateState.MANAGED)
                | Q(is_without_manager=None)
                | Q(is_without_manager=False),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("grids:estate", args=[self.public_id])

    @property
    def org(self) -> Org:
        """The community it belongs to (R-085), or the street while it belongs to none."""
        return self.community or self.street

    @property
    def area_pk(self) -> int | None:
        """The area grid that it lies in, as far as its unit grid is known."""
        return self.unit_grid.parent_id if self.unit_grid else None

    def caretakers(self) -> list[Org]:
        """Organisations that look after it: its community, and those of its unit grid."""
        own = [self.community] if self.community else []
        return [*own, *(self.unit_grid.caretakers() if self.unit_grid else [])]
