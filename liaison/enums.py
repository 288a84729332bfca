"""The words that fields of the liaison app can hold."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class BodyKind(models.TextChoices):
    """The bodies that the plans set up (A-22: several top bodies, perhaps of the same people)."""

    LEADING_GROUP = "leading_group", _("leading group")
    LEADING_GROUP_OFFICE = "leading_group_office", _("office of the leading group")
    EXTENDED_COMMITTEE = "extended_committee", _("extended working committee")
    COBUILDING_COMMITTEE = "cobuilding_committee", _("co-building committee")
    COORDINATION_GROUP = "coordination_group", _("coordination group")
    SOCIAL_WORK_COMMITTEE = "social_work_committee", _("social-work Party committee")
    DISPATCH_CENTRE = "dispatch_centre", _("dispatch and command centre")
    SECRETARIES_MEETING = "secretaries_meeting", _("secretaries' meeting of a circle")
    COMMUNITY_COMMITTEE = "community_committee", _("community committee")
    COMMUNITY_COUNCIL = "community_council", _("community deliberation committee")
    COMMUNITY_STATION = "community_station", _("community work station")
    COMMUNITY_COBUILDING = "community_cobuilding", _("community co-building committee")
    RESIDENTS_COMMITTEE = "residents_committee", _("residents' committee")
    RESIDENTS_COUNCIL = "residents_council", _("residents' council")
    OPINION_COUNCIL = "opinion_council", _("public-opinion council")
    OVERSIGHT_COMMITTEE = "oversight_committee", _("residents' affairs oversight committee")
    PROPERTY_COMMITTEE = "property_committee", _("environment and property committee")
    OWNERS_COMMITTEE = "owners_committee", _("owners' committee")
    THREE_PARTY = "three_party", _("three-party meeting body")
    HEARING = "hearing", _("residents' hearing body")
    MEMBER_DELEGATES = "member_delegates", _("assembly of Party-member delegates")
    RESIDENT_DELEGATES = "resident_delegates", _("assembly of residents' delegates")


class MembershipRole(models.TextChoices):
    """R-308: one leader, deputies and members as many as there are; observers have no vote."""

    LEADER = "leader", pgettext_lazy("body", "leader")
    DEPUTY = "deputy", pgettext_lazy("body", "deputy leader")
    MEMBER = "member", pgettext_lazy("body", "member")
    OBSERVER = "observer", pgettext_lazy("body", "observer")


class MeetingKind(models.TextChoices):
    """The meetings that the plans name."""

    JOINT = "joint", _("Party-building joint meeting")
    SECRETARIES = "secretaries", _("joint meeting of Party secretaries")
    COMMITTEE = "committee", _("committee meeting")
    MEMBER_DELEGATES = "member_delegates", _("meeting of Party-member delegates")
    RESIDENT_DELEGATES = "resident_delegates", _("meeting of residents' delegates")
    HEARING = "hearing", _("hearing")
    COORDINATION = "coordination", _("coordination meeting")
    REVIEW = "review", _("review meeting")
    THREE_PARTY = "three_party", _("three-party meeting")
    WORKING = "working", _("working meeting")
    CONSULTATION = "consultation", _("consultation")
    PROGRESS = "progress", _("progress meeting")
    ORGANISATIONAL_LIFE = "organisational_life", _("organisational-life meeting")


class MeetingState(models.TextChoices):
    """SM-5."""

    PLANNED = "planned", pgettext_lazy("meeting", "planned")
    GATHERING = "gathering", pgettext_lazy("meeting", "gathering items")
    AGENDA_SET = "agenda_set", pgettext_lazy("meeting", "agenda set")
    CONVENED = "convened", pgettext_lazy("meeting", "convened")
    HELD = "held", pgettext_lazy("meeting", "held")
    MINUTED = "minuted", pgettext_lazy("meeting", "minutes drafted")
    ISSUED = "issued", pgettext_lazy("meeting", "minutes issued")
    ARCHIVED = "archived", pgettext_lazy("meeting", "archived")
    POSTPONED = "postponed", pgettext_lazy("meeting", "postponed")
    CANCELLED = "cancelled", pgettext_lazy("meeting", "cancelled")


# Where residents speak, or delegates of residents and Party members, the portal keeps numbers and
# no unit either.
NUMBERS_ONLY_KINDS = frozenset(
    {
        MeetingKind.MEMBER_DELEGATES,
        MeetingKind.RESIDENT_DELEGATES,
        MeetingKind.HEARING,
        MeetingKind.COORDINATION,
        MeetingKind.REVIEW,
    }
)

BEFORE_NOTICE_STATES = frozenset(
    {MeetingState.PLANNED, MeetingState.GATHERING, MeetingState.AGENDA_SET}
)
AHEAD_STATES = BEFORE_NOTICE_STATES | {MeetingState.CONVENED, MeetingState.POSTPONED}
HELD_STATES = frozenset(
    {MeetingState.HELD, MeetingState.MINUTED, MeetingState.ISSUED, MeetingState.ARCHIVED}
)
GATHERING_STATES = frozenset({MeetingState.GATHERING})
STOPPED_STATES = frozenset({MeetingState.POSTPONED, MeetingState.CANCELLED})
# What was said and decided is written down from the sitting until the minutes go out.
RECORDING_STATES = frozenset({MeetingState.HELD, MeetingState.MINUTED})
# People are counted at the door from the notice until the minutes are drafted.
COUNTING_STATES = frozenset({MeetingState.CONVENED, MeetingState.HELD})
# An unfinished item can wait for a next agenda that is not settled yet.
OPEN_AGENDA_STATES = frozenset({MeetingState.PLANNED, MeetingState.GATHERING})
# From here on there is an agenda to print on a notice.
NOTICE_STATES = frozenset({MeetingState.AGENDA_SET, MeetingState.CONVENED}) | HELD_STATES
# From the notice on there is a date for calendars; a stopped meeting takes it back.
CALENDAR_STATES = frozenset({MeetingState.CONVENED}) | HELD_STATES | STOPPED_STATES


class MeetingAction(models.TextChoices):
    GATHER = "gather", pgettext_lazy("meeting", "gather items")
    SET_AGENDA = "set_agenda", pgettext_lazy("meeting", "set the agenda")
    REOPEN_AGENDA = "reopen_agenda", pgettext_lazy("meeting", "reopen the agenda")
    CONVENE = "convene", pgettext_lazy("meeting", "send the notice")
    CHANGE_PLACE = "change_place", pgettext_lazy("meeting", "change the place")
    HOLD = "hold", pgettext_lazy("meeting", "note that it was held")
    RECOUNT = "recount", pgettext_lazy("meeting", "correct the attendance")
    MINUTE = "minute", pgettext_lazy("meeting", "draft the minutes")
    ISSUE = "issue", pgettext_lazy("meeting", "issue the minutes")
    ARCHIVE = "archive", pgettext_lazy("meeting", "archive")
    POSTPONE = "postpone", pgettext_lazy("meeting", "postpone")
    RESCHEDULE = "reschedule", pgettext_lazy("meeting", "set a new date")
    CANCEL = "cancel", pgettext_lazy("meeting", "cancel the meeting")


class AgendaItemState(models.TextChoices):
    PROPOSED = "proposed", pgettext_lazy("agenda item", "proposed")
    OPEN = "open", pgettext_lazy("agenda item", "open")
    CONCLUDED = "concluded", pgettext_lazy("agenda item", "concluded")
    CARRIED_OVER = "carried_over", pgettext_lazy("agenda item", "carried over")
    WITHDRAWN = "withdrawn", pgettext_lazy("agenda item", "withdrawn")


# What nobody has settled yet; once the meeting is over, it stands first on a next agenda.
UNFINISHED_STATES = frozenset({AgendaItemState.PROPOSED, AgendaItemState.OPEN})


class AgendaItemAction(models.TextChoices):
    ADMIT = "admit", pgettext_lazy("agenda item", "admit")
    AMEND = "amend", pgettext_lazy("agenda item", "correct")
    PLACE = "place", pgettext_lazy("agenda item", "move to a place")
    CALL = "call", pgettext_lazy("agenda item", "call up")
    CONCLUDE = "conclude", pgettext_lazy("agenda item", "note the outcome")
    CARRY_OVER = "carry_over", pgettext_lazy("agenda item", "carry over")
    WITHDRAW = "withdraw", pgettext_lazy("agenda item", "withdraw")


class Decision(models.TextChoices):
    ADOPTED = "adopted", pgettext_lazy("resolution", "adopted")
    REJECTED = "rejected", pgettext_lazy("resolution", "rejected")
    DEFERRED = "deferred", pgettext_lazy("resolution", "deferred")


class CountersignatureState(models.TextChoices):
    ASKED = "asked", pgettext_lazy("countersignature", "asked")
    SIGNED = "signed", pgettext_lazy("countersignature", "countersigned")
    SENT_BACK = "sent_back", pgettext_lazy("countersignature", "sent back")


class CountersignatureAction(models.TextChoices):
    SIGN = "sign", pgettext_lazy("countersignature", "countersign")
    SEND_BACK = "send_back", pgettext_lazy("countersignature", "send back with words")


class MinutesState(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("minutes", "draft")
    COUNTERSIGNING = "countersigning", pgettext_lazy("minutes", "out for countersignature")
    ISSUED = "issued", pgettext_lazy("minutes", "issued")


UNISSUED_STATES = frozenset({MinutesState.DRAFT, MinutesState.COUNTERSIGNING})


class MinutesAction(models.TextChoices):
    EDIT = "edit", pgettext_lazy("minutes", "edit")
    REFILL = "refill", pgettext_lazy("minutes", "fill in anew")
    CIRCULATE = "circulate", pgettext_lazy("minutes", "send round for countersignature")
    RECALL = "recall", pgettext_lazy("minutes", "call back")
    RETURN = "return", pgettext_lazy("minutes", "go back to the draft")
    ISSUE = "issue", pgettext_lazy("minutes", "issue")
    CORRECT = "correct", pgettext_lazy("minutes", "begin a correction")
