"""The words that fields of the quarterly rating of property firms can hold (SM-9, R-101…R-106)."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class SchemeState(models.TextChoices):
    """R-103: a version is drafted, confirmed by the office, and retired by the next one."""

    DRAFTED = "drafted", pgettext_lazy("rating scheme", "drafted")
    CONFIRMED = "confirmed", pgettext_lazy("rating scheme", "in force")
    RETIRED = "retired", pgettext_lazy("rating scheme", "retired")


class SchemeAction(models.TextChoices):
    CONFIRM = "confirm", pgettext_lazy("rating scheme", "Confirm the scheme")
    RETIRE = "retire", pgettext_lazy("rating scheme", "Retire the scheme")


class ItemKind(models.TextChoices):
    """How the points of an item enter the sum."""

    BASIC = "basic", pgettext_lazy("rating item", "basic points")
    BONUS = "bonus", pgettext_lazy("rating item", "bonus")
    DEDUCTION = "deduction", pgettext_lazy("rating item", "deduction")


class RatingSource(models.TextChoices):
    """Where the value of an item comes from."""

    SELF = "self", _("the firm itself")
    COMMUNITY = "community", _("community")
    INSPECTION = "inspection", _("inspection")
    OFFICE = "office", _("Party-building office")
    SURVEY = "survey", _("satisfaction survey")
    DELEGATES = "delegates", _("appraisal by residents' delegates")
    CASES = "cases", _("cases of the quarter")
    REGISTER = "register", _("register of firms")


# What a person types on a sheet, and what the portal reads from its own records at the cut-off.
TYPED_SOURCES = (RatingSource.COMMUNITY, RatingSource.INSPECTION, RatingSource.OFFICE)
MEASURED_SOURCES = (RatingSource.SURVEY, RatingSource.CASES, RatingSource.REGISTER)
ITEM_SOURCES = (*TYPED_SOURCES, *MEASURED_SOURCES)


class TieRule(models.TextChoices):
    """What decides between firms of the same score (practice of the cities)."""

    SATISFACTION_THEN_ON_TIME = (
        "satisfaction_on_time",
        _("satisfaction, then cases closed in time; otherwise the same rank"),
    )
    SAME_RANK = "same_rank", _("the same rank")


class RatingState(models.TextChoices):
    """SM-9."""

    OPENED = "opened", pgettext_lazy("rating", "collecting")
    COLLECTED = "collected", pgettext_lazy("rating", "inputs frozen")
    SCORED = "scored", pgettext_lazy("rating", "scored")
    REVIEWED = "reviewed", pgettext_lazy("rating", "reviewed")
    ANNOUNCED = "announced", pgettext_lazy("rating", "announced")
    PUBLISHED = "published", pgettext_lazy("rating", "published")
    RECTIFYING = "rectifying", pgettext_lazy("rating", "consequences under way")
    ARCHIVED = "archived", pgettext_lazy("rating", "archived")


FROZEN_STATES = frozenset(set(RatingState) - {RatingState.OPENED})
ANNOUNCED_STATES = frozenset(
    {
        RatingState.ANNOUNCED,
        RatingState.PUBLISHED,
        RatingState.RECTIFYING,
        RatingState.ARCHIVED,
    }
)
PUBLISHED_STATES = ANNOUNCED_STATES - {RatingState.ANNOUNCED}


class RatingAction(models.TextChoices):
    COLLECT = "collect", pgettext_lazy("rating", "Close the collection and freeze the inputs")
    CUT_OFF = "cut_off", pgettext_lazy("rating", "Frozen at the cut-off")
    REOPEN = "reopen", pgettext_lazy("rating", "Open the collection again")
    SCORE = "score", pgettext_lazy("rating", "Score")
    REVIEW = "review", pgettext_lazy("rating", "Note the review")
    RETURN = "return", pgettext_lazy("rating", "Return to scoring")
    ANNOUNCE = "announce", pgettext_lazy("rating", "Announce for objections")
    PUBLISH = "publish", pgettext_lazy("rating", "Publish the plates")
    RECTIFY = "rectify", pgettext_lazy("rating", "Begin the consequences")
    ARCHIVE = "archive", pgettext_lazy("rating", "Archive")


class PlateKind(models.TextChoices):
    """R-105; a contract that is too new is not rated yet."""

    GOLD = "gold", pgettext_lazy("plate", "gold plate")
    SILVER = "silver", pgettext_lazy("plate", "silver plate")
    YELLOW = "yellow", pgettext_lazy("plate", "yellow plate")
    RED = "red", pgettext_lazy("plate", "red plate")
    UNRATED = "unrated", pgettext_lazy("plate", "not rated yet")


# Papers, workbooks and the ledgers of contracts are Chinese whatever language the office works in.
PLATE_WORDS = {
    PlateKind.GOLD: "金牌",
    PlateKind.SILVER: "银牌",
    PlateKind.YELLOW: "黄牌",
    PlateKind.RED: "红牌",
    PlateKind.UNRATED: "暂不评",
}
RANKED_PLATES = (PlateKind.GOLD, PlateKind.SILVER)
LOW_PLATES = (PlateKind.YELLOW, PlateKind.RED)


class ObjectionState(models.TextChoices):
    FILED = "filed", pgettext_lazy("objection", "filed")
    EXAMINED = "examined", pgettext_lazy("objection", "examined once")
    UPHELD = "upheld", pgettext_lazy("objection", "upheld")
    DISMISSED = "dismissed", pgettext_lazy("objection", "dismissed")


OPEN_OBJECTIONS = frozenset({ObjectionState.FILED, ObjectionState.EXAMINED})
DECIDED_OBJECTIONS = frozenset({ObjectionState.UPHELD, ObjectionState.DISMISSED})


class ObjectionAction(models.TextChoices):
    EXAMINE = "examine", pgettext_lazy("objection", "Examine")
    UPHOLD = "uphold", pgettext_lazy("objection", "Uphold")
    DISMISS = "dismiss", pgettext_lazy("objection", "Dismiss")


class SanctionKind(models.TextChoices):
    """R-106 and what sub-districts do beside it; down-grading means the local plate (A-13)."""

    REWARD_FUNDS = "reward_funds", _("reward in funds")
    BUNDLE_PRIORITY = "bundle_priority", _("priority for bundled estates")
    DOWNGRADE = "downgrade", _("lower local grade")
    INTERVIEW = "interview", _("interview")
    RECTIFICATION = "rectification", _("rectification by a day")
    LEAVE = "leave", _("proposal to leave")


REWARDS = (SanctionKind.REWARD_FUNDS, SanctionKind.BUNDLE_PRIORITY)
PENALTIES = (
    SanctionKind.DOWNGRADE,
    SanctionKind.INTERVIEW,
    SanctionKind.RECTIFICATION,
    SanctionKind.LEAVE,
)


class SanctionState(models.TextChoices):
    """R-106: drawn up, approved, carried out, done."""

    PROPOSED = "proposed", pgettext_lazy("sanction", "drawn up")
    APPROVED = "approved", pgettext_lazy("sanction", "approved")
    UNDER_WAY = "under_way", pgettext_lazy("sanction", "being carried out")
    DONE = "done", pgettext_lazy("sanction", "done")
    DROPPED = "dropped", pgettext_lazy("sanction", "dropped")


OPEN_SANCTIONS = frozenset(
    {SanctionState.PROPOSED, SanctionState.APPROVED, SanctionState.UNDER_WAY}
)
APPROVED_SANCTIONS = frozenset(
    {SanctionState.APPROVED, SanctionState.UNDER_WAY, SanctionState.DONE}
)


class SanctionAction(models.TextChoices):
    APPROVE = "approve", pgettext_lazy("sanction", "Approve")
    BEGIN = "begin", pgettext_lazy("sanction", "Carry out")
    FINISH = "finish", pgettext_lazy("sanction", "Note that it is done")
    DROP = "drop", pgettext_lazy("sanction", "Drop")


class RatingSheet(models.TextChoices):
    """Who fills in which items of a rated estate."""

    SELF = "self", _("own score of the firm")
    COMMUNITY = "community", _("sheet of the community")
    OFFICE = "office", _("sheet of the office")


# The sources a sheet speaks for; the firm's own scores stand beside those of the others.
SOURCES_OF_SHEET = {
    RatingSheet.SELF: TYPED_SOURCES,
    RatingSheet.COMMUNITY: (RatingSource.COMMUNITY, RatingSource.SURVEY),
    RatingSheet.OFFICE: (RatingSource.INSPECTION, RatingSource.OFFICE),
}
