"""Needs: what organisations and units of the area ask for (R-005, R-183)."""

from datetime import date
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from orgs.enums import DatePrecision
from orgs.scoping import reach_of
from partybuild.partial_dates import PartialDate
from partybuild.recurrence import Recurrence
from resources.enums import BeneficiaryKind, NeedState, ResourceClass, Urgency
from resources.models.matches import Match
from resources.models.ownership import Owned, OwnedQuerySet, in_streets_of, owned_within


class NeedQuerySet(OwnedQuerySet):
    def visible_to(self, user: Any) -> Self:
        """Needs of owners within reach, and needs matched with a resource of such an owner."""
        reach = reach_of(user)
        if reach.everything:
            return self
        matched = Match.objects.filter(owned_within(reach, "resource")).values("need")
        return self.filter(owned_within(reach) | Q(pk__in=matched))

    def listed(self) -> Self:
        return self.filter(state=NeedState.LISTED)

    def to_review(self, today: date) -> Self:
        """Shelved, and due to be looked at again; one without a day is due at once (SM-1)."""
        due = Q(review_on=None) | Q(review_on__lte=today)
        return self.filter(due, state=NeedState.SHELVED)

    def in_hall(self) -> Self:
        """On the list, and open to all units because nobody took it up in time (SM-3)."""
        return self.listed().filter(opened_at__isnull=False)

    def open_to(self, user: Any) -> Self:
        """Needs in the claim hall of a street where the person has any business to do."""
        reach = reach_of(user)
        hall = self.in_hall()
        return hall if reach.everything else hall.filter(in_streets_of(reach))

    def for_list(self) -> Self:
        return self.select_related("street", "owner_org", "owner_partner").order_by("-pk")


class Need(Owned):
    """Something that is really needed, put so that somebody can offer it (SM-1).

    Whom it serves is a kind and a count, or a code whose key stays on paper (D5).
    """

    resource_class = models.CharField(_("class"), max_length=20, choices=ResourceClass)
    title = models.CharField(_("title"), max_length=120)
    content = models.TextField(_("content"), blank=True, max_length=2000)
    beneficiary_kind = models.CharField(
        _("beneficiaries"), max_length=20, choices=BeneficiaryKind, default=BeneficiaryKind.OTHER
    )
    beneficiary_code = models.CharField(_("beneficiary code"), max_length=40, blank=True)
    beneficiary_count = models.PositiveIntegerField(
        _("number of beneficiaries"), null=True, blank=True
    )
    quantity = models.DecimalField(_("quantity"), max_digits=12, decimal_places=2, default=1)
    unit = models.CharField(_("unit"), max_length=20, blank=True)
    urgency = models.CharField(
        _("urgency"), max_length=10, choices=Urgency, default=Urgency.ORDINARY
    )
    wished_text = models.CharField(_("wished time"), max_length=60, blank=True)
    wished_on = models.DateField(_("wished by"), null=True, blank=True)
    wished_precision = models.CharField(
        _("precision of the wished day"), max_length=5, choices=DatePrecision, blank=True
    )
    starts_on = models.DateField(_("from"), null=True, blank=True)
    ends_on = models.DateField(_("until"), null=True, blank=True)
    recurrence_text = models.CharField(_("how often"), max_length=60, blank=True)
    recurrence_rule = models.CharField(_("recurrence"), max_length=120, blank=True, editable=False)
    contact_name = models.CharField(_("contact"), max_length=60, blank=True)
    contact_phone = models.CharField(_("work phone"), max_length=30, blank=True)
    remark = models.CharField(_("remark"), max_length=300, blank=True)
    state = models.CharField(_("state"), max_length=12, choices=NeedState, default=NeedState.DRAFT)
    filed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("filed by"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    listed_at = models.DateTimeField(_("on the list since"), null=True, blank=True)
    opened_at = models.DateTimeField(_("open to all units since"), null=True, blank=True)
    review_on = models.DateField(_("to be looked at again on"), null=True, blank=True)
    merged_into = models.ForeignKey(
        "self",
        verbose_name=_("merged into"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="merged",
    )
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)
    updated_at = models.DateTimeField(_("updated at"), auto_now=True)

    objects = NeedQuerySet.as_manager()

    class Meta(Owned.Meta):
        verbose_name = _("need")
        verbose_name_plural = _("needs")
        indexes = [
            models.Index(fields=["street", "state", "-created_at"], name="need_by_street"),
        ]
        constraints = [
            *Owned.Meta.constraints,
            models.CheckConstraint(name="need_asks_for_something", condition=Q(quantity__gt=0)),
            models.CheckConstraint(
                name="need_wish_precision_with_its_date",
                condition=Q(wished_on=None, wished_precision="")
                | (Q(wished_on__isnull=False) & ~Q(wished_precision="")),
            ),
            models.CheckConstraint(
                name="need_merged_into_another",
                condition=(
                    Q(state=NeedState.MERGED, merged_into__isnull=False) & ~Q(merged_into=F("pk"))
                )
                | (~Q(state=NeedState.MERGED) & Q(merged_into=None)),
            ),
            models.CheckConstraint(
                name="need_ends_after_it_starts",
                condition=Q(starts_on=None) | Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("resources:need", args=[self.public_id])

    @property
    def recurrence(self) -> Recurrence | None:
        """How often it is needed, as far as the words could be read."""
        return Recurrence.stored(self.recurrence_rule)

    @property
    def wished(self) -> PartialDate | None:
        return PartialDate.stored(self.wished_on, self.wished_precision)
