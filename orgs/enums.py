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


class SuccessionKind(models.TextChoices):
    """How an organisation came to take the place of another (R-082)."""

    MERGED = "merged", _("merged into it")
    SPLIT = "split", _("split off from it")


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
    WORK_INSTRUCTOR = "work_instructor", _("work instructor")
    OFFICE_HEAD = "office_head", _("head of the Party-building office")
    OFFICE_STAFF = "office_staff", _("Party-building office staff")
    CONTACT_LEADER = "contact_leader", _("contact leader")
    SECONDED_CADRE = "seconded_cadre", _("seconded cadre")


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


class PartnerDomain(models.TextChoices):
    """R-130: the domains a sub-district looks after together."""

    STREET = "street", _("street and communities")
    ORGANS = "organs", _("Party and government organs")
    INSTITUTIONS = "institutions", _("schools and institutions")
    STATE_FIRMS = "state_firms", _("state-owned enterprises")
    PRIVATE_FIRMS = "private_firms", _("private enterprises")
    SOCIAL_ORGS = "social_orgs", _("social organisations")
    INTERNET_FIRMS = "internet_firms", _("internet enterprises")
    NEW_GROUPS = "new_groups", _("new employment groups")


class PairingMode(models.TextChoices):
    """How a unit and a community build together."""

    PAIRED = "paired", _("paired co-building")
    RESIDENT = "resident", _("co-building of residents")
    JOINT = "joint", _("joint set-up")


class CoverageState(models.TextChoices):
    """R-015, R-250: how far Party work reaches a unit."""

    UNCOVERED = "uncovered", _("not covered")
    WORK = "work", _("covered by work")
    ORGANISATION = "organisation", _("covered by an organisation")


COVERED_STATES = frozenset({CoverageState.WORK, CoverageState.ORGANISATION})


class CoverageAction(models.TextChoices):
    COVER_BY_WORK = "cover_by_work", _("Cover by work")
    COVER_BY_ORGANISATION = "cover_by_organisation", _("Cover by an organisation")
    FALL_BACK_TO_WORK = "fall_back_to_work", _("Fall back to work coverage")
    LOSE_COVERAGE = "lose_coverage", _("Coverage lost")


class SetUpDuty(models.TextChoices):
    """R-252: whether a unit has an organisation of its own, or should have one."""

    NONE = "none", _("no organisation")
    DUE = "due", _("organisation due")
    BUILT = "built", _("organisation set up")


class CircleView(models.TextChoices):
    """R-021, R-036: the two functional views of one circle."""

    WORK = "work", _("Party work")
    SERVICE = "service", _("service and development")
    BOTH = "both", _("Party work and service")


class MembershipState(models.TextChoices):
    """SM-10: the way of a member of a circle to its core, and out."""

    MEMBER = "member", _("member")
    APPLIED = "applied", _("applied for the core")
    RECOMMENDED = "recommended", _("recommended for the core")
    ASSESSED = "assessed", _("assessed")
    CORE = "core", _("core")
    LEFT = "left", _("left")


PROPOSED_FOR_CORE = frozenset({MembershipState.APPLIED, MembershipState.RECOMMENDED})
BEFORE_CORE = PROPOSED_FOR_CORE | {MembershipState.MEMBER, MembershipState.ASSESSED}
STANDING_MEMBERS = BEFORE_CORE | {MembershipState.CORE}


class MembershipAction(models.TextChoices):
    APPLY = "apply", _("Apply for the core")
    RECOMMEND = "recommend", _("Recommend for the core")
    ASSESS = "assess", _("Note the assessment")
    PROMOTE = "promote", _("Promote to the core")
    TURN_DOWN = "turn_down", _("Turn down")
    ADJUST = "adjust", _("Take out of the core")
    LEAVE = "leave", _("Leave the circle")
    RELEASE = "release", _("Release from the circle")


class RotationState(models.TextChoices):
    """SM-10: a turn of a core organisation at leading its circle (R-018)."""

    SCHEDULED = "scheduled", _("scheduled")
    ON_DUTY = "on_duty", _("on duty")
    HANDED_OVER = "handed_over", _("handed over")
    SKIPPED = "skipped", _("skipped")


class RotationAction(models.TextChoices):
    BEGIN = "begin", _("Begin the turn")
    HAND_OVER = "hand_over", _("Hand over")
    HAND_OVER_ON_BEHALF = "hand_over_on_behalf", _("Hand over on behalf")
    SKIP = "skip", _("Skip the turn")
    DROP = "drop", _("Drop out of the roster")


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
