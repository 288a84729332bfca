"""Runs of the clock: one row for each time that a scheduled task was started."""

import uuid
from datetime import datetime, timedelta
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from orgs.clock_enums import OPEN_RUN_STATES, RunState
from orgs.enums import Role
from orgs.scoping import reach_of


class TaskRunQuerySet(models.QuerySet):
    def visible_to(self, user: Any) -> Self:
        """Runs concern the machine and name nobody: every system administrator reads them."""
        return self.all() if reach_of(user, Role.SYSTEM) else self.none()

    def stale(self, now: datetime) -> Self:
        """Runs that were begun or sent so long ago that a live worker would have shown itself."""
        return self.filter(state__in=OPEN_RUN_STATES, begun_at__lt=now - settings.JOB_STALE_AFTER)

    def for_list(self) -> Self:
        return self.annotate(failure_count=Count("failures")).order_by("-begun_at", "-pk")


class TaskRun(models.Model):
    """One run of a scheduled task; the message that started it can start no second one."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    task = models.CharField(_("task"), max_length=100)
    message = models.CharField(_("message"), max_length=64, unique=True)
    state = models.CharField(_("state"), max_length=10, choices=RunState, default=RunState.RUNNING)
    attempt = models.PositiveSmallIntegerField(_("attempt"), default=1)
    # What was lost with its worker is started again once.
    again_of = models.OneToOneField(
        "self",
        verbose_name=_("again after"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="again",
    )
    handled_count = models.PositiveIntegerField(_("handled"), default=0)
    error = models.CharField(_("why it failed"), max_length=200, blank=True)
    begun_at = models.DateTimeField(_("begun at"), default=timezone.now)
    ended_at = models.DateTimeField(_("ended at"), null=True, blank=True)

    objects = TaskRunQuerySet.as_manager()

    class Meta:
        verbose_name = _("run of the clock")
        verbose_name_plural = _("runs of the clock")
        ordering = ["-begun_at", "-pk"]
        indexes = [models.Index(fields=["task", "-begun_at"], name="run_latest_of_task")]
        constraints = [
            models.CheckConstraint(
                name="run_ended_exactly_when_not_open",
                condition=Q(state__in=OPEN_RUN_STATES, ended_at=None)
                | (~Q(state__in=OPEN_RUN_STATES) & Q(ended_at__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.task} {self.begun_at:%Y-%m-%d %H:%M}"

    def get_absolute_url(self) -> str:
        return reverse("orgs:run", args=[self.public_id])

    @property
    def lasted(self) -> timedelta | None:
        return self.ended_at - self.begun_at if self.ended_at else None


class RunFailure(models.Model):
    """An item that a run handed over and that failed. It names the row, and nobody in it."""

    run = models.ForeignKey(
        TaskRun, verbose_name=_("run"), on_delete=models.CASCADE, related_name="failures"
    )
    subject = models.CharField(_("kind of row"), max_length=60, blank=True)
    item = models.CharField(_("item"), max_length=80)
    error = models.CharField(_("why it failed"), max_length=200)
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)

    class Meta:
        verbose_name = _("failed item")
        verbose_name_plural = _("failed items")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                name="item_fails_once_in_a_run", fields=["run", "subject", "item"]
            )
        ]

    def __str__(self) -> str:
        return f"{self.subject} {self.item}"
