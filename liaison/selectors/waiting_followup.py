"""What action items, contact points and findings want of a person."""

from datetime import date

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from liaison.followup_enums import (
    RUNNING_STATES,
    TO_CHECK_STATES,
    ActionItemState,
    CensureState,
    FindingState,
)
from liaison.followup_workflow import ASSIGNERS, LEADERS
from liaison.models import ActionItem, Censure, ContactPoint, Finding, Visit
from liaison.selectors.following import month_of
from liaison.standards import EACH_LEADER, VISIT_SCOPE
from orgs.enums import Role
from orgs.models import User
from orgs.scoping import reach_of
from orgs.selectors.numbers import number_of
from orgs.selectors.waiting import Waiting
from resources.workflow import OFFICE, OWN_PEOPLE

MOST = 20


def waiting_for(*, reader: User) -> list[Waiting]:
    """Items to do and to check, points to visit, findings to follow up, drafts to decide on."""
    today = timezone.localdate()
    asked = (_to_do, _to_go_on_with, _to_visit, _to_follow_up, _to_decide)
    return [each for ask in asked for each in ask(reader, today)]


def _to_do(reader: User, today: date) -> list[Waiting]:
    rows = ActionItem.objects.owned_by(reader, *_own_roles()).filter(state__in=RUNNING_STATES)
    return [
        Waiting(
            title=str(item),
            url=item.get_absolute_url(),
            since=item.assigned_on,
            due_on=item.due_on,
            kind=_("action item"),
            note=_("Sign for it.")
            if item.state == ActionItemState.ASSIGNED
            else _("Report the result."),
        )
        for item in rows.for_list()[:MOST]
    ]


def _own_roles() -> tuple[Role, ...]:
    # The office stands above all owners: what waits for them does not wait for it.
    return tuple(role for role in OWN_PEOPLE if role not in OFFICE)


def _to_go_on_with(reader: User, today: date) -> list[Waiting]:
    """What the unit in charge has handed back: a report, a return, a wish for more time."""
    handed_back = Q(state__in=TO_CHECK_STATES) | Q(state=ActionItemState.RETURNED)
    asked = Q(state=ActionItemState.IN_HAND, asked_due_on__isnull=False)
    rows = ActionItem.objects.governed_by(reader, *ASSIGNERS).filter(handed_back | asked)
    notes = {
        ActionItemState.REPORTED: _("Check what was reported."),
        ActionItemState.CHECKED: _("Strike it off."),
        ActionItemState.RETURNED: _("It was returned: assign it anew."),
        ActionItemState.IN_HAND: _("More time is asked for."),
    }
    return [
        Waiting(
            title=str(item),
            url=item.get_absolute_url(),
            since=item.reported_on or item.assigned_on,
            kind=_("action item"),
            note=notes[ActionItemState(item.state)],
        )
        for item in rows.for_list()[:MOST]
    ]


def _to_visit(reader: User, today: date) -> list[Waiting]:
    """The own contact points that want a visit this month (R-288, A-19)."""
    month = month_of(today)
    visits = Visit.objects.between(month.first_day, month.last_day)
    rows = ContactPoint.objects.current(today).filter(leader=reader)
    points = list(
        rows.for_list().annotate(is_visited=Exists(visits.filter(contact_point=OuterRef("pk"))))
    )
    left = [point for point in points if not point.is_visited]
    if not left:
        return []
    scope = number_of(left[0].community.get_root(), VISIT_SCOPE)
    if scope == EACH_LEADER and len(left) < len(points):
        return []
    return [
        Waiting(
            title=point.community.name,
            url=point.get_absolute_url(),
            since=None,
            due_on=month.last_day,
            kind=_("contact point"),
            note=_("Visit it this month."),
        )
        for point in (left[:1] if scope == EACH_LEADER else left[:MOST])
    ]


def _to_follow_up(reader: User, today: date) -> list[Waiting]:
    """What was found where the reader speaks for the community, or for the whole street."""
    reach = reach_of(reader, *ASSIGNERS)
    below = reach.below_streets()
    theirs = (
        reach.streets("visit__street")
        | reach.streets("subject__inspection__street")
        | below.orgs("visit__community")
    )
    rows = Finding.objects.filter(theirs, state=FindingState.OPEN).for_list()
    return [
        Waiting(
            title=str(finding),
            url=finding.get_absolute_url(),
            since=timezone.localdate(finding.created_at),
            kind=_("finding"),
            note=_("Say what becomes of it."),
        )
        for finding in rows[:MOST]
    ]


def _to_decide(reader: User, today: date) -> list[Waiting]:
    rows = Censure.objects.filter(
        reach_of(reader, *LEADERS).streets("street"), state=CensureState.DRAFTED
    )
    return [
        Waiting(
            title=str(censure),
            url=censure.get_absolute_url(),
            since=timezone.localdate(censure.created_at),
            kind=censure.get_kind_display(),
            note=_("A draft waits for your decision."),
        )
        for censure in rows.for_list()[:MOST]
    ]
