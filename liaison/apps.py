"""The liaison app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LiaisonConfig(AppConfig):
    name = "liaison"
    verbose_name = _("Liaison")

    def ready(self) -> None:
        import liaison.standards
        import liaison.verbs  # noqa: F401 - registers the verbs of the app
        from liaison import indicators
        from liaison.enums import AgendaItemState, Decision, MeetingState
        from liaison.models import Meeting, Membership
        from liaison.obligation_enums import ObligationState
        from liaison.obligations import plans
        from liaison.selectors.leads import to_the_agenda
        from liaison.selectors.sight import register_sights
        from liaison.services.handovers import open_in_liaison
        from orgs.enums import Role
        from orgs.selectors.contacts import register_contacts
        from orgs.selectors.handovers import register_handover
        from orgs.views.standards import register_rows
        from partybuild.navigation import Link, register_links
        from partybuild.tones import Tone, register_tones
        from resources.selectors.leads import register_leads

        indicators.register()
        plans.register()
        register_sights()
        register_leads(to_the_agenda)
        register_handover(open_in_liaison)
        register_contacts({Membership: "work_phone", Meeting: "contact_phone"})
        register_tones(
            {
                MeetingState.POSTPONED: Tone.BAD,
                AgendaItemState.CONCLUDED: Tone.GOOD,
                AgendaItemState.CARRIED_OVER: Tone.WAITING,
                AgendaItemState.OPEN: Tone.WAITING,
                Decision.ADOPTED: Tone.GOOD,
                Decision.REJECTED: Tone.BAD,
                Decision.DEFERRED: Tone.WAITING,
                ObligationState.IN_PROGRESS: Tone.GOING,
                ObligationState.NOT_BEGUN: Tone.WAITING,
                ObligationState.MADE_UP: Tone.GOOD,
            }
        )
        register_rows(
            {
                "bodies": "liaison.views.bodies.BODIES",
                "meetings": "liaison.views.meetings.MEETINGS",
                "duties": "liaison.views.obligations.DUTIES",
            }
        )
        register_links(
            "meetings",
            Link(_("Meetings"), "liaison:meetings"),
            Link(_("Bodies"), "liaison:bodies"),
            Link(_("Resolutions"), "liaison:resolutions"),
        )
        register_links(
            "followup",
            Link(_("My duties"), "liaison:my-duties"),
            Link(_("Duties"), "liaison:duties"),
            Link(_("Calendar of duties"), "liaison:duty-heat"),
            Link(_("My calendar"), "liaison:calendar"),
        )
        register_links(
            "settings",
            Link(_("Rules of duties"), "liaison:duty-rules", frozenset({Role.OFFICE, Role.LEADER})),
        )
