"""Tokens of REST clients, and the keys that make a repeated request harmless."""

import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from knox.models import AbstractAuthToken

from orgs.enums import TokenScope


class ApiToken(AbstractAuthToken):
    """A token with a name, a scope and an end; only its hash is kept."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(_("name"), max_length=60, blank=True)
    scope = models.CharField(_("scope"), max_length=10, choices=TokenScope, default=TokenScope.READ)

    class Meta:
        verbose_name = _("API token")
        verbose_name_plural = _("API tokens")
        ordering = ["-created"]

    def __str__(self) -> str:
        # Not the hash of the token, which its library would show.
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("orgs:tokens")

    @property
    def org(self) -> Any:
        """The organisation whose scope this row is in."""
        return self.user.org


class IdempotencyKey(models.Model):
    """The answer that a creating request already got, so that a repeat creates nothing."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(_("key"), max_length=100)
    path = models.CharField(_("address"), max_length=300)
    body_digest = models.CharField(_("fingerprint of the request"), max_length=64)
    answer = models.JSONField(_("answer"), null=True)
    status = models.PositiveSmallIntegerField(_("status"), null=True)
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)

    class Meta:
        verbose_name = _("idempotency key")
        verbose_name_plural = _("idempotency keys")
        constraints = [
            models.UniqueConstraint(name="key_used_once_by_a_person", fields=["user", "key"])
        ]

    def __str__(self) -> str:
        return self.key
