"""Links with which those who were served judge a project once, without a name (R-187, D11)."""

from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from orgs.models import User
from orgs.services.audit import record
from orgs.services.facts import FactRefused
from orgs.services.workflow import begin
from partybuild.errors import RuleViolation
from partybuild.secret_links import digest_of, fresh_tokens
from resources.enums import ProjectState, ProjectWork, Verdict
from resources.models import AppraisalLink, AppraisalTally, Project
from resources.workflow import PROJECT_WORKS

MOST = 500
LONGEST = timedelta(days=90)


class LinkSpent(RuleViolation):
    """A link that was used, has expired, or belongs to no appraisal that is under way."""

    code = "link_spent"


@transaction.atomic
def issue_links(*, project: Project, count: int, expires_on: date, actor: User) -> list[str]:
    """Make links for the appraisal of an accepted project and hand them out this one time.

    They are kept as digests only, so nobody can print them a second time.
    """
    project = begin(project, ProjectWork.ISSUE_LINKS, PROJECT_WORKS, actor=actor)
    today = timezone.localdate()
    if not today <= expires_on <= today + LONGEST:
        raise FactRefused(_("Links hold from today for at most 90 days."), field="expires_on")
    if not 0 < count <= MOST - AppraisalLink.objects.filter(project=project).count():
        raise FactRefused(_("A project has at most 500 links."), field="count")
    AppraisalTally.objects.get_or_create(project=project)
    tokens = fresh_tokens(count)
    end = timezone.make_aware(datetime.combine(expires_on, time.max))
    AppraisalLink.objects.bulk_create(
        AppraisalLink(project=project, digest=digest_of(token), expires_at=end) for token in tokens
    )
    record(
        actor=actor,
        verb="project.issue_links",
        subject=project,
        changes={"links": [None, count], "expires_on": [None, expires_on]},
    )
    return tokens


@transaction.atomic
def answer_appraisal(*, token: str, verdict: Verdict) -> Project:
    """Count one verdict and use the link up; who gave it and when is kept nowhere.

    The trail has no line for an answer, since the moments of the lines would tell the answers
    apart; the tally is what remains.
    """
    links = AppraisalLink.objects.select_for_update(of=("self",)).select_related("project")
    link = links.filter(digest=digest_of(token)).first()
    if link is None or not is_open(link):
        raise LinkSpent(_("This link has been used or is no longer valid."))
    link.is_used = True
    link.save(update_fields=["is_used"])
    column = f"{Verdict(verdict)}_count"
    AppraisalTally.objects.filter(project=link.project).update(**{column: F(column) + 1})
    return link.project


def is_open(link: AppraisalLink) -> bool:
    """True while a link can still be answered."""
    is_due = link.expires_at > timezone.now() and not link.is_used
    return is_due and link.project.state == ProjectState.ACCEPTED
