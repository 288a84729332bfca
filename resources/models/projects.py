"""Projects: what a community and a unit carry out together (R-009, R-184)."""

import uuid
from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from orgs.models import Org, Partner
from orgs.scoping import Reach, reach_of
from resources.enums import (
    ACCEPTED_STATES,
    ACTIVE_PROJECT_STATES,
    APPROVED_STATES,
    STARTED_STATES,
    UNCLASSED_STATES,
    FundingSource,
    ProjectClass,
    ProjectState,
)
from resources.models.matches import Match
from resources.models.ownership import CodedQuerySet


class ProjectQuerySet(CodedQuerySet):
    def visible_to(self, user: Any) -> Self:
        """Projects with a side within reach, or of a whole street within it."""
        return self.within(reach_of(user))

    def within(self, reach: Reach) -> Self:
        lower = reach.below_streets()
        return self.filter(
            reach.streets("street")
            | lower.orgs("need_org")
            | lower.orgs("resource_org")
            | reach.partners("need_partner")
            | reach.partners("resource_partner")
        )

    def active(self) -> Self:
        return self.filter(state__in=ACTIVE_PROJECT_STATES)

    def overdue(self, today: date) -> Self:
        return self.active().filter(due_on__lt=today)

    def for_list(self) -> Self:
        return self.select_related(
            "street",
            "need_org",
            "need_partner",
            "resource_org",
            "resource_partner",
            "match__need",
            "match__resource",
        ).order_by("-pk")


class Project(models.Model):
    """A joint undertaking of two owners, born only from an agreed match (SM-4).

    Those of earlier years come from ledgers, put away and without a match.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    code = models.CharField(_("code"), max_length=20, editable=False)
    street = models.ForeignKey(
        Org, verbose_name=_("sub-district"), on_delete=models.PROTECT, related_name="+"
    )
    match = models.OneToOneField(
        Match,
        verbose_name=_("match"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="project",
    )
    # Of an earlier year, from a ledger: nothing about it was decided in the portal.
    is_history = models.BooleanField(_("imported history"), default=False, editable=False)
    need_org = models.ForeignKey(
        Org,
        verbose_name=_("undertaken by (organisation)"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="projects_for_needs",
    )
    need_partner = models.ForeignKey(
        Partner,
        verbose_name=_("undertaken by (unit)"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="projects_for_needs",
    )
    resource_org = models.ForeignKey(
        Org,
        verbose_name=_("together with (organisation)"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="projects_with_resources",
    )
    resource_partner = models.ForeignKey(
        Partner,
        verbose_name=_("together with (unit)"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="projects_with_resources",
    )
    name = models.CharField(_("name"), max_length=120)
    summary = models.TextField(_("summary"), blank=True, max_length=2000)
    project_class = models.CharField(_("class"), max_length=10, choices=ProjectClass, blank=True)
    grant = models.DecimalField(_("grant (yuan)"), max_digits=12, decimal_places=2, default=0)
    funding_source = models.CharField(
        _("funding"), max_length=12, choices=FundingSource, blank=True
    )
    guide_name = models.CharField(_("guide"), max_length=60, blank=True)
    guide_post = models.CharField(_("post of the guide"), max_length=60, blank=True)
    responsible_name = models.CharField(_("responsible"), max_length=60, blank=True)
    starts_on = models.DateField(_("starts on"), null=True, blank=True)
    due_on = models.DateField(_("due on"), null=True, blank=True)
    progress = models.PositiveSmallIntegerField(_("progress (%)"), default=0)
    outcome = models.TextField(_("outcome"), blank=True, max_length=2000)
    endorsement = models.CharField(_("resolution"), max_length=60, blank=True)
    endorsed_at = models.DateTimeField(_("endorsed at"), null=True, blank=True)
    accepted_by_need_side_at = models.DateTimeField(
        _("accepted by the need side at"), null=True, blank=True
    )
    accepted_by_resource_side_at = models.DateTimeField(
        _("accepted by the resource side at"), null=True, blank=True
    )
    appraisal = models.TextField(_("appraisal"), blank=True, max_length=2000)
    closing_summary = models.CharField(_("closing summary"), max_length=300, blank=True)
    suspend_reason = models.CharField(_("reason for suspending"), max_length=500, blank=True)
    stop_reason = models.CharField(_("reason for stopping"), max_length=500, blank=True)
    state = models.CharField(
        _("state"), max_length=12, choices=ProjectState, default=ProjectState.FILED
    )
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(_("filed at"), auto_now_add=True)
    updated_at = models.DateTimeField(_("updated at"), auto_now=True)

    objects = ProjectQuerySet.as_manager()

    class Meta:
        verbose_name = _("project")
        verbose_name_plural = _("projects")
        indexes = [
            models.Index(fields=["street", "state", "due_on"], name="project_by_street"),
        ]
        constraints = [
            models.UniqueConstraint(
                name="project_code_once_in_a_street", fields=["street", "code"]
            ),
            models.CheckConstraint(
                name="project_has_one_need_side",
                condition=Q(need_org__isnull=False, need_partner=None)
                | Q(need_org=None, need_partner__isnull=False),
            ),
            models.CheckConstraint(
                name="project_has_one_resource_side",
                condition=Q(resource_org__isnull=False, resource_partner=None)
                | Q(resource_org=None, resource_partner__isnull=False),
            ),
            models.CheckConstraint(
                name="project_is_carried_by_two",
                condition=(Q(need_org=None) | Q(resource_org=None) | ~Q(need_org=F("resource_org")))
                & (
                    Q(need_partner=None)
                    | Q(resource_partner=None)
                    | ~Q(need_partner=F("resource_partner"))
                ),
            ),
            models.CheckConstraint(
                name="project_unfunded_has_no_grant",
                condition=Q(grant__gte=0) & (~Q(project_class=ProjectClass.UNFUNDED) | Q(grant=0)),
            ),
            models.CheckConstraint(
                name="project_classed_once_reviewed",
                condition=Q(state__in=(*sorted(UNCLASSED_STATES), ProjectState.STOPPED))
                | ~Q(project_class="")
                | Q(is_history=True),
            ),
            models.CheckConstraint(
                name="project_key_is_endorsed_before_approval",
                condition=~Q(project_class=ProjectClass.KEY, state__in=sorted(APPROVED_STATES))
                | Q(endorsed_at__isnull=False)
                | Q(is_history=True),
            ),
            models.CheckConstraint(
                name="project_endorsed_with_a_number",
                condition=Q(endorsed_at=None, endorsement="")
                | (Q(endorsed_at__isnull=False) & ~Q(endorsement="")),
            ),
            models.CheckConstraint(
                name="project_accepted_by_both_sides",
                condition=~Q(state__in=sorted(ACCEPTED_STATES))
                | Q(
                    accepted_by_need_side_at__isnull=False,
                    accepted_by_resource_side_at__isnull=False,
                )
                | Q(is_history=True),
            ),
            models.CheckConstraint(
                name="project_history_was_not_decided_here",
                condition=Q(is_history=False, match__isnull=False)
                | Q(
                    is_history=True,
                    match=None,
                    state=ProjectState.ARCHIVED,
                    endorsed_at=None,
                    accepted_by_need_side_at=None,
                    accepted_by_resource_side_at=None,
                ),
            ),
            models.CheckConstraint(
                name="project_stopped_with_a_reason",
                condition=~Q(state=ProjectState.STOPPED) | ~Q(stop_reason=""),
            ),
            models.CheckConstraint(
                name="project_suspended_with_a_reason",
                condition=~Q(state=ProjectState.SUSPENDED) | ~Q(suspend_reason=""),
            ),
            models.CheckConstraint(
                name="project_key_has_a_guide_when_it_starts",
                condition=~Q(project_class=ProjectClass.KEY, state__in=sorted(STARTED_STATES))
                | ~Q(guide_name="")
                | Q(is_history=True),
            ),
            models.CheckConstraint(
                name="project_guide_has_a_post",
                condition=Q(guide_name="", guide_post="") | ~Q(guide_name="") & ~Q(guide_post=""),
            ),
            models.CheckConstraint(
                name="project_archived_with_a_summary",
                condition=~Q(state=ProjectState.ARCHIVED)
                | ~Q(closing_summary="")
                | Q(is_history=True),
            ),
            models.CheckConstraint(
                name="project_progress_is_a_percentage", condition=Q(progress__lte=100)
            ),
            models.CheckConstraint(
                name="project_due_after_it_starts",
                condition=Q(starts_on=None) | Q(due_on=None) | Q(due_on__gte=F("starts_on")),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("resources:project", args=[self.public_id])

    @property
    def need_side(self) -> Any:
        """The owner that undertakes the project."""
        return self.need_org or self.need_partner

    @property
    def resource_side(self) -> Any:
        """The owner that gives what the project needs."""
        return self.resource_org or self.resource_partner

    @property
    def org(self) -> Org:
        """The organisation whose scope this row is in."""
        return self.need_org or self.street

    @property
    def lacks_endorsement(self) -> bool:
        """True for a key project that no joint meeting has endorsed yet (A-10)."""
        is_open = self.project_class == ProjectClass.KEY and not self.is_history
        return is_open and self.endorsed_at is None

    @property
    def lacks_guide(self) -> bool:
        """True for a key project for which no guide has been named yet."""
        is_open = self.project_class == ProjectClass.KEY and not self.is_history
        return is_open and not self.guide_name
