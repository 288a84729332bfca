"""Checklists and the checks made by them: versions stay, finished checks are frozen (A-04)."""

import uuid
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from grids.enums import (
    OPEN_CHECK_STATES,
    SETTLED_CHECK_STATES,
    Answer,
    ChecklistKind,
    CheckState,
)
from grids.models.facilities import Facility
from orgs.models import Org
from orgs.scoping import OrgScopedQuerySet, reach_of


class ChecklistQuerySet(OrgScopedQuerySet):
    org_path = "street"

    def visible_to(self, user: Any) -> Self:
        """Whoever works anywhere in a sub-district reads what its facilities are checked by."""
        reach = reach_of(user)
        if reach.everything:
            return self
        return self.filter(street__tree_id__in={each.tree_id for each in reach.subtrees})

    def newest(self, street: Org, kind: str) -> Any:
        """The version that counts now, if one was ever used or written."""
        return self.filter(street=street, kind=kind).order_by("-version").first()


class Checklist(models.Model):
    """One version of a list of what a facility must have; a change makes the next version."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    street = models.ForeignKey(
        Org, verbose_name=_("sub-district"), on_delete=models.PROTECT, related_name="checklists"
    )
    kind = models.CharField(_("kind"), max_length=20, choices=ChecklistKind)
    version = models.PositiveSmallIntegerField(_("version"))
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)

    objects = ChecklistQuerySet.as_manager()

    class Meta:
        verbose_name = _("checklist")
        verbose_name_plural = _("checklists")
        ordering = ["kind", "-version"]
        constraints = [
            models.UniqueConstraint(
                name="checklist_version_counted_once", fields=["street", "kind", "version"]
            ),
        ]

    def __str__(self) -> str:
        return f"{ChecklistKind(self.kind).label} v{self.version}"

    def get_absolute_url(self) -> str:
        return reverse("grids:checklist", args=[self.public_id])

    @property
    def org(self) -> Org:
        """The organisation whose scope this row is in."""
        return self.street


class ChecklistItem(models.Model):
    """One thing to look at."""

    checklist = models.ForeignKey(
        Checklist, verbose_name=_("checklist"), on_delete=models.CASCADE, related_name="items"
    )
    position = models.PositiveSmallIntegerField(_("position"))
    name = models.CharField(_("name"), max_length=60)

    class Meta:
        verbose_name = _("item")
        verbose_name_plural = _("items")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                name="checklist_has_one_item_at_a_position", fields=["checklist", "position"]
            ),
            models.UniqueConstraint(
                name="checklist_names_an_item_once", fields=["checklist", "name"]
            ),
        ]

    def __str__(self) -> str:
        return self.name


class CheckQuerySet(models.QuerySet):
    def visible_to(self, user: Any) -> Self:
        return self.filter(facility__in=Facility.objects.visible_to(user))

    def settled(self) -> Self:
        """Those that say how things are: verified by another person."""
        return self.filter(state__in=SETTLED_CHECK_STATES)

    def latest_first(self) -> Self:
        return self.order_by("-checked_on", "-pk")

    def for_list(self) -> Self:
        return self.select_related(
            "facility__street", "checklist", "checked_by", "verified_by"
        ).latest_first()


class Check(models.Model):
    """A facility looked at by one version of a checklist, on a day, by somebody (R-019)."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    facility = models.ForeignKey(
        Facility, verbose_name=_("facility"), on_delete=models.PROTECT, related_name="checks"
    )
    checklist = models.ForeignKey(
        Checklist, verbose_name=_("checklist"), on_delete=models.PROTECT, related_name="checks"
    )
    kind = models.CharField(_("kind"), max_length=20, choices=ChecklistKind)
    state = models.CharField(
        _("state"), max_length=10, choices=CheckState, default=CheckState.CHECKED
    )
    checked_on = models.DateField(_("checked on"))
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("checked by"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    verified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("verified by"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    yes_count = models.PositiveSmallIntegerField(pgettext_lazy("check", "fulfilled"))
    item_count = models.PositiveSmallIntegerField(_("items"))
    # The numbers of the space standard as they were on that day; empty without a community.
    space = models.JSONField(_("space standard"), default=dict, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)

    objects = CheckQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("noun", "check")
        verbose_name_plural = _("checks")
        ordering = ["-checked_on", "-pk"]
        indexes = [
            models.Index(fields=["facility", "kind", "-checked_on"], name="check_latest_of_a_kind")
        ]
        constraints = [
            models.UniqueConstraint(
                name="facility_has_one_open_check_of_a_kind",
                fields=["facility", "kind"],
                condition=Q(state__in=sorted(OPEN_CHECK_STATES)),
            ),
            models.CheckConstraint(
                name="check_verified_by_another",
                condition=Q(verified_by=None) | ~Q(verified_by=F("checked_by")),
            ),
            models.CheckConstraint(
                name="check_settled_exactly_when_verified",
                condition=Q(state__in=sorted(SETTLED_CHECK_STATES), verified_by__isnull=False)
                | Q(state__in=sorted(OPEN_CHECK_STATES), verified_by=None),
            ),
            models.CheckConstraint(
                name="check_met_only_with_everything",
                condition=Q(yes_count__lte=F("item_count"))
                & (~Q(state=CheckState.MET) | Q(yes_count=F("item_count"))),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.facility} · {self.checklist}"

    def get_absolute_url(self) -> str:
        return reverse("grids:check", args=[self.public_id])

    @property
    def org(self) -> Org:
        """The organisation whose scope this row is in."""
        return self.facility.org

    @property
    def progress(self) -> str:
        """How much is fulfilled: 5/6."""
        return f"{self.yes_count}/{self.item_count}"


class CheckAnswer(models.Model):
    """What was found for one item, and what shows it: a note, the number of a paper."""

    check_made = models.ForeignKey(
        Check,
        verbose_name=pgettext_lazy("noun", "check"),
        on_delete=models.CASCADE,
        related_name="answers",
    )
    item = models.ForeignKey(
        ChecklistItem, verbose_name=_("item"), on_delete=models.PROTECT, related_name="answers"
    )
    answer = models.CharField(_("answer"), max_length=10, choices=Answer, default=Answer.UNKNOWN)
    note = models.CharField(_("note"), max_length=200, blank=True)
    evidence = models.CharField(_("evidence"), max_length=100, blank=True)

    class Meta:
        verbose_name = _("answer")
        verbose_name_plural = _("answers")
        ordering = ["item__position"]
        constraints = [
            models.UniqueConstraint(
                name="check_answers_an_item_once", fields=["check_made", "item"]
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item}: {Answer(self.answer).label}"
