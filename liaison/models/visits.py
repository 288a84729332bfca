"""Contact points of leaders, and visits: who went where on which day (R-286…R-290, R-039)."""

import uuid
from datetime import date
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from grids.models import Grid, PropertyFirm
from liaison.followup_enums import VisitKind
from orgs.models import Org, Partner, Posting
from orgs.scoping import OrgScopedQuerySet, Reach, reach_of

PLACES = ("place_org", "place_grid", "place_partner", "place_firm")
WHO = ("visitor", "by_org", "by_partner")


class ContactPointQuerySet(OrgScopedQuerySet):
    org_path = "posting__org"

    def visible_to(self, user: Any) -> Self:
        """Contact points of communities within reach, and one's own."""
        reach = reach_of(user)
        if reach.everything:
            return self
        return self.filter(reach.orgs(self.org_path) | Q(leader_id=user.pk))

    def current(self, today: date | None = None) -> Self:
        """Those whose posting has begun and is not over."""
        day = today or timezone.localdate()
        begun = Q(posting__starts_on=None) | Q(posting__starts_on__lte=day)
        unended = Q(posting__ends_on=None) | Q(posting__ends_on__gte=day)
        return self.filter(begun & unended)

    def for_list(self) -> Self:
        return self.select_related("posting__org", "leader").order_by(
            "posting__org__tree_id", "posting__org__lft", "pk"
        )


class ContactPoint(models.Model):
    """The account of the leader who keeps contact with a community.

    Who it is and for how long is what the posting of the contact leader says; here it is only
    tied to an account, so that the leader finds the own points and a visit is counted for them.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    posting = models.OneToOneField(
        Posting,
        verbose_name=_("posting"),
        on_delete=models.CASCADE,
        related_name="contact_point",
    )
    leader = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("leader"),
        on_delete=models.PROTECT,
        related_name="contact_points",
    )
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)

    objects = ContactPointQuerySet.as_manager()

    class Meta:
        verbose_name = _("contact point")
        verbose_name_plural = _("contact points")

    def __str__(self) -> str:
        return f"{self.posting.person_name} · {self.community.name}"

    def get_absolute_url(self) -> str:
        return reverse("liaison:contactpoint", args=[self.public_id])

    @property
    def community(self) -> Org:
        return self.posting.org

    @property
    def org(self) -> Org:
        """The organisation whose scope this row is in."""
        return self.posting.org


class VisitQuerySet(models.QuerySet):
    def visible_to(self, user: Any) -> Self:
        """One's own visits, those to and by what is within reach, and those of a whole street."""
        reach = reach_of(user)
        if reach.everything:
            return self
        return self.filter(_within(reach) | Q(visitor_id=user.pk))

    def between(self, first: date, last: date) -> Self:
        return self.filter(visited_on__gte=first, visited_on__lte=last)

    def for_list(self) -> Self:
        shown = ("street", "community", "visitor", "by_org", "by_partner", *PLACES)
        rows = self.select_related(*shown).prefetch_related("findings")
        return rows.order_by("-visited_on", "-pk")


def _within(reach: Reach) -> Q:
    below = reach.below_streets()
    return (
        reach.streets("street")
        | below.orgs("place_org")
        | below.orgs("community")
        | below.orgs("by_org")
        | reach.partners("place_partner")
        | reach.partners("by_partner")
    )


class Visit(models.Model):
    """Somebody of the sub-district was at a place on a day; whom they met is a number (D8)."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    street = models.ForeignKey(
        Org, verbose_name=_("sub-district"), on_delete=models.PROTECT, related_name="+"
    )
    kind = models.CharField(_("kind of visit"), max_length=10, choices=VisitKind)
    visited_on = models.DateField(_("visited on"))
    visitor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("visitor"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="visits",
    )
    visitor_name = models.CharField(_("visitor as written"), max_length=60, blank=True)
    by_org = models.ForeignKey(
        Org,
        verbose_name=_("for organisation"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="visits_made",
    )
    by_partner = models.ForeignKey(
        Partner,
        verbose_name=_("for partner unit"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="visits_made",
    )
    place_org = models.ForeignKey(
        Org,
        verbose_name=_("organisation visited"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="visits",
    )
    place_grid = models.ForeignKey(
        Grid,
        verbose_name=_("grid visited"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="visits",
    )
    place_partner = models.ForeignKey(
        Partner,
        verbose_name=_("unit visited"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="visits",
    )
    place_firm = models.ForeignKey(
        PropertyFirm,
        verbose_name=_("property firm visited"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="visits",
    )
    community = models.ForeignKey(
        Org,
        verbose_name=_("community"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="community_visits",
    )
    contact_point = models.ForeignKey(
        ContactPoint,
        verbose_name=_("contact point"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="visits",
    )
    met_count = models.PositiveIntegerField(_("people met"), null=True, blank=True)
    is_policy_told = models.BooleanField(_("policies were explained"), default=False)
    remark = models.CharField(_("remark"), max_length=300, blank=True)
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("entered by"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)
    updated_at = models.DateTimeField(_("updated at"), auto_now=True)

    objects = VisitQuerySet.as_manager()

    class Meta:
        verbose_name = _("visit")
        verbose_name_plural = _("visits")
        indexes = [
            models.Index(fields=["street", "-visited_on"], name="visit_of_street_by_day"),
            models.Index(fields=["community", "visited_on"], name="visit_of_community_by_day"),
        ]
        constraints = [
            models.CheckConstraint(
                name="visit_to_one_place",
                condition=Q(place_org__isnull=False, place_grid=None, place_partner=None)
                & Q(place_firm=None)
                | Q(place_org=None, place_grid__isnull=False, place_partner=None)
                & Q(place_firm=None)
                | Q(place_org=None, place_grid=None, place_partner__isnull=False)
                & Q(place_firm=None)
                | Q(place_org=None, place_grid=None, place_partner=None)
                & Q(place_firm__isnull=False),
            ),
            models.CheckConstraint(
                name="visit_by_somebody",
                condition=Q(visitor__isnull=False)
                | Q(by_org__isnull=False)
                | Q(by_partner__isnull=False)
                | ~Q(visitor_name=""),
            ),
            models.CheckConstraint(
                name="visit_for_one_organisation_or_unit_at_most",
                condition=Q(by_org=None) | Q(by_partner=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.visited_on} {self.place}"

    def get_absolute_url(self) -> str:
        return reverse("liaison:visit", args=[self.public_id])

    @property
    def place(self) -> Any:
        """The organisation, grid, partner unit or property firm that was visited."""
        return self.place_org or self.place_grid or self.place_partner or self.place_firm

    @property
    def who(self) -> str:
        """Who went, as the list of visits says it."""
        person = self.visitor.name if self.visitor else self.visitor_name
        body = self.by_org or self.by_partner
        return " ".join(filter(None, (body.name if body else "", person)))

    @property
    def org(self) -> Org:
        """The organisation whose scope this row is in."""
        return self.place_org or self.community or self.street
