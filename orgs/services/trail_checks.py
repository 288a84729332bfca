"""Checking the trail: the auditor asks, a machine walks the chain, the result is a line of it."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from orgs.enums import Role
from orgs.models import Job, Org, User
from orgs.scoping import reach_of
from orgs.services.audit import check_chain, record
from orgs.services.jobs import request_job
from partybuild.progress import Report

CHECK = "trail.check"


@transaction.atomic
def request_trail_check(*, actor: User) -> Job:
    """Have the whole chain of the trail walked and each digest compared."""
    reach = reach_of(actor, Role.AUDITOR)
    if not reach:
        raise PermissionDenied
    org = Org.objects.within(reach).order_by("level", "pk").first()
    return request_job(kind=CHECK, arguments={}, actor=actor, org=org)


@transaction.atomic
def note_trail_check(*, job: Job, report: Report) -> None:
    """Walk the chain and write down how many links hold, and where it breaks if it does."""
    found = check_chain(report)
    record(
        actor=job.requested_by,
        verb="trail.check",
        subject=job,
        changes={
            "sound": [None, found.sound],
            "broken_at": [None, found.broken_at],
            "unsealed": [None, found.unsealed],
        },
    )
