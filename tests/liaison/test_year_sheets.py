"""The yearly appraisal: handed in with frozen figures, appraised, graded by bands, answered."""

from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from liaison.models import YearSheet
from liaison.selectors.year_sheets import (
    CRITERIA,
    Criterion,
    grade_of,
    mutual_of,
    result_of,
    score_of,
)
from liaison.selectors.year_waiting import year_sheets_waiting
from liaison.services import year_sheets as deeds
from liaison.year_enums import YearGrade, YearSheetState
from orgs.enums import PostKind, Role
from orgs.models import AuditEntry
from orgs.selectors.indicators import indicator_of
from orgs.services.facts import FactRefused
from orgs.services.workflow import ReasonMissing
from partybuild.errors import MoveRefused
from resources.services import appraisals
from tests.factories import PairingFactory, PostingFactory
from tests.liaison.year_sheets import YearSheetFactory

pytestmark = pytest.mark.django_db
YEAR = timezone.localdate().year


@pytest.fixture
def secretary(town, person):
    return person(Role.SECRETARY, over=town.east)


@pytest.fixture
def leader(town, person):
    return person(Role.LEADER, over=town.root)


def test_a_list_of_standards_is_worth_a_hundred_points_and_names_those_that_are_declared():
    for criteria in CRITERIA.values():
        assert sum(each.points for each in criteria) == 100
        assert {indicator_of(each.key).key for each in criteria} == {each.key for each in criteria}


def test_opening_a_year_gives_each_area_and_community_one_sheet(town, office):
    for _again in range(2):
        deeds.open_year_sheets(street=town.root, year=YEAR, actor=office)

    opened = YearSheet.objects.of_year(town.root, YEAR)
    assert [sheet.org for sheet in opened] == [town.north, town.south, town.east, town.west]
    assert AuditEntry.objects.filter(verb="yearsheet.open").count() == 4


def test_only_the_office_opens_sheets_of_areas_and_communities_of_this_or_last_year(
    town, office, secretary
):
    with pytest.raises(PermissionDenied):
        deeds.open_year_sheet(org=town.east, year=YEAR, actor=secretary)
    with pytest.raises(deeds.NotAppraised):
        deeds.open_year_sheet(org=town.group, year=YEAR, actor=office)
    with pytest.raises(FactRefused):
        deeds.open_year_sheet(org=town.east, year=YEAR - 2, actor=office)


def test_handing_in_freezes_the_figures_with_the_day(town, secretary):
    sheet = YearSheetFactory(org=town.east)
    PostingFactory(org=town.east, kind=PostKind.SECRETARY)

    sheet = deeds.appraise_self(sheet=sheet, score=88, remark="完成较好", actor=secretary)
    PostingFactory(org=town.east, kind=PostKind.RESERVE_TALENT)

    lines = {line.key: line for line in sheet.lines.all()}
    assert (sheet.state, sheet.frozen_on) == (YearSheetState.SELF_APPRAISED, timezone.localdate())
    assert lines["no-secretary"].earned == Decimal("6.0")
    assert (lines["no-reserve"].met, lines["no-reserve"].earned) == (0, Decimal(0))
    assert lines["case-solved"].earned is None
    assert sheet.figures_score == score_of(lines.values())


def test_the_sheet_is_handed_in_by_its_own_people_once_and_with_no_more_than_a_hundred(
    town, office, person, secretary
):
    sheet = YearSheetFactory(org=town.east)

    for stranger in (office, person(Role.SECRETARY, over=town.west)):
        with pytest.raises(PermissionDenied):
            deeds.appraise_self(sheet=sheet, score=88, actor=stranger)
    with pytest.raises(FactRefused):
        deeds.appraise_self(sheet=sheet, score=101, actor=secretary)
    with pytest.raises(FactRefused):
        deeds.appraise_self(sheet=sheet, score=1, remark="电话19000001234", actor=secretary)
    deeds.appraise_self(sheet=sheet, score=88, actor=secretary)
    with pytest.raises(MoveRefused):
        deeds.appraise_self(sheet=sheet, score=88, actor=secretary)


def test_what_was_sent_back_with_a_reason_is_handed_in_anew(town, leader, secretary):
    sheet = deeds.appraise_self(sheet=YearSheetFactory(org=town.east), score=100, actor=secretary)
    with pytest.raises(ReasonMissing):
        deeds.send_back_sheet(sheet=sheet, reason=" ", actor=leader)

    sheet = deeds.send_back_sheet(sheet=sheet, reason="自评偏高", actor=leader)
    sheet = deeds.appraise_self(sheet=sheet, score=90, actor=secretary)

    assert sheet.self_score == 90
    assert sheet.lines.count() == len(CRITERIA[town.east.kind])


def test_the_superior_appraises_and_the_organisation_does_not_appraise_itself_twice(
    town, leader, secretary
):
    sheet = YearSheetFactory(org=town.east, handed_in=True)

    with pytest.raises(PermissionDenied):
        deeds.appraise_sheet(sheet=sheet, score=100, actor=secretary)
    sheet = deeds.appraise_sheet(sheet=sheet, score=85, remark="扎实", actor=leader)

    assert (sheet.state, sheet.superior_score) == (YearSheetState.APPRAISED, 85)
    with pytest.raises(MoveRefused):
        deeds.grade_sheet(sheet=sheet, actor=leader)


def test_the_mutual_part_is_what_units_say_where_both_sides_are_in(town, office, person, secretary):
    sheet = YearSheetFactory(org=town.east, appraised=True)
    for unit, is_complete in ((town.school, True), (town.bank, False)):
        PairingFactory(partner=unit, community=town.east)
        appraisal = appraisals.open_appraisal(
            partner=unit, community=town.east, year=YEAR, actor=secretary
        )
        liaison = person(Role.PARTNER_LIAISON, over=unit)
        appraisals.submit_unit_sheet(appraisal=appraisal, actor=liaison, score=92)
        if is_complete:
            appraisals.submit_community_sheet(appraisal=appraisal, actor=secretary, score=70)

    sheet = deeds.gather_mutual(sheet=sheet, actor=office)

    assert (sheet.mutual_score, sheet.mutual_count) == (Decimal("92.0"), 1)
    assert mutual_of(YearSheetFactory(org=town.west)).score is None


def test_the_result_weighs_the_parts_that_have_a_number(town, office):
    sheet = YearSheetFactory(org=town.east, mutual=True)

    graded = deeds.grade_sheet(sheet=sheet, actor=office)

    # (80 × 60 + 90 × 10 + 85 × 20) / 90, because no unit has said anything.
    assert graded.result_score == Decimal("82.2")
    assert (graded.grade, graded.graded_on) == (YearGrade.FAIR, timezone.localdate())


def test_the_bands_and_weights_are_numbers_of_the_office(town):
    sheet = YearSheetFactory(org=town.east, mutual=True)
    for key, value in (("year-part-figures", 0), ("year-good-from", 80)):
        town.root.numbers.create(key=key, value=value)
    sheet = YearSheet.objects.get(pk=sheet.pk)

    assert result_of(sheet) == Decimal("86.7")
    assert grade_of(Decimal("80.0"), sheet.street) == YearGrade.GOOD
    assert grade_of(Decimal("59.9"), sheet.street) == YearGrade.POOR


def test_the_organisation_answers_its_result_once(town, secretary, office):
    sheet = YearSheetFactory(org=town.east, graded=True)

    with pytest.raises(PermissionDenied):
        deeds.answer_sheet(sheet=sheet, feedback="收到", actor=office)
    sheet = deeds.answer_sheet(sheet=sheet, feedback="已制定整改措施", actor=secretary)

    assert (sheet.state, sheet.feedback) == (YearSheetState.ANSWERED, "已制定整改措施")
    with pytest.raises(MoveRefused):
        deeds.answer_sheet(sheet=sheet, feedback="再答", actor=secretary)


def test_a_sheet_waits_for_whoever_takes_its_next_step(town, office, person, secretary):
    YearSheetFactory(org=town.east)
    YearSheetFactory(org=town.west, handed_in=True)

    assert [each.title for each in year_sheets_waiting(reader=secretary)] == [f"{town.east} {YEAR}"]
    assert [each.title for each in year_sheets_waiting(reader=office)] == [f"{town.west} {YEAR}"]
    assert year_sheets_waiting(reader=person(Role.GRID_WORKER, over=town.east)) == []


def test_a_line_with_nothing_to_measure_takes_no_part_in_the_sum():
    measured = Criterion("a", 10), Decimal("5.0")
    empty = Criterion("b", 90), None

    class Line:
        def __init__(self, criterion, earned):
            self.points, self.earned = criterion.points, earned

    assert score_of([Line(*measured), Line(*empty)]) == Decimal("50.0")
    assert score_of([Line(*empty)]) is None
