"""Wishes: small things that somebody in a community hopes for, known here only by a code (D5)."""

import uuid
from datetime import date
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from orgs.models import Org, Partner
from orgs.scoping import Reach, reach_of
from resources.models.ownership import CodedQuerySet
from resources.pledge_enums import (
    SHARED_WISH_STATES,
    TAKEN_UP_STATES,
    AgeBand,
    Satisfaction,
    WishKind,
    WishState,
)


class WishQuerySet(CodedQuerySet):
    def visible_to(self, user: Any) -> Self:
        """Wishes of communities within reach, those a unit claimed, and what the street shares."""
        reach = reach_of(user)
        if reach.everything:
            return self
        return self.within(reach, shared_among(reach))

    def within(self, reach: Reach, *others: Q) -> Self:
        condition = reach.orgs("community") | reach.partners("claimant")
        for other in others:
            condition |= other
        return self.filter(condition)

    def published(self) -> Self:
        return self.filter(state=WishState.PUBLISHED)

    def unclaimed(self, today: date) -> Self:
        """Still published although its last day has passed."""
        return self.published().filter(claim_by__lt=today)

    def for_list(self) -> Self:
        return self.select_related("street", "community", "claimant").order_by("-pk")


def shared_among(reach: Reach) -> Q:
    """Condition: published in a street where the person has any business to do."""
    trees = {subtree.tree_id for subtree in reach.subtrees}
    units = Partner.objects.filter(pk__in=reach.partner_pks).values("street")
    return Q(state=WishState.PUBLISHED) & (Q(street__tree_id__in=trees) | Q(street__in=units))


class Wish(models.Model):
    """A wish as the community wrote it down: a kind, an age band and a text (SM-17).

    Whose wish it is stays on paper in the community, under the same code.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    code = models.CharField(_("code"), max_length=30, editable=False)
    street = models.ForeignKey(
        Org, verbose_name=_("sub-district"), on_delete=models.PROTECT, related_name="+"
    )
    community = models.ForeignKey(
        Org, verbose_name=_("community"), on_delete=models.PROTECT, related_name="wishes"
    )
    kind = models.CharField(_("kind"), max_length=10, choices=WishKind)
    age_band = models.CharField(_("age band"), max_length=10, choices=AgeBand)
    content = models.TextField(_("wish"), max_length=500)
    remark = models.CharField(_("remark"), max_length=300, blank=True)
    state = models.CharField(
        _("state"), max_length=10, choices=WishState, default=WishState.GATHERED
    )
    gathered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("gathered by"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    published_on = models.DateField(_("published on"), null=True, blank=True)
    claim_by = models.DateField(_("to be claimed by"), null=True, blank=True)
    claimant = models.ForeignKey(
        Partner,
        verbose_name=_("claimed by"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="wishes",
    )
    claimed_on = models.DateField(_("claimed on"), null=True, blank=True)
    outcome = models.CharField(_("what was done"), max_length=500, blank=True)
    fulfilled_on = models.DateField(_("fulfilled on"), null=True, blank=True)
    satisfaction = models.CharField(
        _("satisfaction"), max_length=12, choices=Satisfaction, blank=True
    )
    appraisal = models.CharField(_("appraisal"), max_length=500, blank=True)
    need = models.OneToOneField(
        "resources.Need",
        verbose_name=_("need"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="wish",
    )
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)
    updated_at = models.DateTimeField(_("updated at"), auto_now=True)

    objects = WishQuerySet.as_manager()

    class Meta:
        verbose_name = _("wish")
        verbose_name_plural = _("wishes")
        indexes = [models.Index(fields=["street", "state", "claim_by"], name="wish_by_street")]
        constraints = [
            models.UniqueConstraint(name="wish_code_once_in_a_street", fields=["street", "code"]),
            models.CheckConstraint(
                name="wish_has_a_claimant_exactly_when_taken_up",
                condition=Q(
                    state__in=TAKEN_UP_STATES, claimant__isnull=False, claimed_on__isnull=False
                )
                | (~Q(state__in=TAKEN_UP_STATES) & Q(claimant=None, claimed_on=None)),
            ),
            models.CheckConstraint(
                name="wish_has_its_days_once_published",
                condition=~Q(state__in=SHARED_WISH_STATES)
                | Q(published_on__isnull=False, claim_by__isnull=False),
            ),
            models.CheckConstraint(
                name="wish_has_a_need_exactly_when_turned",
                condition=Q(state=WishState.TURNED, need__isnull=False)
                | (~Q(state=WishState.TURNED) & Q(need=None)),
            ),
            models.CheckConstraint(
                name="wish_has_a_verdict_exactly_when_appraised",
                condition=(Q(state=WishState.APPRAISED) & ~Q(satisfaction=""))
                | (~Q(state=WishState.APPRAISED) & Q(satisfaction="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.get_kind_display()}"

    def get_absolute_url(self) -> str:
        return reverse("resources:wish", args=[self.public_id])

    @property
    def org(self) -> Org:
        """The organisation whose scope this row is in."""
        return self.community
