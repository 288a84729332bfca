"""Meetings of a body, from the plan to the archive (SM-5)."""

import uuid
from datetime import date, datetime
from typing import Any, Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from liaison.enums import (
    AHEAD_STATES,
    HELD_STATES,
    NUMBERS_ONLY_KINDS,
    STOPPED_STATES,
    MeetingKind,
    MeetingState,
)
from liaison.models.bodies import Body
from liaison.models.memberships import Membership
from orgs.models import Circle, Org
from orgs.scoping import OrgScopedQuerySet, reach_of


class MeetingQuerySet(OrgScopedQuerySet):
    org_path = "body__org"

    def visible_to(self, user: Any) -> Self:
        """Meetings of bodies within reach, and of bodies on which the person has a seat."""
        reach = reach_of(user)
        if reach.everything:
            return self
        seats = Membership.objects.seats_of(user, reach).values("body")
        circles = Circle.objects.within(reach).values("pk")
        return self.filter(
            reach.orgs("body__org") | Q(body__in=seats) | Q(body__circle__in=circles)
        )

    def ahead(self) -> Self:
        return self.filter(state__in=AHEAD_STATES)

    def over(self) -> Self:
        """Held, or called off for good."""
        return self.exclude(state__in=AHEAD_STATES)

    def held(self) -> Self:
        return self.filter(state__in=HELD_STATES)

    def starting_between(self, start: datetime, end: datetime) -> Self:
        return self.filter(starts_at__gte=start, starts_at__lt=end)

    def for_list(self) -> Self:
        return self.select_related("body__org").order_by("-starts_at", "-pk")


class Meeting(models.Model):
    """One sitting of a body; whom it counts, it counts as numbers (D9)."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    body = models.ForeignKey(
        Body, verbose_name=_("body"), on_delete=models.PROTECT, related_name="meetings"
    )
    kind = models.CharField(_("kind"), max_length=30, choices=MeetingKind)
    title = models.CharField(_("title"), max_length=120)
    starts_at = models.DateTimeField(_("starts at"))
    ends_at = models.DateTimeField(_("ends at"), null=True, blank=True)
    place = models.CharField(_("place"), max_length=120)
    contact_name = models.CharField(_("contact"), max_length=60, blank=True)
    contact_phone = models.CharField(_("work phone"), max_length=30, blank=True)
    items_due_on = models.DateField(_("items can be proposed until"), null=True, blank=True)
    papers_due_on = models.DateField(_("papers due on"), null=True, blank=True)
    state = models.CharField(
        _("state"), max_length=12, choices=MeetingState, default=MeetingState.PLANNED
    )
    stop_reason = models.CharField(_("why postponed or cancelled"), max_length=500, blank=True)
    # Counted once with the work calendar of that day, by the body's rule of notice.
    notice_due_on = models.DateField(_("notice due on"))
    convened_on = models.DateField(_("notice sent on"), null=True, blank=True)
    is_urgent = models.BooleanField(_("urgent"), default=False)
    urgent_reason = models.CharField(_("why urgent"), max_length=300, blank=True)
    year = models.PositiveSmallIntegerField(_("year of the number"), null=True, blank=True)
    serial = models.PositiveIntegerField(_("serial number"), null=True, blank=True)
    expected_count = models.PositiveIntegerField(_("expected"), null=True, blank=True)
    present_count = models.PositiveIntegerField(_("present"), null=True, blank=True)
    excused_count = models.PositiveIntegerField(_("excused"), null=True, blank=True)
    chair = models.CharField(_("chaired by"), max_length=120, blank=True)
    # Official minutes must say who was there, was excused and sat in; they do so by unit and post.
    # The portal keeps these lines as the words of the document, and people only as numbers (D9).
    present = models.TextField(_("units present"), blank=True)
    excused = models.TextField(_("units excused"), blank=True)
    observers = models.TextField(_("observers"), blank=True)
    # Taken over from a register of past meetings, which knows neither number nor who was expected.
    is_from_register = models.BooleanField(_("from a register"), default=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)
    updated_at = models.DateTimeField(_("updated at"), auto_now=True)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")
        indexes = [
            models.Index(fields=["body", "state", "starts_at"], name="meeting_of_body_by_state"),
            models.Index(fields=["starts_at"], name="meeting_starts_at"),
        ]
        constraints = [
            models.UniqueConstraint(
                name="meeting_number_given_once_in_a_year", fields=["body", "year", "serial"]
            ),
            models.CheckConstraint(
                name="meeting_numbered_and_counted_exactly_when_held",
                condition=Q(
                    state__in=HELD_STATES,
                    year__isnull=False,
                    serial__isnull=False,
                    expected_count__isnull=False,
                    present_count__isnull=False,
                    excused_count__isnull=False,
                )
                | (
                    ~Q(state__in=HELD_STATES)
                    & Q(
                        year=None,
                        serial=None,
                        expected_count=None,
                        present_count=None,
                        excused_count=None,
                    )
                )
                | Q(
                    state=MeetingState.ARCHIVED,
                    is_from_register=True,
                    serial=None,
                    expected_count=None,
                    excused_count=None,
                ),
            ),
            models.CheckConstraint(
                name="meeting_counts_nobody_twice",
                condition=Q(expected_count=None)
                | Q(expected_count__gte=F("present_count") + F("excused_count")),
            ),
            models.CheckConstraint(
                name="meeting_ends_after_it_starts",
                condition=Q(ends_at=None) | Q(ends_at__gt=F("starts_at")),
            ),
            models.CheckConstraint(
                name="meeting_stopped_exactly_with_a_reason",
                condition=(Q(state__in=STOPPED_STATES) & ~Q(stop_reason=""))
                | (~Q(state__in=STOPPED_STATES) & Q(stop_reason="")),
            ),
            models.CheckConstraint(
                name="meeting_urgent_exactly_with_a_reason",
                condition=Q(is_urgent=False, urgent_reason="")
                | (Q(is_urgent=True) & ~Q(urgent_reason="")),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("liaison:meeting", args=[self.public_id])

    @property
    def org(self) -> Org:
        """The organisation whose scope this row is in."""
        return self.body.org

    @property
    def number(self) -> str:
        """The number an office quotes: 〔2026〕3号. A meeting gets it by being held."""
        return f"〔{self.year}〕{self.serial}号" if self.serial else ""

    @property
    def day(self) -> date:
        """The day it starts on, in local time."""
        return timezone.localdate(self.starts_at)

    @property
    def is_held(self) -> bool:
        return self.state in HELD_STATES

    @property
    def counts_only(self) -> bool:
        """True where not even units are named, only numbers (R-206, R-207)."""
        return self.kind in NUMBERS_ONLY_KINDS

    @property
    def quorum_count(self) -> int | None:
        """How many had to be present, once it is known how many were expected."""
        if self.expected_count is None or not self.body.has_quorum:
            return None
        return self.body.quorum_of(self.expected_count)
