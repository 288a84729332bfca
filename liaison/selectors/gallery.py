"""The papers that this app prints, for the gallery."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from liaison.enums import NOTICE_STATES
from liaison.followup_enums import CensureKind
from liaison.selectors import report_samples, samples
from liaison.selectors.followup_papers import censure_document, follow_up_sheet
from liaison.selectors.matters import list_document
from liaison.selectors.papers import minutes_document, notice_document
from liaison.selectors.proposal_papers import notice_document as public_notice
from liaison.selectors.proposal_papers import report_document
from liaison.selectors.report_papers import report_document as community_report
from liaison.selectors.report_papers import round_document
from orgs.selectors.gallery import Paper, register_papers


def register() -> None:
    """Put them in, in the order in which a matter goes through them."""
    register_papers(
        Paper(
            key="meeting-notice",
            title=_("Notice of a meeting"),
            of="liaison.Meeting",
            rows=_with_notice,
            document=notice_document,
            sample=samples.notice_sample,
            made_at="liaison:meetings",
        ),
        Paper(
            key="minutes",
            title=_("Minutes"),
            of="liaison.Minutes",
            document=minutes_document,
            sample=samples.minutes_sample,
            made_at="liaison:meetings",
        ),
        Paper(
            key="follow-up",
            title=_("Follow-up sheet"),
            of="liaison.ActionItem",
            document=follow_up_sheet,
            sample=samples.follow_up_sample,
            made_at="liaison:action-items",
        ),
        Paper(
            key="circular",
            title=pgettext_lazy("paper", "Circular"),
            of="liaison.Censure",
            rows=_circulars,
            document=censure_document,
            sample=samples.circular_sample,
            made_at="liaison:censures",
        ),
        Paper(
            key="interview",
            title=_("Notice of an interview"),
            of="liaison.Censure",
            rows=_interviews,
            document=censure_document,
            sample=samples.interview_sample,
            made_at="liaison:censures",
        ),
        Paper(
            key="public-notice",
            title=_("Public notice of a decision"),
            of="liaison.Proposal",
            rows=_announced,
            document=public_notice,
            sample=samples.public_notice_sample,
            made_at="liaison:proposals",
        ),
        Paper(
            key="report",
            title=_("Written report on suggestions"),
            of="liaison.Proposal",
            rows=_reported,
            document=report_document,
            sample=samples.report_sample,
            made_at="liaison:proposals",
        ),
        Paper(
            key="matters",
            title=_("List of matters of communities"),
            of="liaison.MattersEdition",
            document=list_document,
            sample=samples.matters_sample,
            made_at="liaison:matters",
        ),
        Paper(
            key="monthly-report",
            title=_("Monthly report of a community"),
            of="liaison.ReportReturn",
            rows=_with_its_round,
            document=community_report,
            sample=report_samples.report_sample,
            made_at="liaison:reports",
        ),
        Paper(
            key="monthly-summary",
            title=_("Monthly reports added up"),
            of="liaison.ReportRound",
            rows=_with_its_street,
            document=round_document,
            sample=report_samples.summary_sample,
            made_at="liaison:report-rounds",
        ),
    )


def _with_notice(rows: Any) -> Any:
    return rows.filter(state__in=NOTICE_STATES)


def _circulars(rows: Any) -> Any:
    return rows.filter(kind=CensureKind.CIRCULAR)


def _interviews(rows: Any) -> Any:
    return rows.filter(kind=CensureKind.INTERVIEW)


def _announced(rows: Any) -> Any:
    return rows.exclude(notice_starts_on=None)


def _reported(rows: Any) -> Any:
    return rows.filter(reports__isnull=False)


def _with_its_round(rows: Any) -> Any:
    return rows.select_related("round__street", "community")


def _with_its_street(rows: Any) -> Any:
    return rows.select_related("street")
