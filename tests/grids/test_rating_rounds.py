"""A quarterly rating from its opening to published plates and what follows (SM-9, R-101…R-106)."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from grids.models import (
    FirmScore,
    FrozenInputs,
    Plate,
    RatingInput,
    RatingRound,
    RatingScheme,
    RatingUnit,
    ServiceContract,
)
from grids.rating_enums import (
    PlateKind,
    RatingSheet,
    RatingSource,
    RatingState,
    SchemeState,
)
from grids.selectors.rating import sources
from grids.selectors.rating.reruns import rerun
from grids.selectors.rating.sources import Reading
from grids.services import rating_openings, rating_rounds, rating_schemes
from grids.services.firms import UnitRefused, name_unit_of_firm
from grids.services.rating_sheets import Entry, EntryRefused, fill_sheet
from grids.tasks import cut_off_rating_round, open_rating_round
from orgs.models import Notification
from orgs.services.workflow import ReasonMissing
from partybuild.demo.clock import clock_at
from partybuild.errors import MoveRefused
from tests.factories import CaseFactory, EstateFactory, PropertyFirmFactory, ServiceContractFactory
from tests.grids.ratings import (
    a_firm_at_work,
    a_published_round,
    a_scheme,
    a_scored_round,
    an_announced_round,
    an_open_round,
    last_quarter,
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


def test_the_first_draft_is_the_scheme_of_the_cities_and_counts_from_its_confirmation(town, hands):
    draft = rating_schemes.draft_scheme(street=town.root, actor=hands.office)

    assert [(each.name, each.weight) for each in draft.dimensions.all()] == [
        ("组织建设", 25),
        ("日常管理", 25),
        ("服务质量", 35),
        ("社会形象", 15),
    ]
    with pytest.raises(rating_openings.RoundRefused):
        an_open_round(town, hands)
    with pytest.raises(PermissionDenied):
        rating_schemes.confirm_scheme(scheme=draft, actor=hands.secretary)
    confirmed = rating_schemes.confirm_scheme(scheme=draft, actor=hands.office)
    assert (confirmed.state, confirmed.confirmed_by) == (SchemeState.CONFIRMED, hands.office)


def test_a_scheme_in_force_changes_only_by_its_next_version(town, hands, scheme):
    with pytest.raises(rating_schemes.SchemeRefused):
        rating_schemes.amend_scheme(scheme=scheme, gold_from=Decimal(95), actor=hands.office)

    following = a_scheme(town, hands, gold_from=Decimal(95))

    scheme.refresh_from_db()
    assert (scheme.state, following.number) == (SchemeState.RETIRED, 2)
    assert following.items.count() == scheme.items.count()


def test_a_scheme_that_does_not_add_up_is_not_confirmed(town, hands):
    draft = rating_schemes.draft_scheme(street=town.root, actor=hands.office)
    lines = [
        rating_schemes.ItemLine("保洁", Decimal(60), RatingSource.INSPECTION, dimension="日常")
    ]

    draft = rating_schemes.word_scheme(
        scheme=draft, lines=lines, vetoes=["重大事故", ""], actor=hands.office
    )

    assert [veto.name for veto in draft.vetoes.all()] == ["重大事故"]
    with pytest.raises(rating_schemes.SchemeRefused):
        rating_schemes.confirm_scheme(scheme=draft, actor=hands.office)


def test_the_clock_opens_the_round_of_the_last_quarter_once(town, hands, scheme):
    for _time in range(2):
        open_rating_round(town.root.pk)

    rating_round = RatingRound.objects.get()
    assert (rating_round.period, rating_round.scheme) == (last_quarter(), scheme)
    assert rating_round.units.get().contract_days >= 90
    assert rating_round.cut_off_on > timezone.localdate(), "a late scheme leaves no days"
    with pytest.raises(rating_openings.RoundOpenedAlready):
        an_open_round(town, hands)
    told = set(Notification.objects.values_list("recipient", flat=True))
    assert told == {hands.office.pk, hands.second.pk, hands.secretary.pk, hands.liaison.pk}


def test_the_clock_freezes_after_the_cut_off_and_goes_no_further(town, hands, scheme):
    rating_round = an_open_round(town, hands)
    RatingRound.objects.update(cut_off_on=timezone.localdate())
    cut_off_rating_round(rating_round.pk)
    assert not FrozenInputs.objects.exists()

    RatingRound.objects.update(cut_off_on=timezone.localdate() - timedelta(days=1))
    for _time in range(2):
        cut_off_rating_round(rating_round.pk)

    rating_round.refresh_from_db()
    assert rating_round.state == RatingState.COLLECTED
    assert len(rating_round.fingerprint) == 64
    unit = rating_round.units.get()
    with pytest.raises(MoveRefused):
        fill_sheet(
            unit=unit,
            sheet=RatingSheet.OFFICE,
            entries={"cleaning": Entry(Decimal(1))},
            actor=hands.office,
        )


def test_each_fills_in_the_own_sheet_only(town, hands, scheme):
    unit = an_open_round(town, hands).units.get()
    own, theirs = {"cross-posts": Entry(Decimal(4))}, {"cleaning": Entry(Decimal(5))}

    fill_sheet(unit=unit, sheet="self", entries=own, actor=hands.liaison)
    fill_sheet(unit=unit, sheet="community", entries=own, actor=hands.secretary)

    assert set(unit.inputs.values_list("source", flat=True)) == {"self", "community"}
    for actor, sheet, entries in (
        (hands.liaison, "community", own),
        (hands.secretary, "office", theirs),
        (hands.stranger, "community", own),
        (hands.other_firm, "self", own),
    ):
        with pytest.raises(PermissionDenied):
            fill_sheet(unit=unit, sheet=sheet, entries=entries, actor=actor)


def test_no_item_gets_more_than_it_has_and_a_bonus_needs_its_paper(town, hands, scheme):
    unit = an_open_round(town, hands).units.get()

    for entries in (
        {"cleaning": Entry(Decimal(7))},
        {"honours": Entry(Decimal(2))},
        {"cross-posts": Entry(Decimal(2))},
    ):
        with pytest.raises(EntryRefused):
            fill_sheet(unit=unit, sheet="office", entries=entries, actor=hands.office)
    assert not RatingInput.objects.exists()


def test_a_round_with_gaps_is_not_scored_but_opened_again(town, hands, scheme):
    rating_round = an_open_round(town, hands)
    rating_round = rating_openings.collect_round(rating_round=rating_round, actor=hands.office)

    with pytest.raises(rating_rounds.InputsMissing):
        rating_rounds.score_round(rating_round=rating_round, actor=hands.office)
    tomorrow = timezone.localdate() + timedelta(days=1)
    rating_round = rating_openings.reopen_round(
        rating_round=rating_round, cut_off_on=tomorrow, reason="补录", actor=hands.office
    )

    assert (rating_round.state, rating_round.fingerprint) == (RatingState.OPENED, "")
    assert not FrozenInputs.objects.exists()


def test_every_point_is_explained_down_to_its_record(town, hands, scheme, firm):
    first_day = last_quarter().bounds()[0]
    for in_time in (True, True, True, False):
        CaseFactory(
            street=town.root,
            firm_name=firm.name,
            spot=firm.contracts.get().estate.name,
            reported_at=first_day,
            is_answered_in_time=in_time,
        )

    a_scored_round(town, hands)

    score = FirmScore.objects.get(estate__isnull=False)
    parts = {part["item"]: part for part in score.parts}
    assert parts["cases-on-time"]["points"] == "6.00"
    assert parts["cases-on-time"]["record_url"].startswith("/grids/cases/")
    assert parts["party-org"]["record_url"] == firm.get_absolute_url()
    assert parts["satisfaction"]["source"] == RatingSource.DELEGATES
    assert score.points == sum(Decimal(part["points"]) for part in score.parts)


def test_a_small_sample_keeps_the_last_survey_and_only_for_so_long(
    town, hands, scheme, firm, monkeypatch
):
    readings = {"now": Reading(Decimal(95), "40份", answers=40)}
    monkeypatch.setitem(
        sources._MEASURES,
        RatingSource.SURVEY,
        lambda units: {unit.pk: readings["now"] for unit in units},
    )
    a_published_round(town, hands)
    later = last_quarter().later(3).last_day + timedelta(days=10)
    readings["now"] = Reading(Decimal(20), "19份", answers=19)

    kept = []
    for quarters in (1, 2, 3):
        period = last_quarter().later(quarters)
        with clock_at(later):
            rating_round = rating_openings.open_round(
                street=town.root, year=period.year, quarter=period.number, actor=hands.office
            )
            rating_openings.collect_round(rating_round=rating_round, actor=hands.office)
        values = RatingInput.objects.filter(
            unit__rating_round=rating_round, source=RatingSource.SURVEY
        )
        kept.append([(each.value, each.is_carried) for each in values])

    assert kept == [[(Decimal(95), True)], [(Decimal(95), True)], []]


def test_the_same_inputs_give_the_same_result_and_a_change_is_told(town, hands, scheme):
    rating_round = a_scored_round(town, hands)

    assert rerun(rating_round).is_same
    FirmScore.objects.filter(estate=None).update(points=Decimal("1.00"))
    again = rerun(rating_round)

    assert not again.is_same
    assert [(each.stored, each.again) for each in again.differences] == [
        (Decimal("1.00"), FirmScore.objects.get(estate__isnull=False).points)
    ]
    content = rating_round.frozen.content
    content["units"][0]["households"] += 1
    rating_round.frozen.save()
    assert not rerun(rating_round).inputs_are_same


def test_somebody_else_reviews_and_says_what_was_found(town, hands, scheme):
    rating_round = a_scored_round(town, hands)

    with pytest.raises(rating_rounds.SamePerson):
        rating_rounds.review_round(rating_round=rating_round, words="属实", actor=hands.office)
    with pytest.raises(ReasonMissing):
        rating_rounds.review_round(rating_round=rating_round, words=" ", actor=hands.second)
    with pytest.raises(PermissionDenied):
        rating_rounds.review_round(rating_round=rating_round, words="示", actor=hands.secretary)
    with pytest.raises(IntegrityError, match="reviewed_by"), transaction.atomic():
        RatingRound.objects.update(reviewed_by=hands.office)


def test_plates_are_published_by_a_person_after_the_window(town, hands, scheme, firm):
    rating_round = an_announced_round(town, hands)

    with pytest.raises(rating_rounds.NotPublishable):
        rating_rounds.publish_round(rating_round=rating_round, actor=hands.office)
    with clock_at(rating_round.objections_until + timedelta(days=1)):
        with pytest.raises(PermissionDenied):
            rating_rounds.publish_round(rating_round=rating_round, actor=hands.third)
        published = rating_rounds.publish_round(rating_round=rating_round, actor=hands.office)

    assert (published.state, published.published_by) == (RatingState.PUBLISHED, hands.office)
    assert [(p.firm, p.kind, p.rank) for p in Plate.objects.all()] == [(firm, PlateKind.GOLD, 1)]
    assert ServiceContract.objects.get().last_plate == "金牌"
    with pytest.raises(MoveRefused):
        rating_rounds.announce_round(rating_round=published, actor=hands.office)


def test_a_contract_of_the_last_weeks_is_not_rated_yet(town, hands, scheme):
    young = PropertyFirmFactory(street=town.root, name="样例物业")
    last_day = last_quarter().last_day
    ServiceContractFactory(
        firm=young,
        estate=EstateFactory(street=town.root, community=town.east),
        starts_on=last_day - timedelta(days=58),
        starts_precision="day",
    )

    a_published_round(town, hands)

    assert Plate.objects.get(firm=young).kind == PlateKind.UNRATED


def test_a_firm_sees_itself_only_and_its_score_from_the_announcement_on(town, hands, scheme, firm):
    other = a_firm_at_work(town, "样例物业", partner=town.bank)
    rating_round = a_scored_round(town, hands)

    def seen(user):
        return set(FirmScore.objects.visible_to(user).values_list("firm", flat=True))

    assert set(RatingUnit.objects.visible_to(hands.liaison)) == set(firm.rating_units.all())
    assert seen(hands.liaison) == set()
    assert seen(hands.office) == {firm.pk, other.pk}
    rating_round = rating_rounds.review_round(
        rating_round=rating_round, words="示", actor=hands.second
    )
    rating_rounds.announce_round(rating_round=rating_round, actor=hands.office)
    assert seen(hands.liaison) == {firm.pk}
    assert seen(hands.other_firm) == {other.pk}
    assert seen(hands.stranger) == set()


def test_a_unit_speaks_for_one_firm_of_its_street(town, hands, firm):
    other = PropertyFirmFactory(street=town.root)

    with pytest.raises(UnitRefused):
        name_unit_of_firm(firm=other, partner=town.school, actor=hands.office)
    with pytest.raises(PermissionDenied):
        name_unit_of_firm(firm=other, partner=town.bank, actor=hands.secretary)
    named = name_unit_of_firm(firm=other, partner=town.bank, actor=hands.office)
    assert named.partner == town.bank


def test_a_street_rates_by_one_scheme_at_a_time(town, hands, scheme):
    with pytest.raises(IntegrityError), transaction.atomic():
        RatingScheme.objects.create(
            street=town.root,
            number=9,
            state=SchemeState.CONFIRMED,
            confirmed_by=hands.office,
            confirmed_at=timezone.now(),
        )
