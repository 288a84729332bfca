"""The numbers of the three lists that an office may set otherwise."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from orgs.standards import register_number

REMINDER: Final = "proposal-reminder"
HALL: Final = "claim-hall"
REVIEW: Final = "shelved-review"
LIKENESS: Final = "duplicate-likeness"
LOOK_BACK: Final = "duplicate-days"
BOOKING_AHEAD: Final = "booking-ahead"

register_number(
    REMINDER,
    "SM-3",
    _("Reminder before a proposal expires"),
    2,
    _("workdays"),
    least=1,
    most=60,
)
register_number(
    REVIEW,
    "SM-1",
    _("Months until a shelved need is looked at again"),
    3,
    _("months"),
    least=1,
    most=24,
)
register_number(
    LIKENESS,
    "SM-1",
    _("Likeness of two needs that may be the same, at least"),
    60,
    "%",
    least=20,
    most=100,
)
register_number(
    LOOK_BACK,
    "SM-1",
    _("Days in which the same need is looked for"),
    90,
    _("days"),
    least=1,
    most=730,
)
register_number(
    HALL,
    "SM-3",
    _("A need that nobody took up opens to all units after"),
    10,
    _("workdays"),
    least=1,
    most=250,
)
register_number(
    "wish-days",
    "SM-17",
    _("Days after which a wish that nobody claimed becomes a need"),
    30,
    _("days"),
    least=1,
    most=365,
)
KEY_SCORE: Final = "project-key-score"
ORDINARY_SCORE: Final = "project-ordinary-score"

register_number(
    KEY_SCORE,
    "R-325",
    _("Scores of a key project, at least"),
    12,
    _("points of 15"),
    least=3,
    most=15,
)
register_number(
    ORDINARY_SCORE,
    "R-325",
    _("Scores of an ordinary project, at least; below it is not funded"),
    7,
    _("points of 15"),
    least=3,
    most=15,
)
register_number(
    BOOKING_AHEAD,
    "R-188",
    _("Days ahead for which a venue can be booked"),
    180,
    _("days"),
    least=7,
    most=730,
)
