"""Addresses of the organisation app's endpoints."""

from rest_framework.routers import BaseRouter

from orgs.api.attachments import AttachmentViewSet
from orgs.api.calendar import WorkCalendarViewSet
from orgs.api.channels import ChannelViewSet, NoticeViewSet
from orgs.api.circles import CircleMembershipViewSet, CircleViewSet, RotationViewSet
from orgs.api.clock import JobViewSet, ScheduleViewSet, TaskRunViewSet
from orgs.api.dashboards import DashboardViewSet
from orgs.api.gallery import PaperViewSet
from orgs.api.handovers import HandOverViewSet
from orgs.api.imports import ImportRunViewSet
from orgs.api.indicators import IndicatorViewSet
from orgs.api.notifications import NotificationViewSet
from orgs.api.numbers import NumberViewSet
from orgs.api.partners import GuidanceViewSet, PartnerViewSet
from orgs.api.people import MeViewSet, PersonViewSet, RoleAssignmentViewSet
from orgs.api.search import SearchViewSet
from orgs.api.superior_templates import SuperiorTemplateViewSet
from orgs.api.tokens import ApiTokenViewSet
from orgs.api.trail import AuditEntryViewSet
from orgs.api.viewsets import OrgViewSet, PostingViewSet


def register(router: BaseRouter) -> None:
    """Add the nouns of this app to the API."""
    router.register("me", MeViewSet, basename="me")
    router.register("orgs", OrgViewSet, basename="org")
    router.register("postings", PostingViewSet, basename="posting")
    router.register("hand-overs", HandOverViewSet, basename="hand-over")
    router.register("partners", PartnerViewSet, basename="partner")
    router.register("guidances", GuidanceViewSet, basename="guidance")
    router.register("circles", CircleViewSet, basename="circle")
    router.register("circle-memberships", CircleMembershipViewSet, basename="circle-membership")
    router.register("rotations", RotationViewSet, basename="rotation")
    router.register("people", PersonViewSet, basename="person")
    router.register("role-assignments", RoleAssignmentViewSet, basename="role-assignment")
    router.register("audit-entries", AuditEntryViewSet, basename="audit-entry")
    router.register("notifications", NotificationViewSet, basename="notification")
    router.register("attachments", AttachmentViewSet, basename="attachment")
    router.register("tokens", ApiTokenViewSet, basename="token")
    router.register("work-calendar", WorkCalendarViewSet, basename="work-calendar")
    router.register("numbers", NumberViewSet, basename="number")
    router.register("imports", ImportRunViewSet, basename="import")
    router.register("indicators", IndicatorViewSet, basename="indicator")
    router.register("dashboards", DashboardViewSet, basename="dashboard")
    router.register("channels", ChannelViewSet, basename="channel")
    router.register("notices", NoticeViewSet, basename="notice")
    router.register("jobs", JobViewSet, basename="job")
    router.register("schedule", ScheduleViewSet, basename="schedule")
    router.register("task-runs", TaskRunViewSet, basename="task-run")
    router.register("papers", PaperViewSet, basename="paper")
    router.register("search", SearchViewSet, basename="search")
    router.register("superior-templates", SuperiorTemplateViewSet, basename="superior-template")
