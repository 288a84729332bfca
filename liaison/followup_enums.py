"""The words that fields of action items, visits, findings, inspections and censures can hold."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ActionItemState(models.TextChoices):
    """SM-12."""

    ASSIGNED = "assigned", pgettext_lazy("action item", "assigned")
    SIGNED_FOR = "signed_for", pgettext_lazy("action item", "signed for")
    IN_HAND = "in_hand", pgettext_lazy("action item", "in hand")
    REPORTED = "reported", pgettext_lazy("action item", "reported")
    CHECKED = "checked", pgettext_lazy("action item", "checked")
    STRUCK_OFF = "struck_off", pgettext_lazy("action item", "struck off")
    RETURNED = "returned", pgettext_lazy("action item", "returned")
    WITHDRAWN = "withdrawn", pgettext_lazy("action item", "withdrawn")


# In these the unit that answers for the item is at work, so its clock runs.
RUNNING_STATES = frozenset(
    {ActionItemState.ASSIGNED, ActionItemState.SIGNED_FOR, ActionItemState.IN_HAND}
)
# In these whoever assigned the item goes on with it.
TO_CHECK_STATES = frozenset({ActionItemState.REPORTED, ActionItemState.CHECKED})
OPEN_ITEM_STATES = RUNNING_STATES | TO_CHECK_STATES | {ActionItemState.RETURNED}


class ActionItemAction(models.TextChoices):
    SIGN_FOR = "sign_for", pgettext_lazy("action item", "sign for it")
    SIGN_FOR_ON_BEHALF = (
        "sign_for_on_behalf",
        pgettext_lazy("action item", "sign for it on behalf of the unit"),
    )
    RETURN = "return", pgettext_lazy("action item", "return to the assigner")
    REASSIGN = "reassign", pgettext_lazy("action item", "assign anew")
    NOTE = "note", pgettext_lazy("action item", "note the progress")
    REPORT = "report", pgettext_lazy("action item", "report the result")
    REPORT_ON_BEHALF = (
        "report_on_behalf",
        pgettext_lazy("action item", "report on behalf of the unit"),
    )
    CHECK = "check", pgettext_lazy("action item", "note the check")
    SEND_BACK = "send_back", pgettext_lazy("action item", "send back for more work")
    STRIKE_OFF = "strike_off", pgettext_lazy("action item", "strike off")
    ASK_EXTENSION = "ask_extension", pgettext_lazy("action item", "ask for an extension")
    EXTEND = "extend", pgettext_lazy("action item", "extend the deadline")
    REFUSE_EXTENSION = "refuse_extension", pgettext_lazy("action item", "refuse the extension")
    WITHDRAW = "withdraw", pgettext_lazy("action item", "withdraw")


class DueRule(models.TextChoices):
    """How a deadline came about; it is counted once and then stored."""

    DAY = "day", pgettext_lazy("deadline", "day set by the assigner")
    WORKDAYS = "workdays", pgettext_lazy("deadline", "workdays from the assignment")
    EXTENDED = "extended", pgettext_lazy("deadline", "extended")


class CensureKind(models.TextChoices):
    """R-129, R-298: what a person may decide when an item stays undone (A-40: never automatic)."""

    CIRCULAR = "circular", _("circular of criticism")
    INTERVIEW = "interview", _("interview")


class CensureState(models.TextChoices):
    DRAFTED = "drafted", pgettext_lazy("censure", "drafted")
    APPROVED = "approved", pgettext_lazy("censure", "approved")
    DELIVERED = "delivered", pgettext_lazy("censure", "delivered")
    RECTIFIED = "rectified", pgettext_lazy("censure", "rectified")
    CLOSED = "closed", pgettext_lazy("censure", "closed")
    DROPPED = "dropped", pgettext_lazy("censure", "dropped")


class CensureAction(models.TextChoices):
    APPROVE = "approve", pgettext_lazy("censure", "approve")
    DELIVER = "deliver", pgettext_lazy("censure", "note that it was delivered")
    RECTIFY = "rectify", pgettext_lazy("censure", "note the rectification")
    CLOSE = "close", pgettext_lazy("censure", "close")
    DROP = "drop", pgettext_lazy("censure", "drop")


class VisitKind(models.TextChoices):
    """R-289: three kinds of visit; R-254…R-259: five that go into a firm."""

    RESIDENTS = "residents", _("to residents in an estate")
    MEMBERS = "members", _("to members in a branch")
    OPERATORS = "operators", _("to operators in a firm")
    LECTURE = "lecture", _("Party class in a firm")
    SERVICE = "service", _("members' service in a firm")
    CADRES = "cadres", _("cadres in a firm")
    CARE = "care", _("care of the Party in a firm")
    ACTIVITY = "activity", _("Party activity in a firm")


class FindingState(models.TextChoices):
    """What became of something that was found; it leads to one thing at most."""

    OPEN = "open", pgettext_lazy("finding", "open")
    NEED = "need", pgettext_lazy("finding", "made a need")
    CASE = "case", pgettext_lazy("finding", "made a case")
    ASSIGNED = "assigned", pgettext_lazy("finding", "handed over as action item")
    SETTLED = "settled", pgettext_lazy("finding", "settled on the spot")


class FindingAction(models.TextChoices):
    MAKE_NEED = "make_need", pgettext_lazy("finding", "make it a need")
    MAKE_CASE = "make_case", pgettext_lazy("finding", "make it a case")
    ASSIGN = "assign", pgettext_lazy("finding", "hand over as action item")
    SETTLE = "settle", pgettext_lazy("finding", "settled on the spot")


class InspectionKind(models.TextChoices):
    """R-128."""

    RANDOM = "random", _("random check")
    SPECIAL = "special", _("special inspection")
    FIXED = "fixed", _("on-site supervision")


class InspectionState(models.TextChoices):
    PREPARED = "prepared", pgettext_lazy("inspection", "prepared")
    DRAWN = "drawn", pgettext_lazy("inspection", "subjects settled")
    INSPECTED = "inspected", pgettext_lazy("inspection", "inspected")
    RECHECKED = "rechecked", pgettext_lazy("inspection", "checked again")
    CLOSED = "closed", pgettext_lazy("inspection", "closed")
    CANCELLED = "cancelled", pgettext_lazy("inspection", "cancelled")


class InspectionAction(models.TextChoices):
    DRAW = "draw", pgettext_lazy("inspection", "draw the subjects")
    SETTLE = "settle", pgettext_lazy("inspection", "inspect all subjects")
    CONCLUDE = "conclude", pgettext_lazy("inspection", "note that it was carried out")
    RECHECK = "recheck", pgettext_lazy("inspection", "note the second check")
    CLOSE = "close", pgettext_lazy("inspection", "close")
    CANCEL = "cancel", pgettext_lazy("inspection", "cancel")
