"""Partner units: bodies, firms and schools of the area that co-build with communities."""

import uuid
from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from orgs.enums import (
    STANDING_MEMBERS,
    CoverageState,
    PartnerDomain,
    PartnerNature,
    SetUpDuty,
    SetUpMode,
)
from orgs.models.coverages import Coverage
from orgs.models.pairings import Pairing
from orgs.scoping import OrgScopedQuerySet, Reach, reach_of


class PartnerQuerySet(OrgScopedQuerySet):
    org_path = "street"

    def visible_to(self, user: Any) -> Self:
        """Units kept by my street, paired with a community of mine, or that I speak for."""
        return self.within(reach_of(user))

    def within(self, reach: Reach) -> Self:
        mine = reach.streets("street") | reach.partners("pk")
        below = reach.below_streets()
        if not below.subtrees:
            return self.filter(mine)
        paired = Pairing.objects.filter(below.orgs("community")).values("partner")
        return self.filter(mine | Q(pk__in=paired))

    def covered(self, *states: str) -> Self:
        """Units in one of these states of coverage; one that nobody noted is not covered."""
        stored = Q(coverage__state__in=states)
        return self.filter(
            stored | Q(coverage=None) if CoverageState.UNCOVERED in states else stored
        )

    def with_duty(self, duty: str) -> Self:
        """Units with an organisation, those in which one is due, or the others (R-252)."""
        built = Q(coverage__state=CoverageState.ORGANISATION)
        due = Q(coverage__review_on__isnull=False)
        if duty == SetUpDuty.BUILT:
            return self.filter(built)
        return self.filter(due) if duty == SetUpDuty.DUE else self.exclude(built | due)

    def with_agreement_ending(self, *, before: date, since: date | None = None) -> Self:
        """Units one of whose agreements ends before this day (and not before the other)."""
        ending = Pairing.objects.filter(partner=OuterRef("pk"), agreement_ends_on__lt=before)
        if since is not None:
            ending = ending.filter(agreement_ends_on__gte=since)
        return self.filter(Exists(ending))

    def in_circles(self, circles: Any) -> Self:
        """Units that are in one of these circles now."""
        members = Partner.objects.filter(
            circle_memberships__state__in=STANDING_MEMBERS, circle_memberships__circle__in=circles
        )
        return self.filter(pk__in=members.values("pk"))

    def for_list(self) -> Self:
        return (
            self.select_related("street", "coverage__responsible")
            .prefetch_related("pairings__community", "guidances__posting")
            .order_by("name", "pk")
        )


class Partner(models.Model):
    """A unit that co-builds with the area; joining changes nothing in the unit itself (R-004)."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    street = models.ForeignKey(
        "orgs.Org",
        verbose_name=_("sub-district"),
        on_delete=models.PROTECT,
        related_name="partners",
    )
    name = models.CharField(_("name"), max_length=120)
    nature = models.CharField(
        _("nature"), max_length=20, choices=PartnerNature, default=PartnerNature.OTHER
    )
    domain = models.CharField(_("domain"), max_length=20, choices=PartnerDomain, blank=True)
    credit_code = models.CharField(_("credit code"), max_length=18, blank=True)
    party_org_name = models.CharField(_("own Party organisation"), max_length=120, blank=True)
    set_up_mode = models.CharField(_("set-up mode"), max_length=20, choices=SetUpMode, blank=True)
    staff_count = models.PositiveIntegerField(_("staff"), null=True, blank=True)
    member_count = models.PositiveIntegerField(_("members"), null=True, blank=True)
    liaison_name = models.CharField(_("liaison"), max_length=60, blank=True)
    liaison_phone = models.CharField(_("work phone"), max_length=30, blank=True)
    has_part_time_member = models.BooleanField(_("sends a part-time member"), null=True, blank=True)
    remark = models.CharField(_("remark"), max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)
    updated_at = models.DateTimeField(_("updated at"), auto_now=True)

    objects = PartnerQuerySet.as_manager()

    class Meta:
        verbose_name = _("partner unit")
        verbose_name_plural = _("partner units")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                name="partner_named_once_in_a_street", fields=["street", "name"]
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("orgs:partner", args=[self.public_id])

    @property
    def org(self) -> Any:
        """The organisation whose scope this row is in."""
        return self.street

    @property
    def known_coverage(self) -> Any:
        """How far Party work reaches the unit; not covered where nobody noted it yet."""
        return getattr(self, "coverage", None) or Coverage(partner=self)

    @property
    def guides(self) -> list[Any]:
        """Who guides the unit today."""
        today = timezone.localdate()
        return [each for each in self.guidances.all() if each.is_current(today)]
