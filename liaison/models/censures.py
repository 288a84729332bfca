"""Circulars of criticism and interviews: drafts for those who decide, seen by few (A-40, D10)."""

import uuid
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from liaison.followup_enums import CensureKind, CensureState
from liaison.models.action_items import ActionItem
from orgs.enums import Role
from orgs.models import Org, Partner
from orgs.scoping import reach_of

# Only who drafts and who decides ever sees one; it is not searched, exported or told by the API.
KEEPERS = (Role.OFFICE, Role.LEADER)


class CensureQuerySet(models.QuerySet):
    def visible_to(self, user: Any) -> Self:
        """Those of streets whose office or leaders the person belongs to; nobody else's."""
        return self.filter(reach_of(user, *KEEPERS).streets("street"))

    def for_list(self) -> Self:
        return self.select_related("street", "target_org", "target_partner", "item").order_by(
            "-created_at", "-pk"
        )


class Censure(models.Model):
    """The restricted record of a censure: topic, day and rectification; no person is named."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    street = models.ForeignKey(
        Org, verbose_name=_("sub-district"), on_delete=models.PROTECT, related_name="+"
    )
    kind = models.CharField(_("kind of censure"), max_length=10, choices=CensureKind)
    target_org = models.ForeignKey(
        Org,
        verbose_name=_("organisation concerned"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    target_partner = models.ForeignKey(
        Partner,
        verbose_name=_("unit concerned"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    item = models.ForeignKey(
        ActionItem,
        verbose_name=_("action item"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="censures",
    )
    topic = models.CharField(_("topic"), max_length=200)
    facts = models.TextField(_("facts"), max_length=2000)
    demand = models.TextField(_("what is demanded"), max_length=1000, blank=True)
    state = models.CharField(
        _("state"), max_length=10, choices=CensureState, default=CensureState.DRAFTED
    )
    delivered_on = models.DateField(_("delivered on"), null=True, blank=True)
    rectification = models.TextField(_("rectification"), max_length=1000, blank=True)
    drafted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("drafted by"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)
    updated_at = models.DateTimeField(_("updated at"), auto_now=True)

    objects = CensureQuerySet.as_manager()

    class Meta:
        verbose_name = _("censure")
        verbose_name_plural = _("censures")
        constraints = [
            models.CheckConstraint(
                name="censure_concerns_one_organisation_or_unit",
                condition=Q(target_org__isnull=False, target_partner=None)
                | Q(target_org=None, target_partner__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        # The trail repeats this, and the trail is read by more people than the record.
        return f"{self.get_kind_display()} {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("liaison:censure", args=[self.public_id])

    @property
    def target(self) -> Any:
        """The organisation or partner unit that is concerned."""
        return self.target_org or self.target_partner

    @property
    def org(self) -> Org:
        """The organisation whose scope this row is in."""
        return self.street
