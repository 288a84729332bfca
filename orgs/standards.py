"""The numbers that a plan sets and an office may set otherwise, each declared once as data.

An app declares its own in a ``standards.py`` that its ``AppConfig.ready()`` imports.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Number:
    """A number of the plans: its rule, what it says, what it is unless an office decides.

    With ``choices`` it is one of a few named answers instead of an amount.
    """

    key: str
    rule: str
    label: Any
    default: int
    unit: Any
    least: int
    most: int
    choices: Mapping[int, Any] = field(default_factory=dict)

    def allows(self, value: int) -> bool:
        return value in self.choices if self.choices else self.least <= value <= self.most


# How the number of work instructors is to be read.
IN_TOTAL, IN_EACH_AREA = 1, 2
# When, and whether, the portal speaks to the outside; inside it everything stands at once.
LOUD_FROM, LOUD_UNTIL, MAIL_ALLOWED = "loud-from", "loud-until", "mail-allowed"
NOTICES_A_DAY = "notices-a-day"

_NUMBERS: dict[str, Number] = {}


def register_number(
    key: str,
    rule: str,
    label: Any,
    default: int,
    unit: Any = "",
    least: int = 0,
    most: int = 10_000,
    *,
    choices: Mapping[int, Any] | None = None,
) -> None:
    """Make known a number that the office of a sub-district may set."""
    _NUMBERS[key] = Number(key, rule, label, default, unit, least, most, choices or {})


def numbers() -> list[Number]:
    """Every number there is, in the order of the rules."""
    return sorted(_NUMBERS.values(), key=lambda number: (number.rule, number.key))


def number(key: str) -> Number:
    """The number of this key. Raises KeyError."""
    return _NUMBERS[key]


register_number(
    "areas", "N-02", _("Areas that a sub-district is divided into"), 5, _("areas"), least=1, most=50
)
register_number("work-instructors-least", "N-04", _("Work instructors, at least"), 8, _("people"))
register_number("work-instructors-most", "N-04", _("Work instructors, at most"), 10, _("people"))
register_number(
    "work-instructors-scope",
    "N-04",
    _("Where the number of work instructors is meant"),
    IN_TOTAL,
    choices={IN_TOTAL: _("in the whole sub-district"), IN_EACH_AREA: _("in each area")},
)
register_number(
    "office-staff", "N-05", _("Full-time staff of the Party-building office"), 5, _("people")
)
register_number(
    LOUD_FROM, "R-265", _("Mail and robots are silent before"), 8, _("o'clock"), least=0, most=12
)
register_number(
    LOUD_UNTIL, "R-265", _("Mail and robots are silent from"), 18, _("o'clock"), least=13, most=24
)
register_number(
    MAIL_ALLOWED,
    "R-265",
    _("Mail to people who want it"),
    1,
    choices={0: _("not allowed"), 1: _("allowed")},
)
register_number(
    NOTICES_A_DAY, "R-265", _("Notices to many people in one day, at most"), 5, least=0, most=50
)
