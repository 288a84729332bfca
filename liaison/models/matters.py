"""Matters: what departments ask of communities, admitted by the office for a time (SM-11)."""

import uuid
from datetime import date, timedelta
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from liaison.matter_enums import LISTED_MATTER_STATES, MatterState
from orgs.models import Org
from orgs.scoping import OrgScopedQuerySet, reach_of
from resources.models.ownership import Owned, OwnedQuerySet, in_streets_of, owned_within


class MatterQuerySet(OwnedQuerySet):
    def visible_to(self, user: Any) -> Self:
        """Own applications, and in one's own street everything that was admitted."""
        reach = reach_of(user)
        if reach.everything:
            return self
        admitted = Q(state__in=LISTED_MATTER_STATES) & in_streets_of(reach)
        return self.filter(owned_within(reach) | admitted)

    def in_force(self, today: date) -> Self:
        """Admitted, and asked of communities on this day."""
        return self.filter(state=MatterState.ADMITTED, starts_on__lte=today, ends_on__gte=today)

    def outlived(self, today: date) -> Self:
        """Still admitted although the last day has passed."""
        return self.filter(state=MatterState.ADMITTED, ends_on__lt=today)

    def ending(self, today: date, days: int) -> Self:
        """Admitted, with the last day so near that the department should know."""
        return self.filter(
            state=MatterState.ADMITTED, ends_on__range=(today, today + timedelta(days=days))
        )

    def for_list(self) -> Self:
        return self.select_related("street", "owner_org", "owner_partner").order_by("-pk")


class Matter(Owned):
    """A matter that a department wants communities to see to: why, which, how long, how much.

    How much it takes is what one community fills in and spends in a month.
    """

    department = models.CharField(_("department"), max_length=120)
    title = models.CharField(_("title"), max_length=120)
    content = models.TextField(_("what is asked"), max_length=2000)
    basis = models.CharField(_("legal basis"), max_length=300)
    funding = models.CharField(_("funding"), max_length=200, blank=True)
    is_everywhere = models.BooleanField(_("asked of all communities"), default=True)
    communities = models.ManyToManyField(
        Org, verbose_name=_("communities"), blank=True, related_name="+"
    )
    forms_a_month = models.PositiveSmallIntegerField(_("forms a month"), default=0)
    time_a_month = models.DurationField(_("time a month"), default=timedelta)
    wished_from = models.DateField(_("wished from"))
    wished_until = models.DateField(_("wished until"))
    state = models.CharField(
        _("state"), max_length=10, choices=MatterState, default=MatterState.APPLIED
    )
    opinion = models.CharField(_("opinion of the review"), max_length=500, blank=True)
    starts_on = models.DateField(_("admitted from"), null=True, blank=True)
    ends_on = models.DateField(_("admitted until"), null=True, blank=True)
    reason = models.CharField(_("reason of the decision"), max_length=500, blank=True)
    filed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("filed by"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)
    updated_at = models.DateTimeField(_("updated at"), auto_now=True)

    objects = MatterQuerySet.as_manager()

    class Meta(Owned.Meta):
        verbose_name = pgettext_lazy("community", "matter")
        verbose_name_plural = pgettext_lazy("community", "matters")
        indexes = [models.Index(fields=["street", "state", "ends_on"], name="matter_by_street")]
        constraints = [
            *Owned.Meta.constraints,
            models.CheckConstraint(
                name="matter_has_its_days_exactly_when_listed",
                condition=Q(
                    state__in=LISTED_MATTER_STATES,
                    starts_on__isnull=False,
                    ends_on__gte=F("starts_on"),
                )
                | (~Q(state__in=LISTED_MATTER_STATES) & Q(starts_on=None, ends_on=None)),
            ),
            models.CheckConstraint(
                name="matter_declined_with_a_reason",
                condition=~Q(state=MatterState.DECLINED) | ~Q(reason=""),
            ),
            models.CheckConstraint(
                name="matter_wished_in_order", condition=Q(wished_until__gte=F("wished_from"))
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("liaison:matter", args=[self.public_id])

    @property
    def minutes_a_month(self) -> int:
        """What one community spends in a month, as forms and lists say it."""
        return int(self.time_a_month.total_seconds() // 60)


class MattersEditionQuerySet(OrgScopedQuerySet):
    org_path = "street"

    def visible_to(self, user: Any) -> Self:
        """The editions of the streets where the person has any business to do."""
        reach = reach_of(user)
        return self if reach.everything else self.filter(in_streets_of(reach))

    def for_list(self) -> Self:
        return self.select_related("street").order_by("-year", "-edition")


class MattersEdition(models.Model):
    """The list of what communities may be asked to do, as it was published (R-262, OB-19).

    Its lines are a copy, so that a matter that is renewed or ended later changes nothing in it.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    street = models.ForeignKey(
        Org, verbose_name=_("sub-district"), on_delete=models.PROTECT, related_name="+"
    )
    year = models.PositiveSmallIntegerField(_("year"))
    edition = models.PositiveSmallIntegerField(_("edition"))
    published_on = models.DateField(_("published on"))
    lines = models.JSONField(_("lines"), default=list)
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)

    objects = MattersEditionQuerySet.as_manager()

    class Meta:
        verbose_name = _("edition of the list of matters")
        verbose_name_plural = _("editions of the list of matters")
        constraints = [
            models.UniqueConstraint(
                name="matters_edition_published_once", fields=["street", "year", "edition"]
            ),
        ]

    def __str__(self) -> str:
        return f"{self.street.name}社区工作事项清单{self.number}"

    def get_absolute_url(self) -> str:
        return reverse("liaison:matters-published", args=[self.street.public_id])

    @property
    def number(self) -> str:
        """The number an office quotes: 〔2026〕2号."""
        return f"〔{self.year}〕{self.edition}号"

    @property
    def org(self) -> Org:
        """The organisation whose scope this row is in."""
        return self.street
