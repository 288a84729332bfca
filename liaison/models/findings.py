"""Findings of visits, inspections and receptions, each of which leads to one thing at most."""

import uuid
from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from grids.models import Case
from liaison.followup_enums import FindingState
from liaison.models.inspections import InspectionSubject
from liaison.models.occasions import Occasion
from liaison.models.visits import Visit
from orgs.models import Org
from resources.models import Need


class FindingQuerySet(models.QuerySet):
    def visible_to(self, user: Any) -> Self:
        """The findings of each visit, inspection and reception that the person can see."""
        visits = Visit.objects.visible_to(user).order_by().values("pk")
        subjects = InspectionSubject.objects.visible_to(user).order_by().values("pk")
        occasions = Occasion.objects.visible_to(user).order_by().values("pk")
        return self.filter(
            Q(visit__in=visits) | Q(subject__in=subjects) | Q(occasion__in=occasions)
        )

    def open(self) -> Self:
        return self.filter(state=FindingState.OPEN)

    def for_list(self) -> Self:
        return self.select_related(
            "need",
            "case",
            "action_item",
            "visit__street",
            "visit__place_org",
            "visit__place_grid",
            "visit__place_partner",
            "visit__place_firm",
            "visit__community",
            "subject__inspection__street",
            "subject__org",
            "subject__partner",
            "occasion__org",
            "occasion__street",
        ).order_by("pk")


class Finding(models.Model):
    """A problem with its place and topic, in words that name nobody (D8)."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    visit = models.ForeignKey(
        Visit,
        verbose_name=_("visit"),
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="findings",
    )
    subject = models.ForeignKey(
        InspectionSubject,
        verbose_name=_("subject of the inspection"),
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="findings",
    )
    occasion = models.ForeignKey(
        Occasion,
        verbose_name=_("training or reception"),
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="findings",
    )
    content = models.TextField(_("finding"), max_length=1000)
    state = models.CharField(
        _("state"), max_length=10, choices=FindingState, default=FindingState.OPEN
    )
    need = models.OneToOneField(
        Need,
        verbose_name=_("need"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="finding",
    )
    case = models.OneToOneField(
        Case,
        verbose_name=_("case"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="finding",
    )
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)
    updated_at = models.DateTimeField(_("updated at"), auto_now=True)

    objects = FindingQuerySet.as_manager()

    class Meta:
        verbose_name = _("finding")
        verbose_name_plural = _("findings")
        constraints = [
            models.CheckConstraint(
                name="finding_of_one_visit_inspection_or_reception",
                condition=Q(visit__isnull=False, subject=None, occasion=None)
                | Q(visit=None, subject__isnull=False, occasion=None)
                | Q(visit=None, subject=None, occasion__isnull=False),
            ),
            models.CheckConstraint(
                name="finding_has_a_need_exactly_when_made_one",
                condition=Q(state=FindingState.NEED, need__isnull=False)
                | (~Q(state=FindingState.NEED) & Q(need=None)),
            ),
            models.CheckConstraint(
                name="finding_has_a_case_exactly_when_made_one",
                condition=Q(state=FindingState.CASE, case__isnull=False)
                | (~Q(state=FindingState.CASE) & Q(case=None)),
            ),
        ]

    def __str__(self) -> str:
        return self.content[:60]

    def get_absolute_url(self) -> str:
        return reverse("liaison:finding", args=[self.public_id])

    @property
    def found_at(self) -> Any:
        """The visit, the inspection or the reception that found it."""
        return self.visit or self.occasion or (self.subject and self.subject.inspection)

    @property
    def place(self) -> Any:
        """The organisation, unit, grid or firm that it is about."""
        if self.occasion:
            return self.occasion.org
        return self.visit.place if self.visit else self.subject and self.subject.subject

    @property
    def street(self) -> Org:
        street: Org = self.found_at.street
        return street

    @property
    def org(self) -> Org:
        """The organisation whose scope this row is in."""
        org: Org = self.found_at.org
        return org

    @property
    def led_to(self) -> Any:
        """The need, case or action item that was made of it."""
        return self.need or self.case or getattr(self, "action_item", None)
