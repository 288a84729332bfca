"""The bodies that meet: committees, groups and councils of the plans (A-22)."""

import uuid
from typing import Any, Self

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from liaison.bodies import SINGLE_KINDS
from liaison.body_enums import GroupSubject
from liaison.enums import BodyKind, MembershipRole
from liaison.models.memberships import Membership
from orgs.models import Circle, CircleMembership, Org, Rotation
from orgs.scoping import OrgScopedQuerySet, reach_of

DEFAULT_NOTICE_WORKDAYS = 3


def counted(rows: models.QuerySet, by: str) -> Coalesce:
    """Expression: how many of these rows belong to the row that ``by`` names from outside."""
    counts = rows.order_by().values(by).annotate(n=models.Count("pk")).values("n")
    return Coalesce(models.Subquery(counts), 0, output_field=models.IntegerField())


class BodyQuerySet(OrgScopedQuerySet):
    def visible_to(self, user: Any) -> Self:
        """Bodies of what is within reach, of its circles, and those on which the person sits."""
        reach = reach_of(user)
        if reach.everything:
            return self
        seats = Membership.objects.seats_of(user, reach).values("body")
        circles = Circle.objects.within(reach).values("pk")
        return self.filter(reach.orgs("org") | Q(pk__in=seats) | Q(circle__in=circles))

    def active(self) -> Self:
        return self.filter(is_active=True)

    def with_leader(self) -> Self:
        """Each body with the name of whoever leads it today: a person, or the core on duty."""
        today = timezone.localdate()
        leaders = Membership.objects.current(today).filter(
            body=models.OuterRef("pk"), role=MembershipRole.LEADER
        )
        on_duty = Rotation.objects.standing().filter(
            circle=models.OuterRef("circle"), starts_on__lte=today, ends_on__gte=today
        )
        unit = Coalesce("membership__member_org__name", "membership__member_partner__name")
        return self.annotate(
            leader_name=Coalesce(
                models.Subquery(leaders.values("person_name")[:1]),
                models.Subquery(on_duty.values(unit=unit)[:1]),
                output_field=models.CharField(),
            )
        )

    def with_seat_count(self) -> Self:
        """Each body with the number of those who sit on it today; of a circle, of its members."""
        seats = Membership.objects.current().filter(body=models.OuterRef("pk"))
        members = CircleMembership.objects.current().filter(circle=models.OuterRef("circle"))
        return self.annotate(
            seat_count=counted(seats, "body") + counted(members, "circle"),
        )

    def for_list(self) -> Self:
        return self.select_related("org", "parent").order_by(
            "org__tree_id", "org__lft", "kind", "name"
        )


class Body(models.Model):
    """A body of an organisation that meets, with its rules of quorum and notice (SM-5)."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    org = models.ForeignKey(
        Org, verbose_name=_("organisation"), on_delete=models.PROTECT, related_name="bodies"
    )
    kind = models.CharField(_("kind"), max_length=30, choices=BodyKind)
    name = models.CharField(_("name"), max_length=120)
    parent = models.ForeignKey(
        "self",
        verbose_name=_("part of"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="parts",
    )
    subject = models.CharField(
        pgettext_lazy("coordination group", "subject"),
        max_length=10,
        choices=GroupSubject,
        blank=True,
    )
    circle = models.ForeignKey(
        Circle,
        verbose_name=_("circle"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="bodies",
    )
    quorum_numerator = models.PositiveSmallIntegerField(
        _("quorum: parts present"), null=True, blank=True
    )
    quorum_denominator = models.PositiveSmallIntegerField(
        _("quorum: of so many parts"), null=True, blank=True
    )
    notice_workdays = models.PositiveSmallIntegerField(
        _("workdays of notice"), default=DEFAULT_NOTICE_WORKDAYS
    )
    term_ends_on = models.DateField(_("term ends on"), null=True, blank=True)
    report_to = models.CharField(_("reports to"), max_length=120, blank=True)
    is_active = models.BooleanField(_("active"), default=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)
    updated_at = models.DateTimeField(_("updated at"), auto_now=True)

    objects = BodyQuerySet.as_manager()

    class Meta:
        verbose_name = _("body")
        verbose_name_plural = _("bodies")
        constraints = [
            models.UniqueConstraint(name="body_named_once_in_an_org", fields=["org", "name"]),
            models.UniqueConstraint(
                name="body_of_a_kind_once_in_an_org",
                fields=["org", "kind"],
                condition=Q(is_active=True, kind__in=sorted(SINGLE_KINDS)),
            ),
            models.UniqueConstraint(
                name="coordination_group_once_for_a_subject",
                fields=["org", "subject"],
                condition=Q(is_active=True) & ~Q(subject=""),
            ),
            models.UniqueConstraint(
                name="circle_has_one_body",
                fields=["circle"],
                condition=Q(is_active=True),
            ),
            models.CheckConstraint(
                name="body_is_no_part_of_itself",
                condition=Q(parent=None) | ~Q(parent=F("id")),
            ),
            models.CheckConstraint(
                name="body_has_a_subject_as_a_coordination_group_only",
                condition=Q(subject="") | Q(kind=BodyKind.COORDINATION_GROUP),
            ),
            models.CheckConstraint(
                name="body_has_a_circle_exactly_as_its_secretaries_meeting",
                condition=Q(kind=BodyKind.SECRETARIES_MEETING, circle__isnull=False)
                | (~Q(kind=BodyKind.SECRETARIES_MEETING) & Q(circle=None)),
            ),
            models.CheckConstraint(
                name="body_quorum_is_a_fraction_or_nothing",
                condition=Q(quorum_numerator=None, quorum_denominator=None)
                | Q(
                    quorum_numerator__isnull=False,
                    quorum_denominator__isnull=False,
                    quorum_numerator__gte=1,
                    quorum_denominator__gte=F("quorum_numerator"),
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("liaison:body", args=[self.public_id])

    @property
    def has_quorum(self) -> bool:
        return self.quorum_denominator is not None

    def quorum_of(self, expected: int) -> int:
        """How many of those expected must be present; none where the body has no such rule."""
        if self.quorum_numerator is None or self.quorum_denominator is None:
            return 0
        return -(-expected * self.quorum_numerator // self.quorum_denominator)
