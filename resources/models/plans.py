"""Match plans: who could be served by whom over the whole list, before anybody is asked (R-008)."""

import uuid
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from orgs.enums import Role
from orgs.models import Job, Org
from orgs.scoping import reach_of
from resources.enums import (
    OPEN_PLAN_STATES,
    PAIRED_LINES,
    LineOrigin,
    LineState,
    MatchPlanState,
    Unserved,
)
from resources.models.ownership import CodedQuerySet

PERSON = settings.AUTH_USER_MODEL


class MatchPlanQuerySet(CodedQuerySet):
    def visible_to(self, user: Any) -> Self:
        """Plans of the streets whose office the person is: nobody else sees who is not asked."""
        return self.filter(reach_of(user, Role.OFFICE).streets("street"))

    def open(self) -> Self:
        return self.filter(state__in=OPEN_PLAN_STATES)

    def for_list(self) -> Self:
        return self.select_related("street", "made_by", "sent_by", "job").order_by("-pk")


class MatchPlan(models.Model):
    """The best pairs of all open needs and available resources of a street, taken together."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    code = models.CharField(_("code"), max_length=20, editable=False)
    street = models.ForeignKey(
        Org, verbose_name=_("sub-district"), on_delete=models.PROTECT, related_name="+"
    )
    weights = models.JSONField(_("weights"), default=dict)
    least_score = models.PositiveSmallIntegerField(_("least score"), default=0)
    total_score = models.PositiveIntegerField(_("total score"), default=0)
    highest_score = models.PositiveIntegerField(_("highest score possible"), default=0)
    served_count = models.PositiveIntegerField(_("needs served"), default=0)
    proposed_count = models.PositiveIntegerField(_("proposals sent"), default=0)
    made_by = models.ForeignKey(
        PERSON, verbose_name=_("made by"), on_delete=models.PROTECT, related_name="+"
    )
    solved_at = models.DateTimeField(_("worked out at"), null=True, blank=True)
    sent_by = models.ForeignKey(
        PERSON,
        verbose_name=_("sent by"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    sent_at = models.DateTimeField(_("proposals sent at"), null=True, blank=True)
    job = models.ForeignKey(
        Job,
        verbose_name=_("job"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    state = models.CharField(
        _("state"), max_length=12, choices=MatchPlanState, default=MatchPlanState.SOLVING
    )
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(_("made at"), auto_now_add=True)
    updated_at = models.DateTimeField(_("updated at"), auto_now=True)

    objects = MatchPlanQuerySet.as_manager()

    class Meta:
        verbose_name = _("match plan")
        verbose_name_plural = _("match plans")
        constraints = [
            models.UniqueConstraint(
                name="match_plan_code_once_in_a_street", fields=["street", "code"]
            ),
            models.UniqueConstraint(
                name="match_plan_open_once_in_a_street",
                fields=["street"],
                condition=Q(state__in=sorted(OPEN_PLAN_STATES)),
            ),
            models.CheckConstraint(
                name="match_plan_no_better_than_possible",
                condition=Q(total_score__lte=F("highest_score")),
            ),
            models.CheckConstraint(
                name="match_plan_sent_by_somebody",
                condition=~Q(state__in=(MatchPlanState.SENDING, MatchPlanState.SENT))
                | Q(sent_by__isnull=False, sent_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.code

    def get_absolute_url(self) -> str:
        return reverse("resources:match-plan", args=[self.public_id])

    @property
    def org(self) -> Org:
        """The organisation whose scope this row is in."""
        return self.street

    @property
    def gap(self) -> int:
        """How many points another choice of pairs could add at most: none where it is proven."""
        return self.highest_score - self.total_score

    @property
    def is_proven_best(self) -> bool:
        """True when no other choice of pairs could have a greater total."""
        return not self.gap


class MatchPlanLineQuerySet(models.QuerySet):
    def visible_to(self, user: Any) -> Self:
        """Lines of plans that the person can see."""
        return self.filter(reach_of(user, Role.OFFICE).streets("plan__street"))

    def paired(self) -> Self:
        return self.filter(state__in=PAIRED_LINES)

    def for_list(self) -> Self:
        return self.select_related(
            "plan__street",
            "need__street",
            "need__owner_org",
            "need__owner_partner",
            "resource__street",
            "resource__owner_org",
            "resource__owner_partner",
            "match",
        ).order_by("-score", "pk")


class MatchPlanLine(models.Model):
    """What a plan says about one need: the resource it would get, or why it gets none."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    plan = models.ForeignKey(
        MatchPlan, verbose_name=_("match plan"), on_delete=models.PROTECT, related_name="lines"
    )
    need = models.ForeignKey(
        "resources.Need",
        verbose_name=_("need"),
        on_delete=models.PROTECT,
        related_name="plan_lines",
    )
    resource = models.ForeignKey(
        "resources.Resource",
        verbose_name=_("resource"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="plan_lines",
    )
    quantity = models.DecimalField(_("quantity"), max_digits=12, decimal_places=2, default=0)
    score = models.PositiveSmallIntegerField(_("score"), default=0)
    reasons = models.JSONField(_("reasons"), default=list)
    origin = models.CharField(
        _("origin"), max_length=10, choices=LineOrigin, default=LineOrigin.SOLVER
    )
    unserved = models.CharField(
        _("why it is unserved"), max_length=12, choices=Unserved, blank=True
    )
    rivals = models.JSONField(_("resources that would fit"), default=list)
    match = models.ForeignKey(
        "resources.Match",
        verbose_name=_("match"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="plan_lines",
    )
    refusal = models.CharField(_("why it was not sent"), max_length=300, blank=True)
    state = models.CharField(
        _("state"), max_length=12, choices=LineState, default=LineState.UNSERVED
    )

    objects = MatchPlanLineQuerySet.as_manager()

    class Meta:
        verbose_name = _("line of a match plan")
        verbose_name_plural = _("lines of match plans")
        constraints = [
            models.UniqueConstraint(
                name="match_plan_line_once_for_a_need", fields=["plan", "need"]
            ),
            models.CheckConstraint(
                name="match_plan_line_paired_exactly_with_a_resource",
                condition=Q(state__in=sorted(PAIRED_LINES), resource__isnull=False, quantity__gt=0)
                | (~Q(state__in=sorted(PAIRED_LINES)) & Q(resource=None, quantity=0)),
            ),
            models.CheckConstraint(
                name="match_plan_line_unserved_exactly_with_its_reason",
                condition=(Q(state=LineState.UNSERVED) & ~Q(unserved=""))
                | (~Q(state=LineState.UNSERVED) & Q(unserved="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.plan.code} · {self.need}"

    def get_absolute_url(self) -> str:
        return reverse("resources:match-plan-line", args=[self.public_id])

    @property
    def org(self) -> Org:
        """The organisation whose scope this row is in."""
        return self.plan.street


class ExcludedPair(models.Model):
    """A pair that staff do not want in a plan, whatever its score."""

    plan = models.ForeignKey(
        MatchPlan, verbose_name=_("match plan"), on_delete=models.PROTECT, related_name="excluded"
    )
    need = models.ForeignKey(
        "resources.Need", verbose_name=_("need"), on_delete=models.PROTECT, related_name="+"
    )
    resource = models.ForeignKey(
        "resources.Resource", verbose_name=_("resource"), on_delete=models.PROTECT, related_name="+"
    )
    reason = models.CharField(_("reason"), max_length=500)

    class Meta:
        verbose_name = _("excluded pair")
        verbose_name_plural = _("excluded pairs")
        constraints = [
            models.UniqueConstraint(
                name="excluded_pair_once_in_a_plan", fields=["plan", "need", "resource"]
            ),
        ]

    def __str__(self) -> str:
        return f"{self.need} × {self.resource}"
