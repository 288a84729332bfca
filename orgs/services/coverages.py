"""What is done about the two coverages of units (R-250), none of which touches the unit (R-327)."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from orgs.enums import CoverageAction, CoverageState, OrgStatus, Role
from orgs.models import Coverage, Org, Partner, User
from orgs.permissions import require_role
from orgs.services.workflow import advance, change, lock, require_reason
from orgs.workflow import COVERAGE_MOVES
from partybuild.errors import RuleViolation

NO_FOLLOW_UP: dict[str, Any] = {"responsible": None, "review_on": None, "note": ""}
FOLLOWERS = (Role.OFFICE, Role.SECRETARY)


class FollowUpRefused(RuleViolation):
    """There is nothing to follow up, or not by this organisation."""

    code = "follow_up_refused"


@transaction.atomic
def cover_by_work(*, partner: Partner, actor: User) -> Coverage:
    """Note that Party work reaches the unit (R-015)."""
    coverage = _coverage_of(partner)
    return advance(coverage, CoverageAction.COVER_BY_WORK, COVERAGE_MOVES, actor=actor)


@transaction.atomic
def cover_by_organisation(*, partner: Partner, actor: User) -> Coverage:
    """Note that the unit has an organisation; what was followed up is done (R-252)."""
    return advance(
        _coverage_of(partner),
        CoverageAction.COVER_BY_ORGANISATION,
        COVERAGE_MOVES,
        actor=actor,
        **NO_FOLLOW_UP,
    )


@transaction.atomic
def fall_back_to_work(*, partner: Partner, actor: User, reason: str) -> Coverage:
    """Note that the unit has no organisation any more, while Party work goes on."""
    action = CoverageAction.FALL_BACK_TO_WORK
    return advance(_coverage_of(partner), action, COVERAGE_MOVES, actor=actor, reason=reason)


@transaction.atomic
def lose_coverage(*, partner: Partner, actor: User, reason: str) -> Coverage:
    """Note that Party work does not reach the unit any more."""
    action = CoverageAction.LOSE_COVERAGE
    return advance(_coverage_of(partner), action, COVERAGE_MOVES, actor=actor, reason=reason)


@transaction.atomic
def follow_up_coverage(
    *, partner: Partner, responsible: Org, review_on: date, note: str, actor: User
) -> Coverage:
    """Say who sees to it that the unit gets an organisation, and when to look again (R-252).

    The secretary of the responsible organisation keeps the follow-up current.
    """
    coverage = _coverage_of(partner)
    for over in (coverage.responsible or coverage.street, responsible):
        require_role(actor, *FOLLOWERS, over=over)
    if coverage.state == CoverageState.ORGANISATION:
        raise FollowUpRefused(_("The unit has an organisation already."))
    if not note.strip():
        raise FollowUpRefused(_("Say what is being done."), field="note")
    responsible = lock(responsible)
    is_ours = responsible.shares_street_with(coverage.street)
    if not is_ours or responsible.status == OrgStatus.CLOSED:
        raise FollowUpRefused(
            _("Choose an open organisation of the same sub-district."), field="responsible"
        )
    facts = {"responsible": responsible, "review_on": review_on, "note": note.strip()}
    return change(coverage, facts, actor=actor, action="follow_up")


@transaction.atomic
def end_follow_up(*, partner: Partner, actor: User, reason: str) -> Coverage:
    """Note that no organisation is due in the unit after all."""
    coverage = _coverage_of(partner)
    require_role(actor, Role.OFFICE, over=coverage.street)
    if coverage.review_on is None:
        raise FollowUpRefused(_("Nothing is followed up here."))
    require_reason(reason)
    return change(coverage, NO_FOLLOW_UP, actor=actor, action="end_follow_up", reason=reason)


def _coverage_of(partner: Partner) -> Coverage:
    """The coverage of a unit under lock; the first deed about it makes the row."""
    partner = lock(partner)
    coverage, _is_new = Coverage.objects.get_or_create(partner=partner)
    return coverage
