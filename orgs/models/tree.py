"""The organisation tree. Only this file and ``orgs.services.tree`` know lft, rght and tree_id."""

import uuid
from datetime import date
from typing import Any, Self
from uuid import UUID

from django.apps import apps
from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from mptt.managers import TreeManager
from mptt.models import MPTTModel, TreeForeignKey
from mptt.querysets import TreeQuerySet

from orgs.enums import BranchType, DatePrecision, OrgKind, OrgStatus, Role, SetUpMode
from orgs.scoping import Reach, reach_of
from partybuild.partial_dates import PartialDate


class OrgQuerySet(TreeQuerySet):
    def governed_by(self, user: Any, *roles: Role) -> Self:
        """Organisations at or below one where the person holds any of these roles today."""
        return self.within(reach_of(user, *roles))

    def visible_to(self, user: Any) -> Self:
        return self.within(reach_of(user))

    def within(self, reach: Reach) -> Self:
        return self.filter(reach.orgs())

    def active(self) -> Self:
        return self.filter(status=OrgStatus.ACTIVE)

    def streets(self) -> Self:
        """The roots: one working committee for each sub-district."""
        return self.filter(parent=None)

    def communities(self) -> Self:
        return self.filter(kind=OrgKind.COMMUNITY_COMMITTEE)

    def terms_end_by(self, day: date) -> Self:
        """Those in use whose committee's term ends on this day or before."""
        return self.active().filter(term_ends_on__lte=day)

    def outlived(self, today: date) -> Self:
        """Temporary branches in use whose work has ended (R-235)."""
        return self.active().filter(kind=OrgKind.TEMPORARY, works_until__lt=today)

    def as_of(self, day: date) -> Self:
        """Those that were open on a day, each with its superior of then in ``superior_then_id``."""
        former = apps.get_model("orgs", "FormerPlace").objects.filter(
            org=OuterRef("pk"), left_on__gt=day
        )
        then = former.order_by("left_on")
        return self.filter(
            Q(founded_on=None) | Q(founded_on__lte=day), Q(closed_on=None) | Q(closed_on__gte=day)
        ).annotate(
            superior_then_id=Coalesce(
                Subquery(then.values("parent")[:1]),
                F("parent_id"),
                output_field=models.BigIntegerField(),
            ),
            superior_then_code=Coalesce(
                Subquery(then.values("parent__code")[:1]), F("parent__code")
            ),
        )

    def named(self, name: str) -> Self:
        """Those with this public id or this code; two streets may use the same code."""
        try:
            return self.filter(public_id=UUID(name))
        except ValueError:
            return self.filter(code=name)

    def matching(self, text: str) -> Self:
        """Those whose name or code contains every word of the text."""
        rows = self
        for word in text.split():
            rows = rows.filter(Q(name__icontains=word) | Q(code__icontains=word))
        return rows

    def tops(self, reach: Reach) -> Self:
        """The topmost organisations within reach: nothing above them is."""
        return self.streets() if reach.everything else self.filter(pk__in=reach.tops())

    def under(self, org: "Org") -> Self:
        """The organisation itself and everything below it."""
        return self.filter(tree_id=org.tree_id, lft__gte=org.lft, lft__lte=org.rght)

    def above(self, org: "Org") -> Self:
        """The organisation itself and everything above it, found by its few superiors' keys.

        Comparing the numbers of the tree would read half of it.
        """
        itself = self.model.objects.filter(pk=org.pk).order_by()
        steps = ["__".join(["parent"] * n) + "_id" for n in range(1, org.level + 1)]
        line = itself.values("pk").union(*(itself.values(step) for step in steps))
        return self.filter(pk__in=line)

    def for_list(self) -> Self:
        return self.select_related("parent").order_by("tree_id", "lft")


class Org(MPTTModel):
    """A Party organisation of one sub-district's tree (R-052, A-01)."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    code = models.CharField(_("code"), max_length=40)
    name = models.CharField(_("name"), max_length=120)
    kind = models.CharField(_("kind"), max_length=30, choices=OrgKind)
    parent = TreeForeignKey(
        "self",
        verbose_name=_("superior organisation"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        db_index=True,
    )
    branch_type = models.CharField(_("branch type"), max_length=20, choices=BranchType, blank=True)
    set_up_mode = models.CharField(_("set-up mode"), max_length=20, choices=SetUpMode, blank=True)
    founded_on = models.DateField(_("founded on"), null=True, blank=True)
    founded_precision = models.CharField(
        _("precision of the founding date"), max_length=5, choices=DatePrecision, blank=True
    )
    term_ends_on = models.DateField(_("term ends on"), null=True, blank=True)
    term_ends_precision = models.CharField(
        _("precision of the end of term"), max_length=5, choices=DatePrecision, blank=True
    )
    elected_on = models.DateField(_("last election"), null=True, blank=True)
    elected_precision = models.CharField(
        _("precision of the last election"), max_length=5, choices=DatePrecision, blank=True
    )
    works_until = models.DateField(_("works until"), null=True, blank=True)
    committee_count = models.PositiveIntegerField(_("committee members"), null=True, blank=True)
    residents_committee = models.CharField(_("residents' committee"), max_length=120, blank=True)
    member_count = models.PositiveIntegerField(_("members"), null=True, blank=True)
    probationary_count = models.PositiveIntegerField(_("probationary"), null=True, blank=True)
    mobile_count = models.PositiveIntegerField(_("mobile members"), null=True, blank=True)
    directly_managed_count = models.PositiveIntegerField(
        _("directly managed members"), null=True, blank=True
    )
    in_service_count = models.PositiveIntegerField(
        _("in-service members checked in"), null=True, blank=True
    )
    co_managed_count = models.PositiveIntegerField(_("co-managed members"), null=True, blank=True)
    area_sqm = models.DecimalField(
        _("premises (㎡)"), max_digits=9, decimal_places=2, null=True, blank=True
    )
    approved_post_count = models.PositiveSmallIntegerField(
        _("approved posts"), null=True, blank=True
    )
    remark = models.CharField(_("remark"), max_length=300, blank=True)
    tags = models.ManyToManyField(
        "orgs.OrgTag", verbose_name=_("tags"), blank=True, related_name="orgs"
    )
    successors = models.ManyToManyField(
        "self",
        verbose_name=_("successors"),
        through="orgs.OrgSuccession",
        symmetrical=False,
        blank=True,
        related_name="predecessors",
    )
    status = models.CharField(
        _("status"), max_length=10, choices=OrgStatus, default=OrgStatus.ACTIVE
    )
    closed_on = models.DateField(_("closed on"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)
    updated_at = models.DateTimeField(_("updated at"), auto_now=True)

    objects: Any = TreeManager.from_queryset(OrgQuerySet)()

    class MPTTMeta:
        # Siblings stand in the order of their codes, as in the office's own ledger.
        order_insertion_by = ["code"]

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        indexes = [
            # mptt adds this index to the model class only, so migrations must name it.
            models.Index(fields=["tree_id", "lft"], name="org_tree_position"),
            models.Index(fields=["name"], name="org_name"),
        ]
        constraints = [
            # Each street numbers its own organisations; a tree is a street.
            models.UniqueConstraint(name="org_code_once_in_a_street", fields=["tree_id", "code"]),
            models.CheckConstraint(
                name="org_root_is_a_committee",
                condition=Q(parent=None, kind=OrgKind.COMMITTEE)
                | (Q(parent__isnull=False) & ~Q(kind=OrgKind.COMMITTEE)),
            ),
            models.CheckConstraint(
                name="org_closed_exactly_when_dated",
                condition=Q(status=OrgStatus.ACTIVE, closed_on=None)
                | Q(status=OrgStatus.CLOSED, closed_on__isnull=False),
            ),
            models.CheckConstraint(
                name="org_founding_precision_with_its_date",
                condition=Q(founded_on=None, founded_precision="")
                | (Q(founded_on__isnull=False) & ~Q(founded_precision="")),
            ),
            models.CheckConstraint(
                name="org_term_precision_with_its_date",
                condition=Q(term_ends_on=None, term_ends_precision="")
                | (Q(term_ends_on__isnull=False) & ~Q(term_ends_precision="")),
            ),
            models.CheckConstraint(
                name="org_election_precision_with_its_date",
                condition=Q(elected_on=None, elected_precision="")
                | (Q(elected_on__isnull=False) & ~Q(elected_precision="")),
            ),
            models.CheckConstraint(
                name="only_a_temporary_branch_works_until_a_day",
                condition=Q(works_until=None) | Q(kind=OrgKind.TEMPORARY),
            ),
            models.CheckConstraint(
                name="only_a_community_has_a_residents_committee",
                condition=Q(residents_committee="") | Q(kind=OrgKind.COMMUNITY_COMMITTEE),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("orgs:org", args=[self.public_id])

    @property
    def org(self) -> "Org":
        """The organisation whose scope this row is in: itself."""
        return self

    def shares_street_with(self, other: "Org") -> bool:
        """True when both stand in the tree of one sub-district."""
        return self.tree_id == other.tree_id

    @property
    def below_count(self) -> int:
        """How many organisations stand below this one, closed ones included."""
        return (self.rght - self.lft - 1) // 2

    @property
    def founded(self) -> PartialDate | None:
        return PartialDate.stored(self.founded_on, self.founded_precision)

    @property
    def elected(self) -> PartialDate | None:
        return PartialDate.stored(self.elected_on, self.elected_precision)

    @property
    def term_ends(self) -> PartialDate | None:
        return PartialDate.stored(self.term_ends_on, self.term_ends_precision)
