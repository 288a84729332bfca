"""Pages of the organisation app."""

from orgs.enums import Role
from orgs.models import AuditEntry, Job
from orgs.services.audit import record
from tests.factories import UserFactory
from tests.pages import Page


def somebody(town):
    return [UserFactory(org=town.root).public_id]


def a_line(town):
    record(actor=None, verb="org.amend", subject=town.root, changes={"name": ["a", "b"]})
    return [AuditEntry.objects.get().public_id]


def a_job(town):
    return [Job.objects.create(kind="trail.check", org=town.root).public_id]


PAGES = [
    Page("orgs:notifications"),
    Page("orgs:gap", args=lambda _town: ["no-secretary"]),
    Page("orgs:users"),
    Page("orgs:user", Role.SECURITY, args=somebody),
    Page("orgs:user-open", Role.SECURITY),
    Page("orgs:audit", Role.AUDITOR),
    Page("orgs:audit-entry", args=a_line),
    Page("orgs:jobs"),
    Page("orgs:job", args=a_job),
    Page("orgs:calendar", Role.SYSTEM),
    Page("orgs:calendar-import", Role.SYSTEM),
    Page("orgs:tokens"),
    Page("why", args=lambda town: ["partner", town.school.public_id]),
]
