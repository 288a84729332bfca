"""Proposals: what a community, a branch or a member unit puts forward to be decided and done."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from liaison.models.bodies import Body
from liaison.models.memberships import Membership
from liaison.proposal_enums import (
    OPEN_PROPOSAL_STATES,
    OVER_STATES,
    Chain,
    ProposalState,
    ProposerKind,
)
from orgs.models import Org, Partner
from orgs.scoping import Reach, reach_of
from resources.models.ownership import Owned, OwnedQuerySet, owned_within


class ProposalQuerySet(OwnedQuerySet):
    def visible_to(self, user: Any) -> Self:
        """Own proposals, those of one's community, those one shall do, those of one's group."""
        reach = reach_of(user)
        if reach.everything:
            return self
        return self.filter(_concerned(user, reach))

    def open(self) -> Self:
        return self.filter(state__in=OPEN_PROPOSAL_STATES)

    def for_list(self) -> Self:
        return self.select_related(
            "street",
            "owner_org",
            "owner_partner",
            "community",
            "group__org",
            "undertaker_org",
            "undertaker_partner",
        ).order_by("-pk")


def _concerned(user: Any, reach: Reach) -> Q:
    """Condition: the person has something to do with the proposal."""
    seats = Membership.objects.seats_of(user, reach).values("body")
    return (
        owned_within(reach)
        | reach.orgs("community")
        | reach.orgs("undertaker_org")
        | reach.partners("undertaker_partner")
        | Q(group__in=seats)
    )


class Proposal(Owned):
    """A proposal on its way along one of the chains (SM-6, SM-7, R-315).

    Who stands behind it is a kind and a number; no person who proposed is named (D10).
    """

    chain = models.CharField(_("chain"), max_length=20, choices=Chain)
    community = models.ForeignKey(
        Org,
        verbose_name=_("community"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    title = models.CharField(_("title"), max_length=120)
    content = models.TextField(_("content"), max_length=4000)
    proposer_kind = models.CharField(_("who proposes"), max_length=10, choices=ProposerKind)
    proposer_count = models.PositiveIntegerField(_("how many propose it"), default=1)
    need = models.ForeignKey(
        "resources.Need",
        verbose_name=_("need"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="proposals",
    )
    resolution = models.ForeignKey(
        "liaison.Resolution",
        verbose_name=_("resolution"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="proposals",
    )
    state = models.CharField(
        _("state"), max_length=12, choices=ProposalState, default=ProposalState.RAISED
    )
    round = models.PositiveSmallIntegerField(_("round"), default=1, editable=False)
    raised_on = models.DateField(_("raised on"))
    group = models.ForeignKey(
        Body,
        verbose_name=_("group"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="proposals",
    )
    undertaker_org = models.ForeignKey(
        Org,
        verbose_name=_("undertaking office"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    undertaker_partner = models.ForeignKey(
        Partner,
        verbose_name=_("undertaking unit"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    due_on = models.DateField(_("due on"), null=True, blank=True)
    due_rule = models.CharField(_("rule of the deadline"), max_length=120, blank=True)
    notice_starts_on = models.DateField(_("public notice from"), null=True, blank=True)
    notice_ends_on = models.DateField(_("public notice until"), null=True, blank=True)
    notice_rule = models.CharField(_("rule of the public notice"), max_length=120, blank=True)
    objection_count = models.PositiveIntegerField(_("objections"), default=0)
    done_on = models.DateField(_("done on"), null=True, blank=True)
    closed_on = models.DateField(pgettext_lazy("proposal", "closed on"), null=True, blank=True)
    filed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("filed by"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)
    updated_at = models.DateTimeField(_("updated at"), auto_now=True)

    objects = ProposalQuerySet.as_manager()

    class Meta(Owned.Meta):
        verbose_name = _("proposal")
        verbose_name_plural = _("proposals")
        indexes = [models.Index(fields=["street", "chain", "state"], name="proposal_by_street")]
        constraints = [
            *Owned.Meta.constraints,
            models.CheckConstraint(
                name="proposal_of_a_community_but_for_suggestions",
                condition=Q(chain=Chain.SUGGESTION) | Q(community__isnull=False),
            ),
            models.CheckConstraint(
                name="proposal_undertaken_by_one_at_most",
                condition=Q(undertaker_org=None) | Q(undertaker_partner=None),
            ),
            models.CheckConstraint(
                name="proposal_has_a_deadline_with_its_rule",
                condition=Q(due_on=None, due_rule="") | (Q(due_on__isnull=False) & ~Q(due_rule="")),
            ),
            models.CheckConstraint(
                name="proposal_in_hand_has_a_deadline",
                condition=~Q(state=ProposalState.IN_HAND) | Q(due_on__isnull=False),
            ),
            models.CheckConstraint(
                name="proposal_notice_begins_before_it_ends",
                condition=Q(notice_starts_on=None, notice_ends_on=None, notice_rule="")
                | (Q(notice_ends_on__gt=F("notice_starts_on")) & ~Q(notice_rule="")),
            ),
            models.CheckConstraint(
                name="proposal_on_notice_has_its_days",
                condition=~Q(state=ProposalState.ANNOUNCED) | Q(notice_ends_on__isnull=False),
            ),
            models.CheckConstraint(
                name="proposal_closed_on_a_day_exactly_when_over",
                condition=Q(state__in=OVER_STATES, closed_on__isnull=False)
                | (~Q(state__in=OVER_STATES) & Q(closed_on=None)),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("liaison:proposal", args=[self.public_id])

    @property
    def undertaker(self) -> Any:
        """Who shall do it: an organisation, a unit, or by default the office of the street."""
        return self.undertaker_org or self.undertaker_partner or self.street

    @property
    def named_undertaker(self) -> Any:
        """Who shall do it, once somebody was named."""
        return self.undertaker_org or self.undertaker_partner

    @property
    def is_over(self) -> bool:
        return self.state in OVER_STATES
