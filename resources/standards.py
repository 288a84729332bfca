"""The numbers of the three lists that an office may set."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from orgs.standards import register_number

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
