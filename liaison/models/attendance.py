"""How many came for which unit, while they come in; nobody is named (D9)."""

import uuid
from typing import Any, Self

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from liaison.models.meetings import Meeting
from orgs.enums import Role
from orgs.models import Org, Partner
from orgs.scoping import OrgScopedQuerySet, reach_of

NO_UNIT = Q(unit_org=None, unit_partner=None, unit_name="")


class AttendanceQuerySet(OrgScopedQuerySet):
    org_path = "meeting__body__org"

    def visible_to(self, user: Any) -> Self:
        """All lines for those who run the meeting, its own for a unit; outward go sums (D9)."""
        runs = reach_of(user, Role.OFFICE, Role.SECRETARY)
        if runs.everything:
            return self
        own = reach_of(user, Role.SECRETARY, Role.PARTNER_LIAISON)
        return self.filter(
            runs.orgs(self.org_path) | own.orgs("unit_org") | own.partners("unit_partner")
        )

    def totals(self) -> dict[str, int]:
        """How many are expected, present and excused over all units."""
        return self.order_by().aggregate(
            **{
                name: Coalesce(models.Sum(f"{name}_count"), 0)
                for name in ("expected", "present", "excused")
            }
        )

    def for_list(self) -> Self:
        return self.select_related("meeting__body__org", "unit_org", "unit_partner").order_by("pk")


class Attendance(models.Model):
    """A unit at a meeting as numbers, kept from the notice until the minutes are drafted (D9)."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    meeting = models.ForeignKey(
        Meeting, verbose_name=_("meeting"), on_delete=models.CASCADE, related_name="attendance"
    )
    unit_org = models.ForeignKey(
        Org,
        verbose_name=_("organisation"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    unit_partner = models.ForeignKey(
        Partner,
        verbose_name=_("partner unit"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    unit_name = models.CharField(_("another unit"), max_length=120, blank=True)
    expected_count = models.PositiveIntegerField(_("expected"), default=0)
    present_count = models.PositiveIntegerField(_("present"), default=0)
    excused_count = models.PositiveIntegerField(_("excused"), default=0)

    objects = AttendanceQuerySet.as_manager()

    class Meta:
        verbose_name = _("attendance of a unit")
        verbose_name_plural = _("attendance")
        constraints = [
            models.UniqueConstraint(
                name="org_counted_once_at_a_meeting",
                fields=["meeting", "unit_org"],
                condition=Q(unit_org__isnull=False),
            ),
            models.UniqueConstraint(
                name="partner_counted_once_at_a_meeting",
                fields=["meeting", "unit_partner"],
                condition=Q(unit_partner__isnull=False),
            ),
            models.UniqueConstraint(
                name="other_unit_counted_once_at_a_meeting",
                fields=["meeting", "unit_name"],
                condition=Q(unit_org=None, unit_partner=None),
            ),
            # Where no unit is named, nobody can say beforehand how many will come.
            models.CheckConstraint(
                name="unit_sends_no_more_than_expected",
                condition=NO_UNIT | Q(expected_count__gte=F("present_count") + F("excused_count")),
            ),
        ]

    def __str__(self) -> str:
        return self.unit_label

    def get_absolute_url(self) -> str:
        return f"{self.meeting.get_absolute_url()}#attendance"

    @property
    def org(self) -> Org:
        """The organisation whose scope this row is in."""
        return self.meeting.org

    @property
    def unit(self) -> Any:
        """The organisation or partner unit, where it is one that the portal knows."""
        return self.unit_org or self.unit_partner

    @property
    def is_of_a_unit(self) -> bool:
        return bool(self.unit or self.unit_name)

    @property
    def unit_label(self) -> str:
        """The unit as the door and the list name it."""
        return str(self.unit or self.unit_name or gettext("People without a unit"))

    @property
    def awaited_count(self) -> int:
        """How many of the unit have neither come nor been excused."""
        return max(self.expected_count - self.present_count - self.excused_count, 0)
