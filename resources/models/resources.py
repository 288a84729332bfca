"""Resources: what units and organisations of the area offer (R-006, R-183)."""

from datetime import date
from decimal import Decimal
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from orgs.scoping import Reach, reach_of
from partybuild.recurrence import Recurrence
from resources.enums import AVAILABLE_STATES, PUBLIC_STATES, ResourceClass, ResourceState
from resources.models.matches import Match
from resources.models.ownership import Owned, OwnedQuerySet, in_streets_of, owned_within


class ResourceQuerySet(OwnedQuerySet):
    def visible_to(self, user: Any) -> Self:
        """Resources of owners within reach, of their matches, and all that their street shares."""
        reach = reach_of(user)
        if reach.everything:
            return self
        matched = Match.objects.filter(owned_within(reach, "need")).values("resource")
        return self.filter(owned_within(reach) | shared_with(reach) | Q(pk__in=matched))

    def public(self) -> Self:
        return self.filter(state__in=PUBLIC_STATES)

    def available(self) -> Self:
        """To be had by anybody: what a unit promised for one need alone is not."""
        return self.filter(state__in=AVAILABLE_STATES, offered_for=None)

    def past(self, today: date) -> Self:
        """Still published although the last day has passed."""
        return self.public().filter(ends_on__lt=today)

    def for_list(self) -> Self:
        return self.select_related("street", "owner_org", "owner_partner").order_by("-pk")


def shared_with(reach: Reach) -> Q:
    """Condition: published in a street where the person has any business to do."""
    return Q(state__in=PUBLIC_STATES, offered_for=None) & in_streets_of(reach)


class Resource(Owned):
    """Something that can be given, as often as its quantity says (SM-2)."""

    resource_class = models.CharField(_("class"), max_length=20, choices=ResourceClass)
    title = models.CharField(_("title"), max_length=120)
    content = models.TextField(_("content"), blank=True, max_length=2000)
    quantity = models.DecimalField(_("quantity"), max_digits=12, decimal_places=2, default=1)
    unit = models.CharField(_("unit"), max_length=20, blank=True)
    taken = models.DecimalField(
        _("taken"), max_digits=12, decimal_places=2, default=0, editable=False
    )
    offered_for = models.ForeignKey(
        "resources.Need",
        verbose_name=_("promised for the need"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="offers",
    )
    seat_count = models.PositiveIntegerField(_("people at once"), null=True, blank=True)
    available_text = models.CharField(_("available"), max_length=60, blank=True)
    available_rule = models.CharField(_("recurrence"), max_length=120, blank=True, editable=False)
    starts_on = models.DateField(_("from"), null=True, blank=True)
    ends_on = models.DateField(_("until"), null=True, blank=True)
    place = models.CharField(_("place"), max_length=120, blank=True)
    contact_name = models.CharField(_("contact"), max_length=60, blank=True)
    contact_phone = models.CharField(_("work phone"), max_length=30, blank=True)
    remark = models.CharField(_("remark"), max_length=300, blank=True)
    state = models.CharField(
        _("state"), max_length=12, choices=ResourceState, default=ResourceState.DRAFT
    )
    filed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("filed by"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    published_at = models.DateTimeField(_("published at"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)
    updated_at = models.DateTimeField(_("updated at"), auto_now=True)

    objects = ResourceQuerySet.as_manager()

    class Meta(Owned.Meta):
        verbose_name = _("resource")
        verbose_name_plural = _("resources")
        indexes = [
            models.Index(fields=["street", "state", "-created_at"], name="resource_by_street"),
        ]
        constraints = [
            *Owned.Meta.constraints,
            models.CheckConstraint(
                name="resource_taken_within_its_quantity",
                condition=Q(taken__gte=0, taken__lte=F("quantity"), quantity__gt=0),
            ),
            models.CheckConstraint(
                name="resource_taken_as_its_state_says",
                condition=Q(state=ResourceState.PARTLY_TAKEN, taken__gt=0, taken__lt=F("quantity"))
                | Q(state=ResourceState.TAKEN, taken=F("quantity"))
                | Q(state__in=(ResourceState.EXPIRED, ResourceState.WITHDRAWN))
                | (
                    Q(taken=0)
                    & Q(
                        state__in=(
                            ResourceState.DRAFT,
                            ResourceState.SUBMITTED,
                            ResourceState.RETURNED,
                            ResourceState.PUBLISHED,
                        )
                    )
                ),
            ),
            models.CheckConstraint(
                name="resource_ends_after_it_starts",
                condition=Q(starts_on=None) | Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("resources:resource", args=[self.public_id])

    @property
    def recurrence(self) -> Recurrence | None:
        """When it can be had again, as far as the words could be read."""
        return Recurrence.stored(self.available_rule)

    @property
    def left(self) -> Decimal:
        """How much of it nobody has taken yet."""
        return self.quantity - self.taken
