"""Rights: a role held over a node and all below it, or over one partner unit, for a term."""

import uuid
from datetime import date
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from orgs.enums import Role
from orgs.models.users import ACCOUNT_READERS
from orgs.scoping import Reach, reach_of


def _within(reach: Reach) -> Q:
    """Condition: the role is held over an organisation, or a unit of a street, within reach."""
    if reach.everything:
        return Q()
    return reach.orgs("org") | reach.streets("partner__street")


class RoleAssignmentQuerySet(models.QuerySet):
    def visible_to(self, user: Any) -> Self:
        """Roles held where I keep or read rights, and my own."""
        reach = reach_of(user, *ACCOUNT_READERS)
        if reach.everything:
            return self.all()
        return self.filter(_within(reach) | Q(user_id=user.pk))

    def within(self, reach: Reach) -> Self:
        return self.filter(_within(reach))

    def for_list(self) -> Self:
        return self.select_related("user", "org", "partner").order_by("-starts_on", "-pk")

    def current(self, today: date | None = None) -> Self:
        today = today or timezone.localdate()
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=today), starts_on__lte=today)


class RoleAssignment(models.Model):
    """A person's right to work at a node and below, which ends by itself when the term does."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("user"),
        on_delete=models.PROTECT,
        related_name="role_assignments",
    )
    role = models.CharField(_("role"), max_length=20, choices=Role)
    org = models.ForeignKey(
        "orgs.Org",
        verbose_name=_("over organisation"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="role_assignments",
    )
    partner = models.ForeignKey(
        "orgs.Partner",
        verbose_name=_("over partner unit"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="role_assignments",
    )
    starts_on = models.DateField(_("starts on"), default=timezone.localdate)
    ends_on = models.DateField(_("ends on"), null=True, blank=True)
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)

    objects = RoleAssignmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("role assignment")
        verbose_name_plural = _("role assignments")
        ordering = ["starts_on", "pk"]
        indexes = [models.Index(fields=["user", "role"])]
        constraints = [
            models.CheckConstraint(
                name="role_over_one_org_or_one_partner",
                condition=Q(org__isnull=False, partner=None)
                | Q(org=None, partner__isnull=False, role=Role.PARTNER_LIAISON),
            ),
            models.CheckConstraint(
                name="role_ends_after_it_starts",
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
            ),
            models.UniqueConstraint(
                name="role_held_once_at_a_time_over_an_org",
                fields=["user", "role", "org"],
                condition=Q(org__isnull=False, ends_on=None),
            ),
            models.UniqueConstraint(
                name="role_held_once_at_a_time_over_a_partner",
                fields=["user", "role", "partner"],
                condition=Q(partner__isnull=False, ends_on=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.get_role_display()} · {self.over}"

    def get_absolute_url(self) -> str:
        return self.user.get_absolute_url()

    @property
    def over(self) -> models.Model:
        """The organisation or partner unit that the role is held over."""
        over = self.org or self.partner
        assert over is not None  # noqa: S101 - role_over_one_org_or_one_partner
        return over
