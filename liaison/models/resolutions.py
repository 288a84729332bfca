"""What a meeting decided, with the votes as numbers (D11)."""

import uuid
from typing import Any, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from liaison.enums import Decision
from liaison.models.agenda_items import AgendaItem
from liaison.models.meetings import Meeting
from orgs.models import Org
from orgs.scoping import OrgScopedQuerySet

# D11: a tally of fewer people would say how each of them voted.
SMALLEST_TALLY = 5


class ResolutionQuerySet(OrgScopedQuerySet):
    org_path = "meeting__body__org"

    def visible_to(self, user: Any) -> Self:
        """The resolutions of each meeting that the person can see."""
        return self.filter(meeting__in=Meeting.objects.visible_to(user))

    def adopted(self) -> Self:
        return self.filter(decision=Decision.ADOPTED)

    def for_list(self) -> Self:
        return self.select_related("meeting__body__org", "item").order_by(
            "-meeting__year", "meeting__body", "-meeting__serial", "serial"
        )


class Resolution(models.Model):
    """A decision on an item of the agenda; nobody's vote is kept, only how many there were."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    meeting = models.ForeignKey(
        Meeting, verbose_name=_("meeting"), on_delete=models.PROTECT, related_name="resolutions"
    )
    item = models.ForeignKey(
        AgendaItem,
        verbose_name=_("agenda item"),
        on_delete=models.PROTECT,
        related_name="resolutions",
    )
    serial = models.PositiveSmallIntegerField(_("serial number"))
    text = models.TextField(_("text"))
    decision = models.CharField(_("decision"), max_length=10, choices=Decision)
    expected_count = models.PositiveIntegerField(_("expected"))
    present_count = models.PositiveIntegerField(_("present"))
    for_count = models.PositiveIntegerField(pgettext_lazy("vote", "for"))
    against_count = models.PositiveIntegerField(pgettext_lazy("vote", "against"), default=0)
    abstained_count = models.PositiveIntegerField(pgettext_lazy("vote", "abstained"), default=0)
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)
    updated_at = models.DateTimeField(_("updated at"), auto_now=True)

    objects = ResolutionQuerySet.as_manager()

    class Meta:
        verbose_name = _("resolution")
        verbose_name_plural = _("resolutions")
        constraints = [
            models.UniqueConstraint(
                name="resolution_number_given_once_in_a_meeting", fields=["meeting", "serial"]
            ),
            models.CheckConstraint(
                name="resolution_counts_no_more_votes_than_people",
                condition=Q(
                    present_count__gte=F("for_count") + F("against_count") + F("abstained_count"),
                    expected_count__gte=F("present_count"),
                ),
            ),
            models.CheckConstraint(
                name="resolution_adopted_by_more_for_than_against",
                condition=~Q(decision=Decision.ADOPTED) | Q(for_count__gt=F("against_count")),
            ),
        ]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        return f"{self.meeting.get_absolute_url()}#resolutions-panel"

    @property
    def org(self) -> Org:
        """The organisation whose scope this row is in."""
        return self.meeting.org

    @property
    def number(self) -> str:
        """The number an office quotes: 决议〔2026〕3-1."""
        return f"决议〔{self.meeting.year}〕{self.meeting.serial}-{self.serial}"

    @property
    def is_tally_public(self) -> bool:
        return self.present_count >= SMALLEST_TALLY
