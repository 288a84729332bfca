"""Agreements: the way of a unit from asking to check in until its co-building ends (SM-16)."""

import uuid
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from orgs.enums import PairingMode
from orgs.models import Org, Pairing, Partner
from orgs.scoping import Reach, reach_of
from resources.pledge_enums import OPEN_AGREEMENT_STATES, AgreementState


class AgreementQuerySet(models.QuerySet):
    def visible_to(self, user: Any) -> Self:
        """Agreements of communities within reach, and those of units one speaks for."""
        return self.within(reach_of(user))

    def within(self, reach: Reach) -> Self:
        return self.filter(reach.orgs("community") | reach.partners("partner"))

    def for_list(self) -> Self:
        """With the last day of the term, which the pairing of the two keeps."""
        pairing = Pairing.objects.filter(
            partner=OuterRef("partner"), community=OuterRef("community")
        )
        return (
            self.select_related("partner__street", "community")
            .annotate(term_ends_on=Subquery(pairing.values("agreement_ends_on")[:1]))
            .order_by("-pk")
        )


class Agreement(models.Model):
    """A unit that checks in at a community and what becomes of it.

    The check-in day, the signing and the term stand on the pairing of the two. Nobody's
    membership, affiliation or dues move with it (R-223).
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    partner = models.ForeignKey(
        Partner, verbose_name=_("partner unit"), on_delete=models.PROTECT, related_name="agreements"
    )
    community = models.ForeignKey(
        Org, verbose_name=_("community"), on_delete=models.PROTECT, related_name="agreements"
    )
    mode = models.CharField(_("way of co-building"), max_length=10, choices=PairingMode)
    content = models.TextField(_("what the unit will do"), max_length=1000, blank=True)
    state = models.CharField(
        _("state"), max_length=10, choices=AgreementState, default=AgreementState.APPLIED
    )
    applied_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("applied by"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(_("applied at"), auto_now_add=True)
    updated_at = models.DateTimeField(_("updated at"), auto_now=True)

    objects = AgreementQuerySet.as_manager()

    class Meta:
        verbose_name = _("agreement")
        verbose_name_plural = _("agreements")
        constraints = [
            models.UniqueConstraint(
                name="agreement_open_once_for_a_pair",
                fields=["partner", "community"],
                condition=Q(state__in=sorted(OPEN_AGREEMENT_STATES)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.partner} · {self.community}"

    def get_absolute_url(self) -> str:
        return reverse("resources:agreement", args=[self.public_id])

    @property
    def org(self) -> Org:
        """The organisation whose scope this row is in."""
        return self.community

    @cached_property
    def pairing(self) -> Pairing | None:
        """The check-in of the two as it stands, with its signing and its term."""
        return Pairing.objects.filter(partner=self.partner, community=self.community).first()
