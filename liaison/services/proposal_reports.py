"""The written report to the proposer and the committee above goes out once (R-319)."""

from django.db import transaction
from django.utils import timezone

from liaison.models import Proposal, ProposalReport
from liaison.selectors.proposal_papers import report_document
from orgs.models import User
from orgs.services.audit import record
from partybuild.documents import digest_of, render


@transaction.atomic
def file_report(*, proposal: Proposal, actor: User) -> ProposalReport:
    """Write the report from what the steps say, and keep the file as it goes out.

    Who may bring it about was decided by the step that brings it about.
    """
    edition = proposal.reports.count() + 1
    document = render(report_document(proposal))
    report = ProposalReport.objects.create(
        proposal=proposal,
        edition=edition,
        issued_on=timezone.localdate(),
        document=document,
        document_digest=digest_of(document),
    )
    record(
        actor=actor,
        verb="proposalreport.file",
        subject=report,
        changes={"document_digest": [None, report.document_digest]},
    )
    return report
