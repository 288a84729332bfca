"""Mutual study, check and appraisal of the members of a circle (R-026)."""

import uuid
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from orgs.enums import MembershipState
from orgs.models import Circle, CircleMembership, Org

FULL_SCORE = 100


class MutualAppraisalQuerySet(models.QuerySet):
    def visible_to(self, user: Any) -> Self:
        """Those of the circles the person can see, whose members know of each other."""
        return self.filter(circle__in=Circle.objects.visible_to(user).order_by().values("pk"))

    def complete(self) -> Self:
        """Those in which every member that stayed was scored, or checked without a finding."""
        lines = MutualAppraisalLine.objects.filter(appraisal=OuterRef("pk"))
        return self.filter(Exists(lines), ~Exists(lines.open()))

    def for_list(self) -> Self:
        done = Q(lines__scored_on__isnull=False)
        counts = {
            "line_count": models.Count("lines"),
            "done_count": models.Count("lines", filter=done),
        }
        return (
            self.select_related("circle__street").annotate(**counts).order_by("-opened_on", "-pk")
        )


class MutualAppraisal(models.Model):
    """One round in a circle: every member is checked by another one of its members."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    circle = models.ForeignKey(
        Circle,
        verbose_name=_("circle"),
        on_delete=models.PROTECT,
        related_name="mutual_appraisals",
    )
    opened_on = models.DateField(pgettext_lazy("mutual appraisal", "opened on"))
    topic = models.CharField(_("topic"), max_length=120, blank=True)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("entered by"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)
    updated_at = models.DateTimeField(_("updated at"), auto_now=True)

    objects = MutualAppraisalQuerySet.as_manager()

    class Meta:
        verbose_name = _("mutual appraisal")
        verbose_name_plural = _("mutual appraisals")
        constraints = [
            models.UniqueConstraint(
                name="mutual_appraisal_opened_once_a_day", fields=["circle", "opened_on"]
            ),
        ]

    def __str__(self) -> str:
        return f"{self.circle} {self.opened_on}"

    def get_absolute_url(self) -> str:
        return reverse("liaison:mutualappraisal", args=[self.public_id])

    @property
    def org(self) -> Org:
        """The organisation whose scope this row is in."""
        street: Org = self.circle.street
        return street


class MutualAppraisalLineQuerySet(models.QuerySet):
    def open(self) -> Self:
        """Members without a verdict that have not left the circle."""
        return self.filter(scored_on=None).exclude(membership__state=MembershipState.LEFT)

    def for_list(self) -> Self:
        sides = ("membership", "checker")
        ways = [f"{side}__member_{kind}" for side in sides for kind in ("org", "partner")]
        return self.select_related(*ways).order_by("position")


class MutualAppraisalLine(models.Model):
    """One member, who checks it, and the verdict: a score, or that nothing was found."""

    appraisal = models.ForeignKey(
        MutualAppraisal,
        verbose_name=_("mutual appraisal"),
        on_delete=models.CASCADE,
        related_name="lines",
    )
    position = models.PositiveSmallIntegerField(_("position"))
    membership = models.ForeignKey(
        CircleMembership,
        verbose_name=_("member"),
        on_delete=models.PROTECT,
        related_name="appraisal_lines",
    )
    checker = models.ForeignKey(
        CircleMembership, verbose_name=_("checked by"), on_delete=models.PROTECT, related_name="+"
    )
    score = models.PositiveSmallIntegerField(_("score"), null=True, blank=True)
    has_no_findings = models.BooleanField(_("nothing was found"), default=False)
    feedback = models.CharField(_("feedback"), max_length=500, blank=True)
    scored_on = models.DateField(_("scored on"), null=True, blank=True)

    objects = MutualAppraisalLineQuerySet.as_manager()

    class Meta:
        verbose_name = _("line of a mutual appraisal")
        verbose_name_plural = _("lines of mutual appraisals")
        ordering = ["appraisal", "position"]
        constraints = [
            models.UniqueConstraint(
                name="member_appraised_once_a_round", fields=["appraisal", "membership"]
            ),
            models.CheckConstraint(
                name="member_is_checked_by_another", condition=~Q(checker=F("membership"))
            ),
            models.CheckConstraint(
                name="verdict_is_a_score_or_nothing_found",
                condition=Q(score=None, has_no_findings=False, scored_on=None)
                | Q(score__lte=FULL_SCORE, has_no_findings=False, scored_on__isnull=False)
                | Q(score=None, has_no_findings=True, scored_on__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return str(self.membership.member)
