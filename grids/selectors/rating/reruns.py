"""A round scored once more from its frozen inputs, compared with what stands in the portal."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from grids.models import FirmScore, RatingRound
from grids.selectors.rating.arithmetic import UnitScore
from grids.selectors.rating.frozen import digest
from grids.selectors.rating.gathering import adjustments_of, stored
from grids.selectors.rating.plating import Result, Verdict, rate


@dataclass(frozen=True, slots=True)
class Difference:
    """One figure that came out otherwise."""

    where: str
    field: Any
    stored: Any
    again: Any


@dataclass(frozen=True, slots=True)
class Rerun:
    """Whether the inputs are those that were frozen, and what a second run finds otherwise."""

    fingerprint: str
    result_digest: str
    inputs_are_same: bool
    differences: tuple[Difference, ...]

    @property
    def is_same(self) -> bool:
        return self.inputs_are_same and not self.differences


def result_of(rating_round: RatingRound) -> Result:
    """The result of the frozen inputs with what upheld objections changed."""
    return rate(stored(rating_round), adjustments_of(rating_round))


def rerun(rating_round: RatingRound) -> Rerun:
    """Score again and say what differs from the stored scores."""
    seal = digest(rating_round.frozen.content)
    result = result_of(rating_round)
    scores = FirmScore.objects.filter(rating_round=rating_round)
    known = {
        (str(each.firm.public_id), each.estate.name if each.estate else ""): each
        for each in scores.select_related("firm", "estate")
    }
    again: list[tuple[UnitScore | Verdict, str]] = [
        *((each, each.estate) for each in result.units),
        *((each, "") for each in result.firms),
    ]
    found: list[Difference] = []
    for score, estate in again:
        found += _compare(known.pop((score.firm, estate), None), score)
    found += [
        Difference(str(each), pgettext("rating", "score"), each.points, None)
        for each in known.values()
    ]
    return Rerun(
        fingerprint=seal,
        result_digest=result.digest,
        inputs_are_same=seal == rating_round.fingerprint,
        differences=tuple(found),
    )


def _compare(score: FirmScore | None, again: UnitScore | Verdict) -> list[Difference]:
    if score is None:
        return [
            Difference(
                str(getattr(again, "name", again.firm)),
                pgettext("rating", "score"),
                None,
                again.points,
            )
        ]
    asked = {
        "points": pgettext("rating", "score"),
        "satisfaction": _("satisfaction"),
        "on_time": _("in time"),
    }
    if isinstance(again, Verdict):
        asked |= {"plate": _("plate"), "rank": _("rank")}
    return [
        Difference(str(score), label, getattr(score, name), getattr(again, name))
        for name, label in asked.items()
        if getattr(score, name) != getattr(again, name)
    ]
