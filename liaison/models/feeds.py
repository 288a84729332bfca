"""The address under which a calendar program reads a person's meetings and due days."""

import uuid
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class CalendarFeedQuerySet(models.QuerySet):
    def visible_to(self, user: Any) -> Self:
        return self.filter(person_id=user.pk)


class CalendarFeed(models.Model):
    """A person's calendar address; only the digest of its secret is kept."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        verbose_name=_("person"),
        on_delete=models.CASCADE,
        related_name="calendar_feed",
    )
    digest = models.CharField(_("digest"), max_length=64, unique=True)
    issued_at = models.DateTimeField(_("issued at"))

    objects = CalendarFeedQuerySet.as_manager()

    class Meta:
        verbose_name = _("calendar address")
        verbose_name_plural = _("calendar addresses")

    def __str__(self) -> str:
        return str(_("My calendar"))

    def get_absolute_url(self) -> str:
        return reverse("liaison:calendar")

    @property
    def org(self) -> Any:
        """The organisation whose scope this row is in."""
        return self.person.org
