"""The in-app inbox."""

import uuid
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from orgs.verbs import VERBS


class NotificationQuerySet(models.QuerySet):
    def visible_to(self, user: Any) -> Self:
        return self.filter(recipient_id=user.pk)

    def unread(self) -> Self:
        return self.filter(read_at=None)

    def for_list(self) -> Self:
        return self.order_by("-created_at", "-pk")


class Notification(models.Model):
    """One message to one person about one matter; the key makes a second one impossible."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("recipient"),
        on_delete=models.CASCADE,
        related_name="notifications",
    )
    key = models.CharField(_("matter"), max_length=120)
    verb = models.CharField(_("deed"), max_length=60)
    subject_label = models.CharField(_("subject"), max_length=200)
    url = models.CharField(_("address"), max_length=300)
    because = models.CharField(_("why you get this"), max_length=200, blank=True)
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)
    read_at = models.DateTimeField(_("read at"), null=True, blank=True)

    objects = NotificationQuerySet.as_manager()

    class Meta:
        verbose_name = _("notification")
        verbose_name_plural = _("notifications")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                name="person_is_told_once_of_a_matter", fields=["recipient", "key"]
            )
        ]

    def __str__(self) -> str:
        return self.subject_label

    @property
    def sentence(self) -> str:
        """What happened, in the words of its verb."""
        return str(VERBS.get(self.verb, ""))
