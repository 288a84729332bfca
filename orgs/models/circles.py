"""Co-building circles: who belongs to them, and who leads them when (R-016 to R-018, SM-10).

A circle is a relation beside the tree. Nothing in a unit or an organisation changes by it (R-004).
"""

import uuid
from typing import Any, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from orgs.enums import CircleView, MembershipState
from orgs.models.pairings import Pairing
from orgs.models.partners import Partner
from orgs.models.tree import Org
from orgs.scoping import OrgScopedQuerySet, Reach, reach_of
from partybuild.periods import PeriodKind

TURNS = [(kind.value, kind.label) for kind in (PeriodKind.MONTH, PeriodKind.QUARTER)]


class CircleQuerySet(OrgScopedQuerySet):
    org_path = "street"

    def visible_to(self, user: Any) -> Self:
        """Circles of my street, and those in which one of mine is a member."""
        return self.within(reach_of(user))

    def within(self, reach: Reach) -> Self:
        whole = reach.streets("street")
        if reach.everything:
            return self.filter(whole)
        mine = CircleMembership.objects.current().touching(reach).filter(circle=OuterRef("pk"))
        return self.filter(whole | Exists(mine))

    def active(self) -> Self:
        return self.filter(dissolved_on=None)

    def with_counts(self) -> Self:
        """Each with the number of its members and of its core members."""
        stays = ~Q(memberships__state=MembershipState.LEFT)
        is_core = Q(memberships__state=MembershipState.CORE)
        return self.annotate(
            member_count=models.Count("memberships", filter=stays),
            core_count=models.Count("memberships", filter=is_core),
        )

    def for_list(self) -> Self:
        return self.select_related("street").with_counts().order_by("name", "pk")


class Circle(models.Model):
    """Units and organisations of an area that build together (R-016), seen in two ways (R-021)."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    street = models.ForeignKey(
        Org, verbose_name=_("sub-district"), on_delete=models.PROTECT, related_name="circles"
    )
    name = models.CharField(_("name"), max_length=60)
    theme = models.CharField(_("theme"), max_length=200, blank=True)
    view = models.CharField(
        _("purpose"), max_length=10, choices=CircleView, default=CircleView.BOTH
    )
    turn = models.CharField(
        _("length of a turn"), max_length=10, choices=TURNS, default=PeriodKind.QUARTER
    )
    dissolved_on = models.DateField(_("dissolved on"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)
    updated_at = models.DateTimeField(_("updated at"), auto_now=True)

    objects = CircleQuerySet.as_manager()

    class Meta:
        verbose_name = _("circle")
        verbose_name_plural = _("circles")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                name="circle_named_once_in_a_street",
                fields=["street", "name"],
                condition=Q(dissolved_on=None),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("orgs:circle", args=[self.public_id])

    @property
    def org(self) -> Any:
        """The organisation whose scope this row is in."""
        return self.street


class CircleMembershipQuerySet(OrgScopedQuerySet):
    org_path = "circle__street"

    def visible_to(self, user: Any) -> Self:
        """Memberships of the circles the person can see, which know of each other."""
        return self.filter(circle__in=Circle.objects.visible_to(user))

    def touching(self, reach: Reach) -> Self:
        """Those of organisations and units within reach, or paired with a community in it."""
        below = reach.below_streets()
        paired = Pairing.objects.filter(below.orgs("community")).values("partner")
        return self.filter(
            below.orgs("member_org")
            | reach.partners("member_partner")
            | Q(member_partner__in=paired)
        )

    def current(self) -> Self:
        return self.exclude(state=MembershipState.LEFT)

    def cores(self) -> Self:
        return self.filter(state=MembershipState.CORE)

    def for_list(self) -> Self:
        return self.select_related("circle__street", "member_org", "member_partner").order_by(
            "circle__name", "joined_on", "pk"
        )


class CircleMembership(models.Model):
    """A unit or an organisation in a circle; a core member takes its turn at leading (R-017)."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    circle = models.ForeignKey(
        Circle, verbose_name=_("circle"), on_delete=models.PROTECT, related_name="memberships"
    )
    member_org = models.ForeignKey(
        Org,
        verbose_name=_("member organisation"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="circle_memberships",
    )
    member_partner = models.ForeignKey(
        Partner,
        verbose_name=_("member unit"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="circle_memberships",
    )
    state = models.CharField(
        _("state"), max_length=12, choices=MembershipState, default=MembershipState.MEMBER
    )
    joined_on = models.DateField(_("joined on"))
    core_since = models.DateField(_("core since"), null=True, blank=True)
    left_on = models.DateField(_("left on"), null=True, blank=True)
    assessment = models.CharField(_("assessment"), max_length=500, blank=True)

    objects = CircleMembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("membership of a circle")
        verbose_name_plural = _("memberships of circles")
        ordering = ["circle", "joined_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="member_of_a_circle_is_an_organisation_or_a_unit",
                condition=Q(member_org=None, member_partner__isnull=False)
                | Q(member_org__isnull=False, member_partner=None),
            ),
            models.UniqueConstraint(
                name="organisation_in_a_circle_once_at_a_time",
                fields=["circle", "member_org"],
                condition=~Q(state=MembershipState.LEFT),
            ),
            models.UniqueConstraint(
                name="unit_in_a_circle_once_at_a_time",
                fields=["circle", "member_partner"],
                condition=~Q(state=MembershipState.LEFT),
            ),
            models.CheckConstraint(
                name="membership_has_a_last_day_exactly_when_left",
                condition=Q(state=MembershipState.LEFT, left_on__isnull=False)
                | (~Q(state=MembershipState.LEFT) & Q(left_on=None)),
            ),
            models.CheckConstraint(
                name="core_member_was_assessed",
                condition=~Q(state=MembershipState.CORE)
                | (Q(core_since__isnull=False) & ~Q(assessment="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.circle} · {self.member}"

    def get_absolute_url(self) -> str:
        return reverse("orgs:circlemembership", args=[self.public_id])

    @property
    def member(self) -> Any:
        """The organisation or the unit that is the member."""
        return self.member_org or self.member_partner

    @property
    def is_core(self) -> bool:
        return self.state == MembershipState.CORE

    @property
    def street(self) -> Any:
        return self.circle.street

    @property
    def org(self) -> Any:
        """The organisation whose scope this row is in."""
        return self.circle.street
