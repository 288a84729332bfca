"""The pages of this app that stand in the menu."""

from django.utils.translation import gettext_lazy as _

from orgs.enums import BUSINESS_ROLES, CoverageState, MembershipState, Role, RotationState
from orgs.models.audit import TRAIL_READERS
from orgs.models.channels import CHANNEL_KEEPERS
from orgs.views.standards import MET, SHORT, register_rows
from partybuild.navigation import Link, register_links, register_outside
from partybuild.tones import Tone, register_tones

WORKS_IN_THE_TREE = BUSINESS_ROLES - {Role.PARTNER_LIAISON}


TONES = {
    MET: Tone.GOOD,
    SHORT: Tone.BAD,
    CoverageState.UNCOVERED: Tone.WAITING,
    CoverageState.WORK: Tone.GOING,
    CoverageState.ORGANISATION: Tone.GOOD,
    MembershipState.APPLIED: Tone.WAITING,
    MembershipState.RECOMMENDED: Tone.WAITING,
    MembershipState.ASSESSED: Tone.GOING,
    MembershipState.CORE: Tone.GOOD,
    RotationState.SCHEDULED: Tone.WAITING,
    RotationState.ON_DUTY: Tone.GOING,
    RotationState.HANDED_OVER: Tone.GOOD,
}


def open_doors() -> None:
    """Put the pages into their sections, and say what the states of this app feel like."""
    register_links(
        "home",
        Link(_("Workbench"), "home"),
        Link(_("Dashboard"), "orgs:dashboards", BUSINESS_ROLES),
        Link(_("Standards"), "orgs:standards", WORKS_IN_THE_TREE),
        Link(_("Notices"), "orgs:notices", BUSINESS_ROLES),
        Link(_("Official papers"), "orgs:papers", BUSINESS_ROLES),
    )
    register_rows(
        {
            "orgs": "orgs.views.orgs.ORGS",
            "postings": "orgs.views.postings.POSTINGS",
            "partners": "orgs.views.partners.PARTNERS",
            "circles": "orgs.views.circles.CIRCLES",
            "rotations": "orgs.views.rotations.ROSTER",
        }
    )
    register_tones(TONES)
    register_links(
        "orgs",
        Link(_("Organisations"), "orgs:orgs", WORKS_IN_THE_TREE),
        Link(_("List of organisations"), "orgs:org-list", WORKS_IN_THE_TREE),
        Link(_("Postings"), "orgs:postings", WORKS_IN_THE_TREE),
        Link(_("Vacant posts"), "orgs:vacancies", WORKS_IN_THE_TREE),
        Link(_("Pool of reserve talent"), "orgs:reserve-pool", WORKS_IN_THE_TREE),
        Link(_("Hand-overs"), "orgs:handovers", WORKS_IN_THE_TREE),
        Link(_("Partner units"), "orgs:partners", BUSINESS_ROLES),
        Link(_("Circles"), "orgs:circles", BUSINESS_ROLES),
        Link(_("Members of circles"), "orgs:circlememberships", BUSINESS_ROLES),
        Link(_("Roster"), "orgs:rotations", BUSINESS_ROLES),
    )
    register_links(
        "settings",
        Link(_("My settings"), "own-settings"),
        Link(_("People and roles"), "orgs:users", frozenset({Role.SECURITY, Role.OFFICE})),
        Link(_("Numbers of the plans"), "orgs:numbers", frozenset({Role.OFFICE, Role.LEADER})),
        Link(_("Work calendar"), "orgs:calendar"),
        Link(_("API tokens"), "orgs:tokens"),
        Link(_("Jobs"), "orgs:jobs"),
        Link(_("Channels"), "orgs:channels", frozenset(CHANNEL_KEEPERS)),
        Link(_("On the clock"), "orgs:clock", frozenset({Role.SYSTEM})),
    )
    register_links("exchange", Link(_("Import centre"), "imports:centre", frozenset({Role.OFFICE})))
    register_links("audit", Link(_("Audit trail"), "orgs:audit", frozenset(TRAIL_READERS)))
    # The way to the inbox stands in the bar above every page.
    register_outside("orgs:notifications")
