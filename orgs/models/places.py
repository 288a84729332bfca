"""Where organisations hung before, and what took the place of those that closed (R-081, R-082).

The present place is ``Org.parent`` alone. A former place says until when the organisation hung
elsewhere, so on any day it hung in exactly one place: the first it left later, or else today's.
"""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from orgs.enums import SuccessionKind


class FormerPlace(models.Model):
    """A superior that an organisation hung under until the day it moved elsewhere."""

    org = models.ForeignKey(
        "orgs.Org",
        verbose_name=_("organisation"),
        on_delete=models.CASCADE,
        related_name="former_places",
    )
    parent = models.ForeignKey(
        "orgs.Org",
        verbose_name=_("superior organisation"),
        on_delete=models.PROTECT,
        related_name="former_children",
    )
    left_on = models.DateField(_("hung there until"))
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)

    class Meta:
        verbose_name = _("former place")
        verbose_name_plural = _("former places")
        ordering = ["org", "-left_on"]
        constraints = [
            models.UniqueConstraint(name="org_leaves_one_place_a_day", fields=["org", "left_on"]),
            models.CheckConstraint(name="org_hung_under_another", condition=~Q(parent=F("org"))),
        ]

    def __str__(self) -> str:
        return f"{self.org} · {self.parent} · {self.left_on:%Y-%m-%d}"


class OrgSuccession(models.Model):
    """An organisation that took over from another on a day; neither is ever deleted (R-082)."""

    predecessor = models.ForeignKey(
        "orgs.Org",
        verbose_name=_("predecessor"),
        on_delete=models.PROTECT,
        related_name="later_ones",
    )
    successor = models.ForeignKey(
        "orgs.Org",
        verbose_name=_("successor"),
        on_delete=models.PROTECT,
        related_name="earlier_ones",
    )
    kind = models.CharField(_("how"), max_length=10, choices=SuccessionKind)
    effective_on = models.DateField(_("in effect from"))
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)

    class Meta:
        verbose_name = _("succession")
        verbose_name_plural = _("successions")
        ordering = ["effective_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="org_succeeds_another_once", fields=["predecessor", "successor"]
            ),
            models.CheckConstraint(
                name="org_succeeds_another_than_itself",
                condition=~Q(predecessor=F("successor")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.predecessor} → {self.successor}"
