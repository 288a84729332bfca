"""Inspections of three kinds; a random draw can be made again with its seed (R-128)."""

import uuid
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from liaison.followup_enums import InspectionKind, InspectionState
from orgs.enums import Role
from orgs.models import Org, Partner
from orgs.scoping import Reach, reach_of
from resources.models.ownership import CodedQuerySet


class InspectionQuerySet(CodedQuerySet):
    def visible_to(self, user: Any) -> Self:
        """Inspections of a street within reach, and those that inspect what is within reach."""
        reach = reach_of(user)
        if reach.everything:
            return self
        drawn = InspectionSubject.objects.filter(_of(reach)).values("inspection")
        return self.filter(reach.streets("street") | Q(pk__in=drawn))

    def governed_by(self, user: Any, *roles: Role) -> Self:
        return self.filter(reach_of(user, *roles).streets("street"))

    def for_list(self) -> Self:
        return self.select_related("street").order_by("-inspected_on", "-pk")


def _of(reach: Reach) -> Q:
    """Condition: drawn, and the subject is within reach other than by a whole street."""
    drawn = Q(is_drawn=True)
    return drawn & (reach.below_streets().orgs("org") | reach.partners("partner"))


class Inspection(models.Model):
    """An inspection of organisations or units: what it is about, whom it draws, what it found."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    code = models.CharField(_("code"), max_length=20, editable=False)
    street = models.ForeignKey(
        Org, verbose_name=_("sub-district"), on_delete=models.PROTECT, related_name="+"
    )
    kind = models.CharField(_("kind of inspection"), max_length=10, choices=InspectionKind)
    title = models.CharField(_("title"), max_length=120)
    topic = models.TextField(_("what is inspected"), max_length=1000, blank=True)
    inspected_on = models.DateField(_("day of the inspection"))
    state = models.CharField(
        _("state"), max_length=10, choices=InspectionState, default=InspectionState.PREPARED
    )
    seed = models.CharField(_("seed of the draw"), max_length=40, blank=True)
    drawn_count = models.PositiveSmallIntegerField(_("number drawn"), null=True, blank=True)
    drawn_at = models.DateTimeField(_("drawn at"), null=True, blank=True)
    conclusion = models.TextField(_("conclusion"), max_length=2000, blank=True)
    recheck = models.TextField(_("result of the second check"), max_length=1000, blank=True)
    prepared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("entered by"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)
    updated_at = models.DateTimeField(_("updated at"), auto_now=True)

    objects = InspectionQuerySet.as_manager()

    class Meta:
        verbose_name = _("inspection")
        verbose_name_plural = _("inspections")
        constraints = [
            models.UniqueConstraint(
                name="inspection_code_once_in_a_street", fields=["street", "code"]
            ),
            models.CheckConstraint(
                name="inspection_drawn_with_a_seed",
                condition=Q(drawn_at=None, seed="", drawn_count=None)
                | (Q(drawn_at__isnull=False, drawn_count__isnull=False) & ~Q(seed="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"

    def get_absolute_url(self) -> str:
        return reverse("liaison:inspection", args=[self.public_id])

    @property
    def org(self) -> Org:
        """The organisation whose scope this row is in."""
        return self.street


class InspectionSubjectQuerySet(models.QuerySet):
    def visible_to(self, user: Any) -> Self:
        """All subjects of a street within reach; below it those that were drawn there."""
        reach = reach_of(user)
        if reach.everything:
            return self
        return self.filter(reach.streets("inspection__street") | _of(reach))

    def drawn(self) -> Self:
        return self.filter(is_drawn=True)

    def for_list(self) -> Self:
        return self.select_related("inspection__street", "org", "partner").order_by("position")


class InspectionSubject(models.Model):
    """One organisation or unit on the list that an inspection draws from."""

    inspection = models.ForeignKey(
        Inspection,
        verbose_name=_("inspection"),
        on_delete=models.CASCADE,
        related_name="subjects",
    )
    position = models.PositiveSmallIntegerField(_("position"))
    org = models.ForeignKey(
        Org,
        verbose_name=_("organisation"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    partner = models.ForeignKey(
        Partner,
        verbose_name=_("partner unit"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    is_drawn = models.BooleanField(_("drawn"), default=False)

    objects = InspectionSubjectQuerySet.as_manager()

    class Meta:
        verbose_name = _("subject of an inspection")
        verbose_name_plural = _("subjects of inspections")
        ordering = ["inspection", "position"]
        constraints = [
            models.UniqueConstraint(
                name="inspection_lists_a_place_once", fields=["inspection", "position"]
            ),
            models.CheckConstraint(
                name="inspection_subject_is_an_organisation_or_a_unit",
                condition=Q(org__isnull=False, partner=None) | Q(org=None, partner__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return str(self.subject)

    @property
    def subject(self) -> Any:
        """The organisation or partner unit."""
        return self.org or self.partner
