"""What waits for a person in a rating: sheets, reviews, publications, objections, consequences."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from grids.models import Objection, RatingRound, RatingUnit, Sanction
from grids.rating_enums import ObjectionState, RatingState, SanctionState
from orgs.enums import Role
from orgs.models import User
from orgs.scoping import reach_of
from orgs.selectors.waiting import Waiting

MOST = 20


def ratings_waiting_for(*, reader: User) -> list[Waiting]:
    """What the reader is to do next in the ratings."""
    own = reach_of(reader, Role.OFFICE, Role.LEADER, Role.SECRETARY, Role.PARTNER_LIAISON)
    if not own:
        return []
    today = timezone.localdate()
    return [*_sheets(reader), *_rounds(reader, today), *_objections(reader), *_sanctions(reader)]


def _sheets(reader: User) -> Iterator[Waiting]:
    """Rounds that collect, in which the reader has a sheet to fill in: one line for each round."""
    fillers = reach_of(reader, Role.SECRETARY, Role.PARTNER_LIAISON, Role.OFFICE)
    units = RatingUnit.objects.filter(
        fillers.orgs("estate__community")
        | fillers.partners("firm__partner")
        | fillers.streets("rating_round__street")
    )
    rounds = RatingRound.objects.collecting().filter(units__in=units).distinct().for_list()
    for each in rounds[:MOST]:
        yield _waiting(each, each.cut_off_on, _("Fill in your sheets before the cut-off."))


def _rounds(reader: User, today: date) -> Iterator[Waiting]:
    offices = reach_of(reader, Role.OFFICE)
    rows = RatingRound.objects.filter(offices.streets("street")).for_list()
    words = {
        RatingState.COLLECTED: _("The inputs are frozen: score them."),
        RatingState.SCORED: _("Somebody else than who scored it reviews it."),
        RatingState.REVIEWED: _("Announce it for objections."),
    }
    for each in rows.filter(state__in=words)[:MOST]:
        if each.state != RatingState.SCORED or each.scored_by_id != reader.pk:
            yield _waiting(each, each.publish_by, words[RatingState(each.state)])
    over = rows.filter(state=RatingState.ANNOUNCED, objections_until__lt=today)
    for each in over[:MOST]:
        yield _waiting(each, each.publish_by, _("The window is over: publish the plates."))


def _objections(reader: User) -> Iterator[Waiting]:
    deciders = reach_of(reader, Role.OFFICE, Role.LEADER)
    rows: Any = Objection.objects.open().for_list()
    rows = rows.filter(deciders.streets("score__rating_round__street"))
    for each in rows.exclude(first_reviewer=reader)[:MOST]:
        first = each.state == ObjectionState.FILED
        yield Waiting(
            title=str(each),
            url=each.get_absolute_url(),
            since=each.filed_on,
            due_on=each.rating_round.publish_by,
            kind=_("objection"),
            note=_("Examine it.") if first else _("Decide on it as the second reviewer."),
        )


def _sanctions(reader: User) -> Iterator[Waiting]:
    approvers = reach_of(reader, Role.OFFICE, Role.LEADER)
    rows = Sanction.objects.for_list().filter(approvers.streets("plate__rating_round__street"))
    drawn_up = rows.filter(state=SanctionState.PROPOSED).exclude(proposed_by=reader)
    for each in drawn_up[:MOST]:
        yield Waiting(
            title=str(each),
            url=each.get_absolute_url(),
            since=None,
            due_on=each.due_on,
            kind=_("consequence of a plate"),
            note=_("Approve it, or drop it."),
        )


def _waiting(rating_round: RatingRound, due_on: date, note: str) -> Waiting:
    return Waiting(
        title=str(rating_round),
        url=rating_round.get_absolute_url(),
        since=None,
        due_on=due_on,
        kind=_("rating"),
        note=note,
    )
