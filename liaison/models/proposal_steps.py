"""What was done to a proposal, step by step, and the written reports that came of it."""

import uuid
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from liaison.models.proposals import Proposal
from liaison.models.resolutions import SMALLEST_TALLY
from liaison.proposal_enums import ProposalAction, ProposalState, Voice
from orgs.models import Org
from partybuild.documents import digest_of

VOTES = ("expected_count", "present_count", "for_count", "against_count", "abstained_count")
VERDICTS = ("satisfied_count", "mostly_count", "unsatisfied_count")


class ProposalStep(models.Model):
    """One step of a chain: in whose name, written down by whom, when, and with which numbers.

    Nobody's vote or verdict is kept, only how many there were (D11).
    """

    proposal = models.ForeignKey(
        Proposal, verbose_name=_("proposal"), on_delete=models.CASCADE, related_name="steps"
    )
    serial = models.PositiveSmallIntegerField(_("serial number"))
    round = models.PositiveSmallIntegerField(_("round"), default=1)
    action = models.CharField(_("step"), max_length=20, choices=ProposalAction)
    voice = models.CharField(_("in the name of"), max_length=20, choices=Voice)
    state = models.CharField(_("state"), max_length=12, choices=ProposalState)
    taken_on = models.DateField(pgettext_lazy("step", "day"))
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("written down by"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    words = models.TextField(_("words"), max_length=2000, blank=True)
    expected_count = models.PositiveIntegerField(_("expected"), null=True, blank=True)
    present_count = models.PositiveIntegerField(_("present"), null=True, blank=True)
    for_count = models.PositiveIntegerField(pgettext_lazy("vote", "for"), null=True, blank=True)
    against_count = models.PositiveIntegerField(
        pgettext_lazy("vote", "against"), null=True, blank=True
    )
    abstained_count = models.PositiveIntegerField(
        pgettext_lazy("vote", "abstained"), null=True, blank=True
    )
    rule = models.CharField(_("rule of the vote"), max_length=160, blank=True)
    satisfied_count = models.PositiveIntegerField(
        pgettext_lazy("satisfaction", "satisfied"), null=True, blank=True
    )
    mostly_count = models.PositiveIntegerField(
        pgettext_lazy("satisfaction", "mostly satisfied"), null=True, blank=True
    )
    unsatisfied_count = models.PositiveIntegerField(
        pgettext_lazy("satisfaction", "not satisfied"), null=True, blank=True
    )

    class Meta:
        verbose_name = _("step of a proposal")
        verbose_name_plural = _("steps of proposals")
        ordering = ["proposal", "serial"]
        constraints = [
            models.UniqueConstraint(
                name="proposal_step_numbered_once", fields=["proposal", "serial"]
            ),
            models.CheckConstraint(
                name="proposal_step_counts_no_more_votes_than_people",
                condition=Q(**dict.fromkeys(VOTES))
                | Q(
                    present_count__gte=F("for_count") + F("against_count") + F("abstained_count"),
                    expected_count__gte=F("present_count"),
                ),
            ),
            models.CheckConstraint(
                name="proposal_step_has_all_verdicts_or_none",
                condition=Q(**dict.fromkeys(VERDICTS))
                | Q(**{f"{name}__isnull": False for name in VERDICTS}),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.proposal} · {self.get_action_display()}"

    @property
    def verdict_count(self) -> int:
        """How many people said how satisfied they are."""
        return sum(getattr(self, name) or 0 for name in VERDICTS)

    @property
    def is_tally_public(self) -> bool:
        """Whether there were enough to hide what each of them said (D11)."""
        return (self.present_count or self.verdict_count) >= SMALLEST_TALLY


class ProposalReportQuerySet(models.QuerySet):
    def visible_to(self, user: Any) -> Self:
        """The reports on each proposal that the person can see."""
        return self.filter(proposal__in=Proposal.objects.visible_to(user))


class ProposalReport(models.Model):
    """A written report on a proposal to its proposer and to the committee above (R-319).

    It goes out once and never changes; a further round makes a further report.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    proposal = models.ForeignKey(
        Proposal, verbose_name=_("proposal"), on_delete=models.PROTECT, related_name="reports"
    )
    edition = models.PositiveSmallIntegerField(_("edition"))
    issued_on = models.DateField(_("issued on"))
    document = models.BinaryField(_("document"))
    document_digest = models.CharField(_("digest of the document"), max_length=64)

    objects = ProposalReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("report on a proposal")
        verbose_name_plural = _("reports on proposals")
        constraints = [
            models.UniqueConstraint(
                name="proposal_report_issued_once", fields=["proposal", "edition"]
            ),
        ]

    def __str__(self) -> str:
        return f"{self.proposal} ({self.edition})"

    def get_absolute_url(self) -> str:
        return reverse("liaison:proposal-report", args=[self.public_id])

    @property
    def org(self) -> Org:
        """The organisation whose scope this row is in."""
        return self.proposal.org

    @property
    def is_sound(self) -> bool:
        """True when the file is still the one that went out."""
        return digest_of(bytes(self.document)) == self.document_digest
