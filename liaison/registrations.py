"""What the liaison app makes known to the mechanisms of the portal."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from grids.models import Case
from liaison import indicators
from liaison.body_enums import NominationState
from liaison.enums import (
    AgendaItemState,
    CountersignatureState,
    Decision,
    MeetingState,
    MinutesState,
)
from liaison.followup_enums import ActionItemState, FindingState
from liaison.imports import ledgers
from liaison.matter_enums import MatterState
from liaison.models import Meeting, Membership
from liaison.obligation_enums import ObligationState
from liaison.obligations import plans
from liaison.obligations.files import OWNER
from liaison.plan_enums import Lamp
from liaison.planning_enums import SchedulePlanState, SittingState, SolverStatus
from liaison.proposal_enums import ProposalState
from liaison.selectors import (
    followup_sight,
    gallery,
    plan_sight,
    planning_sight,
    report_tiles,
    tiles,
    year_waiting,
)
from liaison.selectors.attaching import may_attach_to_item, may_attach_to_meeting
from liaison.selectors.followup_leads import to_the_action_items, to_the_conference, to_the_finding
from liaison.selectors.leads import to_the_agenda
from liaison.selectors.obligations import may_file
from liaison.selectors.proposal_leads import to_proposals
from liaison.selectors.sight import register_sights
from liaison.services.circle_visits import pass_on_visits
from liaison.services.followup_handovers import open_in_followup
from liaison.services.followup_heirs import hand_over_items, items_at
from liaison.services.handovers import open_in_liaison
from liaison.services.invitations import MAIL
from liaison.services.phase_targets import may_prove
from liaison.services.plan_heirs import hand_over_plans, plans_at
from liaison.year_enums import YearSheetState
from orgs.enums import BUSINESS_ROLES, Role
from orgs.jobs import register_job_labels
from orgs.models.attachments import register_attachable
from orgs.selectors.contacts import register_contacts
from orgs.selectors.handovers import register_handover
from orgs.selectors.leads import register_leads
from orgs.services.belongings import Belonging, register_belonging
from orgs.services.circle_turns import register_circle_follower
from orgs.views.standards import register_rows
from partybuild.navigation import Link, register_links
from partybuild.tones import Tone, register_tones
from resources.models import Need, Project


def register() -> None:
    """Make everything of this app known."""
    _register_nouns()
    _register_pages()
    register_tones(TONES)


def _register_nouns() -> None:
    register_attachable("liaison.meeting", may_attach_to_meeting)
    register_attachable("liaison.agendaitem", may_attach_to_item)
    register_attachable(OWNER, may_file)
    register_attachable("liaison.phasetarget", may_prove)
    indicators.register()
    tiles.register()
    report_tiles.register()
    year_waiting.register()
    plans.register()
    ledgers.register()
    gallery.register()
    register_sights()
    planning_sight.register_sights()
    followup_sight.register_sights()
    plan_sight.register_sights()
    register_leads(Project, to_the_agenda)
    for noun in (Need, Case):
        register_leads(noun, to_the_finding)
    register_leads(Need, to_proposals)
    register_leads(Case, to_the_action_items)
    register_circle_follower(pass_on_visits)
    register_leads(Case, to_the_conference)
    register_handover(open_in_liaison)
    register_handover(open_in_followup)
    register_belonging(Belonging(_("action items"), items_at, hand_over_items))
    register_belonging(Belonging(_("plans with phases"), plans_at, hand_over_plans))
    register_contacts({Membership: "work_phone", Meeting: "contact_phone"})
    register_job_labels(
        {
            MAIL: _("invitation by mail"),
            "scheduleplan.solve": _("Working out a schedule"),
        }
    )


def _register_pages() -> None:
    register_rows(
        {
            "bodies": "liaison.views.bodies.BODIES",
            "meetings": "liaison.views.meetings.MEETINGS",
            "duties": "liaison.views.obligations.DUTIES",
            "proposals": "liaison.views.proposals.PROPOSALS",
            "matters": "liaison.views.matters.MATTERS",
            "censures": "liaison.views.censures.CENSURES",
            "reports": "liaison.views.reports.REPORTS",
            "year-sheets": "liaison.views.year_sheets.YEAR_SHEETS",
            "action-items": "liaison.views.action_items.ACTION_ITEMS",
            "contact-points": "liaison.views.contact_points.POINTS",
            "circle-members": "orgs.views.circlememberships.MEMBERS",
            "visits": "liaison.views.visits.VISITS",
        }
    )
    register_links(
        "meetings",
        Link(_("Meetings"), "liaison:meetings"),
        Link(_("Bodies"), "liaison:bodies"),
        Link(_("Nominations"), "liaison:nominations", BUSINESS_ROLES),
        Link(_("Resolutions"), "liaison:resolutions"),
        Link(_("Calendar"), "liaison:month"),
        Link(_("Meeting series"), "liaison:series-list"),
        Link(_("Schedules"), "liaison:schedules", frozenset({Role.OFFICE})),
        Link(_("Busy times"), "liaison:busy-times"),
    )
    register_links(
        "cases",
        Link(_("Weekly conference"), "liaison:case-conference", frozenset({Role.OFFICE})),
    )
    register_links(
        "followup",
        Link(_("Proposals"), "liaison:proposals", BUSINESS_ROLES),
        Link(_("Matters of communities"), "liaison:matters", BUSINESS_ROLES),
        Link(_("My duties"), "liaison:my-duties"),
        Link(_("Duties"), "liaison:duties"),
        Link(_("Calendar of duties"), "liaison:duty-heat"),
        Link(_("My calendar"), "liaison:calendar"),
    )
    register_links("reports", Link(_("Monthly reports"), "liaison:reports", BUSINESS_ROLES))
    register_links(
        "settings",
        Link(_("Rules of duties"), "liaison:duty-rules", frozenset({Role.OFFICE, Role.LEADER})),
    )
    keepers = frozenset({Role.OFFICE, Role.LEADER})
    register_links(
        "followup",
        Link(_("Action items"), "liaison:action-items", BUSINESS_ROLES),
        Link(_("Plans with phases"), "liaison:plans", BUSINESS_ROLES),
        Link(_("Visits"), "liaison:visits", BUSINESS_ROLES),
        Link(_("Trainings and receptions"), "liaison:occasions", BUSINESS_ROLES),
        Link(_("Mutual appraisals"), "liaison:mutualappraisals", BUSINESS_ROLES),
        Link(_("Contact points"), "liaison:contact-points", BUSINESS_ROLES),
        Link(_("Findings"), "liaison:findings", BUSINESS_ROLES),
        Link(_("Inspections"), "liaison:inspections", BUSINESS_ROLES),
        Link(_("Circulars and interviews"), "liaison:censures", keepers),
        Link(_("Yearly appraisal"), "liaison:yearsheets", BUSINESS_ROLES - {Role.PARTNER_LIAISON}),
    )


TONES: Mapping[str, Tone] = {
    MeetingState.POSTPONED: Tone.BAD,
    AgendaItemState.CONCLUDED: Tone.GOOD,
    AgendaItemState.CARRIED_OVER: Tone.WAITING,
    AgendaItemState.OPEN: Tone.WAITING,
    AgendaItemState.PROPOSED: Tone.WAITING,
    MinutesState.COUNTERSIGNING: Tone.GOING,
    CountersignatureState.ASKED: Tone.WAITING,
    CountersignatureState.SIGNED: Tone.GOOD,
    CountersignatureState.SENT_BACK: Tone.BAD,
    Decision.ADOPTED: Tone.GOOD,
    Decision.REJECTED: Tone.BAD,
    Decision.DEFERRED: Tone.WAITING,
    ObligationState.IN_PROGRESS: Tone.GOING,
    ObligationState.NOT_BEGUN: Tone.WAITING,
    ObligationState.MADE_UP: Tone.GOOD,
    SchedulePlanState.SOLVING: Tone.WAITING,
    SchedulePlanState.PUBLISHED: Tone.GOOD,
    SittingState.UNPLACED: Tone.BAD,
    SolverStatus.OPTIMAL: Tone.GOOD,
    NominationState.PROPOSED: Tone.WAITING,
    NominationState.DELIBERATED: Tone.GOING,
    NominationState.IN_OFFICE: Tone.GOOD,
    NominationState.REFUSED: Tone.BAD,
    ProposalState.CONSULTED: Tone.GOING,
    ProposalState.DELIBERATED: Tone.GOING,
    ProposalState.RESOLVED: Tone.GOING,
    ProposalState.ROUTED: Tone.GOING,
    MatterState.APPLIED: Tone.WAITING,
    MatterState.ADMITTED: Tone.GOOD,
    ActionItemState.STRUCK_OFF: Tone.GOOD,
    ActionItemState.RETURNED: Tone.BAD,
    FindingState.SETTLED: Tone.GOOD,
    Lamp.REACHED: Tone.GOOD,
    Lamp.AHEAD: Tone.GOING,
    Lamp.DUE_SOON: Tone.WAITING,
    Lamp.MISSED: Tone.BAD,
    YearSheetState.SELF_APPRAISED: Tone.GOING,
    YearSheetState.APPRAISED: Tone.GOING,
    YearSheetState.MUTUAL: Tone.GOING,
    YearSheetState.GRADED: Tone.GOOD,
    YearSheetState.ANSWERED: Tone.GOOD,
}
