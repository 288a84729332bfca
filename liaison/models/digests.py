"""The daily digest: one for each person and day, and what it told of which duty."""

import uuid
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from liaison.models.obligations import Obligation
from liaison.obligation_enums import LadderStep, LineReason


class DigestQuerySet(models.QuerySet):
    def visible_to(self, user: Any) -> Self:
        return self.filter(recipient_id=user.pk)

    def for_list(self) -> Self:
        return self.annotate(line_count=models.Count("lines")).order_by("-day", "-pk")


class Digest(models.Model):
    """What one person was told on one day, in one message instead of many."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("recipient"),
        on_delete=models.CASCADE,
        related_name="digests",
    )
    day = models.DateField(_("day"))
    # The sending that made it: of two at once only the one that did fills it.
    sending = models.UUIDField(editable=False)
    mailed_at = models.DateTimeField(_("mailed at"), null=True, blank=True)
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)

    objects = DigestQuerySet.as_manager()

    class Meta:
        verbose_name = _("digest")
        verbose_name_plural = _("digests")
        constraints = [
            models.UniqueConstraint(name="person_has_one_digest_a_day", fields=["recipient", "day"])
        ]

    def __str__(self) -> str:
        return f"{self.day:%Y-%m-%d}"

    def get_absolute_url(self) -> str:
        # By its day: a message that passes to a successor leads to what that person was told.
        return reverse("liaison:digest", args=[f"{self.day:%Y-%m-%d}"])


class DigestLine(models.Model):
    """One duty in a digest: on which rung of the ladder, and why this person is told."""

    digest = models.ForeignKey(
        Digest, verbose_name=_("digest"), on_delete=models.CASCADE, related_name="lines"
    )
    # Repeated from the digest, so that the database itself refuses a second telling.
    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("recipient"),
        on_delete=models.CASCADE,
        related_name="+",
    )
    obligation = models.ForeignKey(
        Obligation, verbose_name=_("duty"), on_delete=models.CASCADE, related_name="tellings"
    )
    step = models.PositiveSmallIntegerField(_("reminder"), choices=LadderStep)
    reason = models.CharField(_("why you get this"), max_length=10, choices=LineReason)

    class Meta:
        verbose_name = _("line of a digest")
        verbose_name_plural = _("lines of digests")
        constraints = [
            models.UniqueConstraint(
                name="person_is_told_once_of_a_duty_on_a_step",
                fields=["recipient", "obligation", "step"],
            )
        ]

    def __str__(self) -> str:
        return f"{self.obligation} · {self.get_step_display()}"
