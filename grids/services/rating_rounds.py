"""From frozen inputs to published plates: score, review, announce, publish, archive (SM-9).

Every step here is a person's; the clock only opens rounds and freezes their inputs.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from grids.models import (
    Estate,
    FirmScore,
    Objection,
    Plate,
    PropertyFirm,
    RatingRound,
    RatingUnit,
    Sanction,
    ServiceContract,
)
from grids.rating_enums import LOW_PLATES, PLATE_WORDS, PlateKind, RatingAction
from grids.rating_workflow import RATING_ROUND_MOVES
from grids.selectors.rating.arithmetic import UnitScore, missing
from grids.selectors.rating.frozen import as_json
from grids.selectors.rating.gathering import stored
from grids.selectors.rating.plating import Result, Verdict
from grids.selectors.rating.reruns import rerun, result_of
from grids.services.sanctions import rectification_of
from grids.services.telling_ratings import tell_firms, tell_office
from orgs.models import User
from orgs.selectors.calendar import work_calendar
from orgs.services.workflow import advance, begin, change, require_reason
from partybuild.errors import RuleViolation

NAMED: Final = 3


class InputsMissing(RuleViolation):
    """An item that counts was scored by nobody."""

    code = "inputs_missing"


class SamePerson(RuleViolation):
    """Whoever scored a round does not review it."""

    code = "same_person"


class NotPublishable(RuleViolation):
    """The window for objections is open, or a second run finds another result."""

    code = "not_publishable"


class StillOpen(RuleViolation):
    """Objections or consequences are not settled yet."""

    code = "still_open"


@transaction.atomic
def score_round(*, rating_round: RatingRound, actor: User) -> RatingRound:
    """Score the frozen inputs. Raises InputsMissing while an item that counts has no value."""
    rating_round = begin(rating_round, RatingAction.SCORE, RATING_ROUND_MOVES, actor=actor)
    gaps = missing(stored(rating_round))
    if gaps:
        names = "; ".join(f"{unit.estate} {item.name}" for unit, item in gaps[:NAMED])
        raise InputsMissing(
            _("%(count)d values are missing (%(names)s). Open the collection again.")
            % {"count": len(gaps), "names": names}
        )
    result = result_of(rating_round)
    keep_scores(rating_round, result)
    changes = {
        "state": RATING_ROUND_MOVES[RatingAction.SCORE].target,
        "scored_by": actor,
        "reviewed_by": None,
        "review_words": "",
        "result_digest": result.digest,
    }
    return change(rating_round, changes, actor=actor, action=RatingAction.SCORE)


@transaction.atomic
def review_round(*, rating_round: RatingRound, words: str, actor: User) -> RatingRound:
    """Note that a second person looked at the scores, and what was found."""
    rating_round = begin(rating_round, RatingAction.REVIEW, RATING_ROUND_MOVES, actor=actor)
    if rating_round.scored_by_id == actor.pk:
        raise SamePerson(_("Whoever scored a round does not review it."))
    require_reason(words)
    changes = {
        "state": RATING_ROUND_MOVES[RatingAction.REVIEW].target,
        "reviewed_by": actor,
        "review_words": words,
    }
    return change(rating_round, changes, actor=actor, action=RatingAction.REVIEW)


@transaction.atomic
def return_round(*, rating_round: RatingRound, reason: str, actor: User) -> RatingRound:
    """Send the scores back because something is wrong with them; an announcement falls away."""
    return advance(
        rating_round,
        RatingAction.RETURN,
        RATING_ROUND_MOVES,
        actor=actor,
        reason=reason,
        announced_on=None,
        objections_until=None,
    )


@transaction.atomic
def announce_round(*, rating_round: RatingRound, actor: User) -> RatingRound:
    """Show every firm its scores; from the next workday on it has some days to object."""
    today = timezone.localdate()
    workdays = rating_round.scheme.objection_workdays
    rating_round = advance(
        rating_round,
        RatingAction.ANNOUNCE,
        RATING_ROUND_MOVES,
        actor=actor,
        announced_on=today,
        objections_until=work_calendar().add_workdays(today, workdays),
    )
    tell_firms(rating_round, RatingAction.ANNOUNCE)
    return rating_round


@transaction.atomic
def publish_round(*, rating_round: RatingRound, actor: User) -> RatingRound:
    """Give out the plates, once the window is over, no objection is open and a re-run agrees."""
    today = timezone.localdate()
    rating_round = begin(rating_round, RatingAction.PUBLISH, RATING_ROUND_MOVES, actor=actor)
    _require_publishable(rating_round, today)
    rating_round = change(
        rating_round,
        {
            "state": RATING_ROUND_MOVES[RatingAction.PUBLISH].target,
            "published_on": today,
            "published_by": actor,
        },
        actor=actor,
        action=RatingAction.PUBLISH,
    )
    _give_plates(rating_round)
    tell_firms(rating_round, RatingAction.PUBLISH)
    tell_office(rating_round, RatingAction.PUBLISH)
    return rating_round


@transaction.atomic
def begin_consequences(*, rating_round: RatingRound, due_on: date, actor: User) -> RatingRound:
    """Draw up a rectification for every yellow and red plate; each is approved by itself."""
    rating_round = advance(rating_round, RatingAction.RECTIFY, RATING_ROUND_MOVES, actor=actor)
    for plate in rating_round.plates.filter(kind__in=LOW_PLATES).select_related("firm"):
        rectification_of(plate=plate, due_on=due_on, actor=actor)
    return rating_round


@transaction.atomic
def archive_round(*, rating_round: RatingRound, actor: User) -> RatingRound:
    """Close the books of a quarter; nothing that follows its plates is open any more."""
    rating_round = begin(rating_round, RatingAction.ARCHIVE, RATING_ROUND_MOVES, actor=actor)
    left = Sanction.objects.open().filter(plate__rating_round=rating_round).count()
    if left:
        raise StillOpen(_("%(count)d consequences are still open.") % {"count": left})
    target = {"state": RATING_ROUND_MOVES[RatingAction.ARCHIVE].target}
    return change(rating_round, target, actor=actor, action=RatingAction.ARCHIVE)


def keep_scores(rating_round: RatingRound, result: Result) -> None:
    """Store the scores of a run in the place of those of the last one."""
    units = {
        str(unit.public_id): unit
        for unit in RatingUnit.objects.filter(rating_round=rating_round).select_related("estate")
    }
    firms = {str(unit.firm.public_id): unit.firm for unit in units.values()}
    for score in result.units:
        estate = units[score.unit].estate
        parts = [as_json(part) for part in score.parts]
        _keep(rating_round, firms[score.firm], estate, score, {"parts": parts})
    for verdict in result.firms:
        told = {
            "plate": verdict.plate,
            "rank": verdict.rank,
            "reasons": [as_json(reason) for reason in verdict.reasons],
        }
        _keep(rating_round, firms[verdict.firm], None, verdict, told)


def _keep(
    rating_round: RatingRound,
    firm: PropertyFirm,
    estate: Estate | None,
    score: UnitScore | Verdict,
    told: Mapping[str, Any],
) -> None:
    figures = {
        "household_count": score.households,
        "points": score.points,
        "satisfaction": score.satisfaction,
        "on_time": score.on_time,
    }
    FirmScore.objects.update_or_create(
        rating_round=rating_round, firm=firm, estate=estate, defaults={**figures, **told}
    )


def _require_publishable(rating_round: RatingRound, today: date) -> None:
    until = rating_round.objections_until
    if until is None or today <= until:
        raise NotPublishable(_("Firms may object until %(day)s.") % {"day": until})
    left = Objection.objects.open().filter(score__rating_round=rating_round).count()
    if left:
        raise StillOpen(_("%(count)d objections are not decided yet.") % {"count": left})
    if not rerun(rating_round).is_same:
        raise NotPublishable(_("A second run finds another result: look at what differs."))


def _give_plates(rating_round: RatingRound) -> None:
    scores = FirmScore.objects.filter(rating_round=rating_round).of_firms().select_related("firm")
    plates = [
        Plate(
            rating_round=rating_round,
            firm=score.firm,
            kind=score.plate,
            points=score.points,
            rank=score.rank,
            reasons=score.reasons,
        )
        for score in scores
    ]
    Plate.objects.bulk_create(plates)
    for plate in plates:
        contracts = ServiceContract.objects.filter(rating_units__rating_round=rating_round)
        contracts.filter(firm=plate.firm).update(last_plate=PLATE_WORDS[PlateKind(plate.kind)])
