"""The roster of a circle: its core members lead it in turn (R-018)."""

import uuid
from typing import Any, Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from orgs.enums import RotationState
from orgs.models.circles import TURNS, Circle, CircleMembership
from orgs.scoping import OrgScopedQuerySet
from partybuild.periods import Period, PeriodKind


class RotationQuerySet(OrgScopedQuerySet):
    org_path = "circle__street"

    def visible_to(self, user: Any) -> Self:
        """The rosters of the circles the person can see."""
        return self.filter(circle__in=Circle.objects.visible_to(user))

    def standing(self) -> Self:
        """The turns that were not skipped."""
        return self.exclude(state=RotationState.SKIPPED)

    def scheduled(self) -> Self:
        return self.filter(state=RotationState.SCHEDULED)

    def for_list(self) -> Self:
        return self.select_related(
            "circle__street", "membership__member_org", "membership__member_partner"
        ).order_by("circle__name", "starts_on", "pk")


class Rotation(models.Model):
    """One turn: a core member leads the circle for a month or a quarter."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    circle = models.ForeignKey(
        Circle, verbose_name=_("circle"), on_delete=models.PROTECT, related_name="rotations"
    )
    membership = models.ForeignKey(
        CircleMembership,
        verbose_name=_("core member"),
        on_delete=models.PROTECT,
        related_name="rotations",
    )
    period_kind = models.CharField(_("length of a turn"), max_length=10, choices=TURNS)
    starts_on = models.DateField(_("starts on"))
    ends_on = models.DateField(_("ends on"))
    state = models.CharField(
        _("state"), max_length=12, choices=RotationState, default=RotationState.SCHEDULED
    )
    handover = models.CharField(_("what was done and handed over"), max_length=500, blank=True)

    objects = RotationQuerySet.as_manager()

    class Meta:
        verbose_name = _("turn")
        verbose_name_plural = _("turns")
        ordering = ["circle", "starts_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="circle_has_one_member_on_duty",
                fields=["circle"],
                condition=Q(state=RotationState.ON_DUTY),
            ),
            models.UniqueConstraint(
                name="circle_has_one_turn_from_a_day",
                fields=["circle", "starts_on"],
                condition=~Q(state=RotationState.SKIPPED),
            ),
            models.CheckConstraint(
                name="turn_ends_after_it_starts", condition=Q(ends_on__gte=F("starts_on"))
            ),
            models.CheckConstraint(
                name="turn_handed_over_with_a_word",
                condition=~Q(state=RotationState.HANDED_OVER) | ~Q(handover=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.circle} · {self.period.label} · {self.member}"

    def get_absolute_url(self) -> str:
        return reverse("orgs:rotation", args=[self.public_id])

    @property
    def period(self) -> Period:
        return Period.of(self.starts_on, PeriodKind(self.period_kind))

    @property
    def member(self) -> Any:
        """The organisation or the unit whose turn it is."""
        return self.membership.member

    @property
    def street(self) -> Any:
        return self.circle.street

    @property
    def org(self) -> Any:
        """The organisation whose scope this row is in."""
        return self.circle.street
