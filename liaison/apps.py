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
        from liaison.body_enums import NominationState
        from liaison.enums import AgendaItemState, Decision, MeetingState
        from liaison.imports import ledgers
        from liaison.matter_enums import MatterState
        from liaison.models import Meeting, Membership
        from liaison.proposal_enums import ProposalState
        from liaison.selectors.leads import to_the_agenda
        from liaison.selectors.sight import register_sights
        from liaison.services.handovers import open_in_liaison
        from orgs.enums import BUSINESS_ROLES
        from orgs.selectors.contacts import register_contacts
        from orgs.selectors.handovers import register_handover
        from orgs.views.standards import register_rows
        from partybuild.navigation import Link, register_links
        from partybuild.tones import Tone, register_tones
        from resources.selectors.leads import register_leads

        indicators.register()
        ledgers.register()
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
                NominationState.PROPOSED: Tone.WAITING,
                NominationState.DELIBERATED: Tone.GOING,
                NominationState.IN_OFFICE: Tone.GOOD,
                NominationState.REFUSED: Tone.BAD,
                ProposalState.CONSULTED: Tone.GOING,
                ProposalState.DELIBERATED: Tone.GOING,
                ProposalState.RESOLVED: Tone.GOING,
                ProposalState.ROUTED: Tone.GOING,
                MatterState.APPLIED: Tone.WAITING,
                MatterState.ADMITTED: Tone.GOOD,
            }
        )
        register_rows(
            {
                "bodies": "liaison.views.bodies.BODIES",
                "meetings": "liaison.views.meetings.MEETINGS",
                "proposals": "liaison.views.proposals.PROPOSALS",
            }
        )
        register_links(
            "meetings",
            Link(_("Meetings"), "liaison:meetings"),
            Link(_("Bodies"), "liaison:bodies"),
            Link(_("Nominations"), "liaison:nominations", BUSINESS_ROLES),
            Link(_("Resolutions"), "liaison:resolutions"),
        )
        register_links(
            "followup",
            Link(_("Proposals"), "liaison:proposals", BUSINESS_ROLES),
            Link(_("Matters of communities"), "liaison:matters", BUSINESS_ROLES),
        )
