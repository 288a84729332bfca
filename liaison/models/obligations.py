"""Obligations: one row for each subject and period, done when a record says so (R-265)."""

import uuid
from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from liaison.models.obligation_rules import ObligationRule
from liaison.obligation_enums import Debtor, ObligationState
from liaison.obligations.declarations import Declaration, declaration
from orgs.enums import Role
from orgs.models import Org, Partner, User
from orgs.scoping import OrgScopedQuerySet, Reach, reach_of
from partybuild.periods import Period, PeriodKind

OWED = Q(record_pk=None, exempted_on=None, lapsed_on=None)
IN_TIME = Q(record_on__lte=F("due_on"))


class ObligationQuerySet(OrgScopedQuerySet):
    def visible_to(self, user: Any) -> Self:
        """Duties of organisations within reach, and those of units one speaks for."""
        return self.within(reach_of(user))

    def within(self, reach: Reach) -> Self:
        return self.filter(reach.orgs("org") | reach.partners("partner"))

    def owed(self) -> Self:
        """Neither proven nor exempt."""
        return self.filter(OWED)

    def late(self, today: date) -> Self:
        return self.owed().filter(due_on__lt=today)

    def in_state(self, state: str, today: date) -> Self:
        """The rows that a reader sees in this state on a day."""
        conditions = {
            ObligationState.NOT_BEGUN: OWED & Q(is_begun=False, due_on__gte=today),
            ObligationState.IN_PROGRESS: OWED & Q(is_begun=True, due_on__gte=today),
            ObligationState.LATE: OWED & Q(due_on__lt=today),
            ObligationState.DONE: IN_TIME,
            ObligationState.MADE_UP: Q(record_on__gt=F("due_on")),
            ObligationState.EXEMPT: Q(record_pk=None)
            & (Q(exempted_on__isnull=False) | Q(lapsed_on__isnull=False)),
        }
        return self.filter(conditions[ObligationState(state)])

    def mine(self, user: User) -> Self:
        """Those the person answers for: as secretary or office of the very organisation, or unit.

        A role over a subtree lets its holder see the duties below, but makes nobody owe them.
        """
        held = user.role_assignments.current()
        orgs = held.filter(role__in=(Role.SECRETARY, Role.OFFICE)).values("org")
        units = held.filter(role=Role.PARTNER_LIAISON).values("partner")
        own = Q(debtor__in=(Debtor.ORG, Debtor.BOTH), org__in=orgs)
        return self.filter(own | Q(debtor__in=(Debtor.PARTNER, Debtor.BOTH), partner__in=units))

    def for_list(self) -> Self:
        return self.select_related("org", "partner").order_by("due_on", "org__code", "key", "pk")


class Obligation(models.Model):
    """What one subject owes in one period. Its deadline is stored with the rule that made it."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    rule = models.ForeignKey(
        ObligationRule,
        verbose_name=_("rule"),
        on_delete=models.PROTECT,
        related_name="obligations",
    )
    key = models.CharField(_("number of the duty"), max_length=10)
    subject_pk = models.BigIntegerField(_("subject"))
    subject_label = models.CharField(_("who owes it"), max_length=250)
    org = models.ForeignKey(
        Org, verbose_name=_("organisation"), on_delete=models.PROTECT, related_name="obligations"
    )
    partner = models.ForeignKey(
        Partner,
        verbose_name=_("partner unit"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="obligations",
    )
    debtor = models.CharField(_("who answers for it"), max_length=10, choices=Debtor)
    period_kind = models.CharField(_("interval"), max_length=10, choices=PeriodKind)
    year = models.PositiveSmallIntegerField(_("year"))
    starts_on = models.DateField(_("starts on"))
    ends_on = models.DateField(_("ends on"))
    due_on = models.DateField(_("due on"))
    due_rule = models.CharField(_("how the due day was counted"), max_length=20)
    # A record of the next period can still make up for it, so long as nothing else needs it.
    closes_on = models.DateField(_("can be made up for until"))
    is_begun = models.BooleanField(_("begun"), default=False)
    record_pk = models.BigIntegerField(_("record"), null=True, blank=True)
    record_on = models.DateField(_("done on"), null=True, blank=True)
    exempted_on = models.DateField(_("exempt since"), null=True, blank=True)
    exempt_reason = models.CharField(_("why exempt"), max_length=500, blank=True)
    lapsed_on = models.DateField(_("lapsed on"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)
    updated_at = models.DateTimeField(_("updated at"), auto_now=True)

    objects = ObligationQuerySet.as_manager()

    class Meta:
        verbose_name = _("duty")
        verbose_name_plural = _("duties")
        indexes = [
            models.Index(fields=["org", "due_on"], name="duty_of_an_org_by_day"),
            models.Index(fields=["key", "due_on"], name="duty_owed_by_day", condition=OWED),
        ]
        constraints = [
            models.UniqueConstraint(
                name="duty_made_once_for_a_subject_and_period",
                fields=["key", "subject_pk", "starts_on", "period_kind"],
            ),
            models.UniqueConstraint(
                name="record_proves_one_duty_of_a_subject",
                fields=["key", "subject_pk", "record_pk"],
                condition=Q(record_pk__isnull=False),
            ),
            models.CheckConstraint(
                name="duty_done_exactly_with_the_day_of_its_record",
                condition=Q(record_pk=None, record_on=None)
                | Q(record_pk__isnull=False, record_on__isnull=False),
            ),
            models.CheckConstraint(
                name="duty_exempt_exactly_with_a_reason",
                condition=Q(exempted_on=None, exempt_reason="")
                | (Q(exempted_on__isnull=False) & ~Q(exempt_reason="")),
            ),
            models.CheckConstraint(
                name="duty_of_a_unit_names_the_unit",
                condition=Q(debtor=Debtor.ORG) | Q(partner__isnull=False),
            ),
            models.CheckConstraint(
                name="duty_closes_after_its_period_ends",
                condition=Q(ends_on__gte=F("starts_on"), closes_on__gt=F("ends_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.words} · {self.subject_label} · {self.period.label}"

    def get_absolute_url(self) -> str:
        return reverse("liaison:duty", args=[self.public_id])

    @property
    def declaration(self) -> Declaration:
        """What the plans say of it."""
        return declaration(self.key)

    @property
    def words(self) -> str:
        return str(self.declaration.words)

    @property
    def period(self) -> Period:
        return Period.of(self.starts_on, PeriodKind(self.period_kind))

    @property
    def state(self) -> ObligationState:
        """Where it stands today."""
        if self.record_on is not None:
            is_late = self.record_on > self.due_on
            return ObligationState.MADE_UP if is_late else ObligationState.DONE
        if self.exempted_on is not None or self.lapsed_on is not None:
            return ObligationState.EXEMPT
        if timezone.localdate() > self.due_on:
            return ObligationState.LATE
        return ObligationState.IN_PROGRESS if self.is_begun else ObligationState.NOT_BEGUN

    def get_state_display(self) -> str:
        return str(self.state.label)
