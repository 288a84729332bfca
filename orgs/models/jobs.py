"""Jobs: what a machine must do, written down before any machine is told."""

import uuid
from datetime import datetime
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from orgs.enums import ENDED_JOB_STATES, OPEN_JOB_STATES, JobState, Role
from orgs.jobs import label_of
from orgs.scoping import reach_of
from partybuild.progress import Progress, progress_now


class JobQuerySet(models.QuerySet):
    def visible_to(self, user: Any) -> Self:
        """A person's own jobs, those of the organisations whose office or system administrator
        the person is, and for a system administrator those of the clock and of own people.
        """
        if not user.is_authenticated:
            return self.none()
        reach, system = reach_of(user, Role.OFFICE, Role.SYSTEM), reach_of(user, Role.SYSTEM)
        if reach.everything:
            return self.all()
        seen = Q(requested_by_id=user.pk) | reach.orgs("org")
        if system:
            seen |= Q(org=None) & (Q(requested_by=None) | system.orgs("requested_by__org"))
        return self.filter(seen)

    def open(self) -> Self:
        return self.filter(state__in=OPEN_JOB_STATES)

    def claimable(self, now: datetime) -> Self:
        """Jobs that no worker has, or had and has not shown any life for too long."""
        silent = Q(state=JobState.RUNNING, heartbeat_at__lt=now - settings.JOB_STALE_AFTER)
        return self.filter(Q(state=JobState.QUEUED) | silent)

    def stale(self, now: datetime) -> Self:
        """Claimable jobs whose last message is so old that it must be taken for lost."""
        return self.claimable(now).filter(sent_at__lt=now - settings.JOB_STALE_AFTER)

    def for_list(self) -> Self:
        return self.select_related("requested_by", "org").order_by("-created_at", "-pk")


class Job(models.Model):
    """A piece of work for a machine. While it runs, its progress stands in the shared cache."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(_("kind"), max_length=40)
    arguments = models.JSONField(_("arguments"), default=dict)
    state = models.CharField(_("state"), max_length=10, choices=JobState, default=JobState.QUEUED)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    progress_done = models.PositiveIntegerField(_("done so far"), default=0)
    progress_total = models.PositiveIntegerField(_("to do in all"), default=0)
    error = models.TextField(_("why it failed"), blank=True)
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("requested by"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="jobs",
    )
    org = models.ForeignKey(
        "orgs.Org",
        verbose_name=_("organisation"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="jobs",
    )
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)
    sent_at = models.DateTimeField(_("sent at"), default=timezone.now)
    started_at = models.DateTimeField(_("started at"), null=True, blank=True)
    heartbeat_at = models.DateTimeField(_("last seen at"), null=True, blank=True)
    finished_at = models.DateTimeField(_("finished at"), null=True, blank=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        verbose_name = _("job")
        verbose_name_plural = _("jobs")
        ordering = ["-created_at", "-pk"]
        indexes = [
            models.Index(
                fields=["sent_at"], name="job_open", condition=Q(state__in=OPEN_JOB_STATES)
            )
        ]
        constraints = [
            models.CheckConstraint(
                name="job_finished_exactly_when_ended",
                condition=Q(state__in=OPEN_JOB_STATES, finished_at=None)
                | Q(state__in=ENDED_JOB_STATES, finished_at__isnull=False),
            ),
            models.CheckConstraint(
                name="job_failed_exactly_with_its_reason",
                condition=(Q(state=JobState.FAILED) & ~Q(error=""))
                | (~Q(state=JobState.FAILED) & Q(error="")),
            ),
            models.CheckConstraint(
                name="job_running_shows_when_it_was_seen",
                condition=~Q(state=JobState.RUNNING) | Q(heartbeat_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return label_of(self.kind)

    def get_absolute_url(self) -> str:
        return reverse("orgs:job", args=[self.public_id])

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_JOB_STATES

    @property
    def progress(self) -> Progress:
        """How far it is: live while a worker is at it, and afterwards as it was left."""
        if self.state == JobState.RUNNING:
            return progress_now([self.pk]).get(self.pk, Progress())
        return Progress(self.progress_done, self.progress_total)
