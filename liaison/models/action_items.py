"""Action items: what somebody is to do by a day, followed until it is struck off (SM-12, R-294)."""

import uuid
from datetime import date
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from grids.models import Case
from liaison.followup_enums import (
    OPEN_ITEM_STATES,
    RUNNING_STATES,
    TO_CHECK_STATES,
    ActionItemState,
    DueRule,
)
from liaison.models.findings import Finding
from liaison.models.resolutions import Resolution
from orgs.enums import Role
from orgs.models import Org, Partner
from orgs.scoping import Reach, reach_of
from resources.models.ownership import CodedQuerySet

ORIGINS = ("resolution", "finding", "case")


class ActionItemQuerySet(CodedQuerySet):
    def visible_to(self, user: Any) -> Self:
        """Items of a street within reach, those one assigned, and those one answers for."""
        return self.within(reach_of(user))

    def governed_by(self, user: Any, *roles: Role) -> Self:
        """Items that somebody with these roles has assigned."""
        return self.filter(reach_of(user, *roles).orgs("assigner"))

    def owned_by(self, user: Any, *roles: Role) -> Self:
        """Items that an organisation or unit answers for over which the person holds a role."""
        reach = reach_of(user, *roles)
        return self.filter(reach.orgs("owner_org") | reach.partners("owner_partner"))

    def within(self, reach: Reach) -> Self:
        if reach.everything:
            return self
        below = reach.below_streets()
        return self.filter(
            reach.streets("street")
            | below.orgs("assigner")
            | below.orgs("owner_org")
            | reach.partners("owner_partner")
        )

    def open(self) -> Self:
        return self.filter(state__in=OPEN_ITEM_STATES)

    def running(self) -> Self:
        return self.filter(state__in=RUNNING_STATES)

    def to_check(self) -> Self:
        return self.filter(state__in=TO_CHECK_STATES)

    def overdue(self, today: date) -> Self:
        """Still at work after the last day."""
        return self.running().filter(due_on__lt=today)

    def for_list(self) -> Self:
        return self.select_related(
            "street", "assigner", "owner_org", "owner_partner", "resolution__meeting__body__org"
        ).order_by("due_on", "pk")


class ActionItem(models.Model):
    """Something that one organisation or unit is to do by a day, and what came of it."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    code = models.CharField(_("code"), max_length=20, editable=False)
    street = models.ForeignKey(
        Org, verbose_name=_("sub-district"), on_delete=models.PROTECT, related_name="+"
    )
    assigner = models.ForeignKey(
        Org, verbose_name=_("assigned by"), on_delete=models.PROTECT, related_name="items_assigned"
    )
    owner_org = models.ForeignKey(
        Org,
        verbose_name=_("organisation in charge"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="action_items",
    )
    owner_partner = models.ForeignKey(
        Partner,
        verbose_name=_("partner unit in charge"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="action_items",
    )
    assisting = models.CharField(_("assisting units"), max_length=300, blank=True)
    title = models.CharField(_("title"), max_length=200)
    demand = models.TextField(_("what is demanded"), max_length=2000, blank=True)
    resolution = models.ForeignKey(
        Resolution,
        verbose_name=_("resolution"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="action_items",
    )
    finding = models.OneToOneField(
        Finding,
        verbose_name=_("finding"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="action_item",
    )
    case = models.ForeignKey(
        Case,
        verbose_name=_("case"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="action_items",
    )
    source = models.CharField(_("where it comes from"), max_length=200, blank=True)
    assigned_on = models.DateField(_("assigned on"))
    due_on = models.DateField(_("due on"))
    due_rule = models.CharField(_("rule of the deadline"), max_length=10, choices=DueRule)
    due_workdays = models.PositiveSmallIntegerField(_("workdays"), null=True, blank=True)
    first_due_on = models.DateField(_("first due on"))
    asked_due_on = models.DateField(_("extension asked until"), null=True, blank=True)
    asked_reason = models.CharField(_("reason of the extension"), max_length=500, blank=True)
    state = models.CharField(
        _("state"), max_length=12, choices=ActionItemState, default=ActionItemState.ASSIGNED
    )
    signed_for_on = models.DateField(_("signed for on"), null=True, blank=True)
    progress = models.TextField(_("progress"), max_length=2000, blank=True)
    report = models.TextField(_("report"), max_length=2000, blank=True)
    reported_on = models.DateField(_("reported on"), null=True, blank=True)
    verdict = models.TextField(_("result of the check"), max_length=1000, blank=True)
    struck_off_on = models.DateField(_("struck off on"), null=True, blank=True)
    assigned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("entered by"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)
    updated_at = models.DateTimeField(_("updated at"), auto_now=True)

    objects = ActionItemQuerySet.as_manager()

    class Meta:
        verbose_name = _("action item")
        verbose_name_plural = _("action items")
        indexes = [models.Index(fields=["street", "state", "due_on"], name="item_by_due_day")]
        constraints = [
            models.UniqueConstraint(
                name="action_item_code_once_in_a_street", fields=["street", "code"]
            ),
            models.CheckConstraint(
                name="action_item_has_one_owner",
                condition=Q(owner_org__isnull=False, owner_partner=None)
                | Q(owner_org=None, owner_partner__isnull=False),
            ),
            models.CheckConstraint(
                name="action_item_comes_from_one_thing_at_most",
                condition=Q(finding=None, case=None)
                | Q(resolution=None, case=None)
                | Q(resolution=None, finding=None),
            ),
            models.CheckConstraint(
                name="action_item_due_by_a_rule",
                condition=Q(due_rule=DueRule.WORKDAYS, due_workdays__isnull=False)
                | (~Q(due_rule=DueRule.WORKDAYS) & Q(due_workdays=None)),
            ),
            models.CheckConstraint(
                name="action_item_due_after_it_was_assigned",
                condition=Q(due_on__gte=F("assigned_on")),
            ),
            models.CheckConstraint(
                name="action_item_has_its_day_exactly_when_struck_off",
                condition=Q(state=ActionItemState.STRUCK_OFF, struck_off_on__isnull=False)
                | (~Q(state=ActionItemState.STRUCK_OFF) & Q(struck_off_on=None)),
            ),
            models.CheckConstraint(
                name="action_item_extension_asked_with_a_reason",
                condition=Q(asked_due_on=None, asked_reason="")
                | (Q(asked_due_on__isnull=False) & ~Q(asked_reason="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"

    def get_absolute_url(self) -> str:
        return reverse("liaison:actionitem", args=[self.public_id])

    @property
    def owner(self) -> Any:
        """The organisation or partner unit that answers for the item."""
        return self.owner_org or self.owner_partner

    @property
    def org(self) -> Org:
        """The organisation whose scope this row is in."""
        return self.assigner

    @property
    def origin(self) -> Any:
        """The resolution, finding or case that the item comes from, if any."""
        return self.resolution or self.finding or self.case

    @property
    def is_overdue(self) -> bool:
        return self.state in RUNNING_STATES and self.due_on < timezone.localdate()


class ActionItemReminder(models.Model):
    """One step of the ladder that was climbed for a deadline, so that none is climbed twice."""

    item = models.ForeignKey(
        ActionItem,
        verbose_name=_("action item"),
        on_delete=models.CASCADE,
        related_name="reminders",
    )
    due_on = models.DateField(_("due on"))
    step = models.SmallIntegerField(_("workdays after the deadline"))
    sent_on = models.DateField(_("sent on"))

    class Meta:
        verbose_name = _("reminder of an action item")
        verbose_name_plural = _("reminders of action items")
        ordering = ["item", "due_on", "step"]
        constraints = [
            models.UniqueConstraint(
                name="action_item_reminded_once_per_step", fields=["item", "due_on", "step"]
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item} {self.step:+d}"
