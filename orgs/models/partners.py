"""Partner units: bodies, firms and schools of the area that co-build with communities."""

import uuid
from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from orgs.enums import DatePrecision, PartnerNature
from orgs.scoping import OrgScopedQuerySet, reach_of
from partybuild.partial_dates import PartialDate


class PartnerQuerySet(OrgScopedQuerySet):
    org_path = "street"

    def visible_to(self, user: Any) -> Self:
        """Units kept by my street, paired with a community of mine, or that I speak for."""
        reach = reach_of(user)
        mine = reach.streets("street") | reach.partners("pk")
        below = reach.below_streets()
        if not below.subtrees:
            return self.filter(mine)
        paired = Pairing.objects.filter(below.orgs("community")).values("partner")
        return self.filter(mine | Q(pk__in=paired))

    def for_list(self) -> Self:
        return (
            self.select_related("street")
            .prefetch_related("pairings__community")
            .order_by("name", "pk")
        )


class Partner(models.Model):
    """A unit that co-builds with the area; joining changes nothing in the unit itself (R-004)."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    street = models.ForeignKey(
        "orgs.Org",
        verbose_name=_("sub-district"),
        on_delete=models.PROTECT,
        related_name="partners",
    )
    name = models.CharField(_("name"), max_length=120)
    nature = models.CharField(
        _("nature"), max_length=20, choices=PartnerNature, default=PartnerNature.OTHER
    )
    credit_code = models.CharField(_("credit code"), max_length=18, blank=True)
    member_count = models.PositiveIntegerField(_("members"), null=True, blank=True)
    liaison_name = models.CharField(_("liaison"), max_length=60, blank=True)
    liaison_phone = models.CharField(_("work phone"), max_length=30, blank=True)
    has_part_time_member = models.BooleanField(_("sends a part-time member"), null=True, blank=True)
    remark = models.CharField(_("remark"), max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)
    updated_at = models.DateTimeField(_("updated at"), auto_now=True)

    objects = PartnerQuerySet.as_manager()

    class Meta:
        verbose_name = _("partner unit")
        verbose_name_plural = _("partner units")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                name="partner_named_once_in_a_street", fields=["street", "name"]
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("orgs:partner", args=[self.public_id])

    @property
    def org(self) -> Any:
        """The organisation whose scope this row is in."""
        return self.street


class PairingQuerySet(OrgScopedQuerySet):
    org_path = "community"


class Pairing(models.Model):
    """A unit's check-in at a community (R-177): a relation, never an edge of the tree (R-223)."""

    partner = models.ForeignKey(
        Partner, verbose_name=_("partner unit"), on_delete=models.PROTECT, related_name="pairings"
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
    agreement_signed = models.BooleanField(_("agreement signed"), null=True, blank=True)

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
        ]

    def __str__(self) -> str:
        return f"{self.partner} · {self.community}"

    def get_absolute_url(self) -> str:
        return self.partner.get_absolute_url()

    @property
    def org(self) -> Any:
        """The organisation whose scope this row is in."""
        return self.community

    @property
    def checked_in(self) -> PartialDate | None:
        return PartialDate.stored(self.checked_in_on, self.checked_in_precision)
