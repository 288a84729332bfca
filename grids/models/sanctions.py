"""What follows a plate: rewards and penalties, each tracked until it is done (R-106)."""

import uuid
from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from grids.models.people import done_by
from grids.models.plates import Plate
from grids.rating_enums import (
    APPROVED_SANCTIONS,
    OPEN_SANCTIONS,
    SanctionKind,
    SanctionState,
)
from orgs.models import Org
from orgs.scoping import reach_of


class SanctionQuerySet(models.QuerySet):
    def visible_to(self, user: Any) -> Self:
        """The street's; a firm sees its own once it is approved."""
        reach = reach_of(user)
        told = Q(state__in=APPROVED_SANCTIONS) & reach.partners("plate__firm__partner")
        return self.filter(reach.streets("plate__rating_round__street") | told)

    def open(self) -> Self:
        return self.filter(state__in=OPEN_SANCTIONS)

    def rectifications(self) -> Self:
        """Those that a firm has to put something right by, and that bind it."""
        return self.filter(
            kind=SanctionKind.RECTIFICATION,
            state__in=(SanctionState.APPROVED, SanctionState.UNDER_WAY),
        )

    def overdue(self, today: date) -> Self:
        return self.open().filter(due_on__lt=today)

    def for_list(self) -> Self:
        return self.select_related("plate__rating_round__street", "plate__firm").order_by(
            "due_on", "pk"
        )


class Sanction(models.Model):
    """One reward or penalty that follows a plate; somebody else approves what one drew up."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    plate = models.ForeignKey(
        Plate, verbose_name=_("plate"), on_delete=models.PROTECT, related_name="sanctions"
    )
    kind = models.CharField(_("kind"), max_length=16, choices=SanctionKind)
    state = models.CharField(
        _("state"), max_length=10, choices=SanctionState, default=SanctionState.PROPOSED
    )
    words = models.CharField(_("what is to be done"), max_length=300)
    due_on = models.DateField(_("due on"))
    is_serious = models.BooleanField(_("serious"), default=False)
    evidence = models.CharField(_("what shows it"), max_length=300, blank=True, editable=False)
    done_on = models.DateField(_("done on"), null=True, editable=False)
    proposed_by = done_by(_("drawn up by"))
    approved_by = done_by(_("approved by"))
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)

    objects = SanctionQuerySet.as_manager()

    class Meta:
        verbose_name = _("consequence of a plate")
        verbose_name_plural = _("consequences of plates")
        constraints = [
            models.CheckConstraint(
                name="sanction_approved_by_another",
                condition=Q(approved_by=None) | ~Q(approved_by=models.F("proposed_by")),
            ),
            models.CheckConstraint(
                name="sanction_done_exactly_with_evidence",
                condition=(Q(state=SanctionState.DONE, done_on__isnull=False) & ~Q(evidence=""))
                | (~Q(state=SanctionState.DONE) & Q(done_on=None)),
            ),
        ]

    def __str__(self) -> str:
        named: Any = self
        return f"{self.plate.firm} · {named.get_kind_display()}"

    def get_absolute_url(self) -> str:
        return reverse("grids:sanction", args=[self.public_id])

    @property
    def org(self) -> Org:
        """The organisation whose scope this row is in."""
        return self.plate.rating_round.street
