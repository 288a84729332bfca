"""Property firms and their contracts with estates (R-097, R-214, D14)."""

import uuid
from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from grids.enums import FirmKind, PartyState
from grids.models.estates import Estate
from orgs.enums import DatePrecision
from orgs.models import Org, Partner
from orgs.scoping import reach_of
from partybuild.partial_dates import PartialDate


class PropertyFirmQuerySet(models.QuerySet):
    def visible_to(self, user: Any) -> Self:
        """Firms of my street, those that serve an estate I can see, and the one I speak for."""
        reach = reach_of(user)
        mine = reach.streets("street") | reach.partners("partner")
        if not reach.below_streets().subtrees:
            return self.filter(mine)
        served = ServiceContract.objects.visible_to(user).values("firm")
        return self.filter(mine | Q(pk__in=served))

    def for_list(self) -> Self:
        return self.select_related("street").order_by("name", "pk")


class PropertyFirm(models.Model):
    """A legal person that manages estates; its head is known by name and work phone (D14)."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    street = models.ForeignKey(
        Org, verbose_name=_("sub-district"), on_delete=models.PROTECT, related_name="firms"
    )
    name = models.CharField(_("name"), max_length=120)
    credit_code = models.CharField(_("credit code"), max_length=18, blank=True)
    kind = models.CharField(_("kind"), max_length=16, choices=FirmKind, default=FirmKind.MARKET)
    manager_name = models.CharField(_("person in charge"), max_length=60, blank=True)
    manager_phone = models.CharField(_("work phone"), max_length=30, blank=True)
    party_state = models.CharField(
        _("Party organisation"), max_length=12, choices=PartyState, blank=True
    )
    member_count = models.PositiveIntegerField(_("members"), null=True, blank=True)
    # Whose liaison speaks for the firm in the portal.
    partner = models.OneToOneField(
        Partner,
        verbose_name=_("unit whose liaison speaks for it"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="firm",
    )
    remark = models.CharField(_("remark"), max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)
    updated_at = models.DateTimeField(_("updated at"), auto_now=True)

    objects = PropertyFirmQuerySet.as_manager()

    class Meta:
        verbose_name = _("property firm")
        verbose_name_plural = _("property firms")
        constraints = [
            models.UniqueConstraint(name="firm_named_once_in_a_street", fields=["street", "name"]),
            models.UniqueConstraint(
                name="firm_credit_code_once_in_a_street",
                fields=["street", "credit_code"],
                condition=~Q(credit_code=""),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("grids:firm", args=[self.public_id])

    @property
    def org(self) -> Org:
        """The organisation whose scope this row is in."""
        return self.street


class ServiceContractQuerySet(models.QuerySet):
    def visible_to(self, user: Any) -> Self:
        return self.filter(estate__in=Estate.objects.visible_to(user).values("pk"))

    def current(self, today: date | None = None) -> Self:
        today = today or timezone.localdate()
        return self.overlapping(today, today)

    def expired(self, today: date | None = None) -> Self:
        return self.filter(ends_on__lt=today or timezone.localdate())

    def overlapping(self, starts_on: date | None, ends_on: date | None) -> Self:
        """Those with a day in common; a term without a beginning or an end is open there."""
        rows = self
        if ends_on:
            rows = rows.filter(Q(starts_on=None) | Q(starts_on__lte=ends_on))
        if starts_on:
            rows = rows.filter(Q(ends_on=None) | Q(ends_on__gte=starts_on))
        return rows

    def for_list(self) -> Self:
        return self.select_related("firm__street", "estate__community", "estate__street").order_by(
            "firm__name", "estate__code", "pk"
        )


class ServiceContract(models.Model):
    """A firm's contract for one estate; two contracts of an estate share no day."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    firm = models.ForeignKey(
        PropertyFirm,
        verbose_name=_("property firm"),
        on_delete=models.PROTECT,
        related_name="contracts",
    )
    estate = models.ForeignKey(
        Estate, verbose_name=_("estate"), on_delete=models.PROTECT, related_name="contracts"
    )
    starts_on = models.DateField(_("starts on"), null=True, blank=True)
    starts_precision = models.CharField(
        _("precision of the start"), max_length=5, choices=DatePrecision, blank=True
    )
    ends_on = models.DateField(_("ends on"), null=True, blank=True)
    ends_precision = models.CharField(
        _("precision of the end"), max_length=5, choices=DatePrecision, blank=True
    )
    is_open_ended = models.BooleanField(_("without an end"), default=False)
    household_count = models.PositiveIntegerField(_("households"), null=True, blank=True)
    area_10k_sqm = models.DecimalField(
        _("floor area (10,000 m²)"), max_digits=8, decimal_places=2, null=True, blank=True
    )
    manager_name = models.CharField(_("project manager"), max_length=60, blank=True)
    manager_phone = models.CharField(_("work phone"), max_length=30, blank=True)
    last_plate = models.CharField(_("plate of the last quarter"), max_length=20, blank=True)
    remark = models.CharField(_("remark"), max_length=300, blank=True)
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)
    updated_at = models.DateTimeField(_("updated at"), auto_now=True)

    objects = ServiceContractQuerySet.as_manager()

    class Meta:
        verbose_name = _("service contract")
        verbose_name_plural = _("service contracts")
        indexes = [models.Index(fields=["estate", "ends_on"])]
        constraints = [
            models.CheckConstraint(
                name="contract_ends_after_it_starts",
                condition=Q(starts_on=None) | Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
            ),
            models.CheckConstraint(
                name="contract_without_an_end_has_none",
                condition=Q(is_open_ended=False) | Q(ends_on=None),
            ),
            models.CheckConstraint(
                name="contract_start_with_its_precision",
                condition=Q(starts_on=None, starts_precision="")
                | (Q(starts_on__isnull=False) & ~Q(starts_precision="")),
            ),
            models.CheckConstraint(
                name="contract_end_with_its_precision",
                condition=Q(ends_on=None, ends_precision="")
                | (Q(ends_on__isnull=False) & ~Q(ends_precision="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.firm} · {self.estate}"

    def get_absolute_url(self) -> str:
        return reverse("grids:contract", args=[self.public_id])

    @property
    def org(self) -> Org:
        """The organisation whose scope this row is in."""
        return self.estate.org

    @property
    def starts(self) -> PartialDate | None:
        return PartialDate.stored(self.starts_on, self.starts_precision)

    @property
    def ends(self) -> PartialDate | None:
        return PartialDate.stored(self.ends_on, self.ends_precision)
