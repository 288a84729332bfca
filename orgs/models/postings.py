"""Posts: who is secretary, member or instructor of an organisation, and until when (D7)."""

import uuid
from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from orgs.enums import PostKind
from orgs.scoping import OrgScopedQuerySet


class PostingQuerySet(OrgScopedQuerySet):
    def current(self, today: date | None = None) -> Self:
        today = today or timezone.localdate()
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=today))

    def held_on(self, day: date) -> Self:
        """Those whose term covers a day; a term nobody dated covers every day it may."""
        return self.filter(
            Q(starts_on=None) | Q(starts_on__lte=day), Q(ends_on=None) | Q(ends_on__gte=day)
        )

    def for_list(self) -> Self:
        return self.select_related("org").order_by("org__tree_id", "org__lft", "kind", "pk")


class Posting(models.Model):
    """A person's post in an organisation: name, post, work phone and term, nothing else."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    org = models.ForeignKey(
        "orgs.Org",
        verbose_name=_("organisation"),
        on_delete=models.PROTECT,
        related_name="postings",
    )
    kind = models.CharField(_("post"), max_length=20, choices=PostKind)
    person_name = models.CharField(pgettext_lazy("person", "name"), max_length=60)
    work_phone = models.CharField(_("work phone"), max_length=30, blank=True)
    is_full_time = models.BooleanField(_("full-time"), null=True, blank=True)
    is_concurrent = models.BooleanField(_("holds it beside another post"), default=False)
    starts_on = models.DateField(_("starts on"), null=True, blank=True)
    ends_on = models.DateField(_("ends on"), null=True, blank=True)
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)

    objects = PostingQuerySet.as_manager()

    class Meta:
        verbose_name = _("posting")
        verbose_name_plural = _("postings")
        ordering = ["kind", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="org_has_one_secretary_at_a_time",
                fields=["org"],
                condition=Q(kind=PostKind.SECRETARY, ends_on=None),
            ),
            models.CheckConstraint(
                name="posting_ends_after_it_starts",
                condition=Q(ends_on=None) | Q(starts_on=None) | Q(ends_on__gte=F("starts_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_name} · {self.get_kind_display()}"

    def get_absolute_url(self) -> str:
        return self.org.get_absolute_url()
