"""The words that fields of proposals and their steps can hold."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Chain(models.TextChoices):
    """The ways in which something that is proposed is decided."""

    FOUR_THINGS = "four_things", _("four things")
    COMMUNITY_DECISION = "community_decision", _("community decision")
    SUGGESTION = "suggestion", _("suggestion to a group")


class Voice(models.TextChoices):
    """In whose name a step is made; each part of a chain is another's (R-152, R-162)."""

    BRANCH = "branch", _("branch or Party group")
    COMMUNITY = "community", _("community committee")
    WORKING_COMMITTEE = "working_committee", _("working committee")
    UNDERTAKER = "undertaker", _("undertaking office or unit")
    REPRESENTATIVES = "representatives", _("representatives of Party members and residents")
    MEMBER_DELEGATES = "member_delegates", _("Party-member delegates")
    RESIDENT_DELEGATES = "resident_delegates", _("residents' delegates")
    MEMBER_UNIT = "member_unit", _("member unit")
    OFFICE = "office", _("Party-building office")
    GROUP = "group", _("coordination group")


class ProposerKind(models.TextChoices):
    """Who stands behind a proposal, as a kind: nobody is named (D10)."""

    COMMUNITY = "community", _("community committee")
    BRANCH = "branch", _("branch or Party group")
    MEMBERS = "members", _("Party members")
    RESIDENTS = "residents", _("residents")
    UNIT = "unit", _("member unit")
    OTHER = "other", pgettext_lazy("proposer", "others")


class ProposalState(models.TextChoices):
    """SM-6, SM-7 and R-315; each chain passes through some of them."""

    RAISED = "raised", pgettext_lazy("proposal", "raised")
    PLANNED = "planned", pgettext_lazy("proposal", "taken into the plan")
    CONSULTED = "consulted", pgettext_lazy("proposal", "consulted on")
    DELIBERATED = "deliberated", pgettext_lazy("proposal", "deliberated")
    RESOLVED = "resolved", pgettext_lazy("proposal", "resolved")
    ANNOUNCED = "announced", pgettext_lazy("proposal", "on public notice")
    ROUTED = "routed", pgettext_lazy("proposal", "routed to a group")
    IN_HAND = "in_hand", pgettext_lazy("proposal", "in hand")
    DONE = "done", pgettext_lazy("proposal", "done, to be appraised")
    APPRAISED = "appraised", pgettext_lazy("proposal", "appraised")
    ANSWERED = "answered", pgettext_lazy("proposal", "answered")
    CLOSED = "closed", pgettext_lazy("proposal", "closed")
    DECLINED = "declined", pgettext_lazy("proposal", "not adopted")
    REFERRED = "referred", pgettext_lazy("proposal", "referred to the superior")
    WITHDRAWN = "withdrawn", pgettext_lazy("proposal", "withdrawn")


OVER_STATES = frozenset(
    {
        ProposalState.CLOSED,
        ProposalState.DECLINED,
        ProposalState.REFERRED,
        ProposalState.WITHDRAWN,
    }
)
OPEN_PROPOSAL_STATES = frozenset(ProposalState) - OVER_STATES


class ProposalAction(models.TextChoices):
    RAISE = "raise", pgettext_lazy("proposal", "raise")
    TAKE_UP = "take_up", pgettext_lazy("proposal", "have it done now")
    PLAN = "plan", pgettext_lazy("proposal", "take into the plan")
    DECLINE = "decline", pgettext_lazy("proposal", "do not adopt")
    REFER = "refer", pgettext_lazy("proposal", "refer to the superior")
    REPORT = "report", pgettext_lazy("proposal", "report what was done")
    REPORT_ON_BEHALF = "report_on_behalf", pgettext_lazy("proposal", "report for the unit")
    EXTEND = "extend", pgettext_lazy("proposal", "extend the deadline")
    APPRAISE = "appraise", pgettext_lazy("proposal", "note the appraisal")
    CLOSE = "close", pgettext_lazy("proposal", "close")
    REDO = "redo", pgettext_lazy("proposal", "send back to be done again")
    CONSULT = "consult", pgettext_lazy("proposal", "note the consultation")
    DELIBERATE = "deliberate", pgettext_lazy("proposal", "note the deliberation")
    RESOLVE = "resolve", pgettext_lazy("proposal", "note the resolution")
    VOTE_DOWN = "vote_down", pgettext_lazy("proposal", "fail the vote")
    ANNOUNCE = "announce", pgettext_lazy("proposal", "put on public notice")
    NOTE_OBJECTIONS = "note_objections", pgettext_lazy("proposal", "note objections")
    RECONSIDER = "reconsider", pgettext_lazy("proposal", "consult anew")
    EXECUTE = "execute", pgettext_lazy("proposal", "have it executed")
    FEED_BACK = "feed_back", pgettext_lazy("proposal", "report back to the residents")
    ROUTE = "route", pgettext_lazy("proposal", "route to a group")
    STUDY = "study", pgettext_lazy("proposal", "take on in the group")
    ANSWER = "answer", pgettext_lazy("proposal", "answer in writing")
    CONFIRM = "confirm", pgettext_lazy("proposal", "agree with the answer")
    WITHDRAW = "withdraw", pgettext_lazy("proposal", "withdraw")
