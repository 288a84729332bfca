"""The register of residents' requests (R-094) and how far each is on its seven steps (SM-8).

Who called stands in no column here (D4); ``CaseContact`` keeps it sealed and for a time.
"""

import uuid
from datetime import datetime
from typing import Any, Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from grids.case_enums import (
    DESK_STATES,
    DROPPED_CLOSINGS,
    HANDLED_CLOSINGS,
    HELD_STATES,
    OPEN_STATES,
    CallReach,
    CaseClosing,
    CaseState,
)
from grids.enums import (
    CaseCategory,
    CaseKind,
    CasePart,
    CaseSource,
    CaseUrgency,
    Satisfaction,
)
from grids.models.grids import Grid
from grids.models.people import done_by
from orgs.models import Org
from orgs.scoping import Reach, reach_of


def _not_the_same(one: str, other: str) -> Q:
    return Q(**{one: None}) | Q(**{other: None}) | ~Q(**{one: F(other)})


def _together(moment: str, person: str) -> Q:
    return Q(**{moment: None, person: None}) | Q(
        **{f"{moment}__isnull": False, f"{person}__isnull": False}
    )


class CaseQuerySet(models.QuerySet):
    def visible_to(self, user: Any) -> Self:
        return self.within(reach_of(user))

    def within(self, reach: Reach) -> Self:
        """Cases of a street within reach, and those placed in a community or grid within it."""
        if reach.everything:
            return self
        found = reach.streets("street")
        below = reach.below_streets()
        if below.subtrees:
            grids = Grid.objects.within(below).order_by()
            found |= below.orgs("community") | Q(grid__in=grids.values("pk"))
            handlers = Org.objects.filter(below.orgs()).order_by()
            found |= Q(handling_org__in=handlers.values("pk"))
        return self.filter(found)

    def open(self) -> Self:
        return self.filter(state__in=OPEN_STATES)

    def at_desk(self) -> Self:
        """Those that the dispatch centre is to respond to or to dispatch."""
        return self.filter(state__in=DESK_STATES)

    def left_by_hotline(self) -> Self:
        """Those that the hotline still has open and nobody has taken on here yet."""
        return self.filter(state=CaseState.RECORDED, closed_at=None)

    def overdue(self, now: datetime) -> Self:
        return self.filter(due_at__lt=now)

    def for_list(self) -> Self:
        return self.select_related("street", "community", "grid", "handling_org").order_by(
            "-reported_at", "-pk"
        )


class Case(models.Model):
    """What a resident asked for, where, and what came of it.

    ``category_path``, ``reported_place`` and ``hotline_state`` are the hotline's words;
    ``category``, ``community`` and ``grid`` are the portal's own, which the office assigns.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    street = models.ForeignKey(
        Org, verbose_name=_("sub-district"), on_delete=models.PROTECT, related_name="cases"
    )
    source = models.CharField(
        _("source"), max_length=10, choices=CaseSource, default=CaseSource.HOTLINE
    )
    code = models.CharField(_("case number"), max_length=60)
    kind = models.CharField(_("kind of case"), max_length=10, choices=CaseKind, blank=True)
    category = models.CharField(_("category"), max_length=20, choices=CaseCategory, blank=True)
    category_path = models.CharField(_("category of the hotline"), max_length=200, blank=True)
    labels = models.CharField(_("labels"), max_length=200, blank=True)
    title = models.CharField(_("title"), max_length=200)
    content = models.TextField(_("content"), blank=True)
    urgency = models.CharField(_("urgency"), max_length=12, choices=CaseUrgency, blank=True)
    part = models.CharField(
        _("part of the sub-district"), max_length=10, choices=CasePart, blank=True
    )
    channel = models.CharField(_("channel"), max_length=60, blank=True)
    reported_at = models.DateTimeField(_("reported at"), null=True, blank=True)
    reported_place = models.CharField(_("community of the hotline"), max_length=120, blank=True)
    spot = models.CharField(_("spot"), max_length=200, blank=True)
    firm_name = models.CharField(_("firm concerned"), max_length=120, blank=True)
    community = models.ForeignKey(
        Org,
        verbose_name=_("community"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="community_cases",
    )
    grid = models.ForeignKey(
        Grid,
        verbose_name=_("grid"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="cases",
    )
    hotline_state = models.CharField(_("state at the hotline"), max_length=60, blank=True)
    handled_how = models.CharField(_("way of handling"), max_length=120, blank=True)
    outcome = models.TextField(pgettext_lazy("case", "outcome"), blank=True)
    reply = models.TextField(_("reply"), blank=True)
    closed_at = models.DateTimeField(_("closed at"), null=True, blank=True)
    is_solved = models.BooleanField(pgettext_lazy("case", "solved"), null=True, blank=True)
    satisfaction = models.CharField(
        _("satisfaction"), max_length=12, choices=Satisfaction, blank=True
    )
    state = models.CharField(
        _("state"),
        max_length=12,
        choices=CaseState,
        default=CaseState.RECORDED,
        editable=False,
    )
    handling_org = models.ForeignKey(
        Org,
        verbose_name=_("responsible organisation"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="handled_cases",
    )
    filed_by = done_by(_("filed by"))
    due_at = models.DateTimeField(_("due at"), null=True, blank=True, editable=False)
    warn_at = models.DateTimeField(_("warning at"), null=True, blank=True, editable=False)
    # The latest deadlines of response and of handling, kept when their clocks have ended.
    response_due_at = models.DateTimeField(null=True, editable=False)
    answer_due_at = models.DateTimeField(null=True, editable=False)
    is_responded_in_time = models.BooleanField(null=True, editable=False)
    is_answered_in_time = models.BooleanField(null=True, editable=False)
    answered_by = done_by(_("handled by"))
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True, editable=False)
    call_count = models.PositiveSmallIntegerField(_("calls"), default=0, editable=False)
    call_reach = models.CharField(
        _("call-back"), max_length=12, choices=CallReach, blank=True, editable=False
    )
    needs_call_back = models.BooleanField(_("call-back wanted"), null=True, blank=True)
    called_back_by = done_by(_("called back by"))
    called_back_at = models.DateTimeField(_("called back at"), null=True, editable=False)
    verified_by = done_by(_("verified by"))
    verified_at = models.DateTimeField(_("verified at"), null=True, editable=False)
    return_count = models.PositiveSmallIntegerField(_("returns"), default=0, editable=False)
    redo_count = models.PositiveSmallIntegerField(_("times redone"), default=0, editable=False)
    conferred_at = models.DateTimeField(_("conferred on at"), null=True, editable=False)
    review_on = models.DateField(_("to be reviewed on"), null=True, blank=True, editable=False)
    closing = models.CharField(
        _("way of closing"), max_length=12, choices=CaseClosing, blank=True, editable=False
    )
    duplicate_of = models.ForeignKey(
        "self",
        verbose_name=_("merged into"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="duplicates",
    )
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)
    updated_at = models.DateTimeField(_("updated at"), auto_now=True)

    objects = CaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("case")
        verbose_name_plural = _("cases")
        indexes = [
            models.Index(fields=["street", "-reported_at"], name="case_of_street_by_moment"),
            models.Index(fields=["community", "-reported_at"], name="case_of_community_by_moment"),
            models.Index(fields=["street", "state", "due_at"], name="case_of_street_by_due"),
            models.Index(fields=["handling_org", "state"], name="case_of_handler_by_state"),
            models.Index(fields=["street", "response_due_at"], name="case_of_street_by_response"),
            models.Index(fields=["street", "answer_due_at"], name="case_of_street_by_answer"),
            models.Index(fields=["street", "closed_at"], name="case_of_street_by_closing"),
            # Nearly all recorded cases are closed, and the desk asks for the few that are not.
            models.Index(
                name="case_left_by_hotline",
                fields=["street", "reported_at"],
                condition=Q(state=CaseState.RECORDED, closed_at=None),
            ),
        ]
        constraints = [
            models.UniqueConstraint(name="case_code_once_in_a_street", fields=["street", "code"]),
            models.CheckConstraint(
                name="case_closed_after_it_was_reported",
                condition=Q(closed_at=None)
                | Q(reported_at=None)
                | Q(closed_at__gte=F("reported_at")),
            ),
            models.CheckConstraint(
                name="case_closed_after_answer_call_back_and_verification",
                condition=~Q(state=CaseState.CLOSED)
                | Q(
                    answered_at__isnull=False,
                    called_back_at__isnull=False,
                    verified_at__isnull=False,
                    closed_at__isnull=False,
                    closing__in=HANDLED_CLOSINGS,
                )
                & ~Q(reply=""),
            ),
            models.CheckConstraint(
                name="case_dropped_for_a_reason_on_the_list",
                condition=~Q(state=CaseState.DROPPED)
                | Q(closing__in=DROPPED_CLOSINGS, closed_at__isnull=False),
            ),
            models.CheckConstraint(
                name="case_handled_called_back_verified_by_three_people",
                condition=_not_the_same("called_back_by", "answered_by")
                & _not_the_same("verified_by", "answered_by")
                & _not_the_same("verified_by", "called_back_by"),
            ),
            models.CheckConstraint(
                name="case_step_carries_its_person",
                condition=_together("answered_at", "answered_by")
                & _together("called_back_at", "called_back_by")
                & _together("verified_at", "verified_by"),
            ),
            models.CheckConstraint(
                name="case_has_a_handler_once_dispatched",
                condition=~Q(state__in=sorted(HELD_STATES)) | Q(handling_org__isnull=False),
            ),
            models.CheckConstraint(
                name="case_shelved_with_a_day_of_review",
                condition=~Q(state=CaseState.SHELVED) | Q(review_on__isnull=False),
            ),
            models.CheckConstraint(
                name="case_merged_into_another_case",
                condition=Q(closing=CaseClosing.MERGED, duplicate_of__isnull=False)
                & ~Q(duplicate_of=F("id"))
                | ~Q(closing=CaseClosing.MERGED) & Q(duplicate_of=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"

    def get_absolute_url(self) -> str:
        return reverse("grids:case", args=[self.public_id])

    @property
    def org(self) -> Org:
        """The organisation whose scope this row is in."""
        return self.community or self.street

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_STATES
