"""Plans of a period: when and where all meetings that are due can sit (R-265, A-05)."""

import uuid
from datetime import date, time
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from liaison.models.meetings import Meeting
from liaison.models.series import MeetingSeries
from liaison.planning_enums import (
    OPEN_SCHEDULE_STATES,
    PLACED_SITTINGS,
    HalfDay,
    SchedulePlanState,
    SittingState,
    SolverStatus,
)
from orgs.enums import Role
from orgs.models import Job, Org
from orgs.scoping import OrgScopedQuerySet, reach_of
from partybuild.periods import Period
from resources.models import Venue

PERSON = settings.AUTH_USER_MODEL
NOON = time(12)


class SchedulePlanQuerySet(OrgScopedQuerySet):
    org_path = "street"

    def visible_to(self, user: Any) -> Self:
        """Plans of the streets whose office the person is: the others see what is published."""
        return self.filter(reach_of(user, Role.OFFICE).streets("street"))

    def open(self) -> Self:
        return self.filter(state__in=OPEN_SCHEDULE_STATES)

    def with_counts(self) -> Self:
        """Each with the number of its sittings, and of the meetings it could not place."""
        hosts = Q(sittings__state__in=PLACED_SITTINGS, sittings__joined_to=None)
        return self.annotate(
            sitting_count=models.Count("sittings", filter=hosts),
            unplaced_count=models.Count(
                "sittings", filter=Q(sittings__state=SittingState.UNPLACED)
            ),
        )

    def for_list(self) -> Self:
        return self.select_related("street", "made_by", "published_by", "job").order_by("-pk")


class SchedulePlan(models.Model):
    """A proposal for every meeting that the bodies of a street owe in a period."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    street = models.ForeignKey(
        Org, verbose_name=_("sub-district"), on_delete=models.PROTECT, related_name="+"
    )
    period_code = models.CharField(_("Period"), max_length=8)
    state = models.CharField(
        _("state"), max_length=10, choices=SchedulePlanState, default=SchedulePlanState.SOLVING
    )
    status = models.CharField(_("how good it is"), max_length=10, choices=SolverStatus, blank=True)
    objective = models.PositiveIntegerField(_("cost"), default=0)
    bound = models.PositiveIntegerField(_("lowest cost possible"), default=0)
    made_by = models.ForeignKey(
        PERSON, verbose_name=_("made by"), on_delete=models.PROTECT, related_name="+"
    )
    solved_at = models.DateTimeField(_("worked out at"), null=True, blank=True)
    published_by = models.ForeignKey(
        PERSON,
        verbose_name=_("published by"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    published_at = models.DateTimeField(_("published at"), null=True, blank=True)
    job = models.ForeignKey(
        Job,
        verbose_name=_("job"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(_("made at"), auto_now_add=True)
    updated_at = models.DateTimeField(_("updated at"), auto_now=True)

    objects = SchedulePlanQuerySet.as_manager()

    class Meta:
        verbose_name = _("schedule plan")
        verbose_name_plural = _("schedule plans")
        constraints = [
            models.UniqueConstraint(
                name="schedule_plan_open_once_in_a_street",
                fields=["street"],
                condition=Q(state__in=sorted(OPEN_SCHEDULE_STATES)),
            ),
            models.CheckConstraint(
                name="schedule_plan_no_better_than_possible", condition=Q(bound__lte=F("objective"))
            ),
            models.CheckConstraint(
                name="schedule_plan_published_by_somebody",
                condition=~Q(state=SchedulePlanState.PUBLISHED)
                | Q(published_by__isnull=False, published_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.street} · {self.period.label}"

    def get_absolute_url(self) -> str:
        return reverse("liaison:schedule", args=[self.public_id])

    @property
    def org(self) -> Org:
        """The organisation whose scope this row is in."""
        return self.street

    @property
    def period(self) -> Period:
        return Period.parse(self.period_code)

    @property
    def gap(self) -> float:
        """The part of its cost, in percent, that a better plan could save at most."""
        return 100 * (self.objective - self.bound) / self.objective if self.objective else 0.0


class PlannedSittingQuerySet(models.QuerySet):
    def visible_to(self, user: Any) -> Self:
        """Sittings of plans that the person can see."""
        return self.filter(reach_of(user, Role.OFFICE).streets("plan__street"))

    def placed(self) -> Self:
        return self.filter(state__in=PLACED_SITTINGS)

    def hosts(self) -> Self:
        """The sittings themselves, without the meetings that sit in on another one."""
        return self.placed().filter(joined_to=None)

    def for_list(self) -> Self:
        """Unplaced ones first, since somebody must do something about them."""
        rank = models.Case(
            models.When(state=SittingState.UNPLACED, then=0),
            models.When(state=SittingState.TAKEN_OUT, then=2),
            default=1,
            output_field=models.IntegerField(),
        )
        return self.select_related(
            "plan__street", "series__body__org", "venue", "joined_to__series", "meeting"
        ).order_by(rank, "starts_at", "due_code", "series__body__org__lft", "pk")


class PlannedSitting(models.Model):
    """A meeting that a series owes in a part of the period, and where the plan puts it."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    plan = models.ForeignKey(
        SchedulePlan,
        verbose_name=_("schedule plan"),
        on_delete=models.PROTECT,
        related_name="sittings",
    )
    series = models.ForeignKey(
        MeetingSeries,
        verbose_name=_("meeting series"),
        on_delete=models.PROTECT,
        related_name="planned_sittings",
    )
    due_code = models.CharField(_("due in"), max_length=8)
    number = models.PositiveSmallIntegerField(_("number in the period"), default=1)
    state = models.CharField(
        _("state"), max_length=10, choices=SittingState, default=SittingState.UNPLACED
    )
    starts_at = models.DateTimeField(_("starts at"), null=True, blank=True)
    ends_at = models.DateTimeField(_("ends at"), null=True, blank=True)
    place = models.CharField(_("place"), max_length=120, blank=True)
    venue = models.ForeignKey(
        Venue,
        verbose_name=_("venue"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    joined_to = models.ForeignKey(
        "self",
        verbose_name=_("sits together with"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="joined",
    )
    absent_count = models.PositiveSmallIntegerField(_("cannot come"), default=0)
    hindrances = models.JSONField(_("why it is not placed"), default=list)
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    meeting = models.OneToOneField(
        Meeting,
        verbose_name=_("meeting"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="planned_sitting",
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = PlannedSittingQuerySet.as_manager()

    class Meta:
        verbose_name = _("planned sitting")
        verbose_name_plural = _("planned sittings")
        constraints = [
            models.UniqueConstraint(
                name="planned_sitting_once_for_what_is_due",
                fields=["plan", "series", "due_code", "number"],
            ),
            models.CheckConstraint(
                name="planned_sitting_placed_exactly_with_a_time",
                condition=Q(
                    state__in=sorted(PLACED_SITTINGS),
                    starts_at__isnull=False,
                    ends_at__isnull=False,
                )
                | (
                    ~Q(state__in=sorted(PLACED_SITTINGS))
                    & Q(starts_at=None, ends_at=None, joined_to=None, venue=None, meeting=None)
                ),
            ),
            models.CheckConstraint(
                name="planned_sitting_ends_after_it_starts",
                condition=Q(ends_at=None) | Q(ends_at__gt=F("starts_at")),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("liaison:planned-sitting", args=[self.public_id])

    @property
    def org(self) -> Org:
        """The organisation whose scope this row is in."""
        return self.plan.street

    @property
    def period(self) -> Period:
        """The part of the plan's period in which it is due."""
        return Period.parse(self.due_code)

    @property
    def title(self) -> str:
        return f"{self.series.title}（{self.period.label}）"

    @property
    def day(self) -> date | None:
        """The day it is put on, in local time."""
        return timezone.localdate(self.starts_at) if self.starts_at else None

    @property
    def half(self) -> HalfDay | None:
        """The half of the day in which it begins."""
        if self.starts_at is None:
            return None
        is_early = timezone.localtime(self.starts_at).time() < NOON
        return HalfDay.MORNING if is_early else HalfDay.AFTERNOON

    @property
    def is_fixed(self) -> bool:
        """True when it stays where it is until somebody unlocks it."""
        return self.state == SittingState.LOCKED
