"""What a meeting talks about, and what came of it."""

import uuid
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from liaison.enums import HELD_STATES, UNFINISHED_STATES, AgendaItemState, MeetingState
from liaison.models.meetings import Meeting
from orgs.models import Org
from orgs.scoping import OrgScopedQuerySet

# The pointers at rows of the portal; another noun is a foreign key below and its name here.
SUBJECT_FIELDS = ("need", "resource", "project", "proposal")


def points_at_one_at_most() -> Q:
    """Condition: at most one of the pointers is set."""
    allowed = Q()
    for kept in SUBJECT_FIELDS:
        allowed |= Q(**{name: None for name in SUBJECT_FIELDS if name != kept})
    return allowed


class AgendaItemQuerySet(OrgScopedQuerySet):
    org_path = "meeting__body__org"

    def visible_to(self, user: Any) -> Self:
        """The items of each meeting that the person can see."""
        return self.filter(meeting__in=Meeting.objects.visible_to(user))

    def open(self) -> Self:
        return self.filter(state=AgendaItemState.OPEN)

    def proposed(self) -> Self:
        """Waiting to be admitted by whoever runs the meeting."""
        return self.filter(state=AgendaItemState.PROPOSED)

    def on_the_agenda(self) -> Self:
        return self.exclude(state__in=(AgendaItemState.PROPOSED, AgendaItemState.WITHDRAWN))

    def unfinished(self) -> Self:
        """Left open by a meeting that is over: they stand first on a next agenda."""
        over = HELD_STATES | {MeetingState.CANCELLED}
        return self.filter(state__in=UNFINISHED_STATES, meeting__state__in=over)

    def for_list(self) -> Self:
        return self.select_related(
            "meeting__body__org", "carried_over_from__meeting", *SUBJECT_FIELDS
        ).order_by("meeting", "position", "pk")


class AgendaItem(models.Model):
    """One item of an agenda; it may point at one row of the three lists (R-007)."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    meeting = models.ForeignKey(
        Meeting, verbose_name=_("meeting"), on_delete=models.PROTECT, related_name="items"
    )
    position = models.PositiveSmallIntegerField(_("position"))
    title = models.CharField(_("title"), max_length=200)
    note = models.TextField(_("note"), blank=True)
    need = models.ForeignKey(
        "resources.Need",
        verbose_name=_("need"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="agenda_items",
    )
    resource = models.ForeignKey(
        "resources.Resource",
        verbose_name=_("resource"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="agenda_items",
    )
    project = models.ForeignKey(
        "resources.Project",
        verbose_name=_("project"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="agenda_items",
    )
    proposal = models.ForeignKey(
        "liaison.Proposal",
        verbose_name=_("proposal"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="agenda_items",
    )
    state = models.CharField(
        _("state"), max_length=12, choices=AgendaItemState, default=AgendaItemState.OPEN
    )
    # The chair took it up then; the latest one that is still open is being discussed.
    called_at = models.DateTimeField(_("called up at"), null=True, blank=True)
    outcome = models.TextField(_("outcome"), blank=True)
    carried_over_from = models.OneToOneField(
        "self",
        verbose_name=_("carried over from"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="carried_over_to",
    )
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("proposed by"),
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
    )
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)
    updated_at = models.DateTimeField(_("updated at"), auto_now=True)

    objects = AgendaItemQuerySet.as_manager()

    class Meta:
        verbose_name = _("agenda item")
        verbose_name_plural = _("agenda items")
        constraints = [
            models.CheckConstraint(
                name="agenda_item_points_at_one_row_at_most",
                condition=points_at_one_at_most(),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("liaison:agendaitem", args=[self.public_id])

    @property
    def org(self) -> Org:
        """The organisation whose scope this row is in."""
        return self.meeting.org

    @property
    def subject(self) -> Any:
        """The row of the portal it is about, if it is about one."""
        return next(filter(None, (getattr(self, name) for name in SUBJECT_FIELDS)), None)

    @property
    def is_open(self) -> bool:
        return self.state == AgendaItemState.OPEN
