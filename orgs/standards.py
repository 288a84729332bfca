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
