"""Notices of an office to many people at once, and who got each."""

import uuid
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from orgs.channel_enums import NoticeState
from orgs.enums import Role
from orgs.scoping import OrgScopedQuerySet, reach_of


class NoticeQuerySet(OrgScopedQuerySet):
    def visible_to(self, user: Any) -> Self:
        """The notices of the offices the person works in, and those the person got."""
        if not user.is_authenticated:
            return self.none()
        got = NoticeReceipt.objects.filter(person_id=user.pk).values("notice")
        return self.filter(reach_of(user, Role.OFFICE).orgs("org") | Q(pk__in=got))

    def for_list(self) -> Self:
        return self.select_related("org", "drafted_by").order_by("-created_at", "-pk")


class Notice(models.Model):
    """One text to everybody who holds one of the roles at or below an organisation."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    org = models.ForeignKey(
        "orgs.Org",
        verbose_name=_("to everybody at or below"),
        on_delete=models.PROTECT,
        related_name="notices",
    )
    roles = models.JSONField(_("roles"), default=list)
    title = models.CharField(_("title"), max_length=100)
    body = models.TextField(_("text"), max_length=2000)
    by_mail = models.BooleanField(_("also by mail"), default=False)
    state = models.CharField(
        _("state"), max_length=10, choices=NoticeState, default=NoticeState.DRAFT
    )
    drafted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("written by"),
        on_delete=models.PROTECT,
        related_name="notices",
    )
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)
    ordered_at = models.DateTimeField(_("sent at"), null=True, blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        constraints = [
            models.CheckConstraint(
                name="notice_is_ordered_exactly_when_it_goes_out",
                condition=Q(
                    state__in=(NoticeState.SENDING, NoticeState.SENT), ordered_at__isnull=False
                )
                | Q(state__in=(NoticeState.DRAFT, NoticeState.DISCARDED), ordered_at=None),
            )
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("orgs:notice", args=[self.public_id])

    @property
    def role_labels(self) -> list[str]:
        return [str(Role(role).label) for role in self.roles]


class NoticeReceipt(models.Model):
    """That one person got one notice; the row makes a second one impossible."""

    notice = models.ForeignKey(
        Notice, verbose_name=_("notice"), on_delete=models.CASCADE, related_name="receipts"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("recipient"),
        on_delete=models.CASCADE,
        related_name="notice_receipts",
    )
    mailed_at = models.DateTimeField(_("mailed at"), null=True, blank=True)

    class Meta:
        verbose_name = _("receipt of a notice")
        verbose_name_plural = _("receipts of notices")
        constraints = [
            models.UniqueConstraint(name="person_gets_a_notice_once", fields=["notice", "person"])
        ]

    def __str__(self) -> str:
        return f"{self.notice} · {self.person}"
