"""How much each reason counts when the portal ranks pairs; every street sets its own."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from orgs.models import Org
from orgs.scoping import OrgScopedQuerySet


class MatchingWeightsQuerySet(OrgScopedQuerySet):
    org_path = "street"


class MatchingWeights(models.Model):
    """The weights of a street. A street without a row of its own uses the defaults below."""

    street = models.OneToOneField(
        Org,
        verbose_name=_("sub-district"),
        on_delete=models.PROTECT,
        related_name="matching_weights",
    )
    same_class = models.PositiveSmallIntegerField(_("same class"), default=30)
    wording = models.PositiveSmallIntegerField(_("shared wording"), default=35)
    nearness = models.PositiveSmallIntegerField(_("nearness"), default=15)
    capacity = models.PositiveSmallIntegerField(_("capacity left"), default=10)
    period = models.PositiveSmallIntegerField(_("time"), default=10)
    least_score = models.PositiveSmallIntegerField(_("least score shown"), default=35)
    workdays_open = models.PositiveSmallIntegerField(
        _("workdays a proposal stays open"), default=10
    )
    version = models.PositiveIntegerField(default=1, editable=False)
    updated_at = models.DateTimeField(_("updated at"), auto_now=True)

    objects = MatchingWeightsQuerySet.as_manager()

    class Meta:
        verbose_name = _("weights of matching")
        verbose_name_plural = _("weights of matching")
        constraints = [
            models.CheckConstraint(
                name="weights_count_something",
                condition=Q(same_class__gt=0)
                | Q(wording__gt=0)
                | Q(nearness__gt=0)
                | Q(capacity__gt=0)
                | Q(period__gt=0),
            ),
            models.CheckConstraint(
                name="weights_least_score_is_a_percentage", condition=Q(least_score__lte=100)
            ),
            models.CheckConstraint(
                name="weights_leave_time_to_agree", condition=Q(workdays_open__gte=1)
            ),
        ]

    def __str__(self) -> str:
        return str(self.street)

    def get_absolute_url(self) -> str:
        return reverse("resources:weights", args=[self.street.public_id])

    @property
    def org(self) -> Org:
        """The organisation whose scope this row is in."""
        return self.street

    @property
    def shares(self) -> dict[str, int]:
        """What each reason counts, as a match keeps it."""
        names = ("same_class", "wording", "nearness", "capacity", "period")
        return {name: getattr(self, name) for name in names}
