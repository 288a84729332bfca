"""The words of meeting series, of busy times and of the plans made from them."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class HalfDay(models.TextChoices):
    MORNING = "morning", _("morning")
    AFTERNOON = "afternoon", _("afternoon")


class BusyKind(models.TextChoices):
    """What keeps a person away: a closed list, and nothing of health or family (D7)."""

    DUTY = "duty", pgettext_lazy("busy time", "other duty")
    TRIP = "trip", pgettext_lazy("busy time", "official trip")
    TRAINING = "training", pgettext_lazy("busy time", "training")
    AWAY = "away", pgettext_lazy("busy time", "not on duty")


class SchedulePlanState(models.TextChoices):
    """A plan of a quarter is a draft between two works of the machine, then published."""

    SOLVING = "solving", pgettext_lazy("schedule plan", "being worked out")
    DRAFT = "draft", pgettext_lazy("schedule plan", "draft")
    PUBLISHED = "published", pgettext_lazy("schedule plan", "published")
    DISCARDED = "discarded", pgettext_lazy("schedule plan", "discarded")


OPEN_SCHEDULE_STATES = frozenset({SchedulePlanState.SOLVING, SchedulePlanState.DRAFT})


class SchedulePlanAction(models.TextChoices):
    SETTLE = "settle", pgettext_lazy("schedule plan", "note what was worked out")
    SOLVE_AGAIN = "solve_again", pgettext_lazy("schedule plan", "work out again")
    PUBLISH = "publish", pgettext_lazy("schedule plan", "publish all sittings")
    HALT = "halt", pgettext_lazy("schedule plan", "halt")
    DISCARD = "discard", pgettext_lazy("schedule plan", "discard")


class PlanningStage(models.TextChoices):
    """What a machine does for a schedule, one after the other."""

    GATHERING = "gathering", _("Gathering what is due, who is away and which rooms are free")
    JOINING = "joining", _("Deciding which meetings can sit together")
    SOLVING = "solving", _("Looking for the best days, times and rooms")
    WRITING = "writing", _("Writing the sittings down")


class SittingState(models.TextChoices):
    """What a plan says about one meeting that is due."""

    PLACED = "placed", pgettext_lazy("sitting", "placed")
    LOCKED = "locked", pgettext_lazy("sitting", "locked")
    UNPLACED = "unplaced", pgettext_lazy("sitting", "not placed")
    TAKEN_OUT = "taken_out", pgettext_lazy("sitting", "taken out")


PLACED_SITTINGS = frozenset({SittingState.PLACED, SittingState.LOCKED})


class SittingAction(models.TextChoices):
    LOCK = "lock", pgettext_lazy("sitting", "lock")
    UNLOCK = "unlock", pgettext_lazy("sitting", "unlock")
    MOVE = "move", pgettext_lazy("sitting", "move")
    TAKE_OUT = "take_out", pgettext_lazy("sitting", "take out")
    PUT_BACK = "put_back", pgettext_lazy("sitting", "put back")


class SolverStatus(models.TextChoices):
    """How sure the plan is that there is no better one."""

    OPTIMAL = "optimal", _("proven best")
    FEASIBLE = "feasible", _("good, perhaps not the best")
    FIRST_FIT = "first_fit", _("one after the other, no better one was found in time")


class Unplaced(models.TextChoices):
    """Why a time is out of the question; the first hindrance counts."""

    NO_DAY = "no_day", _("no workday is left in the period")
    TOO_LONG = "too_long", _("the meeting is longer than half a day")
    TOO_CLOSE = "too_close", _("too close to another meeting of the body")
    LEADER_AWAY = "leader_away", _("the leader is away")
    CLASH = "clash", _("members sit elsewhere")
    NO_QUORUM = "no_quorum", _("too many members are away for a quorum")
    ROOM_SMALL = "room_small", _("no room is large enough")
    ROOM_TAKEN = "room_taken", _("every room is closed or taken")
    WAITING = "waiting", _("not worked out yet")
