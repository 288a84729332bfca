"""Volunteers of a community as counts of a year, and what they did (R-240, R-241, D6)."""

import uuid
from datetime import date
from decimal import Decimal
from typing import Any, Self

from django.db import models
from django.db.models import Count, F, Q, Sum
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from orgs.models import Org
from orgs.scoping import OrgScopedQuerySet
from partybuild.periods import Period, PeriodKind

# One of so many permanent residents shall be a registered volunteer (N-13).
RESIDENTS_FOR_ONE = 10


class VolunteerTallyQuerySet(OrgScopedQuerySet):
    org_path = "community"

    def with_enough(self) -> Self:
        """Those of years in which every tenth resident is a volunteer."""
        return self.filter(resident_count__lte=F("volunteer_count") * RESIDENTS_FOR_ONE)

    def for_list(self) -> Self:
        rows = self.select_related("community").annotate(
            activity_count=Count("activities"), hour_count=Sum("activities__hours")
        )
        return rows.order_by("-year", "community__code", "pk")


class VolunteerTally(models.Model):
    """How many registered volunteers and residents a community counts; persons are elsewhere."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    community = models.ForeignKey(
        Org, verbose_name=_("community"), on_delete=models.PROTECT, related_name="tallies"
    )
    year = models.PositiveSmallIntegerField(_("year"))
    volunteer_count = models.PositiveIntegerField(_("registered volunteers"))
    resident_count = models.PositiveIntegerField(_("permanent residents"))
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)
    updated_at = models.DateTimeField(_("updated at"), auto_now=True)

    objects = VolunteerTallyQuerySet.as_manager()

    class Meta:
        verbose_name = _("volunteers of a year")
        verbose_name_plural = _("volunteers of a year")
        constraints = [
            models.UniqueConstraint(
                name="volunteers_counted_once_a_year", fields=["community", "year"]
            ),
            models.CheckConstraint(
                name="volunteers_among_residents", condition=Q(resident_count__gt=0)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.community} {self.year}"

    def get_absolute_url(self) -> str:
        return reverse("resources:tally", args=[self.public_id])

    @property
    def org(self) -> Org:
        """The organisation whose scope this row is in."""
        return self.community

    @property
    def rate(self) -> Decimal:
        """Registered volunteers of a hundred permanent residents (A-17)."""
        return round(Decimal(100 * self.volunteer_count) / self.resident_count, 1)


class VolunteerActivityQuerySet(models.QuerySet):
    def visible_to(self, user: Any) -> Self:
        """Activities of the communities within reach."""
        return self.filter(tally__in=VolunteerTally.objects.visible_to(user).order_by())

    def for_list(self) -> Self:
        return self.select_related("tally__community").order_by("-held_on", "-pk")

    def in_quarter(self, day: date) -> Self:
        """Those held in the quarter of this day."""
        quarter = Period.of(day, PeriodKind.QUARTER)
        return self.filter(held_on__range=(quarter.first_day, quarter.last_day))


class VolunteerActivity(models.Model):
    """One activity of volunteers: a day, a topic, how many came, and their hours together."""

    tally = models.ForeignKey(
        VolunteerTally, verbose_name=_("year"), on_delete=models.PROTECT, related_name="activities"
    )
    held_on = models.DateField(_("held on"))
    title = models.CharField(_("topic"), max_length=120)
    head_count = models.PositiveIntegerField(_("people who came"))
    hours = models.DecimalField(_("hours together"), max_digits=8, decimal_places=1)

    objects = VolunteerActivityQuerySet.as_manager()

    class Meta:
        verbose_name = _("volunteer activity")
        verbose_name_plural = _("volunteer activities")
        ordering = ["held_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="activity_noted_once", fields=["tally", "held_on", "title"]
            ),
            models.CheckConstraint(
                name="activity_with_people", condition=Q(head_count__gt=0, hours__gt=0)
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return self.tally.get_absolute_url()

    @property
    def org(self) -> Any:
        """The organisation whose scope this row is in."""
        return self.tally.community
