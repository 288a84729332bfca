"""The official account of a meeting: a draft that people edit, then a document that stands."""

import json
import uuid
from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from liaison.enums import UNISSUED_STATES, MinutesState
from liaison.models.countersignatures import Countersignature
from liaison.models.meetings import Meeting
from orgs.models import Org
from orgs.scoping import OrgScopedQuerySet, reach_of
from partybuild.documents import digest_of

# What an edition says, apart from its file: the seal is made over these.
CONTENT = (
    "edition",
    "mark",
    "number",
    "issuer",
    "issued_on",
    "body",
    "present",
    "excused",
    "observers",
)


class MinutesQuerySet(OrgScopedQuerySet):
    org_path = "meeting__body__org"

    def visible_to(self, user: Any) -> Self:
        """All minutes within reach; who only has a seat on the body reads them once issued.

        A unit that is asked to countersign reads the draft meanwhile.
        """
        reach = reach_of(user)
        if reach.everything:
            return self
        seen = Q(state=MinutesState.ISSUED, meeting__in=Meeting.objects.visible_to(user))
        asked = Countersignature.objects.of_units(reach).values("minutes")
        seen |= Q(state=MinutesState.COUNTERSIGNING, pk__in=asked)
        return self.filter(reach.orgs(self.org_path) | seen)

    def drafts(self) -> Self:
        """Not issued yet, whether they are being written or are out for countersignature."""
        return self.filter(state__in=UNISSUED_STATES)

    def issued(self) -> Self:
        return self.filter(state=MinutesState.ISSUED)

    def for_list(self) -> Self:
        """Without the file itself, which no list shows."""
        return (
            self.select_related("meeting__body__org")
            .defer("document")
            .order_by("-meeting__starts_at", "meeting", "-edition")
        )


class Minutes(models.Model):
    """One edition of a meeting's minutes; from the issue on it never changes again.

    What the document says stands in this row, so that a body that is renamed or a meeting that is
    moved later changes nothing in minutes that have gone out.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    meeting = models.ForeignKey(
        Meeting, verbose_name=_("meeting"), on_delete=models.PROTECT, related_name="minutes"
    )
    edition = models.PositiveSmallIntegerField(_("edition"), default=1)
    reason = models.CharField(_("reason of the correction"), max_length=500, blank=True)
    state = models.CharField(
        _("state"), max_length=16, choices=MinutesState, default=MinutesState.DRAFT
    )
    mark = models.CharField(pgettext_lazy("document", "mark"), max_length=130)
    number = models.CharField(_("number"), max_length=40)
    issuer = models.CharField(_("issuer"), max_length=120)
    body = models.TextField(_("text"))
    present = models.TextField(_("units present"), blank=True)
    excused = models.TextField(_("units excused"), blank=True)
    observers = models.TextField(_("observers"), blank=True)
    # How often the draft went round for countersignature, and until when the last time.
    round = models.PositiveSmallIntegerField(_("round"), default=0)
    countersign_by = models.DateField(_("countersign by"), null=True, blank=True)
    issued_on = models.DateField(_("issued on"), null=True, blank=True)
    content_digest = models.CharField(_("digest of the content"), max_length=64, blank=True)
    document = models.BinaryField(_("document"), default=b"")
    document_digest = models.CharField(_("digest of the document"), max_length=64, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)
    updated_at = models.DateTimeField(_("updated at"), auto_now=True)

    objects = MinutesQuerySet.as_manager()

    class Meta:
        verbose_name = _("minutes")
        verbose_name_plural = _("minutes")
        constraints = [
            models.UniqueConstraint(
                name="minutes_edition_made_once", fields=["meeting", "edition"]
            ),
            models.UniqueConstraint(
                name="meeting_has_one_draft_of_minutes_at_a_time",
                fields=["meeting"],
                condition=Q(state__in=UNISSUED_STATES),
            ),
            models.CheckConstraint(
                name="minutes_corrected_only_with_a_reason",
                condition=Q(edition=1, reason="") | (Q(edition__gt=1) & ~Q(reason="")),
            ),
            models.CheckConstraint(
                name="minutes_sealed_exactly_when_issued",
                condition=(
                    Q(state=MinutesState.ISSUED, issued_on__isnull=False)
                    & ~Q(content_digest="")
                    & ~Q(document_digest="")
                )
                | Q(
                    state__in=UNISSUED_STATES,
                    issued_on=None,
                    content_digest="",
                    document_digest="",
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.mark}{self.number}"

    def get_absolute_url(self) -> str:
        return reverse("liaison:minutes", args=[self.public_id])

    @property
    def org(self) -> Org:
        """The organisation whose scope this row is in."""
        return self.meeting.org

    @property
    def is_issued(self) -> bool:
        return self.state == MinutesState.ISSUED

    @property
    def content(self) -> bytes:
        """Everything the edition says, in one form of writing."""
        facts = {name: str(getattr(self, name)) for name in CONTENT}
        return json.dumps(facts, ensure_ascii=False, sort_keys=True).encode()

    @property
    def is_sealed_soundly(self) -> bool:
        """True when words and file are still those that were issued."""
        return (
            digest_of(self.content) == self.content_digest
            and digest_of(bytes(self.document)) == self.document_digest
        )
