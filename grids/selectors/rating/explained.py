"""A score in words: where every point comes from, and why the plate is what it is."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from django.utils.translation import gettext as _

from grids.models import FirmScore
from grids.rating_enums import MEASURED_SOURCES, ItemKind, PlateKind, RatingSource
from grids.selectors.rating.plating import Why
from partybuild.marks import Ink, Mark, Shape

MARKS: Final = {
    PlateKind.GOLD: Mark("gold", PlateKind.GOLD.label, Shape.PENTAGON, Ink.BROWN),
    PlateKind.SILVER: Mark("silver", PlateKind.SILVER.label, Shape.DISC, Ink.GREY),
    PlateKind.YELLOW: Mark("yellow", PlateKind.YELLOW.label, Shape.DIAMOND, Ink.WAITING),
    PlateKind.RED: Mark("red", PlateKind.RED.label, Shape.TRIANGLE, Ink.BAD),
    PlateKind.UNRATED: Mark("unrated", PlateKind.UNRATED.label, Shape.BAR, Ink.QUIET),
}
IN_PER_CENT: Final = {*MEASURED_SOURCES, RatingSource.DELEGATES}


@dataclass(frozen=True, slots=True)
class Line:
    """The points of one item, with what they rest on and the record behind it."""

    name: str
    dimension: str
    points: Decimal
    most: Decimal
    source: str
    value: str
    own_value: str
    basis: str
    record_url: str
    note: str


def plate_mark(kind: str) -> Mark | None:
    """A plate by its word and its shape; its colour alone says nothing."""
    return MARKS[PlateKind(kind)] if kind else None


def lines_of(score: FirmScore) -> list[Line]:
    """Every item of a score, as it was scored."""
    return [_line(part) for part in score.parts]


def _line(part: Mapping[str, Any]) -> Line:
    sign = "−" if part["kind"] == ItemKind.DEDUCTION else ""
    unit = " %" if part["source"] in IN_PER_CENT else ""
    value = part["value"]
    return Line(
        name=part["name"],
        dimension=part["dimension"] or str(ItemKind(part["kind"]).label),
        points=Decimal(f"-{part['points']}") if sign else Decimal(part["points"]),
        most=Decimal(part["most"]),
        source=str(RatingSource(part["source"]).label),
        value="" if value is None else f"{value}{unit}",
        own_value=part["own_value"] or "",
        basis=part["basis"],
        record_url=part["record_url"],
        note=_note(part),
    )


def _note(part: Mapping[str, Any]) -> str:
    if part["is_adjusted"]:
        return _("adjusted after an objection")
    return _("kept from an earlier quarter") if part["is_carried"] else ""


def reasons_in_words(reasons: Iterable[Mapping[str, str]]) -> list[str]:
    """Why a plate is what it is."""
    return [_reason(each["why"], each["what"]) for each in reasons]


def _reason(why: str, what: str) -> str:
    words = {
        Why.NEW_CONTRACT: _("All contracts are too new in the quarter."),
        Why.VETO: _("Veto: %(what)s."),
        Why.POINTS: _("The score is %(what)s."),
        Why.SATISFACTION: _("The satisfaction (%(what)s) is too low for a gold plate."),
        Why.OPEN_RECTIFICATION: _("A rectification is still open."),
        Why.OVERDUE_RECTIFICATION: _("A serious rectification is overdue."),
        Why.YELLOW_AGAIN: _("%(what)s yellow plates in a row without a better score."),
        Why.CAP: _("At most %(what)s per cent of the firms get a gold plate."),
    }
    return words[Why(why)] % {"what": what or _("unknown")}
