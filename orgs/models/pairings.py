"""Pairings: the check-in of a unit at a community, and the agreement between the two."""

from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from orgs.enums import DatePrecision, PairingMode
from orgs.scoping import OrgScopedQuerySet
from partybuild.partial_dates import PartialDate


class PairingQuerySet(OrgScopedQuerySet):
    org_path = "community"

    def agreed(self, today: date) -> Self:
        """Those with an agreement that is signed and not over."""
        unended = Q(agreement_ends_on=None) | Q(agreement_ends_on__gte=today)
        return self.filter(unended, agreement_signed=True)


class Pairing(models.Model):
    """A unit's check-in at a community (R-177): a relation, never an edge of the tree (R-223)."""

    partner = models.ForeignKey(
        "orgs.Partner",
        verbose_name=_("partner unit"),
        on_delete=models.PROTECT,
        related_name="pairings",
    )
    community = models.ForeignKey(
        "orgs.Org",
        verbose_name=_("community"),
        on_delete=models.PROTECT,
        related_name="pairings",
    )
    checked_in_on = models.DateField(_("checked in on"), null=True, blank=True)
    checked_in_precision = models.CharField(
        _("precision of the check-in"), max_length=5, choices=DatePrecision, blank=True
    )
    mode = models.CharField(_("way of co-building"), max_length=10, choices=PairingMode, blank=True)
    agreement_signed = models.BooleanField(_("agreement signed"), null=True, blank=True)
    agreement_on = models.DateField(_("agreement signed on"), null=True, blank=True)
    agreement_precision = models.CharField(
        _("precision of the signing"), max_length=5, choices=DatePrecision, blank=True
    )
    agreement_ends_on = models.DateField(_("agreement ends on"), null=True, blank=True)
    agreement_ends_precision = models.CharField(
        _("precision of the end"), max_length=5, choices=DatePrecision, blank=True
    )

    objects = PairingQuerySet.as_manager()

    class Meta:
        verbose_name = _("pairing")
        verbose_name_plural = _("pairings")
        ordering = ["partner", "community"]
        constraints = [
            models.UniqueConstraint(
                name="partner_paired_once_with_a_community", fields=["partner", "community"]
            ),
            models.CheckConstraint(
                name="pairing_precision_with_its_date",
                condition=Q(checked_in_on=None, checked_in_precision="")
                | (Q(checked_in_on__isnull=False) & ~Q(checked_in_precision="")),
            ),
            models.CheckConstraint(
                name="agreement_precision_with_its_date",
                condition=Q(agreement_on=None, agreement_precision="")
                | (Q(agreement_on__isnull=False) & ~Q(agreement_precision="")),
            ),
            models.CheckConstraint(
                name="agreement_end_precision_with_its_date",
                condition=Q(agreement_ends_on=None, agreement_ends_precision="")
                | (Q(agreement_ends_on__isnull=False) & ~Q(agreement_ends_precision="")),
            ),
            models.CheckConstraint(
                name="agreement_with_a_date_is_signed",
                # A check that comes to “unknown” holds, so that the unknown is shut out by name.
                condition=Q(agreement_on=None, agreement_ends_on=None)
                | Q(agreement_signed=True, agreement_signed__isnull=False),
            ),
            models.CheckConstraint(
                name="agreement_ends_after_it_is_signed",
                condition=Q(agreement_on=None)
                | Q(agreement_ends_on=None)
                | Q(agreement_ends_on__gte=F("agreement_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.partner} · {self.community}"

    def get_absolute_url(self) -> str:
        url: str = self.partner.get_absolute_url()
        return url

    @property
    def org(self) -> Any:
        """The organisation whose scope this row is in."""
        return self.community

    @property
    def checked_in(self) -> PartialDate | None:
        return PartialDate.stored(self.checked_in_on, self.checked_in_precision)

    @property
    def agreed(self) -> PartialDate | None:
        return PartialDate.stored(self.agreement_on, self.agreement_precision)

    @property
    def agreement_ends(self) -> PartialDate | None:
        return PartialDate.stored(self.agreement_ends_on, self.agreement_ends_precision)
