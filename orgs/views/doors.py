"""The pages of this app that stand in the menu."""

from django.utils.translation import gettext_lazy as _

from partybuild.navigation import Link, register_links


def open_doors() -> None:
    """Put the pages into their sections."""
    register_links("home", Link(_("Workbench"), "home"))
    register_links(
        "settings",
        Link(_("My settings"), "own-settings"),
        Link(_("Messages"), "orgs:notifications"),
    )
