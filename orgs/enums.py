"""The words that fields of the organisation app can hold."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class OrgKind(models.TextChoices):
    """What an organisation is (A-01). The first four are the territorial line of R-052."""

    COMMITTEE = "committee", _("sub-district working committee")
    GENERAL_BRANCH = "general_branch", _("area general branch")
    BRANCH = "branch", _("branch")
    GROUP = "group", _("Party group")
    COMMUNITY_COMMITTEE = "community_committee", _("community committee")
    COMPREHENSIVE_COMMITTEE = "comprehensive_committee", _("comprehensive committee")
    ENTERPRISE = "enterprise", _("enterprise organisation")
    TEMPORARY = "temporary", _("temporary branch")


TERRITORIAL_LINE = (OrgKind.COMMITTEE, OrgKind.GENERAL_BRANCH, OrgKind.BRANCH, OrgKind.GROUP)

_COMMITTEES = frozenset(
    {OrgKind.COMMITTEE, OrgKind.COMMUNITY_COMMITTEE, OrgKind.COMPREHENSIVE_COMMITTEE}
)

# Which kind may hang under which; None stands for "is a root" (A-01, N-01). The territorial line
# skips no level: a group needs a branch, a branch on the line needs a general branch.
PARENT_KINDS: dict[str, frozenset[str | None]] = {
    OrgKind.COMMITTEE: frozenset({None}),
    OrgKind.GENERAL_BRANCH: frozenset({OrgKind.COMMITTEE}),
    OrgKind.BRANCH: frozenset(
        {
            OrgKind.GENERAL_BRANCH,
            OrgKind.COMMUNITY_COMMITTEE,
            OrgKind.COMPREHENSIVE_COMMITTEE,
        }
    ),
    OrgKind.GROUP: frozenset({OrgKind.BRANCH, OrgKind.ENTERPRISE, OrgKind.TEMPORARY}),
    OrgKind.COMMUNITY_COMMITTEE: frozenset({OrgKind.COMMITTEE, OrgKind.GENERAL_BRANCH}),
    OrgKind.COMPREHENSIVE_COMMITTEE: frozenset({OrgKind.COMMITTEE}),
    OrgKind.ENTERPRISE: _COMMITTEES | {OrgKind.GENERAL_BRANCH},
    OrgKind.TEMPORARY: _COMMITTEES | {OrgKind.GENERAL_BRANCH, OrgKind.BRANCH},
}


class OrgStatus(models.TextChoices):
    ACTIVE = "active", pgettext_lazy("organisation", "active")
    CLOSED = "closed", pgettext_lazy("organisation", "closed")


class BranchType(models.TextChoices):
    """R-167…R-169: the three branch types a community committee sets up."""

    REGIONAL = "regional", _("regional")
    SERVICE = "service", _("service")
    PUBLIC_BENEFIT = "public_benefit", _("public benefit")


class SetUpMode(models.TextChoices):
    """R-251: how an organisation in a unit was set up."""

    INDEPENDENT = "independent", _("set up independently")
    JOINT = "joint", _("set up jointly")
    ATTACHED = "attached", _("attached to another")


class DatePrecision(models.TextChoices):
    """How exactly a date was written in the source."""

    DAY = "day", _("day")
    MONTH = "month", _("month")
    YEAR = "year", _("year")


class PostKind(models.TextChoices):
    """A person's post in an organisation (D7: name, post, work phone and term; nothing else)."""

    SECRETARY = "secretary", _("secretary")
    DEPUTY = "deputy", _("deputy secretary")
    MEMBER = "member", _("committee member")
    PART_TIME_MEMBER = "part_time_member", _("part-time member")
    INSTRUCTOR = "instructor", _("Party-building instructor")
    FULL_TIME_WORKER = "full_time_worker", _("full-time Party worker")
    RESERVE_TALENT = "reserve_talent", _("reserve talent")


class Role(models.TextChoices):
    """What a person may do in the portal, over a node and all below it, for a term."""

    OFFICE = "office", _("Party-building office")
    LEADER = "leader", _("sub-district leader")
    SECRETARY = "secretary", _("secretary")
    GRID_WORKER = "grid_worker", _("grid worker")
    PARTNER_LIAISON = "partner_liaison", _("partner liaison")
    AUDITOR = "auditor", _("auditor")
    SECURITY = "security", _("security administrator")
    SYSTEM = "system", _("system administrator")


# Three separate people, who look after the portal itself and see no business rows.
ADMINISTRATORS = frozenset({Role.SYSTEM, Role.SECURITY, Role.AUDITOR})
BUSINESS_ROLES = frozenset(
    {Role.OFFICE, Role.LEADER, Role.SECRETARY, Role.GRID_WORKER, Role.PARTNER_LIAISON}
)


class PartnerNature(models.TextChoices):
    GOVERNMENT = "government", _("government body")
    INSTITUTION = "institution", _("public institution")
    STATE_FIRM = "state_firm", _("state-owned firm")
    PRIVATE = "private", _("private economy")
    SOCIAL = "social", _("social organisation")
    OTHER = "other", _("other unit")


class ImportState(models.TextChoices):
    UPLOADED = "uploaded", _("uploaded")
    CHECKED = "checked", _("checked")
    RUNNING = "running", _("running")
    DONE = "done", _("done")
    FAILED = "failed", _("failed")
    UNDONE = "undone", _("taken back")


class JobState(models.TextChoices):
    QUEUED = "queued", _("queued")
    RUNNING = "running", _("running")
    DONE = "done", _("done")
    FAILED = "failed", _("failed")


OPEN_JOB_STATES = (JobState.QUEUED, JobState.RUNNING)
ENDED_JOB_STATES = (JobState.DONE, JobState.FAILED)


class TokenScope(models.TextChoices):
    READ = "read", _("read only")
    DEEDS = "deeds", _("read and deeds")


class Basic(models.TextChoices):
    """The six basics, under which the standards stand (R-260)."""

    ORGANISATION = "organisation", _("basic organisation")
    TEAM = "team", _("basic team")
    SYSTEM = "system", _("basic system")
    ACTIVITY = "activity", _("basic activity")
    SERVICE = "service", _("basic service")
    SUPPORT = "support", _("basic support")
