"""Posts: who is secretary, member or instructor of an organisation, and until when (D7)."""

import uuid
from datetime import date, timedelta
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from orgs.enums import PostKind
from orgs.posts import COUNTED_POSTS, SINGLE_POSTS, TERMED_POSTS
from orgs.scoping import OrgScopedQuerySet

# How long before its end a term is looked at: time enough to choose whoever comes next.
SOON = timedelta(days=60)


class PostingQuerySet(OrgScopedQuerySet):
    def current(self, today: date | None = None) -> Self:
        today = today or timezone.localdate()
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=today))

    def held_on(self, day: date) -> Self:
        """Those whose term covers a day; a term nobody dated covers every day it may."""
        return self.filter(
            Q(starts_on=None) | Q(starts_on__lte=day), Q(ends_on=None) | Q(ends_on__gte=day)
        )

    def over(self, today: date | None = None) -> Self:
        return self.filter(ends_on__lt=today or timezone.localdate())

    def ending_soon(self, today: date | None = None) -> Self:
        """Held today, with an end that is near."""
        today = today or timezone.localdate()
        return self.filter(ends_on__gte=today, ends_on__lte=today + SOON)

    def held_after(self, day: date) -> Self:
        """Those whose term reaches beyond the day."""
        return self.filter(Q(ends_on=None) | Q(ends_on__gt=day))

    def of(self, *kinds: str) -> Self:
        return self.filter(kind__in=kinds)

    def counted(self) -> Self:
        """Posts that take up an approved one; part-time seats never do (N-19)."""
        return self.filter(kind__in=sorted(COUNTED_POSTS))

    def of_the_person(self, posting: "Posting") -> Self:
        """Posts of whoever holds this one: the same name and work phone in the same street."""
        if not posting.work_phone:
            return self.filter(pk=posting.pk)
        return self.filter(
            org__tree_id=posting.org.tree_id,
            person_name=posting.person_name,
            work_phone=posting.work_phone,
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
    source = models.CharField(_("comes from"), max_length=60, blank=True)
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
        indexes = [models.Index(fields=["person_name", "work_phone"], name="posting_by_person")]
        constraints = [
            models.UniqueConstraint(
                name="org_has_one_holder_of_a_single_post",
                fields=["org", "kind"],
                condition=Q(kind__in=sorted(SINGLE_POSTS), ends_on=None),
            ),
            models.CheckConstraint(
                name="posting_for_a_term_has_an_end",
                condition=~Q(kind__in=sorted(TERMED_POSTS)) | Q(ends_on__isnull=False),
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

    @property
    def page(self) -> str:
        """The page of the posting itself; a deed on it leads back to its organisation."""
        return reverse("orgs:posting", args=[self.public_id])

    @property
    def is_over(self) -> bool:
        return self.ends_on is not None and self.ends_on < timezone.localdate()
