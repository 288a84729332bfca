"""The pages of this app that stand in the menu."""

from django.utils.translation import gettext_lazy as _

from orgs.enums import BUSINESS_ROLES, Role
from orgs.models.audit import TRAIL_READERS
from orgs.views.standards import MET, SHORT, register_rows
from partybuild.navigation import Link, register_links, register_outside
from partybuild.tones import Tone, register_tones

WORKS_IN_THE_TREE = BUSINESS_ROLES - {Role.PARTNER_LIAISON}


def open_doors() -> None:
    """Put the pages into their sections."""
    register_links(
        "home",
        Link(_("Workbench"), "home"),
        Link(_("Standards"), "orgs:standards", WORKS_IN_THE_TREE),
    )
    register_rows({"orgs": "orgs.views.orgs.ORGS"})
    register_tones({MET: Tone.GOOD, SHORT: Tone.BAD})
    register_links(
        "orgs",
        Link(_("Organisations"), "orgs:orgs", WORKS_IN_THE_TREE),
        Link(_("List of organisations"), "orgs:org-list", WORKS_IN_THE_TREE),
        Link(_("Postings"), "orgs:postings", WORKS_IN_THE_TREE),
        Link(_("Partner units"), "orgs:partners", BUSINESS_ROLES),
    )
    register_links(
        "settings",
        Link(_("My settings"), "own-settings"),
        Link(_("People and roles"), "orgs:users", frozenset({Role.SECURITY, Role.OFFICE})),
        Link(_("Work calendar"), "orgs:calendar"),
        Link(_("API tokens"), "orgs:tokens"),
        Link(_("Jobs"), "orgs:jobs"),
    )
    register_links("exchange", Link(_("Import centre"), "imports:centre", frozenset({Role.OFFICE})))
    register_links("audit", Link(_("Audit trail"), "orgs:audit", frozenset(TRAIL_READERS)))
    # The way to the inbox stands in the bar above every page.
    register_outside("orgs:notifications")
