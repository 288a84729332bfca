"""What a unit does in a year: the five of its members, the three of the unit (OB-13, OB-14)."""

import uuid
from typing import Any, Self

from django.db import models
from django.db.models import Count, F, IntegerField, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from orgs.models import Org, Pairing, Partner
from orgs.scoping import Reach, reach_of
from resources.models.projects import Project
from resources.models.wishes import Wish

# How many of the members concerned did each; the wishes are counted from the wishes themselves.
TYPED_COUNTS = ("life_count", "talk_count", "survey_count", "volunteer_count")
LINKS = ("deed", "activity", "problem")


class AnnualPledgeQuerySet(models.QuerySet):
    def visible_to(self, user: Any) -> Self:
        """Pledges of units of my street, of units paired with a community of mine, and my own."""
        return self.within(reach_of(user))

    def within(self, reach: Reach) -> Self:
        paired = Pairing.objects.filter(reach.below_streets().orgs("community")).values("partner")
        return self.filter(
            reach.streets("partner__street") | reach.partners("partner") | Q(partner__in=paired)
        )

    def with_wishes(self) -> Self:
        """Each with the number of wishes that its unit claimed in its year."""
        claimed = (
            Wish.objects.filter(claimant=OuterRef("partner"), claimed_on__year=OuterRef("year"))
            .order_by()
            .values("claimant")
            .annotate(number=Count("pk"))
            .values("number")
        )
        counted = Coalesce(Subquery(claimed, output_field=IntegerField()), 0)
        return self.annotate(wish_count=counted)

    def with_all_five(self) -> Self:
        """Those of units in which every member concerned did each of the five."""
        done = {f"{name}__gte": F("member_count") for name in (*TYPED_COUNTS, "wish_count")}
        return self.with_wishes().filter(member_count__gt=0, **done)

    def with_all_three(self) -> Self:
        return self.exclude(deed=None).exclude(activity=None).exclude(problem=None)

    def for_list(self) -> Self:
        rows = self.with_wishes().select_related("partner__street", *LINKS)
        return rows.order_by("-year", "partner__name", "pk")


def _count(label: Any) -> models.PositiveIntegerField:
    return models.PositiveIntegerField(label, default=0)


def _link(label: Any, name: str) -> models.ForeignKey:
    return models.ForeignKey(
        Project,
        verbose_name=label,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name=f"pledged_as_{name}",
    )


class AnnualPledge(models.Model):
    """The annual five and three of a unit as counts and linked projects, never names (A-20)."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    partner = models.ForeignKey(
        Partner, verbose_name=_("partner unit"), on_delete=models.PROTECT, related_name="pledges"
    )
    year = models.PositiveSmallIntegerField(_("year"))
    member_count = _count(_("members concerned"))
    life_count = _count(_("joined the life of a community's organisation"))
    talk_count = _count(_("talked with the community's cadres"))
    survey_count = _count(_("made a survey in the community"))
    volunteer_count = _count(_("were volunteers for a day"))
    deed = _link(_("practical thing done"), "deed")
    activity = _link(_("activity held together"), "activity")
    problem = _link(_("hard problem solved"), "problem")
    remark = models.CharField(_("feedback"), max_length=500, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)
    updated_at = models.DateTimeField(_("updated at"), auto_now=True)

    objects = AnnualPledgeQuerySet.as_manager()

    class Meta:
        verbose_name = _("annual pledge")
        verbose_name_plural = _("annual pledges")
        constraints = [
            models.UniqueConstraint(name="pledge_once_a_year", fields=["partner", "year"]),
            *(
                models.CheckConstraint(
                    name=f"pledge_{name}_within_its_members",
                    condition=Q(**{f"{name}__lte": F("member_count")}),
                )
                for name in TYPED_COUNTS
            ),
        ]

    def __str__(self) -> str:
        return f"{self.partner} {self.year}"

    def get_absolute_url(self) -> str:
        return reverse("resources:pledge", args=[self.public_id])

    @property
    def org(self) -> Org:
        """The organisation whose scope this row is in."""
        return self.partner.street

    @classmethod
    def label_of(cls, name: str) -> Any:
        """What a count or a link is called."""
        field: Any = cls._meta.get_field(name)
        return field.verbose_name
