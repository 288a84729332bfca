"""The resources app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ResourcesConfig(AppConfig):
    name = "resources"
    verbose_name = _("Three lists")

    def ready(self) -> None:
        import resources.standards
        import resources.verbs  # noqa: F401 - known to the trail once it is read
        from orgs.enums import BUSINESS_ROLES
        from orgs.selectors.contacts import register_contacts
        from orgs.selectors.handovers import register_handover
        from orgs.views.standards import register_rows
        from partybuild.navigation import Link, register_links
        from partybuild.tones import Tone, register_tones
        from resources import indicators
        from resources.enums import MatchState
        from resources.imports import ledgers
        from resources.models import Need, Resource
        from resources.selectors.sight import register_sights
        from resources.services.handovers import open_in_lists

        indicators.register()
        register_sights()
        register_handover(open_in_lists)
        register_contacts({Need: "contact_phone", Resource: "contact_phone"})
        register_tones({MatchState.IN_PROJECT: Tone.GOOD})
        register_links(
            "lists",
            Link(_("Overview"), "resources:lists", BUSINESS_ROLES),
            Link(_("Needs"), "resources:needs", BUSINESS_ROLES),
            Link(_("Resources"), "resources:resources", BUSINESS_ROLES),
            Link(_("Matches"), "resources:matches", BUSINESS_ROLES),
            Link(_("Projects"), "resources:projects", BUSINESS_ROLES),
        )
        register_rows(
            {
                "needs": "resources.views.needs.NEEDS",
                "projects": "resources.views.projects.PROJECTS",
                "units": "orgs.views.partners.PARTNERS",
            }
        )
        ledgers.register()
