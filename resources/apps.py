"""The resources app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ResourcesConfig(AppConfig):
    name = "resources"
    verbose_name = _("Three lists")

    def ready(self) -> None:
        import resources.searchable
        import resources.standards
        import resources.verbs  # noqa: F401 - known to the trail once it is read
        from orgs.enums import BUSINESS_ROLES, Role
        from orgs.jobs import register_job_labels
        from orgs.models.attachments import register_attachable
        from orgs.selectors.contacts import register_contacts
        from orgs.selectors.handovers import register_handover
        from orgs.views.standards import register_rows
        from partybuild.navigation import Link, register_links
        from partybuild.tones import Tone, register_tones
        from resources import indicators
        from resources.enums import LineState, MatchPlanState, MatchState
        from resources.imports import ledgers
        from resources.models import Need, Resource, Venue
        from resources.pledge_enums import AgreementState, WishState
        from resources.selectors import gallery, tiles
        from resources.selectors.sight import register_sights
        from resources.services.handovers import open_in_lists
        from resources.services.project_notes import may_add_to_note, may_note
        from resources.venue_enums import BookingState

        register_attachable("resources.project", may_note)
        register_attachable(
            "resources.projectnote", may_add_to_note, told_of=lambda note: note.project
        )
        indicators.register()
        tiles.register()
        register_sights()
        register_handover(open_in_lists)
        register_contacts(
            {Need: "contact_phone", Resource: "contact_phone", Venue: "contact_phone"}
        )
        register_tones(
            {
                MatchState.IN_PROJECT: Tone.GOOD,
                MatchPlanState.SOLVING: Tone.WAITING,
                MatchPlanState.SENDING: Tone.WAITING,
                MatchPlanState.SENT: Tone.GOOD,
                LineState.PAIRED: Tone.GOING,
                LineState.LOCKED: Tone.GOOD,
                LineState.UNSERVED: Tone.BAD,
                BookingState.ASKED: Tone.WAITING,
            }
        )
        register_job_labels(
            {
                "matchplan.solve": _("Working out a match plan"),
                "matchplan.send": _("Sending the proposals of a match plan"),
                WishState.FULFILLED: Tone.WAITING,
                AgreementState.APPLIED: Tone.WAITING,
                AgreementState.SIGNED: Tone.GOOD,
            }
        )
        register_links(
            "lists",
            Link(_("Overview"), "resources:lists", BUSINESS_ROLES),
            Link(_("Needs"), "resources:needs", BUSINESS_ROLES),
            Link(_("Claim hall"), "resources:hall", BUSINESS_ROLES),
            Link(_("Resources"), "resources:resources", BUSINESS_ROLES),
            Link(_("Matches"), "resources:matches", BUSINESS_ROLES),
            Link(_("Match plans"), "resources:match-plans", frozenset({Role.OFFICE})),
            Link(_("Projects"), "resources:projects", BUSINESS_ROLES),
            Link(_("Venues"), "resources:venues", BUSINESS_ROLES),
            Link(_("Bookings"), "resources:bookings", BUSINESS_ROLES),
            Link(_("Flow picture"), "resources:flows", BUSINESS_ROLES),
            Link(_("Asked for and not offered"), "resources:gaps", BUSINESS_ROLES),
            Link(_("Wishes"), "resources:wishes", BUSINESS_ROLES),
            Link(_("Check-ins"), "resources:agreements", BUSINESS_ROLES),
            Link(_("Annual pledges"), "resources:pledges", BUSINESS_ROLES),
            Link(_("Two-way appraisals"), "resources:appraisals", BUSINESS_ROLES),
            Link(_("Volunteers"), "resources:tallies", BUSINESS_ROLES),
        )
        register_rows(
            {
                "needs": "resources.views.needs.NEEDS",
                "resources": "resources.views.resources.RESOURCES",
                "matches": "resources.views.matches.MATCHES",
                "projects": "resources.views.projects.PROJECTS",
                "agreements": "resources.views.agreements.AGREEMENTS",
                "wishes": "resources.views.wishes.WISHES",
                "units": "orgs.views.partners.PARTNERS",
                "bookings": "resources.views.bookings.BOOKINGS",
                "activities": "resources.views.volunteers.ACTIVITIES",
            }
        )
        ledgers.register()
        gallery.register()
