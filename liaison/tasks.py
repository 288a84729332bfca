"""What workers do for meetings."""

from liaison.services.invitations import MAIL, deliver_invitation
from orgs.jobs import job_kind
from orgs.models import Job
from partybuild.progress import Report


@job_kind(MAIL)
def mail_invitation(job: Job, _report: Report) -> None:
    deliver_invitation(meeting_pk=job.arguments["meeting"], user_pk=job.arguments["user"])
