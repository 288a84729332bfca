"""What becomes of a finding: a need, a case or an action item, once only (R-290)."""

from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from grids.enums import CaseSource
from grids.models import Case
from grids.services.cases import register_cases
from liaison.followup_enums import FindingAction, FindingState
from liaison.followup_workflow import FINDING_MOVES
from liaison.models import Finding
from liaison.services.action_items import assign_action_item
from orgs.enums import OrgKind
from orgs.models import Org, Partner, User
from orgs.permissions import holds_role
from orgs.services.codes import next_codes
from orgs.services.workflow import advance, begin, change, follow, lock
from resources.permissions import is_own_person
from resources.services.facts import title_of
from resources.services.needs import file_need
from resources.workflow import OFFICE

CASE_PREFIX = "ZF"


@transaction.atomic
def make_need(
    *, finding: Finding, resource_class: str, actor: User, on_behalf: str = "", **facts: Any
) -> Finding:
    """File a need with the words of the finding, for the organisation or unit it was found at.

    Who may, is what filing a need says; the finding leads to nothing else afterwards.
    """
    finding = lock(finding)
    owner = owner_of_need(finding)
    if owner is None:
        raise PermissionDenied
    need = file_need(
        owner=owner,
        actor=actor,
        submit=True,
        on_behalf=on_behalf,
        content=finding.content,
        resource_class=resource_class,
        **facts,
    )
    return follow(finding, FindingAction.MAKE_NEED, FINDING_MOVES, actor=actor, need=need)


@transaction.atomic
def make_case(*, finding: Finding, actor: User, **facts: Any) -> Finding:
    """Register a case with the words of the finding; who asked is kept nowhere (D4)."""
    finding = begin(finding, FindingAction.MAKE_CASE, FINDING_MOVES, actor=actor)
    (code,) = next_codes(street=finding.street, prefix=CASE_PREFIX)
    place = finding.place
    visit, occasion = finding.visit, finding.occasion
    community = visit.community if visit else None
    if occasion:
        community = community_of(occasion.org)
    case = Case(
        street=finding.street,
        source=CaseSource.VISIT,
        code=code,
        title=title_of(finding.content),
        content=finding.content,
        community=community,
        grid=visit.place_grid if visit else None,
        spot=str(getattr(place, "name", place))[:200],
        reported_at=timezone.now(),
        **facts,
    )
    (kept,) = register_cases(cases=[case], actor=actor)
    changes = {"state": FindingState.CASE, "case": kept}
    return change(finding, changes, actor=actor, action=FindingAction.MAKE_CASE)


@transaction.atomic
def assign_finding(
    *,
    finding: Finding,
    owner: Any,
    actor: User,
    title: str = "",
    due_on: date | None = None,
    workdays: int | None = None,
    demand: str = "",
) -> Finding:
    """Hand the finding over as an action item, with a deadline."""
    finding = begin(finding, FindingAction.ASSIGN, FINDING_MOVES, actor=actor)
    is_office = holds_role(actor, *OFFICE, over=finding.street)
    assign_action_item(
        assigner=finding.street if is_office else finding.org,
        owner=owner,
        title=title or title_of(finding.content),
        demand=demand or finding.content,
        due_on=due_on,
        workdays=workdays,
        finding=finding,
        actor=actor,
    )
    changes = {"state": FindingState.ASSIGNED}
    return change(finding, changes, actor=actor, action=FindingAction.ASSIGN)


@transaction.atomic
def settle_finding(*, finding: Finding, actor: User, reason: str) -> Finding:
    """Note that nothing more is to be done, and why."""
    return advance(finding, FindingAction.SETTLE, FINDING_MOVES, actor=actor, reason=reason)


def owner_of_need(finding: Finding) -> Org | Partner | None:
    """In whose name a need is filed: the unit or organisation itself, or the community."""
    if finding.occasion:
        return finding.occasion.org
    if finding.visit is None:
        return None
    visit = finding.visit
    owner: Org | Partner | None = visit.place_partner or visit.place_org or visit.community
    return owner


def community_of(org: Org) -> Org | None:
    """The community that an organisation is, if it is one."""
    return org if org.kind == OrgKind.COMMUNITY_COMMITTEE else None


def may_make_need(user: Any, finding: Finding) -> bool:
    """The owner's own people may, and for a partner unit the office of its street."""
    owner = owner_of_need(finding)
    if owner is None or finding.state != FindingState.OPEN:
        return False
    if is_own_person(user, owner):
        return True
    return isinstance(owner, Partner) and holds_role(user, *OFFICE, over=owner.street)
