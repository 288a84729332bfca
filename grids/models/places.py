"""Where grids lay in the past, and which came out of which (R-081, R-082, R-268)."""

from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _

from grids.enums import SuccessionKind
from grids.models.grids import Grid
from orgs.models import Org


class GridPlaceQuerySet(models.QuerySet):
    def covering(self, day: date) -> Self:
        """Places that were taken on a day. The first day counts, the last is the next one's."""
        begun = Q(starts_on=None) | Q(starts_on__lte=day)
        return self.filter(begun, Q(ends_on=None) | Q(ends_on__gt=day))


class GridPlace(models.Model):
    """A grid lay in this superior from one day until, not including, another.

    The tree itself says where a grid lies today. A grid whose place never changed needs no row:
    it has always lain where it lies.
    """

    grid = models.ForeignKey(
        Grid, verbose_name=_("grid"), on_delete=models.CASCADE, related_name="places"
    )
    parent = models.ForeignKey(
        Grid,
        verbose_name=_("superior grid"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    starts_on = models.DateField(_("starts on"), null=True, blank=True)
    ends_on = models.DateField(_("ends on"), null=True, blank=True)

    objects = GridPlaceQuerySet.as_manager()

    class Meta:
        verbose_name = _("place of a grid")
        verbose_name_plural = _("places of grids")
        ordering = ["grid", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="grid_lies_in_one_place", fields=["grid"], condition=Q(ends_on=None)
            ),
            models.CheckConstraint(
                name="grid_place_ends_after_it_starts",
                condition=Q(ends_on=None) | Q(starts_on=None) | Q(ends_on__gte=F("starts_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.grid} · {self.parent or '—'}"


class GridSuccession(models.Model):
    """One grid came out of another on a day: split off it, or made of it and others."""

    predecessor = models.ForeignKey(
        Grid, verbose_name=_("former grid"), on_delete=models.PROTECT, related_name="successions"
    )
    successor = models.ForeignKey(
        Grid, verbose_name=_("new grid"), on_delete=models.PROTECT, related_name="origins"
    )
    kind = models.CharField(_("kind"), max_length=10, choices=SuccessionKind)
    on = models.DateField(_("from"))

    class Meta:
        verbose_name = _("succession of grids")
        verbose_name_plural = _("successions of grids")
        ordering = ["-on", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="grid_succeeds_another_once_a_day",
                fields=["predecessor", "successor", "on"],
            ),
            models.CheckConstraint(
                name="grid_does_not_succeed_itself",
                condition=~Q(predecessor=F("successor")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.predecessor} → {self.successor}"

    @property
    def org(self) -> Org:
        """The organisation whose scope this row is in."""
        return self.successor.org or self.successor.street


def as_of(rows: Any, day: date) -> Any:
    """The grids that there were on a day, each with the superior it had then in ``place``."""
    places = GridPlace.objects.filter(grid=OuterRef("pk"))
    then = places.covering(day)
    always = ~Exists(places) & (Q(closed_on=None) | Q(closed_on__gt=day))
    return rows.filter(always | Exists(then)).annotate(
        place=models.Case(
            models.When(Exists(places), then=Subquery(then.values("parent")[:1])),
            default=F("parent"),
            output_field=models.BigIntegerField(),
        ),
        place_code=models.Case(
            models.When(Exists(places), then=Subquery(then.values("parent__code")[:1])),
            default=F("parent__code"),
            output_field=models.CharField(),
        ),
    )
