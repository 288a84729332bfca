"""Seats on a body: the person's post and unit, and nothing else of the person (D7)."""

import uuid
from datetime import date
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from liaison.enums import MembershipRole
from orgs.models import Org, Partner
from orgs.scoping import OrgScopedQuerySet, Reach, reach_of

# Leader, deputies, members: the order in which a list of members is read out.
ROLE_ORDER = models.Case(
    *(models.When(role=role, then=place) for place, role in enumerate(MembershipRole)),
    output_field=models.IntegerField(),
)


class MembershipQuerySet(OrgScopedQuerySet):
    org_path = "body__org"

    def visible_to(self, user: Any) -> Self:
        """The seats of each body that the person can see."""
        reach = reach_of(user)
        if reach.everything:
            return self
        seats = Membership.objects.seats_of(user, reach).values("body")
        return self.filter(reach.orgs("body__org") | Q(body__in=seats))

    def current(self, today: date | None = None) -> Self:
        today = today or timezone.localdate()
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=today), starts_on__lte=today)

    def seats_of(self, user: Any, reach: Reach) -> Self:
        """Seats the person has today: in person, or for a unit or organisation within reach."""
        if reach.everything:
            return self.current()
        return self.current().filter(
            Q(user_id=user.pk) | reach.partners("unit_partner") | reach.orgs("unit_org")
        )

    def for_list(self) -> Self:
        return self.select_related("unit_org", "unit_partner").order_by(
            ROLE_ORDER, "starts_on", "pk"
        )


class Membership(models.Model):
    """A seat on a body for a term, held by a person for a unit (R-148, R-158, R-308)."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    body = models.ForeignKey(
        "liaison.Body",
        verbose_name=_("body"),
        on_delete=models.PROTECT,
        related_name="memberships",
    )
    role = models.CharField(
        _("role in the body"),
        max_length=10,
        choices=MembershipRole,
        default=MembershipRole.MEMBER,
    )
    person_name = models.CharField(pgettext_lazy("person", "name"), max_length=60)
    post = models.CharField(_("post"), max_length=60, blank=True)
    unit_org = models.ForeignKey(
        Org,
        verbose_name=_("of organisation"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="seats",
    )
    unit_partner = models.ForeignKey(
        Partner,
        verbose_name=_("of partner unit"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="seats",
    )
    unit_name = models.CharField(_("of another unit"), max_length=120, blank=True)
    is_part_time = models.BooleanField(_("part-time member"), default=False)
    work_phone = models.CharField(_("work phone"), max_length=30, blank=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("account"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="seats",
    )
    starts_on = models.DateField(_("starts on"), default=timezone.localdate)
    ends_on = models.DateField(_("ends on"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("seat")
        verbose_name_plural = _("seats")
        constraints = [
            models.UniqueConstraint(
                name="body_has_one_leader_at_a_time",
                fields=["body"],
                condition=Q(role=MembershipRole.LEADER, ends_on=None),
            ),
            models.CheckConstraint(
                name="seat_is_held_for_one_unit_at_most",
                condition=Q(unit_org=None, unit_partner=None)
                | Q(unit_org=None, unit_partner__isnull=False, unit_name="")
                | Q(unit_org__isnull=False, unit_partner=None, unit_name=""),
            ),
            models.CheckConstraint(
                name="seat_ends_after_it_starts",
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_name} · {self.get_role_display()}"

    def get_absolute_url(self) -> str:
        return self.body.get_absolute_url()

    @property
    def unit(self) -> str:
        """The name of the unit the seat is held for."""
        return str(self.unit_org or self.unit_partner or self.unit_name)

    @property
    def unit_and_post(self) -> str:
        """The seat as an official document names it: unit and post."""
        return f"{self.unit}{self.post}" or self.person_name

    @property
    def org(self) -> Org:
        """The organisation whose scope this row is in: the one the body belongs to."""
        return self.body.org
