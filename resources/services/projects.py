"""What people do to a project (SM-4): file, review, classify, approve, carry out, accept."""

from decimal import Decimal
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from orgs.models import User
from orgs.services.audit import record
from orgs.services.codes import next_codes
from orgs.services.facts import FactRefused, only_known
from orgs.services.workflow import advance, begin, change, follow, lock
from partybuild.errors import RuleViolation
from resources.enums import (
    ACTIVE_PROJECT_STATES,
    MatchAction,
    NeedAction,
    ProjectAction,
    ProjectClass,
    ProjectWork,
)
from resources.models import Match, Project
from resources.permissions import require_side, require_unit
from resources.services.assessments import require_class_that_follows
from resources.services.facts import (
    amend,
    check_written,
    require_no_private_number,
)
from resources.services.matches import release_sides
from resources.services.milestones import progress_by_milestones
from resources.services.proposals import hold_match
from resources.services.telling import tell_office, tell_owners
from resources.workflow import MATCH_MOVES, NEED_MOVES, PROJECT_MOVES, PROJECT_WORKS

PREFIX = "XM"
FACTS = frozenset({"name", "summary", "funding_source", "responsible_name", "starts_on", "due_on"})
_DONE = 100
_SUMMARY = 300


class GrantRefused(RuleViolation):
    """An unfunded project has no grant (N-18)."""

    code = "grant_refused"


class EndorsementMissing(RuleViolation):
    """A key project is approved only after a joint meeting endorsed it (A-10)."""

    code = "endorsement_missing"


class GuideMissing(RuleViolation):
    """A key project starts only under a named guide."""

    code = "guide_missing"


class ProgressIsDerived(RuleViolation):
    """The progress of a project with milestones is theirs."""

    code = "progress_is_derived"


class SignedAlready(RuleViolation):
    """The side has signed the acceptance before."""

    code = "signed_already"


@transaction.atomic
def file_project(*, match: Match, name: str, actor: User, **facts: Any) -> Project:
    """Make an agreed match a project of its two sides (R-009, R-184).

    Raises MoveRefused unless both sides have agreed, and PermissionDenied to strangers.
    """
    match = hold_match(match)
    need, resource = match.need, match.resource
    require_side(actor, need.owner, resource.owner, street=match.street)
    match = follow(match, MatchAction.ENTER_PROJECT, MATCH_MOVES, actor=actor)
    project = Project(
        street=match.street,
        match=match,
        need_org=need.owner_org,
        need_partner=need.owner_partner,
        resource_org=resource.owner_org,
        resource_partner=resource.owner_partner,
        name=name,
        **only_known(facts, FACTS),
    )
    check_written(project)
    (project.code,) = next_codes(street=match.street, prefix=PREFIX)
    project.save(force_insert=True)
    record(actor=actor, verb="project.file", subject=project, changes={"match": [None, match]})
    tell_office(project.street, verb="project.file", subject=project, actor=actor)
    return _tell_sides(project, "project.file", actor)


@transaction.atomic
def amend_project(
    *, project: Project, actor: User, version: int | None = None, **facts: Any
) -> Project:
    """Correct the plain facts of a project that is not accepted yet."""
    project = lock(project)
    require_side(actor, project.need_side, project.resource_side, street=project.street)
    if project.state not in ACTIVE_PROJECT_STATES:
        raise PermissionDenied
    return amend(project, only_known(facts, FACTS), actor=actor, version=version)


@transaction.atomic
def review_project(*, project: Project, actor: User) -> Project:
    """Find that a project is sound and may be classified."""
    project = advance(project, ProjectAction.REVIEW, PROJECT_MOVES, actor=actor)
    return _tell_sides(project, "project.review", actor)


@transaction.atomic
def classify_project(
    *,
    project: Project,
    project_class: str,
    actor: User,
    grant: Decimal = Decimal(0),
    funding_source: str = "",
    reason: str = "",
) -> Project:
    """Put a project in one of the three classes, with its grant (R-324, N-18).

    The class follows from the scores (R-325); another one carries its reason. The grant is not
    less than what the budget already takes from it.
    """
    if grant < 0:
        raise GrantRefused(_("A grant is not negative."), field="grant")
    if project_class == ProjectClass.UNFUNDED and grant:
        raise GrantRefused(_("An unfunded project has no grant."), field="grant")
    project = begin(project, ProjectAction.CLASSIFY, PROJECT_MOVES, actor=actor)
    require_class_that_follows(project, project_class, reason=reason)
    if grant < project.budget_lines.granted().total():
        raise GrantRefused(_("The budget takes more from the grant than this."), field="grant")
    facts = {
        "state": PROJECT_MOVES[ProjectAction.CLASSIFY].target,
        "project_class": project_class,
        "grant": grant,
        "funding_source": funding_source,
    }
    project = change(project, facts, actor=actor, action=ProjectAction.CLASSIFY, reason=reason)
    return _tell_sides(project, "project.classify", actor)


@transaction.atomic
def endorse_project(*, project: Project, endorsement: str, actor: User) -> Project:
    """Note by its number the resolution with which a joint meeting endorsed the project (A-10)."""
    if not endorsement.strip():
        raise EndorsementMissing(_("Give the number of the resolution."), field="endorsement")
    project = advance(
        project,
        ProjectAction.ENDORSE,
        PROJECT_MOVES,
        actor=actor,
        endorsement=endorsement.strip(),
        endorsed_at=timezone.now(),
    )
    return _tell_sides(project, "project.endorse", actor)


@transaction.atomic
def approve_project(*, project: Project, actor: User) -> Project:
    """Approve a classified project; a key project only once it is endorsed (A-10)."""
    project = begin(project, ProjectAction.APPROVE, PROJECT_MOVES, actor=actor)
    if project.lacks_endorsement:
        raise EndorsementMissing(_("A key project needs the endorsement of a joint meeting."))
    target = {"state": PROJECT_MOVES[ProjectAction.APPROVE].target}
    project = change(project, target, actor=actor, action=ProjectAction.APPROVE)
    return _tell_sides(project, "project.approve", actor)


@transaction.atomic
def start_project(*, project: Project, actor: User) -> Project:
    """Begin to carry a project out; a key project only under a named guide."""
    project = begin(project, ProjectAction.START, PROJECT_MOVES, actor=actor)
    if project.lacks_guide:
        raise GuideMissing(_("A key project needs a named guide before it starts."))
    target = {"state": PROJECT_MOVES[ProjectAction.START].target}
    project = change(project, target, actor=actor, action=ProjectAction.START)
    return _tell_sides(project, "project.start", actor)


@transaction.atomic
def name_guide(*, project: Project, guide_name: str, guide_post: str, actor: User) -> Project:
    """Name who guides a project, with the post that he or she holds."""
    facts = {"guide_name": guide_name.strip(), "guide_post": guide_post.strip()}
    project = begin(project, ProjectWork.NAME_GUIDE, PROJECT_WORKS, actor=actor)
    for field, words in facts.items():
        require_no_private_number(words, field=field)
        if not words:
            raise FactRefused(_("Give the name and the post of the guide."), field=field)
    project = change(project, facts, actor=actor, action=ProjectWork.NAME_GUIDE)
    return _tell_sides(project, "project.name_guide", actor)


@transaction.atomic
def report_on_project(
    *, project: Project, actor: User, progress: int | None = None, outcome: str = ""
) -> Project:
    """Say how far a project has come; where it has milestones, they say so."""
    require_no_private_number(outcome, field="outcome")
    project = begin(project, ProjectAction.REPORT, PROJECT_MOVES, actor=actor)
    reached = progress_by_milestones(project)
    if progress is None:
        progress = project.progress if reached is None else reached
    if reached is not None and progress != reached:
        raise ProgressIsDerived(_("The milestones say how far it has come."), field="progress")
    if not 0 <= progress <= _DONE:
        raise FactRefused(_("Progress is a percentage from 0 to 100."), field="progress")
    facts = {"progress": progress, "outcome": outcome or project.outcome}
    return change(project, facts, actor=actor, action=ProjectAction.REPORT)


@transaction.atomic
def suspend_project(*, project: Project, actor: User, reason: str) -> Project:
    """Let a project rest for a reason."""
    project = advance(
        project,
        ProjectAction.SUSPEND,
        PROJECT_MOVES,
        actor=actor,
        reason=reason,
        suspend_reason=reason,
    )
    return _tell_sides(project, "project.suspend", actor)


@transaction.atomic
def resume_project(*, project: Project, actor: User) -> Project:
    """Go on with a project that rested."""
    project = advance(project, ProjectAction.RESUME, PROJECT_MOVES, actor=actor, suspend_reason="")
    return _tell_sides(project, "project.resume", actor)


@transaction.atomic
def sign_for_need(*, project: Project, actor: User) -> Project:
    """Accept the work for the side that needed it."""
    return _sign(project, "need", ProjectAction.SIGN_FOR_NEED, actor=actor)


@transaction.atomic
def sign_for_resource(*, project: Project, actor: User) -> Project:
    """Accept the work for the side that gave the resource."""
    return _sign(project, "resource", ProjectAction.SIGN_FOR_RESOURCE, actor=actor)


@transaction.atomic
def sign_for_need_on_behalf(*, project: Project, actor: User, reason: str) -> Project:
    """Accept the work for a unit that needed it and has asked the office to sign."""
    return _sign(project, "need", ProjectAction.SIGN_FOR_NEED_ON_BEHALF, actor=actor, reason=reason)


@transaction.atomic
def sign_for_resource_on_behalf(*, project: Project, actor: User, reason: str) -> Project:
    """Accept the work for a unit that gave the resource and has asked the office to sign."""
    return _sign(
        project, "resource", ProjectAction.SIGN_FOR_RESOURCE_ON_BEHALF, actor=actor, reason=reason
    )


@transaction.atomic
def appraise_project(*, project: Project, appraisal: str, actor: User) -> Project:
    """Note how those who were served judge the project, in words and counts (D11)."""
    require_no_private_number(appraisal, field="appraisal")
    project = advance(
        project, ProjectAction.APPRAISE, PROJECT_MOVES, actor=actor, appraisal=appraisal
    )
    return _tell_sides(project, "project.appraise", actor)


@transaction.atomic
def archive_project(*, project: Project, closing_summary: str, actor: User) -> Project:
    """Put the papers of a finished project away, with its summary (R-048)."""
    require_no_private_number(closing_summary, field="closing_summary")
    if not 0 < len(closing_summary.strip()) <= _SUMMARY:
        raise FactRefused(
            _("Sum the project up in at most 300 characters."), field="closing_summary"
        )
    return advance(
        project,
        ProjectAction.ARCHIVE,
        PROJECT_MOVES,
        actor=actor,
        closing_summary=closing_summary.strip(),
    )


@transaction.atomic
def stop_project(*, project: Project, actor: User, reason: str) -> Project:
    """Stop a project for a reason; its need is open again and its resource free."""
    match = hold_match(project.match)  # type: ignore[arg-type]  # only history has none
    project = advance(
        project,
        ProjectAction.STOP,
        PROJECT_MOVES,
        actor=actor,
        reason=reason,
        stop_reason=reason,
    )
    match = follow(
        match,
        MatchAction.DISSOLVE,
        MATCH_MOVES,
        actor=actor,
        reason=reason,
        decline_reason=reason,
    )
    release_sides(match, actor=actor, reason=reason)
    return _tell_sides(project, "project.stop", actor)


def _sign(
    project: Project, side: str, action: ProjectAction, *, actor: User, reason: str = ""
) -> Project:
    """Note the signature of one side; the second one accepts the project and solves the need."""
    match = hold_match(project.match)  # type: ignore[arg-type]  # only history has none
    project = begin(project, action, PROJECT_MOVES, actor=actor, reason=reason)
    if reason:
        require_unit(getattr(project, f"{side}_side"))
    field = f"accepted_by_{side}_side_at"
    if getattr(project, field) is not None:
        raise SignedAlready(_("This side has signed already."))
    project = change(project, {field: timezone.now()}, actor=actor, action=action, reason=reason)
    if not (project.accepted_by_need_side_at and project.accepted_by_resource_side_at):
        return _tell_sides(project, f"project.{action}", actor)
    project = follow(project, ProjectAction.ACCEPT, PROJECT_MOVES, actor=actor, progress=_DONE)
    follow(match.need, NeedAction.SOLVE, NEED_MOVES, actor=actor)
    tell_office(project.street, verb="project.accept", subject=project, actor=actor)
    return _tell_sides(project, "project.accept", actor)


def _tell_sides(project: Project, verb: str, actor: User) -> Project:
    sides = (project.need_side, project.resource_side)
    tell_owners(sides, verb=verb, subject=project, actor=actor)
    return project
