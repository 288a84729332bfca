"""Who is nominated for a body, by whom, and what became of it (SM-14); no more of a person (D7)."""

import uuid
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from liaison.body_enums import (
    DECLINED_NOMINATIONS,
    OPEN_NOMINATIONS,
    SEATED_NOMINATIONS,
    NominationState,
)
from liaison.enums import MembershipRole
from liaison.models.agenda_items import AgendaItem
from liaison.models.bodies import Body
from liaison.models.memberships import Membership
from liaison.models.resolutions import Resolution
from orgs.models import Org, Partner
from orgs.scoping import OrgScopedQuerySet, reach_of


class NominationQuerySet(OrgScopedQuerySet):
    org_path = "body__org"

    def visible_to(self, user: Any) -> Self:
        """Nominations for bodies within reach, and those that a unit or organisation of mine made.

        A seat on the body shows none of them: who is still talked about is nobody else's matter.
        """
        reach = reach_of(user)
        mine = reach.partners("by_partner") | reach.orgs("by_org")
        return self.filter(reach.orgs("body__org") | mine)

    def open(self) -> Self:
        return self.filter(state__in=OPEN_NOMINATIONS)

    def in_office(self) -> Self:
        return self.filter(state=NominationState.IN_OFFICE)

    def for_list(self) -> Self:
        return self.select_related(
            "body__org", "by_org", "by_partner", "unit_partner", "unit_org"
        ).order_by("-created_at", "-pk")


class Nomination(models.Model):
    """Somebody put forward for a seat on a body, with name, unit and post in their office only."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    body = models.ForeignKey(
        Body, verbose_name=_("body"), on_delete=models.PROTECT, related_name="nominations"
    )
    role = models.CharField(
        _("role in the body"),
        max_length=10,
        choices=MembershipRole,
        default=MembershipRole.MEMBER,
    )
    person_name = models.CharField(pgettext_lazy("person", "name"), max_length=60)
    post = models.CharField(_("post"), max_length=60, blank=True)
    by_org = models.ForeignKey(
        Org,
        verbose_name=_("nominated by organisation"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="nominations",
    )
    by_partner = models.ForeignKey(
        Partner,
        verbose_name=_("nominated by partner unit"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="nominations",
    )
    unit_org = models.ForeignKey(
        Org,
        verbose_name=_("of organisation"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    unit_partner = models.ForeignKey(
        Partner,
        verbose_name=_("of partner unit"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    unit_name = models.CharField(_("of another unit"), max_length=120, blank=True)
    is_part_time = models.BooleanField(_("part-time member"), default=True)
    ground = models.CharField(_("why this unit and post"), max_length=300, blank=True)
    state = models.CharField(
        _("state"), max_length=12, choices=NominationState, default=NominationState.PROPOSED
    )
    item = models.ForeignKey(
        AgendaItem,
        verbose_name=_("agenda item"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="nominations",
    )
    resolution = models.ForeignKey(
        Resolution,
        verbose_name=_("resolution"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="nominations",
    )
    seat = models.OneToOneField(
        Membership,
        verbose_name=_("seat"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="nomination",
    )
    decline_reason = models.CharField(_("why not"), max_length=500, blank=True)
    nominated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("entered by"),
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
    )
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)
    updated_at = models.DateTimeField(_("updated at"), auto_now=True)

    objects = NominationQuerySet.as_manager()

    class Meta:
        verbose_name = _("nomination")
        verbose_name_plural = _("nominations")
        constraints = [
            models.UniqueConstraint(
                name="person_nominated_once_at_a_time_for_a_body",
                fields=["body", "person_name", "role"],
                condition=Q(state__in=sorted(OPEN_NOMINATIONS)),
            ),
            models.CheckConstraint(
                name="nomination_is_made_by_one_side",
                condition=Q(by_org=None, by_partner__isnull=False)
                | Q(by_org__isnull=False, by_partner=None),
            ),
            models.CheckConstraint(
                name="nominee_is_of_one_unit",
                condition=Q(unit_org=None, unit_partner=None) & ~Q(unit_name="")
                | Q(unit_org=None, unit_partner__isnull=False, unit_name="")
                | Q(unit_org__isnull=False, unit_partner=None, unit_name=""),
            ),
            models.CheckConstraint(
                name="nominee_is_seated_exactly_by_a_resolution",
                condition=Q(
                    state__in=sorted(SEATED_NOMINATIONS),
                    seat__isnull=False,
                    resolution__isnull=False,
                    item__isnull=False,
                )
                | (~Q(state__in=sorted(SEATED_NOMINATIONS)) & Q(seat=None, resolution=None)),
            ),
            models.CheckConstraint(
                name="nomination_declined_exactly_with_a_reason",
                condition=(Q(state__in=sorted(DECLINED_NOMINATIONS)) & ~Q(decline_reason=""))
                | (~Q(state__in=sorted(DECLINED_NOMINATIONS)) & Q(decline_reason="")),
            ),
            models.CheckConstraint(
                name="nomination_deliberated_at_an_item",
                condition=~Q(state=NominationState.DELIBERATED) | Q(item__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_name} · {self.body}"

    def get_absolute_url(self) -> str:
        return reverse("liaison:nomination", args=[self.public_id])

    @property
    def org(self) -> Org:
        """The organisation whose scope this row is in: the one the body belongs to."""
        return self.body.org

    @property
    def nominator(self) -> Any:
        """The organisation or the unit that put the person forward."""
        return self.by_org or self.by_partner

    @property
    def unit(self) -> str:
        """The name of the unit for which the person would sit."""
        return str(self.unit_org or self.unit_partner or self.unit_name)

    @property
    def electing_body(self) -> Body:
        """The body whose meeting decides: of a part the whole, otherwise itself (R-314)."""
        return self.body.parent or self.body
