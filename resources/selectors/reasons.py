"""Why a pair fits, so that a person can follow it and a row can keep it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Self

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from resources.enums import ResourceClass

_WORDS = {
    "class_same": gettext_lazy("Same class: %(one)s"),
    "class_related": gettext_lazy("Related classes: %(one)s and %(other)s"),
    "class_other": gettext_lazy("Different classes: %(one)s and %(other)s"),
    "wording_shared": gettext_lazy("Both speak of: %(words)s"),
    "wording_none": gettext_lazy("The texts have no words in common"),
    "near_paired": gettext_lazy("The unit has checked in at the community"),
    "near_community": gettext_lazy("In the same community"),
    "near_area": gettext_lazy("In the same area"),
    "near_street": gettext_lazy("In the same sub-district"),
    "capacity_enough": gettext_lazy("%(left)s left, enough for this need"),
    "capacity_short": gettext_lazy("Only %(left)s left, %(wanted)s wanted"),
    "seats_enough": gettext_lazy("Takes %(seats)s people, %(expected)s expected"),
    "seats_short": gettext_lazy("Takes only %(seats)s people, %(expected)s expected"),
    "period_fits": gettext_lazy("Available at the wished time"),
    "period_days": gettext_lazy("Both have time on the same days"),
    "period_open": gettext_lazy("No time was given, so agree on one"),
    "period_misses": gettext_lazy("Not available at the wished time"),
}
_CLASS_PARTS = ("one", "other")


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that speaks for a pair: of ``weight`` possible points it brings ``points``."""

    code: str
    parts: Mapping[str, Any]
    points: int
    weight: int

    @classmethod
    def kept(cls, stored: Mapping[str, Any]) -> Self:
        """The reason as a match keeps it."""
        return cls(stored["code"], stored["parts"], stored["points"], stored["weight"])

    def as_kept(self) -> dict[str, Any]:
        return {
            "code": self.code,
            "parts": dict(self.parts),
            "points": self.points,
            "weight": self.weight,
        }

    @property
    def text(self) -> str:
        """The reason in the reader's language."""
        parts = {
            name: ResourceClass(value).label if name in _CLASS_PARTS else value
            for name, value in self.parts.items()
        }
        parts["words"] = _(", ").join(self.parts.get("words", ()))
        return str(_WORDS[self.code]) % parts


def kept_reasons(stored: Iterable[Mapping[str, Any]]) -> list[Reason]:
    """The reasons of a match, the weightiest first as they were kept."""
    return [Reason.kept(each) for each in stored]
