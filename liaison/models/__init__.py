"""What the liaison app keeps."""

from liaison.models.action_items import ActionItem, ActionItemReminder
from liaison.models.agenda_items import AgendaItem
from liaison.models.attendance import Attendance
from liaison.models.bodies import Body
from liaison.models.busy_times import BusyTime
from liaison.models.censures import Censure
from liaison.models.conferred_cases import ConferredCase
from liaison.models.countersignatures import Countersignature
from liaison.models.digests import Digest, DigestLine
from liaison.models.feeds import CalendarFeed
from liaison.models.findings import Finding
from liaison.models.inspections import Inspection, InspectionSubject
from liaison.models.matters import Matter, MattersEdition
from liaison.models.meetings import Meeting
from liaison.models.memberships import Membership
from liaison.models.minutes import Minutes
from liaison.models.mutual_appraisals import MutualAppraisal, MutualAppraisalLine
from liaison.models.nominations import Nomination
from liaison.models.obligation_rules import ObligationRule
from liaison.models.obligations import Obligation
from liaison.models.occasions import Occasion
from liaison.models.plans import Phase, PhaseTarget, Plan
from liaison.models.proposal_steps import ProposalReport, ProposalStep
from liaison.models.proposals import Proposal
from liaison.models.report_definitions import ReportDefinition, ReportItem, ReportSection
from liaison.models.reports import Correction, ReportFigure, ReportReturn, ReportRound
from liaison.models.resolutions import Resolution
from liaison.models.schedules import PlannedSitting, SchedulePlan
from liaison.models.series import MeetingSeries, SeriesSitting
from liaison.models.visits import ContactPoint, Visit
from liaison.models.year_sheets import YearSheet, YearSheetLine

__all__ = [
    "ActionItem",
    "ActionItemReminder",
    "AgendaItem",
    "Attendance",
    "Body",
    "BusyTime",
    "CalendarFeed",
    "Censure",
    "ConferredCase",
    "ContactPoint",
    "Correction",
    "Countersignature",
    "Digest",
    "DigestLine",
    "Finding",
    "Inspection",
    "InspectionSubject",
    "Matter",
    "MattersEdition",
    "Meeting",
    "MeetingSeries",
    "Membership",
    "Minutes",
    "MutualAppraisal",
    "MutualAppraisalLine",
    "Nomination",
    "Obligation",
    "ObligationRule",
    "Occasion",
    "Phase",
    "PhaseTarget",
    "Plan",
    "PlannedSitting",
    "Proposal",
    "ProposalReport",
    "ProposalStep",
    "ReportDefinition",
    "ReportFigure",
    "ReportItem",
    "ReportReturn",
    "ReportRound",
    "ReportSection",
    "Resolution",
    "SchedulePlan",
    "SeriesSitting",
    "Visit",
    "YearSheet",
    "YearSheetLine",
]
