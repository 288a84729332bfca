"""How often a body shall meet, and when it likes to: the series of its meetings (A-05)."""

import uuid
from datetime import timedelta
from typing import Any, Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from liaison.enums import HELD_STATES, MeetingKind
from liaison.models.bodies import Body
from liaison.models.meetings import Meeting
from liaison.models.memberships import Membership
from liaison.planning_enums import HalfDay
from orgs.models import Org
from orgs.scoping import OrgScopedQuerySet, reach_of
from partybuild.periods import PeriodKind
from partybuild.recurrence import Recurrence
from resources.models import Venue

USUAL_LENGTH = timedelta(minutes=90)


class MeetingSeriesQuerySet(OrgScopedQuerySet):
    org_path = "body__org"

    def visible_to(self, user: Any) -> Self:
        """The series of each body that the person can see."""
        reach = reach_of(user)
        if reach.everything:
            return self
        seats = Membership.objects.seats_of(user, reach).values("body")
        return self.filter(reach.orgs(self.org_path) | Q(body__in=seats))

    def active(self) -> Self:
        return self.filter(is_active=True, body__is_active=True)

    def with_interval(self) -> Self:
        """Those that owe meetings in each period; of the others nobody has set how many (OB-20)."""
        return self.exclude(every="")

    def for_list(self) -> Self:
        return self.select_related("body__org", "venue").order_by(
            "body__org__tree_id", "body__org__lft", "body__name", "kind"
        )


class MeetingSeries(models.Model):
    """The meetings of one kind that a body holds again and again.

    A meeting of the body and of this kind belongs to the series without anybody saying so.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    body = models.ForeignKey(
        Body, verbose_name=_("body"), on_delete=models.PROTECT, related_name="series"
    )
    kind = models.CharField(_("kind of meeting"), max_length=30, choices=MeetingKind)
    title = models.CharField(_("title"), max_length=120)
    every = models.CharField(_("every"), max_length=10, choices=PeriodKind, blank=True)
    times = models.PositiveSmallIntegerField(_("times in each period"), default=1)
    cadence_text = models.CharField(_("usual days"), max_length=60, blank=True)
    cadence_rule = models.CharField(_("recurrence"), max_length=120, blank=True, editable=False)
    half_day = models.CharField(_("usual half-day"), max_length=10, choices=HalfDay, blank=True)
    length = models.DurationField(_("usual length"), default=USUAL_LENGTH)
    place = models.CharField(_("usual place"), max_length=120, blank=True)
    venue = models.ForeignKey(
        Venue,
        verbose_name=_("usual venue"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="meeting_series",
    )
    allows_urgent = models.BooleanField(_("also on days off when urgent"), default=False)
    allows_joint = models.BooleanField(_("may sit together with others"), default=True)
    is_active = models.BooleanField(_("active"), default=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)
    updated_at = models.DateTimeField(_("updated at"), auto_now=True)

    objects = MeetingSeriesQuerySet.as_manager()

    class Meta:
        verbose_name = _("meeting series")
        verbose_name_plural = _("meeting series")
        constraints = [
            models.UniqueConstraint(
                name="meeting_series_once_for_a_kind_of_a_body",
                fields=["body", "kind"],
                condition=Q(is_active=True),
            ),
            models.CheckConstraint(
                name="meeting_series_meets_at_least_once", condition=Q(times__gte=1)
            ),
            models.CheckConstraint(
                name="meeting_series_takes_some_time",
                condition=Q(length__gt=timedelta(), length__lte=timedelta(hours=12)),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("liaison:series", args=[self.public_id])

    @property
    def org(self) -> Org:
        """The organisation whose scope this row is in."""
        return self.body.org

    @property
    def interval(self) -> PeriodKind | None:
        """The kind of period in which it owes its meetings, once an office has set one (OB-20)."""
        return PeriodKind(self.every) if self.every else None

    @property
    def cadence(self) -> Recurrence | None:
        return Recurrence.stored(self.cadence_rule)


class SeriesSittingQuerySet(OrgScopedQuerySet):
    org_path = "series__body__org"

    def visible_to(self, user: Any) -> Self:
        """What each meeting counts for, of the meetings that the person can see."""
        return self.filter(meeting__in=Meeting.objects.visible_to(user))

    def counting(self) -> Self:
        """Held, with so many of the series' own body that it has its quorum (A-05)."""
        return self.filter(meeting__state__in=HELD_STATES, present_count__gte=F("quorum_count"))

    def for_list(self) -> Self:
        return self.select_related("series__body__org", "meeting__body").order_by(
            "meeting", "series__body__name", "pk"
        )


class SeriesSitting(models.Model):
    """A meeting of one body that a series of another body sits in on (R-265, A-05, A-37).

    Who came is counted for each body by itself, because each needs a quorum of its own.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    meeting = models.ForeignKey(
        Meeting, verbose_name=_("meeting"), on_delete=models.PROTECT, related_name="further_series"
    )
    series = models.ForeignKey(
        MeetingSeries,
        verbose_name=_("meeting series"),
        on_delete=models.PROTECT,
        related_name="further_sittings",
    )
    expected_count = models.PositiveIntegerField(_("expected"), null=True, blank=True)
    present_count = models.PositiveIntegerField(_("present"), null=True, blank=True)
    # Counted with the body's rule of that day, which may change later.
    quorum_count = models.PositiveIntegerField(_("needed for a quorum"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)

    objects = SeriesSittingQuerySet.as_manager()

    class Meta:
        verbose_name = _("further series of a meeting")
        verbose_name_plural = _("further series of meetings")
        constraints = [
            models.UniqueConstraint(
                name="meeting_serves_a_series_once", fields=["meeting", "series"]
            ),
            models.CheckConstraint(
                name="series_sitting_counted_as_a_whole",
                condition=Q(expected_count=None, present_count=None, quorum_count=None)
                | Q(
                    expected_count__isnull=False,
                    present_count__isnull=False,
                    quorum_count__isnull=False,
                    expected_count__gte=F("present_count"),
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.meeting} · {self.series}"

    def get_absolute_url(self) -> str:
        return reverse("liaison:sitting-series", args=[self.public_id])

    @property
    def org(self) -> Org:
        """The organisation whose scope this row is in."""
        return self.series.org

    @property
    def counts(self) -> bool:
        """True when it counts for the series: held, and the series' body had its quorum."""
        present, needed = self.present_count, self.quorum_count
        return self.meeting.is_held and present is not None and present >= (needed or 0)
