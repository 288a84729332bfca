"""Pages of the organisation app."""

from orgs.enums import Role
from orgs.models import (
    AuditEntry,
    Channel,
    ChannelMessage,
    Job,
    Notice,
    OrgSuccession,
    RunFailure,
    TaskRun,
)
from orgs.services.audit import record
from tests.factories import (
    CircleFactory,
    CircleMembershipFactory,
    CoverageFactory,
    GuidanceFactory,
    HandOverFactory,
    PairingFactory,
    PostingFactory,
    RotationFactory,
    UserFactory,
)
from tests.pages import Page


def somebody(town):
    return [UserFactory(org=town.root).public_id]


def a_line(town):
    record(actor=None, verb="org.amend", subject=town.root, changes={"name": ["a", "b"]})
    return [AuditEntry.objects.get().public_id]


def a_job(town):
    return [Job.objects.create(kind="trail.check", org=town.root).public_id]


def a_run(town):
    run = TaskRun.objects.create(task="orgs.tasks.seal_trail", message="m")
    RunFailure.objects.create(run=run, subject="orgs.Org", item="7", error="ValueError")
    return [run.public_id]


def a_channel(town):
    channel = Channel.objects.create(street=town.root, kind="wecom", name="示例群")
    ChannelMessage.objects.create(
        channel=channel, key="due:1", words="3", state="failed", error="93000"
    )
    return [channel.public_id]


def a_notice(town):
    notice = Notice.objects.create(
        org=town.root,
        roles=["office"],
        title="示例通知",
        body="周五例会。",
        drafted_by=UserFactory(),
    )
    return [notice.public_id]


def a_posting(town):
    return [PostingFactory(org=town.north).public_id]


def a_hand_over(town):
    return [HandOverFactory(org=town.north).public_id]


def a_paired_community(town):
    PairingFactory(partner=town.school, community=town.east)
    PostingFactory(org=town.east)
    return [town.east.public_id]


def a_paired_unit(town):
    PairingFactory(partner=town.school, community=town.east)
    return [town.school.public_id]


def a_circle(town):
    """A circle with a core member on duty, seen from one of its three pages."""
    circle = CircleFactory(street=town.root)
    member = CircleMembershipFactory(circle=circle, member_partner=town.school, core=True)
    CircleMembershipFactory(circle=circle, member_org=town.north)
    return RotationFactory(membership=member, state="on_duty")


def a_unit_in_full(town):
    membership = a_circle(town).membership
    posting = PostingFactory(org=town.east, kind="instructor")
    GuidanceFactory(partner=membership.member, posting=posting)
    CoverageFactory(
        partner=membership.member, responsible=town.east, review_on="2030-01-31", note="筹建"
    )
    PairingFactory(partner=town.school, community=town.east)
    return [town.school.public_id]


def a_merged_area(town):
    OrgSuccession.objects.create(
        predecessor=town.south, successor=town.north, kind="merged", effective_on="2026-03-01"
    )
    return [town.north.public_id]


PAGES = [
    Page("orgs:orgs"),
    Page("orgs:orgs", query="?q=101"),
    Page("orgs:org-chart"),
    Page("orgs:org-list"),
    Page("orgs:org-found"),
    Page("orgs:org", args=lambda town: [town.root.public_id]),
    Page("orgs:org", args=a_paired_community),
    Page("orgs:orgs", query="?on=2020-03-01"),
    Page("orgs:org", args=a_paired_community, query="?on=2020-03-01"),
    Page("orgs:org", args=a_merged_area),
    Page("orgs:org-redraw", args=lambda town: [town.north.public_id, "merge"]),
    Page("orgs:org-redraw", args=lambda town: [town.north.public_id, "dissolve"]),
    Page("orgs:org-redraw", args=lambda town: [town.north.public_id, "split"]),
    Page("orgs:postings"),
    Page("orgs:posting", args=a_posting),
    Page("orgs:posting-hand-over", args=a_posting),
    Page("orgs:vacancies"),
    Page("orgs:reserve-pool"),
    Page("orgs:handovers"),
    Page("orgs:handover", args=a_hand_over),
    Page("orgs:partners"),
    Page("orgs:partner", args=a_paired_unit),
    Page("orgs:partner", args=a_unit_in_full),
    Page("orgs:partner-register"),
    Page("orgs:circles"),
    Page("orgs:circle-found"),
    Page("orgs:circle", args=lambda town: [a_circle(town).circle.public_id]),
    Page("orgs:circlememberships"),
    Page("orgs:circlemembership", args=lambda town: [a_circle(town).membership.public_id]),
    Page("orgs:rotations"),
    Page("orgs:rotation", args=lambda town: [a_circle(town).public_id]),
    Page("orgs:notifications"),
    Page("orgs:indicator", args=lambda _town: ["no-secretary", "missing"]),
    Page("orgs:indicator-below", args=lambda town: [town.root.public_id, "no-partner", "all"]),
    Page("orgs:standards"),
    Page("orgs:dashboards", Role.AUDITOR),
    Page("orgs:org-dashboard", args=lambda town: [town.root.public_id]),
    Page("orgs:org-wall", args=lambda town: [town.root.public_id]),
    Page("orgs:org-tile", args=lambda town: [town.root.public_id, "orgs", "committee"]),
    Page("orgs:partner-dashboard", args=lambda town: [town.school.public_id]),
    Page(
        "orgs:partner-tile",
        args=lambda town: [town.school.public_id, "matches-waiting", "unanswered"],
    ),
    Page("imports:superior-templates"),
    Page("orgs:standards-below", args=lambda town: [town.east.public_id]),
    Page("orgs:users"),
    Page("orgs:user", Role.SECURITY, args=somebody),
    Page("orgs:user-open", Role.SECURITY),
    Page("orgs:audit", Role.AUDITOR),
    Page("orgs:audit-entry", args=a_line),
    Page("orgs:jobs"),
    Page("orgs:job", args=a_job),
    Page("orgs:clock", Role.SYSTEM),
    Page("orgs:runs", Role.SYSTEM, args=lambda town: a_run(town) and ["orgs.tasks.seal_trail"]),
    Page("orgs:run", Role.SYSTEM, args=a_run),
    Page("orgs:channels", Role.SECURITY),
    Page("orgs:channel", Role.SECURITY, args=a_channel),
    Page("orgs:notices"),
    Page("orgs:notice-draft"),
    Page("orgs:notice", args=a_notice),
    Page("orgs:calendar", Role.SYSTEM),
    Page("orgs:calendar-import", Role.SYSTEM),
    Page("orgs:numbers"),
    Page("orgs:tokens"),
    Page("orgs:papers"),
    Page("orgs:paper", args=lambda _town: ["minutes"]),
    Page("search", query="?q=示例"),
    Page("why", args=lambda town: ["partner", town.school.public_id]),
    Page("why", args=lambda town: ["notice", *a_notice(town)]),
    Page("why", args=lambda town: ["circle", a_circle(town).circle.public_id]),
    Page("why", args=lambda town: ["rotation", a_circle(town).public_id]),
]
