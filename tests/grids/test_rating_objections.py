"""Objections to an announced rating, vetoes, and what follows the plates (SM-9, R-106)."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from grids.models import (
    FirmScore,
    Objection,
    Plate,
    RatingRound,
    Sanction,
)
from grids.rating_enums import (
    PlateKind,
    RatingState,
    SanctionKind,
    SanctionState,
)
from grids.selectors.rating.reruns import rerun
from grids.services import objections, rating_openings, rating_rounds, sanctions
from grids.services.rating_sheets import VetoRefused, note_veto
from orgs.services.workflow import ReasonMissing
from partybuild.demo.clock import clock_at
from partybuild.errors import MoveRefused
from tests.grids.ratings import (
    a_firm_at_work,
    a_scheme,
    an_announced_round,
    an_open_round,
    fill,
    people,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def hands(town):
    return people(town)


@pytest.fixture
def firm(town):
    return a_firm_at_work(town, partner=town.school)


@pytest.fixture
def scheme(town, hands, firm):
    return a_scheme(town, hands)


def objected(town, hands):
    an_announced_round(town, hands)
    score = FirmScore.objects.get(estate__isnull=False)
    return objections.file_objection(score=score, words="保洁扣分有误", actor=hands.liaison)


def test_an_upheld_objection_scores_again_and_leaves_what_was_frozen(town, hands, scheme):
    objection = objected(town, hands)
    item = scheme.items.get(key="cleaning")
    objection = objections.examine_objection(
        objection=objection, words="照片属实", actor=hands.office
    )

    objections.uphold_objection(
        objection=objection, decision="扣分", item=item, value=Decimal(1), actor=hands.second
    )

    score = FirmScore.objects.get(estate__isnull=False)
    part = next(each for each in score.parts if each["item"] == "cleaning")
    assert (part["points"], part["value"], part["is_adjusted"]) == ("1.00", "6.00", True)
    assert part["record_url"] == objection.get_absolute_url()
    rating_round = RatingRound.objects.get()
    assert rerun(rating_round).is_same
    assert FirmScore.objects.get(estate=None).points == score.points


def test_an_objection_is_decided_by_a_second_person_with_a_reason(town, hands, scheme):
    objection = objected(town, hands)
    with pytest.raises(MoveRefused):
        objections.dismiss_objection(objection=objection, decision="示", actor=hands.second)
    objection = objections.examine_objection(objection=objection, words="示", actor=hands.office)

    with pytest.raises(objections.SameReviewer):
        objections.dismiss_objection(objection=objection, decision="示", actor=hands.office)
    with pytest.raises(ReasonMissing):
        objections.dismiss_objection(objection=objection, decision="", actor=hands.second)
    with pytest.raises(IntegrityError, match="second_reviewer"), transaction.atomic():
        Objection.objects.update(second_reviewer=hands.office)
    decided = objections.dismiss_objection(
        objection=objection, decision="照片与现场一致", actor=hands.second
    )
    assert decided.state == "dismissed"


def test_a_firm_objects_to_its_own_score_and_within_the_window_only(town, hands, scheme):
    rating_round = an_announced_round(town, hands)
    score = FirmScore.objects.get(estate__isnull=False)

    for actor in (hands.other_firm, hands.secretary):
        with pytest.raises(PermissionDenied):
            objections.file_objection(score=score, words="示", actor=actor)
    with (
        clock_at(rating_round.objections_until + timedelta(days=1)),
        pytest.raises(objections.ObjectionRefused),
    ):
        objections.file_objection(score=score, words="示", actor=hands.liaison)


def test_an_open_objection_holds_the_publication(town, hands, scheme):
    objection = objected(town, hands)
    rating_round = objection.rating_round

    with (
        clock_at(rating_round.objections_until + timedelta(days=1)),
        pytest.raises(rating_rounds.StillOpen),
    ):
        rating_rounds.publish_round(rating_round=rating_round, actor=hands.office)


def test_a_veto_makes_a_red_plate_and_its_rectification_is_tracked_until_done(
    town, hands, scheme, firm
):
    rating_round = an_open_round(town, hands)
    veto = scheme.vetoes.first()
    with pytest.raises(VetoRefused):
        note_veto(rating_round=rating_round, firm=firm, veto=veto, basis=" ", actor=hands.office)
    note_veto(
        rating_round=rating_round, firm=firm, veto=veto, basis="示〔2026〕1号", actor=hands.office
    )
    fill(rating_round.units.get(), hands)
    rating_round = rating_openings.collect_round(rating_round=rating_round, actor=hands.office)
    rating_round = rating_rounds.score_round(rating_round=rating_round, actor=hands.office)
    rating_round = rating_rounds.review_round(
        rating_round=rating_round, words="属实", actor=hands.second
    )
    rating_round = rating_rounds.announce_round(rating_round=rating_round, actor=hands.office)
    with clock_at(rating_round.objections_until + timedelta(days=1)) as now:
        rating_round = rating_rounds.publish_round(rating_round=rating_round, actor=hands.office)
        due_on = now.date() + timedelta(days=30)
        rating_round = rating_rounds.begin_consequences(
            rating_round=rating_round, due_on=due_on, actor=hands.office
        )

    plate, sanction = Plate.objects.get(), Sanction.objects.get()
    assert (plate.kind, plate.rank, plate.reasons[0]["what"]) == (PlateKind.RED, None, veto.name)
    assert (sanction.kind, sanction.state) == (SanctionKind.RECTIFICATION, SanctionState.PROPOSED)
    with pytest.raises(sanctions.SanctionRefused):
        sanctions.propose_sanction(
            plate=plate, kind="reward_funds", words="示", due_on=due_on, actor=hands.office
        )
    with pytest.raises(sanctions.SameApprover):
        sanctions.approve_sanction(sanction=sanction, actor=hands.office)
    sanction = sanctions.approve_sanction(sanction=sanction, actor=hands.third)
    sanction = sanctions.begin_sanction(sanction=sanction, actor=hands.office)
    with pytest.raises(rating_rounds.StillOpen):
        rating_rounds.archive_round(rating_round=rating_round, actor=hands.office)
    with pytest.raises(ReasonMissing):
        sanctions.finish_sanction(sanction=sanction, evidence="", actor=hands.office)
    sanctions.finish_sanction(sanction=sanction, evidence="复查照片", actor=hands.office)
    archived = rating_rounds.archive_round(rating_round=rating_round, actor=hands.office)
    assert archived.state == RatingState.ARCHIVED
