"""What the deeds of the liaison app are called in the trail."""

from django.utils.translation import gettext_lazy as _

from orgs.verbs import register_verbs

register_verbs(
    {
        "body.set_up": _("set up the body"),
        "body.amend": _("corrected the body"),
        "body.dissolve": _("dissolved the body"),
        "membership.seat": _("gave a seat on the body"),
        "membership.amend": _("corrected the seat"),
        "membership.hand_on": _("handed the seat on"),
        "membership.end": _("ended the seat"),
        "meeting.plan": _("planned the meeting"),
        "meeting.amend": _("corrected the meeting"),
        "meeting.gather": _("called for agenda items"),
        "meeting.set_agenda": _("set the agenda"),
        "meeting.reopen_agenda": _("reopened the agenda"),
        "meeting.convene": _("sent the notice of the meeting"),
        "meeting.hold": _("noted that the meeting was held"),
        "meeting.minute": _("drafted minutes of the meeting"),
        "meeting.issue": _("closed the meeting with its minutes"),
        "meeting.archive": _("archived the meeting"),
        "meeting.hand_on": _("put the meeting into the successor's name"),
        "meeting.postpone": _("postponed the meeting"),
        "meeting.reschedule": _("set a new date for the meeting"),
        "meeting.cancel": _("cancelled the meeting"),
        "agendaitem.propose": _("proposed an agenda item"),
        "agendaitem.amend": _("corrected the agenda item"),
        "agendaitem.place": _("moved the agenda item"),
        "agendaitem.withdraw": _("withdrew the agenda item"),
        "agendaitem.conclude": _("noted the outcome of the agenda item"),
        "agendaitem.carry_over": _("carried the agenda item over"),
        "resolution.record": _("recorded the resolution"),
        "resolution.amend": _("corrected the resolution"),
        "minutes.draft": _("drafted the minutes"),
        "minutes.edit": _("edited the minutes"),
        "minutes.refill": _("filled the minutes in anew"),
        "minutes.issue": _("issued the minutes"),
        "minutes.correct": _("began a correction of the minutes"),
        "obligation.exempt": _("exempted from the duty"),
        "obligation.reinstate": _("took the exemption from the duty back"),
        "obligationrule.set": _("set how the duty is kept"),
        "digest.send": _("gathered what is due of you"),
        "calendarfeed.issue": _("issued the address of the calendar"),
        "calendarfeed.revoke": _("revoked the address of the calendar"),
    }
)
