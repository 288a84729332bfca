"""Who leads a grid and who works in it (D7: name, post, work phone and term)."""

import uuid
from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from grids.enums import GridPostKind
from grids.models.grids import Grid
from grids.posts import SINGLE_POSTS, UNIT_POSTS
from orgs.enums import DatePrecision
from orgs.models import Org, Partner
from partybuild.partial_dates import PartialDate


class GridPostQuerySet(models.QuerySet):
    def visible_to(self, user: Any) -> Self:
        return self.filter(grid__in=Grid.objects.visible_to(user))

    def current(self, today: date | None = None) -> Self:
        today = today or timezone.localdate()
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=today))

    def for_list(self) -> Self:
        return self.select_related("grid", "partner").order_by(
            "grid__tree_id", "grid__lft", "kind", "pk"
        )


class GridPost(models.Model):
    """A person's post in a grid; a post nobody holds is simply not there, and shows as a gap."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    grid = models.ForeignKey(
        Grid, verbose_name=_("grid"), on_delete=models.PROTECT, related_name="posts"
    )
    kind = models.CharField(_("post"), max_length=20, choices=GridPostKind)
    person_name = models.CharField(pgettext_lazy("person", "name"), max_length=60)
    work_phone = models.CharField(_("work phone"), max_length=30, blank=True)
    is_full_time = models.BooleanField(_("full-time"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=60, blank=True)
    partner = models.ForeignKey(
        Partner,
        verbose_name=_("partner unit"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="grid_posts",
    )
    covers = models.CharField(_("answers for"), max_length=120, blank=True)
    remark = models.CharField(_("remark"), max_length=300, blank=True)
    starts_on = models.DateField(_("starts on"), null=True, blank=True)
    starts_precision = models.CharField(
        _("precision of the start"), max_length=5, choices=DatePrecision, blank=True
    )
    ends_on = models.DateField(_("ends on"), null=True, blank=True)
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)

    objects = GridPostQuerySet.as_manager()

    class Meta:
        verbose_name = _("grid post")
        verbose_name_plural = _("grid posts")
        ordering = ["kind", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="grid_has_one_lead_at_a_time",
                fields=["grid", "kind"],
                condition=Q(kind__in=sorted(SINGLE_POSTS), ends_on=None),
            ),
            models.CheckConstraint(
                name="grid_post_of_a_unit_exactly_when_for_one",
                condition=Q(kind__in=sorted(UNIT_POSTS), partner__isnull=False)
                | (~Q(kind__in=sorted(UNIT_POSTS)) & Q(partner=None)),
            ),
            models.CheckConstraint(
                name="grid_post_ends_after_it_starts",
                condition=Q(ends_on=None) | Q(starts_on=None) | Q(ends_on__gte=F("starts_on")),
            ),
            models.CheckConstraint(
                name="grid_post_precision_with_its_date",
                condition=Q(starts_on=None, starts_precision="")
                | (Q(starts_on__isnull=False) & ~Q(starts_precision="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_name} · {self.get_kind_display()}"

    def get_absolute_url(self) -> str:
        return self.grid.get_absolute_url()

    @property
    def org(self) -> Org:
        """The organisation whose scope this row is in."""
        return self.grid.org or self.grid.street

    @property
    def starts(self) -> PartialDate | None:
        return PartialDate.stored(self.starts_on, self.starts_precision)
