"""Coverage: how far Party work reaches a unit, and who sees to it that it reaches further."""

from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from orgs.enums import CoverageState, SetUpDuty
from orgs.scoping import OrgScopedQuerySet

NO_FOLLOW_UP = Q(responsible=None, review_on=None, note="")


class CoverageQuerySet(OrgScopedQuerySet):
    org_path = "partner__street"

    def followed_up(self) -> Self:
        """Those of units that should have an organisation and have none yet (R-252)."""
        return self.filter(review_on__isnull=False)

    def to_review(self, day: date) -> Self:
        return self.followed_up().filter(review_on__lte=day)


class Coverage(models.Model):
    """What the street knows of Party work in a unit; nothing of it is the unit's own (R-250).

    A unit that should have an organisation (R-252) is followed up: by whom, what is being done,
    and when it is looked at again. The follow-up ends when the organisation is there.
    """

    partner = models.OneToOneField(
        "orgs.Partner",
        verbose_name=_("partner unit"),
        on_delete=models.PROTECT,
        related_name="coverage",
    )
    state = models.CharField(
        _("coverage"), max_length=12, choices=CoverageState, default=CoverageState.UNCOVERED
    )
    responsible = models.ForeignKey(
        "orgs.Org",
        verbose_name=_("responsible organisation"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="coverages_followed",
    )
    review_on = models.DateField(_("look again on"), null=True, blank=True)
    note = models.CharField(_("follow-up"), max_length=300, blank=True)
    updated_at = models.DateTimeField(_("updated at"), auto_now=True)

    objects = CoverageQuerySet.as_manager()

    class Meta:
        verbose_name = _("coverage")
        verbose_name_plural = _("coverages")
        ordering = ["partner"]
        constraints = [
            models.CheckConstraint(
                name="coverage_follow_up_is_whole_and_ends_with_the_organisation",
                condition=NO_FOLLOW_UP
                | (
                    Q(responsible__isnull=False, review_on__isnull=False)
                    & ~Q(note="")
                    & ~Q(state=CoverageState.ORGANISATION)
                ),
            ),
        ]

    def __str__(self) -> str:
        return str(self.partner)

    def get_absolute_url(self) -> str:
        url: str = self.partner.get_absolute_url()
        return url

    @property
    def public_id(self) -> Any:
        """Coverage is spoken of under the name of its unit."""
        return self.partner.public_id

    @property
    def street(self) -> Any:
        return self.partner.street

    @property
    def org(self) -> Any:
        """The organisation whose scope this row is in."""
        return self.partner.street

    @property
    def duty(self) -> SetUpDuty:
        """R-252: none, due, or set up."""
        if self.state == CoverageState.ORGANISATION:
            return SetUpDuty.BUILT
        return SetUpDuty.DUE if self.review_on else SetUpDuty.NONE
