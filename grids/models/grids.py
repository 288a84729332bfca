"""The grid tree: area, unit and base grids, each with its own organisation (R-054, N-03)."""

import uuid
from dataclasses import replace
from typing import Any, Self
from uuid import UUID

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from mptt.managers import TreeManager
from mptt.models import MPTTModel, TreeForeignKey
from mptt.querysets import TreeQuerySet

from grids.enums import ConversionStatus, GridStatus, GridTier, UrbanStatus
from orgs.enums import Role
from orgs.models import Org
from orgs.scoping import Reach, reach_of, within


class GridQuerySet(TreeQuerySet):
    def governed_by(self, user: Any, *roles: Role) -> Self:
        return self.within(reach_of(user, *roles))

    def visible_to(self, user: Any) -> Self:
        return self.within(reach_of(user))

    def within(self, reach: Reach) -> Self:
        """Grids of a street within reach, and grids (with all below) tied to an org within it."""
        return self.filter(_reached(reach))

    def tied_to(self, reach: Reach) -> Self:
        """At or below a grid tied to an org within reach: as ``within``, and in the same query.

        For questions about many places at once, where asking for the grids of each would add up.
        """
        above = _tied_to(reach).filter(
            tree_id=OuterRef("tree_id"), lft__lte=OuterRef("lft"), rght__gte=OuterRef("rght")
        )
        return self.filter(Exists(above.order_by()))

    def with_keeping(self, user: Any) -> Self:
        """Each with ``is_kept``: whether this person keeps its counts and posts (D3)."""
        reach = reach_of(user, Role.OFFICE, Role.SECRETARY)
        if reach.everything:
            return self.annotate(is_kept=models.Value(value=True))
        by_role = {
            role: replace(reach, subtrees=tuple(s for s in reach.subtrees if s.role == role))
            for role in (Role.OFFICE, Role.SECRETARY)
        }
        kept = by_role[Role.OFFICE].streets("street") | _reached(by_role[Role.SECRETARY])
        return self.annotate(is_kept=models.Case(models.When(kept, then=True), default=False))

    def active(self) -> Self:
        return self.filter(status=GridStatus.ACTIVE)

    def of_tier(self, tier: str) -> Self:
        return self.filter(tier=tier)

    def named(self, name: str) -> Self:
        """Those with this public id or this code; two streets may use the same code."""
        try:
            return self.filter(public_id=UUID(name))
        except ValueError:
            return self.filter(code=name)

    def matching(self, text: str) -> Self:
        """Those whose name or code contains every word of the text."""
        rows = self
        for word in text.split():
            rows = rows.filter(Q(name__icontains=word) | Q(code__icontains=word))
        return rows

    def tops(self, reach: Reach) -> Self:
        """The topmost grids within reach: nothing above them is."""
        at_the_top = reach.streets("street") & Q(parent=None)
        if reach.everything:
            return self.filter(at_the_top)
        tied = _tied_to(reach.below_streets()).order_by("tree_id", "lft")
        topmost, end = [], (0, 0)
        for pk, tree_id, lft, rght in tied.values_list("pk", "tree_id", "lft", "rght"):
            if end[0] != tree_id or lft > end[1]:
                topmost.append(pk)
                end = (tree_id, rght)
        return self.filter(at_the_top | Q(pk__in=topmost))

    def under(self, grid: "Grid") -> Self:
        """The grid itself and everything below it."""
        return self.filter(tree_id=grid.tree_id, lft__gte=grid.lft, lft__lte=grid.rght)

    def in_outer(self) -> Self:
        """For a subquery: the grid of the outer query itself and everything below it."""
        return self.filter(
            tree_id=OuterRef("tree_id"), lft__gte=OuterRef("lft"), lft__lte=OuterRef("rght")
        )

    def uncut(self) -> Self:
        """Those that are not divided into grids in use."""
        return self.filter(~Exists(Grid.objects.active().filter(parent=OuterRef("pk"))))

    def for_list(self) -> Self:
        return self.select_related(
            "parent", "org", "community", "street", "nearest_facility"
        ).order_by("tree_id", "lft")


def _reached(reach: Reach) -> Q:
    if reach.everything:
        return Q()
    return reach.streets("street") | _below_grids_tied_to(reach.below_streets())


def _tied_to(reach: Reach) -> Any:
    """Grids whose organisation or community is within reach."""
    if not reach.subtrees:
        return Grid.objects.none()
    return Grid.objects.filter(reach.orgs("org") | reach.orgs("community"))


def _below_grids_tied_to(reach: Reach) -> Q:
    """Condition: at or below a grid whose organisation or community is within reach."""
    # The few topmost grids are resolved first, so that the list itself compares numbers only.
    return within(_tied_to(reach).values_list("tree_id", "lft", "rght"))


class Grid(MPTTModel):
    """A piece of the territory in one of three tiers; residents are counts, never persons (D3)."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    street = models.ForeignKey(
        Org, verbose_name=_("sub-district"), on_delete=models.PROTECT, related_name="grids"
    )
    code = models.CharField(_("code"), max_length=40)
    name = models.CharField(_("name"), max_length=120)
    tier = models.CharField(_("tier"), max_length=10, choices=GridTier)
    parent = TreeForeignKey(
        "self",
        verbose_name=_("superior grid"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
    )
    org = models.OneToOneField(
        Org,
        verbose_name=_("organisation"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="grid",
    )
    community = models.ForeignKey(
        Org,
        verbose_name=_("community"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="community_grids",
    )
    # the four sides; what falls into no four sides is kept in the office's words.
    east = models.CharField(_("boundary to the east"), max_length=120, blank=True)
    south = models.CharField(_("boundary to the south"), max_length=120, blank=True)
    west = models.CharField(_("boundary to the west"), max_length=120, blank=True)
    north = models.CharField(_("boundary to the north"), max_length=120, blank=True)
    boundaries = models.CharField(_("boundaries in other words"), max_length=300, blank=True)
    building_count = models.PositiveIntegerField(_("buildings"), null=True, blank=True)
    household_count = models.PositiveIntegerField(_("households"), null=True, blank=True)
    is_household_count_rough = models.BooleanField(_("households roughly"), default=False)
    resident_count = models.PositiveIntegerField(_("permanent residents"), null=True, blank=True)
    floating_count = models.PositiveIntegerField(_("floating residents"), null=True, blank=True)
    nearest_facility = models.ForeignKey(
        "grids.Facility",
        verbose_name=_("nearest centre"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="near_grids",
    )
    is_unmanaged = models.BooleanField(_("nobody manages it"), null=True, blank=True)
    walking_minutes = models.PositiveSmallIntegerField(
        _("minutes to the nearest centre"), null=True, blank=True
    )
    residents_committee = models.CharField(_("residents' committee"), max_length=120, blank=True)
    urban_status = models.CharField(
        _("purely urban community"), max_length=12, choices=UrbanStatus, blank=True
    )
    conversion_status = models.CharField(
        _("from village to community"), max_length=12, choices=ConversionStatus, blank=True
    )
    remark = models.CharField(_("remark"), max_length=300, blank=True)
    status = models.CharField(
        _("status"), max_length=10, choices=GridStatus, default=GridStatus.ACTIVE
    )
    closed_on = models.DateField(_("retired on"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)
    updated_at = models.DateTimeField(_("updated at"), auto_now=True)

    objects: Any = TreeManager.from_queryset(GridQuerySet)()

    class MPTTMeta:
        order_insertion_by = ["code"]

    class Meta:
        verbose_name = _("grid")
        verbose_name_plural = _("grids")
        indexes = [
            # mptt adds this index to the model class only, so migrations must name it.
            models.Index(fields=["tree_id", "lft"], name="grid_tree_position"),
        ]
        constraints = [
            models.UniqueConstraint(name="grid_code_once_in_a_street", fields=["street", "code"]),
            models.CheckConstraint(
                name="grid_at_the_top_exactly_when_an_area",
                condition=Q(parent=None, tier=GridTier.AREA)
                | (Q(parent__isnull=False) & ~Q(tier=GridTier.AREA)),
            ),
            models.CheckConstraint(
                name="grid_on_the_way_to_a_community_is_a_unit",
                condition=Q(tier=GridTier.UNIT)
                | Q(residents_committee="", urban_status="", conversion_status=""),
            ),
            models.CheckConstraint(
                name="grid_retired_exactly_when_dated",
                condition=Q(status=GridStatus.ACTIVE, closed_on=None)
                | Q(status=GridStatus.CLOSED, closed_on__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("grids:grid", args=[self.public_id])

    def caretakers(self) -> list[Org]:
        """Organisations that look after the grid: its own and its community's, and those above."""
        line = self.get_ancestors(include_self=True).values_list("org", "community")
        return list(Org.objects.filter(pk__in={pk for pair in line for pk in pair if pk}))

    @property
    def below_count(self) -> int:
        """How many grids lie in this one, retired ones included."""
        return (self.rght - self.lft - 1) // 2
