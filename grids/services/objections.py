"""Objections to an announced rating: filed by the firm, examined by one, decided by another."""

from decimal import Decimal

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from grids.models import FirmScore, Objection, RatingAdjustment, RatingItem, RatingRound, RatingUnit
from grids.rating_enums import ObjectionAction, ObjectionState, RatingState
from grids.rating_permissions import speaks_for
from grids.rating_workflow import OBJECTION_MOVES, OFFICE
from grids.selectors.rating.reruns import result_of
from grids.services.rating_rounds import keep_scores
from grids.services.telling_ratings import tell_of_objection
from orgs.models import User
from orgs.permissions import holds_role
from orgs.services.audit import record
from orgs.services.workflow import begin, change, lock, require_reason
from partybuild.errors import RuleViolation


class ObjectionRefused(RuleViolation):
    """The window is over, or what is objected to was not scored."""

    code = "objection_refused"


class SameReviewer(RuleViolation):
    """Whoever examined an objection does not decide it."""

    code = "same_reviewer"


@transaction.atomic
def file_objection(
    *, score: FirmScore, words: str, actor: User, item: RatingItem | None = None
) -> Objection:
    """Object to a score within the window; the office may file what came to it on paper."""
    rating_round = lock(score.rating_round)
    is_office = holds_role(actor, *OFFICE, over=rating_round.street)
    if not (is_office or speaks_for(actor, score.firm)):
        raise PermissionDenied
    today, until = timezone.localdate(), rating_round.objections_until
    if rating_round.state != RatingState.ANNOUNCED or until is None or today > until:
        raise ObjectionRefused(_("Objections are taken from the announcement until its last day."))
    if item and item.scheme_id != rating_round.scheme_id:
        raise ObjectionRefused(_("This item was not scored."), field="item")
    require_reason(words)
    objection = Objection(score=score, item=item, words=words, filed_on=today, filed_by=actor)
    objection.save(force_insert=True)
    record(
        actor=actor,
        verb="objection.file",
        subject=objection,
        changes={"score": [None, str(score)], "state": [None, objection.state]},
    )
    tell_of_objection(objection, "file", actor=actor)
    return objection


@transaction.atomic
def examine_objection(*, objection: Objection, words: str, actor: User) -> Objection:
    """Note what the first reviewer found; the decision is another's."""
    objection = begin(objection, ObjectionAction.EXAMINE, OBJECTION_MOVES, actor=actor)
    require_reason(words)
    changes = {
        "state": ObjectionState.EXAMINED,
        "first_reviewer": actor,
        "first_words": words,
    }
    objection = change(objection, changes, actor=actor, action=ObjectionAction.EXAMINE)
    tell_of_objection(objection, "examine", actor=actor)
    return objection


@transaction.atomic
def uphold_objection(
    *,
    objection: Objection,
    decision: str,
    item: RatingItem,
    value: Decimal,
    actor: User,
) -> Objection:
    """Put another value in the place of the frozen one, and score the round again."""
    rating_round = lock(objection.rating_round)
    objection = _decided(objection, ObjectionAction.UPHOLD, decision, actor)
    unit = _unit_of(objection)
    if item.scheme_id != rating_round.scheme_id or not 0 <= value <= item.points:
        raise ObjectionRefused(
            _("Name an item of the scheme and points that it has."), field="value"
        )
    RatingAdjustment.objects.create(
        objection=objection, rating_round=rating_round, unit=unit, item=item, value=value
    )
    _score_again(rating_round, objection, item, value, actor)
    tell_of_objection(objection, "uphold", actor=actor)
    return objection


@transaction.atomic
def dismiss_objection(*, objection: Objection, decision: str, actor: User) -> Objection:
    """Leave the score as it is, for a reason that the firm can read."""
    objection = _decided(objection, ObjectionAction.DISMISS, decision, actor)
    tell_of_objection(objection, "dismiss", actor=actor)
    return objection


def _decided(
    objection: Objection, action: ObjectionAction, decision: str, actor: User
) -> Objection:
    objection = begin(objection, action, OBJECTION_MOVES, actor=actor)
    if objection.first_reviewer_id == actor.pk:
        raise SameReviewer(_("Whoever examined an objection does not decide it."))
    if objection.rating_round.state != RatingState.ANNOUNCED:
        raise ObjectionRefused(_("The rating is not announced any more."))
    require_reason(decision)
    changes = {
        "state": OBJECTION_MOVES[action].target,
        "second_reviewer": actor,
        "decision": decision,
        "decided_on": timezone.localdate(),
    }
    return change(objection, changes, actor=actor, action=action)


def _unit_of(objection: Objection) -> RatingUnit:
    """The estate whose score is adjusted. Raises ObjectionRefused for the score of a firm."""
    score = objection.score
    if score.estate is None:
        raise ObjectionRefused(_("Points are adjusted at an estate, not at the firm."))
    return RatingUnit.objects.get(
        rating_round=score.rating_round, firm=score.firm, estate=score.estate
    )


def _score_again(
    rating_round: RatingRound, objection: Objection, item: RatingItem, value: Decimal, actor: User
) -> None:
    result = result_of(rating_round)
    keep_scores(rating_round, result)
    change(rating_round, {"result_digest": result.digest}, actor=actor, action="adjust")
    record(
        actor=actor,
        verb="objection.adjust",
        subject=objection,
        changes={item.name: [None, value]},
    )
