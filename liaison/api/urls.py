"""Endpoints of the liaison app."""

from rest_framework.routers import BaseRouter

from liaison.api.conferring import CaseConferenceViewSet, ConferredCaseViewSet
from liaison.api.followup import (
    ActionItemViewSet,
    ContactPointViewSet,
    FindingViewSet,
    InspectionViewSet,
    VisitViewSet,
)
from liaison.api.matters import MattersEditionViewSet, MatterViewSet
from liaison.api.nominations import NominationViewSet
from liaison.api.obligation_viewsets import (
    CalendarFeedViewSet,
    DigestViewSet,
    ObligationRuleViewSet,
    ObligationViewSet,
)
from liaison.api.occasions import MutualAppraisalViewSet, OccasionViewSet
from liaison.api.planning import (
    BestSlotsViewSet,
    BusyTimeViewSet,
    MeetingSeriesViewSet,
    PlannedSittingViewSet,
    SchedulePlanViewSet,
    SeriesSittingViewSet,
)
from liaison.api.plans import PhaseTargetViewSet, PhaseViewSet, PlanViewSet
from liaison.api.proposals import ProposalViewSet
from liaison.api.reports import ReportRoundViewSet, ReportViewSet
from liaison.api.sittings import AttendanceViewSet, CountersignatureViewSet
from liaison.api.viewsets import (
    AgendaItemViewSet,
    BodyViewSet,
    MeetingViewSet,
    MembershipViewSet,
    MinutesViewSet,
    ResolutionViewSet,
)
from liaison.api.year_sheets import YearSheetViewSet


def register(router: BaseRouter) -> None:
    """Add the nouns of this app to the API."""
    router.register("bodies", BodyViewSet, basename="body")
    router.register("memberships", MembershipViewSet, basename="membership")
    router.register("nominations", NominationViewSet, basename="nomination")
    router.register("meetings", MeetingViewSet, basename="meeting")
    router.register("case-conferences", CaseConferenceViewSet, basename="caseconference")
    router.register("conferred-cases", ConferredCaseViewSet, basename="conferredcase")
    router.register("agenda-items", AgendaItemViewSet, basename="agendaitem")
    router.register("resolutions", ResolutionViewSet, basename="resolution")
    router.register("attendance", AttendanceViewSet, basename="attendance")
    router.register("countersignatures", CountersignatureViewSet, basename="countersignature")
    router.register("minutes", MinutesViewSet, basename="minutes")
    router.register("obligations", ObligationViewSet, basename="obligation")
    router.register("obligation-rules", ObligationRuleViewSet, basename="obligationrule")
    router.register("digests", DigestViewSet, basename="digest")
    router.register("calendar-feed", CalendarFeedViewSet, basename="calendarfeed")
    router.register("meeting-series", MeetingSeriesViewSet, basename="meetingseries")
    router.register("series-sittings", SeriesSittingViewSet, basename="seriessitting")
    router.register("busy-times", BusyTimeViewSet, basename="busytime")
    router.register("schedule-plans", SchedulePlanViewSet, basename="scheduleplan")
    router.register("planned-sittings", PlannedSittingViewSet, basename="plannedsitting")
    router.register("best-slots", BestSlotsViewSet, basename="bestslots")
    router.register("proposals", ProposalViewSet, basename="proposal")
    router.register("matters", MatterViewSet, basename="matter")
    router.register("matters-editions", MattersEditionViewSet, basename="mattersedition")
    router.register("action-items", ActionItemViewSet, basename="actionitem")
    router.register("contact-points", ContactPointViewSet, basename="contactpoint")
    router.register("visits", VisitViewSet, basename="visit")
    router.register("findings", FindingViewSet, basename="finding")
    router.register("inspections", InspectionViewSet, basename="inspection")
    router.register("plans", PlanViewSet, basename="plan")
    router.register("plan-phases", PhaseViewSet, basename="phase")
    router.register("plan-targets", PhaseTargetViewSet, basename="phasetarget")
    router.register("occasions", OccasionViewSet, basename="occasion")
    router.register("mutual-appraisals", MutualAppraisalViewSet, basename="mutualappraisal")
    router.register("year-sheets", YearSheetViewSet, basename="yearsheet")
    router.register("reports", ReportViewSet, basename="report")
    router.register("report-rounds", ReportRoundViewSet, basename="reportround")
