"""Units that put their name under a draft of minutes, or send it back with words (SM-5)."""

import uuid
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from liaison.enums import CountersignatureState
from orgs.models import Org, Partner
from orgs.scoping import OrgScopedQuerySet, Reach, reach_of


class CountersignatureQuerySet(OrgScopedQuerySet):
    org_path = "minutes__meeting__body__org"

    def visible_to(self, user: Any) -> Self:
        """Those of the meetings within reach, and those that the own units are asked for."""
        reach = reach_of(user)
        if reach.everything:
            return self
        return self.filter(
            reach.orgs(self.org_path) | reach.orgs("unit_org") | reach.partners("unit_partner")
        )

    def of_units(self, reach: Reach) -> Self:
        """Asked of an organisation or a partner unit within reach."""
        return self.filter(reach.orgs("unit_org") | reach.partners("unit_partner"))

    def asked(self) -> Self:
        return self.filter(state=CountersignatureState.ASKED)

    def of_this_round(self) -> Self:
        return self.filter(round=F("minutes__round"))

    def for_list(self) -> Self:
        return self.select_related(
            "minutes__meeting__body__org", "unit_org", "unit_partner", "answered_by"
        ).order_by("round", "pk")


class Countersignature(models.Model):
    """One unit's answer to one circulation of a draft of minutes."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    minutes = models.ForeignKey(
        "liaison.Minutes",
        verbose_name=_("minutes"),
        on_delete=models.PROTECT,
        related_name="countersignatures",
    )
    round = models.PositiveSmallIntegerField(_("round"))
    unit_org = models.ForeignKey(
        Org,
        verbose_name=_("organisation"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="countersignatures",
    )
    unit_partner = models.ForeignKey(
        Partner,
        verbose_name=_("partner unit"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="countersignatures",
    )
    state = models.CharField(
        _("state"),
        max_length=10,
        choices=CountersignatureState,
        default=CountersignatureState.ASKED,
    )
    words = models.TextField(_("words"), blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("answered by"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)

    objects = CountersignatureQuerySet.as_manager()

    class Meta:
        verbose_name = _("countersignature")
        verbose_name_plural = _("countersignatures")
        constraints = [
            models.UniqueConstraint(
                name="org_asked_once_in_a_round",
                fields=["minutes", "round", "unit_org"],
                condition=Q(unit_org__isnull=False),
            ),
            models.UniqueConstraint(
                name="partner_asked_once_in_a_round",
                fields=["minutes", "round", "unit_partner"],
                condition=Q(unit_partner__isnull=False),
            ),
            models.CheckConstraint(
                name="countersignature_is_of_one_unit",
                condition=Q(unit_org=None, unit_partner__isnull=False)
                | Q(unit_org__isnull=False, unit_partner=None),
            ),
            models.CheckConstraint(
                name="countersignature_sent_back_only_with_words",
                condition=~Q(state=CountersignatureState.SENT_BACK) | ~Q(words=""),
            ),
        ]

    def __str__(self) -> str:
        return str(self.unit)

    def get_absolute_url(self) -> str:
        return self.minutes.get_absolute_url()

    @property
    def org(self) -> Org:
        """The organisation whose scope this row is in: the one whose body met."""
        return self.minutes.org

    @property
    def unit(self) -> Any:
        """The organisation or partner unit that is asked."""
        return self.unit_org or self.unit_partner
