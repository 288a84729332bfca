"""The register of residents' requests (R-094). Who called is kept nowhere (D4)."""

import uuid
from typing import Any, Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from grids.enums import (
    CaseCategory,
    CaseKind,
    CasePart,
    CaseSource,
    CaseUrgency,
    Satisfaction,
)
from grids.models.grids import Grid
from orgs.models import Org
from orgs.scoping import Reach, reach_of


class CaseQuerySet(models.QuerySet):
    def visible_to(self, user: Any) -> Self:
        return self.within(reach_of(user))

    def within(self, reach: Reach) -> Self:
        """Cases of a street within reach, and those placed in a community or grid within it."""
        if reach.everything:
            return self
        found = reach.streets("street")
        below = reach.below_streets()
        if below.subtrees:
            grids = Grid.objects.within(below).order_by()
            found |= below.orgs("community") | Q(grid__in=grids.values("pk"))
        return self.filter(found)

    def for_list(self) -> Self:
        return self.select_related("street", "community", "grid").order_by("-reported_at", "-pk")


class Case(models.Model):
    """What a resident asked for, where, and what came of it.

    ``category_path``, ``reported_place`` and ``hotline_state`` are the hotline's words;
    ``category``, ``community`` and ``grid`` are the portal's own, which the office assigns.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    street = models.ForeignKey(
        Org, verbose_name=_("sub-district"), on_delete=models.PROTECT, related_name="cases"
    )
    source = models.CharField(
        _("source"), max_length=10, choices=CaseSource, default=CaseSource.HOTLINE
    )
    code = models.CharField(_("case number"), max_length=60)
    kind = models.CharField(_("kind of case"), max_length=10, choices=CaseKind, blank=True)
    category = models.CharField(_("category"), max_length=20, choices=CaseCategory, blank=True)
    category_path = models.CharField(_("category of the hotline"), max_length=200, blank=True)
    labels = models.CharField(_("labels"), max_length=200, blank=True)
    title = models.CharField(_("title"), max_length=200)
    content = models.TextField(_("content"), blank=True)
    urgency = models.CharField(_("urgency"), max_length=12, choices=CaseUrgency, blank=True)
    part = models.CharField(
        _("part of the sub-district"), max_length=10, choices=CasePart, blank=True
    )
    channel = models.CharField(_("channel"), max_length=60, blank=True)
    reported_at = models.DateTimeField(_("reported at"), null=True, blank=True)
    reported_place = models.CharField(_("community of the hotline"), max_length=120, blank=True)
    spot = models.CharField(_("spot"), max_length=200, blank=True)
    firm_name = models.CharField(_("firm concerned"), max_length=120, blank=True)
    community = models.ForeignKey(
        Org,
        verbose_name=_("community"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="community_cases",
    )
    grid = models.ForeignKey(
        Grid,
        verbose_name=_("grid"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="cases",
    )
    hotline_state = models.CharField(_("state at the hotline"), max_length=60, blank=True)
    handled_how = models.CharField(_("way of handling"), max_length=120, blank=True)
    outcome = models.TextField(pgettext_lazy("case", "outcome"), blank=True)
    reply = models.TextField(_("reply"), blank=True)
    closed_at = models.DateTimeField(_("closed at"), null=True, blank=True)
    is_solved = models.BooleanField(pgettext_lazy("case", "solved"), null=True, blank=True)
    satisfaction = models.CharField(
        _("satisfaction"), max_length=12, choices=Satisfaction, blank=True
    )
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)
    updated_at = models.DateTimeField(_("updated at"), auto_now=True)

    objects = CaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("case")
        verbose_name_plural = _("cases")
        indexes = [
            models.Index(fields=["street", "-reported_at"], name="case_of_street_by_moment"),
            models.Index(fields=["community", "-reported_at"], name="case_of_community_by_moment"),
        ]
        constraints = [
            models.UniqueConstraint(name="case_code_once_in_a_street", fields=["street", "code"]),
            models.CheckConstraint(
                name="case_closed_after_it_was_reported",
                condition=Q(closed_at=None)
                | Q(reported_at=None)
                | Q(closed_at__gte=F("reported_at")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"

    def get_absolute_url(self) -> str:
        return reverse("grids:case", args=[self.public_id])

    @property
    def org(self) -> Org:
        """The organisation whose scope this row is in."""
        return self.community or self.street
