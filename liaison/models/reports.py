"""The monthly report: a round for each month, and in it the return of each community (SM-13)."""

import uuid
from datetime import date
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from liaison.models.report_definitions import ReportDefinition, ReportItem
from liaison.report_enums import (
    SETTLED_STATES,
    UNFILED_STATES,
    ReturnState,
    RoundState,
)
from orgs.enums import Role
from orgs.models import Org
from orgs.scoping import OrgScopedQuerySet, reach_of
from partybuild.periods import Period, PeriodKind, local_day

LONGEST_WORDS = 300
WORDS = ("highlights", "problems", "next_month")
KEEPERS = (Role.OFFICE, Role.LEADER)


class ReportRoundQuerySet(OrgScopedQuerySet):
    org_path = "street"

    def visible_to(self, user: Any) -> Self:
        """The rounds of the sub-districts whose office or leader the person is."""
        return self.filter(reach_of(user, *KEEPERS).streets("street"))

    def open(self) -> Self:
        return self.filter(state=RoundState.OPEN)

    def for_list(self) -> Self:
        return self.select_related("street", "definition").order_by("-starts_on", "street")


class ReportRound(models.Model):
    """The reports of one month in one sub-district."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    street = models.ForeignKey(
        Org, verbose_name=_("sub-district"), on_delete=models.PROTECT, related_name="report_rounds"
    )
    definition = models.ForeignKey(
        ReportDefinition,
        verbose_name=_("definition of the report"),
        on_delete=models.PROTECT,
        related_name="rounds",
    )
    starts_on = models.DateField(_("first day of the month"))
    due_on = models.DateField(_("due on"))
    state = models.CharField(_("state"), max_length=8, choices=RoundState, default=RoundState.OPEN)
    # Taken over from reports that were written before the portal kept them.
    is_history = models.BooleanField(_("imported history"), default=False)
    locked_at = models.DateTimeField(_("locked at"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(_("opened at"), auto_now_add=True)
    updated_at = models.DateTimeField(_("updated at"), auto_now=True)

    objects = ReportRoundQuerySet.as_manager()

    class Meta:
        verbose_name = _("round of monthly reports")
        verbose_name_plural = _("rounds of monthly reports")
        constraints = [
            models.UniqueConstraint(
                name="report_round_opened_once_a_month", fields=["street", "starts_on"]
            ),
            models.CheckConstraint(
                name="report_round_locked_at_a_moment",
                condition=Q(state=RoundState.OPEN, locked_at=None)
                | Q(state=RoundState.LOCKED, locked_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return gettext("Monthly reports of %(month)s") % {"month": self.period.label}

    def get_absolute_url(self) -> str:
        return reverse("liaison:report-round", args=[self.public_id])

    @property
    def org(self) -> Org:
        """The organisation whose scope this row is in."""
        return self.street

    @property
    def period(self) -> Period:
        return Period.of(self.starts_on, PeriodKind.MONTH)


class ReportReturnQuerySet(OrgScopedQuerySet):
    org_path = "community"

    def unfiled(self) -> Self:
        """Those that the community still works on."""
        return self.filter(state__in=UNFILED_STATES)

    def settled(self) -> Self:
        """Submitted and received (OB-17)."""
        return self.filter(state__in=SETTLED_STATES)

    def late(self, today: date) -> Self:
        return self.unfiled().filter(round__due_on__lt=today)

    def with_corrections(self) -> Self:
        """Each with ``is_corrected``: something was corrected after the lock."""
        made = Correction.objects.filter(report=OuterRef("pk"))
        return self.annotate(is_corrected=Exists(made))

    def for_list(self) -> Self:
        return self.select_related("round__street", "round__definition", "community").order_by(
            "-round__starts_on", "community__code", "pk"
        )


class ReportReturn(models.Model):
    """What one community reports of one month; its figures come from the records (R-265)."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    round = models.ForeignKey(
        ReportRound,
        verbose_name=_("round of monthly reports"),
        on_delete=models.PROTECT,
        related_name="returns",
    )
    community = models.ForeignKey(
        Org, verbose_name=_("community"), on_delete=models.PROTECT, related_name="report_returns"
    )
    state = models.CharField(
        _("state"), max_length=10, choices=ReturnState, default=ReturnState.DRAFTED
    )
    highlights = models.CharField(_("highlights"), max_length=LONGEST_WORDS, blank=True)
    problems = models.CharField(_("problems"), max_length=LONGEST_WORDS, blank=True)
    next_month = models.CharField(
        _("next month, and what the sub-district should help with"),
        max_length=LONGEST_WORDS,
        blank=True,
    )
    send_back_reason = models.CharField(_("why it was sent back"), max_length=500, blank=True)
    counted_at = models.DateTimeField(_("counted at"), null=True, blank=True)
    submitted_at = models.DateTimeField(_("submitted at"), null=True, blank=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("submitted by"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    received_at = models.DateTimeField(_("received at"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)
    updated_at = models.DateTimeField(_("updated at"), auto_now=True)

    objects = ReportReturnQuerySet.as_manager()

    class Meta:
        verbose_name = _("monthly report")
        verbose_name_plural = _("monthly reports")
        indexes = [models.Index(fields=["community", "state"], name="return_of_community")]
        constraints = [
            models.UniqueConstraint(
                name="community_returns_a_round_once", fields=["round", "community"]
            ),
            models.CheckConstraint(
                name="return_received_after_it_was_submitted",
                condition=Q(received_at=None) | Q(submitted_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return gettext("%(community)s: monthly report of %(month)s") % {
            "community": self.community.name,
            "month": self.round.period.label,
        }

    def get_absolute_url(self) -> str:
        return reverse("liaison:report", args=[self.public_id])

    @property
    def org(self) -> Org:
        """The organisation whose scope this row is in."""
        return self.community

    @property
    def street(self) -> Org:
        return self.round.street

    @property
    def period(self) -> Period:
        return self.round.period

    @property
    def is_late(self) -> bool:
        """True when it was submitted after the due day; it counts for its month all the same."""
        return bool(self.submitted_at) and local_day(self.submitted_at) > self.round.due_on  # type: ignore[arg-type]  # it was just found


class ReportFigure(models.Model):
    """One number of a return: what the records counted, and what is added from outside them."""

    report = models.ForeignKey(
        ReportReturn,
        verbose_name=_("monthly report"),
        on_delete=models.CASCADE,
        related_name="figures",
    )
    item = models.ForeignKey(
        ReportItem,
        verbose_name=_("item of the report"),
        on_delete=models.PROTECT,
        related_name="figures",
    )
    counted = models.PositiveIntegerField(_("counted from records"), null=True, blank=True)
    typed = models.PositiveIntegerField(_("typed"), null=True, blank=True)
    added = models.PositiveIntegerField(_("added from outside the records"), default=0)
    reason = models.CharField(_("why it is not in the records"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("figure of a report")
        verbose_name_plural = _("figures of reports")
        constraints = [
            models.UniqueConstraint(name="report_figure_stands_once", fields=["report", "item"]),
            models.CheckConstraint(
                name="report_figure_added_with_a_reason", condition=Q(added=0) | ~Q(reason="")
            ),
            models.CheckConstraint(
                name="report_figure_counted_or_typed",
                condition=Q(counted=None) | Q(typed=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item}: {'' if self.value is None else self.value}"

    @property
    def value(self) -> int | None:
        """What is reported; None where nobody knows."""
        known = self.counted if self.counted is not None else self.typed
        return None if known is None and not self.added else (known or 0) + self.added


class Correction(models.Model):
    """What was changed in a report after it was locked, and why."""

    report = models.ForeignKey(
        ReportReturn,
        verbose_name=_("monthly report"),
        on_delete=models.PROTECT,
        related_name="corrections",
    )
    reason = models.CharField(_("reason"), max_length=500)
    # Lines of what it is called, what stood there and what stands there now.
    changes = models.JSONField(_("changes"), default=list)
    corrected_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("corrected by"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    corrected_at = models.DateTimeField(_("corrected at"), auto_now_add=True)

    class Meta:
        verbose_name = _("correction of a report")
        verbose_name_plural = _("corrections of reports")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="report_corrected_only_with_a_reason", condition=~Q(reason="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.report} {self.pk}"
