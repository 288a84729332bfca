"""Plans carried out in phases, each with dated targets (R-118 to R-124, R-294, A-25).

No date and no target of any plan stands in the code: they are rows of whoever made the plan.
"""

import uuid
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Count, F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from liaison.models.action_items import ActionItem
from liaison.models.inspections import Inspection
from liaison.models.meetings import Meeting
from liaison.plan_enums import PlanState, TargetMeasure
from orgs.enums import Role
from orgs.models import Org
from orgs.scoping import reach_of
from resources.models.ownership import CodedQuerySet

PROOFS = ("proof_meeting", "proof_item", "proof_inspection")


class PlanQuerySet(CodedQuerySet):
    def visible_to(self, user: Any) -> Self:
        """Plans of organisations within reach; once they run, those that ask something of them."""
        reach = reach_of(user)
        asked = PhaseTarget.objects.filter(reach.orgs("responsible")).values("phase__plan")
        below = ~Q(state=PlanState.DRAFTED) & Q(pk__in=asked)
        return self.filter(reach.orgs("org") | below)

    def governed_by(self, user: Any, *roles: Role) -> Self:
        return self.filter(reach_of(user, *roles).orgs("org"))

    def for_list(self) -> Self:
        counts = {
            "phase_count": Count("phases", distinct=True),
            "target_count": Count("phases__targets", distinct=True),
        }
        return self.select_related("org").annotate(**counts).order_by("-starts_on", "-pk")


class Plan(models.Model):
    """A plan of an organisation for a time, carried out in phases one after the other."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    code = models.CharField(_("code"), max_length=20, editable=False)
    street = models.ForeignKey(
        Org, verbose_name=_("sub-district"), on_delete=models.PROTECT, related_name="+"
    )
    org = models.ForeignKey(
        Org, verbose_name=_("organisation"), on_delete=models.PROTECT, related_name="plans"
    )
    title = models.CharField(_("title"), max_length=120)
    aim = models.TextField(_("aim"), max_length=2000, blank=True)
    starts_on = models.DateField(_("starts on"))
    ends_on = models.DateField(_("ends on"))
    state = models.CharField(
        _("state"), max_length=10, choices=PlanState, default=PlanState.DRAFTED
    )
    outcome = models.TextField(_("outcome"), max_length=2000, blank=True)
    drafted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("entered by"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)
    updated_at = models.DateTimeField(_("updated at"), auto_now=True)

    objects = PlanQuerySet.as_manager()

    class Meta:
        verbose_name = _("plan with phases")
        verbose_name_plural = _("plans with phases")
        constraints = [
            models.UniqueConstraint(name="plan_code_once_in_a_street", fields=["street", "code"]),
            models.CheckConstraint(
                name="plan_ends_after_it_starts", condition=Q(ends_on__gte=F("starts_on"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"

    def get_absolute_url(self) -> str:
        return reverse("liaison:plan", args=[self.public_id])


class PhaseQuerySet(models.QuerySet):
    def visible_to(self, user: Any) -> Self:
        """The phases of every plan that the person can see."""
        plans = Plan.objects.visible_to(user).order_by().values("pk")
        return self.filter(plan__in=plans)

    def for_list(self) -> Self:
        return self.select_related("plan__org").order_by("plan", "starts_on")


class Phase(models.Model):
    """One stretch of a plan; its place in the plan is that of its days, which no other shares."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    plan = models.ForeignKey(
        Plan, verbose_name=_("plan"), on_delete=models.CASCADE, related_name="phases"
    )
    title = models.CharField(_("title"), max_length=120)
    aim = models.TextField(_("aim"), max_length=1000, blank=True)
    starts_on = models.DateField(_("starts on"))
    ends_on = models.DateField(_("ends on"))
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)
    updated_at = models.DateTimeField(_("updated at"), auto_now=True)

    objects = PhaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("phase")
        verbose_name_plural = _("phases")
        ordering = ["plan", "starts_on"]
        constraints = [
            models.UniqueConstraint(
                name="phase_of_a_plan_starts_on_a_day_of_its_own", fields=["plan", "starts_on"]
            ),
            models.CheckConstraint(
                name="phase_ends_after_it_starts", condition=Q(ends_on__gte=F("starts_on"))
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return f"{self.plan.get_absolute_url()}#phase-{self.pk}"

    @property
    def org(self) -> Org:
        """The organisation whose scope this row is in."""
        return self.plan.org


class PhaseTargetQuerySet(models.QuerySet):
    def visible_to(self, user: Any) -> Self:
        """All targets of a plan of one's own; of a plan that runs, what it asks of one's own."""
        reach = reach_of(user)
        theirs = reach.orgs("responsible") & ~Q(phase__plan__state=PlanState.DRAFTED)
        return self.filter(reach.orgs("phase__plan__org") | theirs)

    def running(self) -> Self:
        return self.filter(phase__plan__state=PlanState.RUNNING)

    def for_list(self) -> Self:
        rows = self.select_related("phase__plan__org", "responsible", *PROOFS)
        return rows.order_by("due_on", "pk")


class PhaseTarget(models.Model):
    """What a phase shall reach by a day: a number the portal counts, or something to show.

    Nothing is ticked. A counted target is reached when the standard it names is at its goal; any
    other when the record that it is tied to is done, or a file hangs on it.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    phase = models.ForeignKey(
        Phase, verbose_name=_("phase"), on_delete=models.CASCADE, related_name="targets"
    )
    title = models.CharField(_("what shall be reached"), max_length=200)
    responsible = models.ForeignKey(
        Org,
        verbose_name=_("organisation that answers for it"),
        on_delete=models.PROTECT,
        related_name="phase_targets",
    )
    due_on = models.DateField(_("due on"))
    indicator = models.CharField(_("standard that counts it"), max_length=60, blank=True)
    measure = models.CharField(
        _("what is counted"), max_length=10, choices=TargetMeasure, blank=True
    )
    goal = models.DecimalField(
        _("number to reach"), max_digits=9, decimal_places=1, null=True, blank=True
    )
    proof_meeting = models.ForeignKey(
        Meeting,
        verbose_name=_("meeting"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    proof_item = models.ForeignKey(
        ActionItem,
        verbose_name=_("action item"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    proof_inspection = models.ForeignKey(
        Inspection,
        verbose_name=_("inspection"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    # How it stood when its plan was closed, so that later figures change nothing in it.
    closing_figure = models.DecimalField(
        _("figure at the close"), max_digits=9, decimal_places=1, null=True, blank=True
    )
    was_reached = models.BooleanField(_("reached at the close"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)
    updated_at = models.DateTimeField(_("updated at"), auto_now=True)

    objects = PhaseTargetQuerySet.as_manager()

    class Meta:
        verbose_name = _("target of a phase")
        verbose_name_plural = _("targets of phases")
        indexes = [models.Index(fields=["responsible", "due_on"], name="target_of_an_org_by_day")]
        constraints = [
            models.CheckConstraint(
                name="target_counted_exactly_with_a_number_to_reach",
                condition=Q(indicator="", measure="", goal=None)
                | (~Q(indicator="") & ~Q(measure="") & Q(goal__isnull=False)),
            ),
            models.CheckConstraint(
                name="target_proven_by_one_record_at_most",
                condition=Q(proof_meeting=None, proof_item=None)
                | Q(proof_meeting=None, proof_inspection=None)
                | Q(proof_item=None, proof_inspection=None),
            ),
            models.CheckConstraint(
                name="target_that_is_counted_needs_no_record",
                condition=Q(indicator="")
                | Q(proof_meeting=None, proof_item=None, proof_inspection=None),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("liaison:phasetarget", args=[self.public_id])

    @property
    def plan(self) -> Plan:
        return self.phase.plan

    @property
    def org(self) -> Org:
        """The organisation whose scope this row is in."""
        return self.responsible

    @property
    def is_counted(self) -> bool:
        """True when the portal counts it by itself."""
        return bool(self.indicator)

    @property
    def proof(self) -> Any:
        """The record it is tied to, if any."""
        return self.proof_meeting or self.proof_item or self.proof_inspection
