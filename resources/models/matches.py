"""Matches: a need and a resource that fit, and what both sides say to it (R-008)."""

import uuid
from datetime import date
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from orgs.models import Org
from orgs.scoping import Reach, reach_of
from resources.enums import OPEN_MATCH_STATES, SETTLED_STATES, MatchState
from resources.models.ownership import CodedQuerySet, of_owner

PERSON = settings.AUTH_USER_MODEL


class MatchQuerySet(CodedQuerySet):
    def visible_to(self, user: Any) -> Self:
        """Matches whose need or resource belongs to an owner within reach."""
        return self.within(reach_of(user))

    def within(self, reach: Reach) -> Self:
        # Both sides belong to the street of the match, so only their owners are left to compare.
        return self.filter(
            reach.streets("street") | of_owner(reach, "need") | of_owner(reach, "resource")
        )

    def open(self) -> Self:
        return self.filter(state__in=OPEN_MATCH_STATES)

    def proposed(self) -> Self:
        return self.filter(state=MatchState.PROPOSED)

    def declined(self) -> Self:
        return self.filter(state=MatchState.DECLINED)

    def overdue(self, today: date) -> Self:
        return self.proposed().filter(expires_on__lt=today)

    def to_remind(self, today: date) -> Self:
        """Still open on the day on which both sides are reminded, and not reminded yet."""
        return self.proposed().filter(
            remind_on__lte=today, expires_on__gte=today, reminded_at__isnull=True
        )

    def claims(self) -> Self:
        """Made in the claim hall (R-176)."""
        return self.filter(claimed_at__isnull=False)

    def for_list(self) -> Self:
        return self.select_related(
            "street",
            "need__street",
            "need__owner_org",
            "need__owner_partner",
            "resource__street",
            "resource__owner_org",
            "resource__owner_partner",
            "proposed_by",
            "need_agreed_by",
            "resource_agreed_by",
        ).order_by("-pk")


class Match(models.Model):
    """A pair that the portal or a person proposes; it holds once both sides are willing (SM-3)."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    code = models.CharField(_("code"), max_length=20, editable=False)
    street = models.ForeignKey(
        Org, verbose_name=_("sub-district"), on_delete=models.PROTECT, related_name="+"
    )
    need = models.ForeignKey(
        "resources.Need", verbose_name=_("need"), on_delete=models.PROTECT, related_name="matches"
    )
    resource = models.ForeignKey(
        "resources.Resource",
        verbose_name=_("resource"),
        on_delete=models.PROTECT,
        related_name="matches",
    )
    quantity = models.DecimalField(_("quantity"), max_digits=12, decimal_places=2, default=1)
    score = models.PositiveSmallIntegerField(_("score"), default=0)
    reasons = models.JSONField(_("reasons"), default=list)
    weights = models.JSONField(_("weights"), default=dict)
    proposed_by = models.ForeignKey(
        PERSON,
        verbose_name=_("proposed by"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    need_agreed_by = models.ForeignKey(
        PERSON,
        verbose_name=_("agreed for the need by"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    need_agreed_at = models.DateTimeField(_("agreed for the need at"), null=True, blank=True)
    need_agreed_on_behalf = models.BooleanField(_("on behalf of the unit"), default=False)
    resource_agreed_by = models.ForeignKey(
        PERSON,
        verbose_name=_("agreed for the resource by"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    resource_agreed_at = models.DateTimeField(
        _("agreed for the resource at"), null=True, blank=True
    )
    resource_agreed_on_behalf = models.BooleanField(_("on behalf of the unit"), default=False)
    decline_reason = models.CharField(_("reason for declining"), max_length=500, blank=True)
    claimed_at = models.DateTimeField(_("claimed at"), null=True, blank=True)
    claim_words = models.CharField(_("words of the claim"), max_length=500, blank=True)
    remind_on = models.DateField(_("reminder on"), null=True, blank=True, editable=False)
    reminded_at = models.DateTimeField(_("reminded at"), null=True, blank=True, editable=False)
    expires_on = models.DateField(_("open until"))
    state = models.CharField(
        _("state"), max_length=12, choices=MatchState, default=MatchState.PROPOSED
    )
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(_("proposed at"), auto_now_add=True)
    updated_at = models.DateTimeField(_("updated at"), auto_now=True)

    objects = MatchQuerySet.as_manager()

    class Meta:
        verbose_name = _("match")
        verbose_name_plural = _("matches")
        indexes = [
            models.Index(fields=["state", "expires_on"], name="match_by_expiry"),
        ]
        constraints = [
            models.UniqueConstraint(name="match_code_once_in_a_street", fields=["street", "code"]),
            models.UniqueConstraint(
                name="match_open_once_for_a_pair",
                fields=["need", "resource"],
                condition=Q(state__in=sorted(OPEN_MATCH_STATES)),
            ),
            models.UniqueConstraint(
                name="match_settles_a_need_once",
                fields=["need"],
                condition=Q(state__in=sorted(SETTLED_STATES)),
            ),
            models.CheckConstraint(
                name="match_takes_something", condition=Q(quantity__gt=0, score__lte=100)
            ),
            models.CheckConstraint(
                name="match_agreed_only_when_both_sides_are",
                condition=~Q(state__in=sorted(SETTLED_STATES))
                | Q(need_agreed_at__isnull=False, resource_agreed_at__isnull=False),
            ),
            models.CheckConstraint(
                name="match_consents_have_a_name_and_a_time",
                condition=(
                    Q(need_agreed_by=None, need_agreed_at=None, need_agreed_on_behalf=False)
                    | Q(need_agreed_by__isnull=False, need_agreed_at__isnull=False)
                )
                & (
                    Q(
                        resource_agreed_by=None,
                        resource_agreed_at=None,
                        resource_agreed_on_behalf=False,
                    )
                    | Q(resource_agreed_by__isnull=False, resource_agreed_at__isnull=False)
                ),
            ),
            models.CheckConstraint(
                name="match_declined_with_a_reason",
                condition=~Q(state=MatchState.DECLINED) | ~Q(decline_reason=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.need} × {self.resource}"

    def get_absolute_url(self) -> str:
        return reverse("resources:match", args=[self.public_id])

    @property
    def org(self) -> Org:
        """The organisation whose scope this row is in."""
        return self.need.org
