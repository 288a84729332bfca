"""What action items, contact points and findings want of a person."""

from datetime import date

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from liaison.followup_enums import (
    TO_CHECK_STATES,
    ActionItemState,
    CensureState,
    FindingState,
)
from liaison.followup_workflow import ASSIGNERS, LEADERS
from liaison.models import ActionItem, Censure, ContactPoint, Finding, Visit
from liaison.selectors.appraising import verdicts_waiting
from liaison.selectors.following import month_of
from liaison.selectors.plans_waiting import targets_waiting
from liaison.standards import EACH_LEADER, VISIT_SCOPE
from orgs.enums import Role
from orgs.models import User
from orgs.scoping import Reach, reach_of
from orgs.selectors.numbers import number_of
from orgs.selectors.waiting import Waiting

MOST = 20


def waiting_for(*, reader: User) -> list[Waiting]:
    """Items to do and to check, points to visit, findings to follow up, drafts to decide on."""
    own = reach_of(reader, Role.SECRETARY, Role.PARTNER_LIAISON)
    assigns = reach_of(reader, *ASSIGNERS)
    leads = reach_of(reader, *LEADERS)
    return [
        *(_to_do(own) if own else ()),
        *(verdicts_waiting(reader=reader) if own else ()),
        *(_to_go_on_with(assigns) if assigns else ()),
        *(_to_follow_up(assigns) if assigns else ()),
        *(_to_visit(reader, timezone.localdate()) if leads else ()),
        *(_to_decide(leads) if leads else ()),
        *(targets_waiting(reader=reader) if assigns else ()),
    ]


def _to_do(reach: Reach) -> list[Waiting]:
    owned = reach.orgs("owner_org") | reach.partners("owner_partner")
    rows = ActionItem.objects.running().filter(owned)
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


def _to_go_on_with(reach: Reach) -> list[Waiting]:
    """What the unit in charge has handed back: a report, a return, a wish for more time."""
    handed_back = Q(state__in=TO_CHECK_STATES) | Q(state=ActionItemState.RETURNED)
    asked = Q(state=ActionItemState.IN_HAND, asked_due_on__isnull=False)
    rows = ActionItem.objects.filter(reach.orgs("assigner"), handed_back | asked)
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


def _to_follow_up(reach: Reach) -> list[Waiting]:
    """What was found where the reader speaks for the community, or for the whole street."""
    below = reach.below_streets()
    theirs = (
        reach.streets("visit__street")
        | reach.streets("subject__inspection__street")
        | reach.orgs("occasion__org")
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


def _to_decide(reach: Reach) -> list[Waiting]:
    rows = Censure.objects.filter(reach.streets("street"), state=CensureState.DRAFTED)
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
