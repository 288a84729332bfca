"""What happened to a case and what ran beside it: steps, clocks, extensions, calls upward."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from grids.case_enums import CaseAction, CaseClock, CaseState, EscalationKind
from grids.models.cases import Case
from orgs.models import Org


class CaseStep(models.Model):
    """One step of a case: who, when, from where to where, in which words (SM-8)."""

    # A case that somebody has worked on is not taken back with the import that brought it.
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="steps")
    action = models.CharField(_("step"), max_length=16, choices=CaseAction)
    from_state = models.CharField(_("from"), max_length=12, choices=CaseState)
    to_state = models.CharField(_("to"), max_length=12, choices=CaseState)
    words = models.TextField(_("words"), blank=True)
    org = models.ForeignKey(
        Org,
        verbose_name=_("responsible organisation"),
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
    )
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("made by"),
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
    )
    made_at = models.DateTimeField(_("made at"))

    class Meta:
        verbose_name = _("step of a case")
        verbose_name_plural = _("steps of cases")
        ordering = ["made_at", "pk"]

    def __str__(self) -> str:
        return f"{self.case} · {self.get_action_display()}"


class CaseDeadline(models.Model):
    """One clock of a case: from when to when, and how that was reckoned, kept as it was then.

    ``reckoning`` is a list of lines, each with its ``kind``: what started it, the limit and its
    rule, the days that were skipped, pauses and extensions.
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="deadlines")
    clock = models.CharField(_("clock"), max_length=10, choices=CaseClock)
    number = models.PositiveSmallIntegerField(_("number"))
    starts_at = models.DateTimeField(_("begins"))
    warn_at = models.DateTimeField()
    due_at = models.DateTimeField(_("due at"))
    paused_at = models.DateTimeField(_("paused since"), null=True)
    ended_at = models.DateTimeField(_("ended at"), null=True)
    reckoning = models.JSONField(_("reckoning"), default=list)

    class Meta:
        verbose_name = _("deadline of a case")
        verbose_name_plural = _("deadlines of cases")
        ordering = ["starts_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="case_deadline_has_its_number", fields=["case", "clock", "number"]
            ),
            models.UniqueConstraint(
                name="case_has_one_clock_running", fields=["case"], condition=Q(ended_at=None)
            ),
            models.CheckConstraint(
                name="case_deadline_lies_after_its_start",
                condition=Q(due_at__gte=F("starts_at"), warn_at__lte=F("due_at")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case} · {self.get_clock_display()}"

    @property
    def is_kept(self) -> bool | None:
        """Whether the step was made in time; None while the clock runs."""
        return None if self.ended_at is None else self.ended_at <= self.due_at


class Extension(models.Model):
    """The one application for more time that a case may make, before its deadline (SM-8)."""

    case = models.OneToOneField(Case, on_delete=models.CASCADE, related_name="extension")
    workdays = models.PositiveSmallIntegerField(_("workdays"))
    reason = models.CharField(_("Reason"), max_length=500)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("asked by"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    asked_at = models.DateTimeField(_("asked at"))
    is_granted = models.BooleanField(_("granted"), null=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("decided by"),
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
    )

    class Meta:
        verbose_name = _("extension")
        verbose_name_plural = _("extensions")
        constraints = [
            models.CheckConstraint(
                name="extension_decided_by_somebody_else",
                condition=Q(is_granted=None, decided_by=None)
                | Q(is_granted__isnull=False, decided_by__isnull=False)
                & ~Q(decided_by=F("asked_by")),
            )
        ]

    def __str__(self) -> str:
        return f"{self.case} · {self.workdays}"


class Escalation(models.Model):
    """A call to the upper level that must be acknowledged (R-090), or a mark of being overdue."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="escalations")
    kind = models.CharField(_("kind"), max_length=6, choices=EscalationKind)
    deadline = models.ForeignKey(
        CaseDeadline, on_delete=models.CASCADE, null=True, related_name="escalations"
    )
    org = models.ForeignKey(
        Org, verbose_name=_("who is called"), on_delete=models.PROTECT, related_name="+"
    )
    words = models.CharField(_("words"), max_length=500, blank=True)
    raised_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("raised by"),
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
    )
    raised_at = models.DateTimeField(_("raised at"))
    acknowledgement = models.CharField(_("acknowledgement"), max_length=500, blank=True)
    acknowledged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("acknowledged by"),
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
    )
    acknowledged_at = models.DateTimeField(_("acknowledged at"), null=True)

    class Meta:
        verbose_name = _("escalation")
        verbose_name_plural = _("escalations")
        ordering = ["raised_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="case_calls_once_until_acknowledged",
                fields=["case"],
                condition=Q(kind=EscalationKind.CALL, acknowledged_at=None),
            ),
            models.UniqueConstraint(
                name="deadline_escalates_once_of_each_kind", fields=["deadline", "kind"]
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case} · {self.get_kind_display()}"
