"""Monthly reports: filled from the records, submitted, received, sent back, locked, corrected."""

from datetime import date, datetime

import pytest
from django.core.exceptions import PermissionDenied

from liaison.models import Correction, ReportFigure, ReportReturn, ReportRound
from liaison.report_enums import ReturnState
from liaison.selectors.report_rounds import differences_of, roll_up, standing_of
from liaison.selectors.reports import parts_of, prefilled_share
from liaison.services import report_definitions, report_rounds, reports
from liaison.services.reports import Line
from orgs.enums import Role
from orgs.models import Notification
from orgs.services.facts import FactRefused, PrivateWords
from orgs.services.tree import StaleVersion
from orgs.services.workflow import ReasonMissing
from partybuild.errors import MoveRefused
from partybuild.periods import LOCAL_TIME, Period
from tests.resources.factories import NeedFactory

pytestmark = pytest.mark.django_db

NOVEMBER = date(2026, 11, 1)


def listed(owner, month, day=3):
    at = datetime(2026, month, day, 9, tzinfo=LOCAL_TIME)
    return NeedFactory(owner_org=owner, state="listed", listed_at=at)


@pytest.fixture
def secretary(town, person):
    return person(Role.SECRETARY, over=town.east)


@pytest.fixture
def opened(town, office):
    listed(town.east, 11)
    listed(town.east, 11, 5)
    return report_rounds.open_report_round(street=town.root, month=NOVEMBER, actor=office)


@pytest.fixture
def report(opened, town):
    return ReportReturn.objects.get(round=opened, community=town.east)


def figure(report, key="need-filed"):
    return ReportFigure.objects.get(report=report, item__key=key)


def typed(report):
    return ReportFigure.objects.get(report=report, item__key="")


def test_a_round_opens_for_every_community_filled_from_the_records(town, opened, report):
    assert {each.community for each in opened.returns.all()} == {town.east, town.west}
    assert figure(report).counted == 2
    assert opened.due_on == date(2026, 12, 3)
    assert prefilled_share(report.figures.all()) >= 80


def test_a_month_is_opened_once_by_the_office(town, opened, office, secretary):
    with pytest.raises(report_rounds.RoundRefused):
        report_rounds.open_report_round(street=town.root, month=NOVEMBER, actor=office)
    with pytest.raises(report_rounds.RoundRefused):
        report_rounds.open_report_round(street=town.root, month=date(2090, 1, 1), actor=office)
    with pytest.raises(PermissionDenied):
        report_rounds.open_report_round(street=town.root, month=date(2026, 9, 1), actor=secretary)


def test_the_clock_opens_a_month_once_from_its_day_on_and_tells_the_secretaries(town, secretary):
    span = {"first_pk": town.root.pk, "last_pk": town.root.pk}

    early = report_rounds.open_report_rounds(**span, today=date(2026, 11, 19))
    first = report_rounds.open_report_rounds(**span, today=date(2026, 11, 20))
    again = report_rounds.open_report_rounds(**span, today=date(2026, 11, 21))

    assert [early, first, again] == [0, 1, 0]
    assert ReportReturn.objects.count() == 2
    told = Notification.objects.get(recipient=secretary)
    assert told.url == ReportReturn.objects.get(community=town.east).get_absolute_url()


def test_a_community_adds_what_the_records_do_not_know_with_its_reason(report, secretary):
    needs, classes = figure(report), typed(report)

    with pytest.raises(FactRefused):
        reports.fill_report(report=report, actor=secretary, lines={needs.item_id: Line(added=1)})
    filled = reports.fill_report(
        report=report,
        actor=secretary,
        lines={
            needs.item_id: Line(added=1, reason="线下座谈提出", typed=9),
            classes.item_id: Line(typed=3),
        },
        highlights="开展银龄课堂。",
    )

    needs.refresh_from_db()
    classes.refresh_from_db()
    assert (needs.counted, needs.added, needs.typed, needs.value) == (2, 1, None, 3)
    assert (classes.value, filled.highlights) == (3, "开展银龄课堂。")


def test_counting_again_keeps_what_was_added(town, report, secretary):
    needs = figure(report)
    reports.fill_report(
        report=report, actor=secretary, lines={needs.item_id: Line(added=1, reason="线下")}
    )
    listed(town.east, 11, 7)

    reports.recount_report(report=report, actor=secretary)

    needs.refresh_from_db()
    assert (needs.counted, needs.added) == (3, 1)


def test_every_night_drafts_are_counted_anew_and_what_was_filed_is_not(town, report, secretary):
    listed(town.east, 11, 7)
    span = {"first_pk": town.root.pk, "last_pk": town.root.pk}

    assert report_rounds.recount_drafts(**span) == 2
    assert figure(report).counted == 3
    reports.submit_report(report=report, actor=secretary)
    listed(town.east, 11, 8)
    assert report_rounds.recount_drafts(**span) == 1
    assert figure(report).counted == 3


def test_the_ladder_reminds_on_its_days_only(opened, secretary):
    assert report_rounds.remind_by_the_clock(round_pk=opened.pk, today=date(2026, 12, 1)) is None
    assert report_rounds.remind_by_the_clock(round_pk=opened.pk, today=date(2026, 12, 2))
    assert Notification.objects.filter(verb="reportreturn.missing").count() == 1


def test_two_editors_do_not_overwrite_each_other(report, secretary):
    reports.fill_report(report=report, actor=secretary, version=report.version, problems="甲")

    with pytest.raises(StaleVersion):
        reports.fill_report(report=report, actor=secretary, version=report.version, problems="乙")


def test_words_of_a_report_name_no_number_and_stay_short(report, secretary):
    with pytest.raises(PrivateWords):
        reports.fill_report(report=report, actor=secretary, problems="联系19000000001")
    with pytest.raises(FactRefused):
        reports.fill_report(report=report, actor=secretary, problems="长" * 301)


def test_a_report_goes_from_draft_to_lock_and_back_once(report, opened, office, secretary):
    with pytest.raises(MoveRefused):
        reports.receive_report(report=report, actor=office)
    submitted = reports.submit_report(report=report, actor=secretary, next_month="走访。")
    with pytest.raises(MoveRefused):
        report_rounds.lock_report_round(report_round=opened, actor=office)
    with pytest.raises(ReasonMissing):
        reports.send_report_back(report=submitted, actor=office, reason=" ")
    back = reports.send_report_back(report=submitted, actor=office, reason="请核对")
    assert (back.state, back.send_back_reason) == (ReturnState.RETURNED, "请核对")
    with pytest.raises(PermissionDenied):
        reports.submit_report(report=back, actor=office)
    reports.receive_report(report=reports.submit_report(report=back, actor=secretary), actor=office)

    report_rounds.lock_report_round(report_round=opened, actor=office)

    report.refresh_from_db()
    assert report.state == ReturnState.LOCKED
    with pytest.raises(MoveRefused):
        reports.fill_report(report=report, actor=secretary, problems="晚了")


def test_a_secretary_reports_for_the_own_community_only(town, opened, secretary, office):
    other = ReportReturn.objects.get(round=opened, community=town.west)

    for deed in (reports.fill_report, reports.submit_report, reports.recount_report):
        with pytest.raises(PermissionDenied):
            deed(report=other, actor=secretary)
    with pytest.raises(PermissionDenied):
        report_rounds.lock_report_round(report_round=opened, actor=secretary)
    assert not ReportRound.objects.visible_to(secretary).exists()


def test_a_late_report_counts_for_its_own_month(town, report, opened, office, secretary):
    report_rounds.lock_report_round(report_round=opened, actor=office)
    ReportRound.objects.update(due_on=date(2026, 11, 2))

    late = reports.submit_report(report=report, actor=secretary)
    late = reports.receive_report(report=late, actor=office)

    assert (late.state, late.is_late) == (ReturnState.LOCKED, True)
    november = roll_up(town.root, Period.parse("2026-11"))
    assert next(one.total for one in november.sums if one.item.key == "need-filed") == 2


def test_a_locked_report_is_corrected_openly(report, opened, office, secretary):
    reports.receive_report(
        report=reports.submit_report(report=report, actor=secretary), actor=office
    )
    report_rounds.lock_report_round(report_round=opened, actor=office)
    line = {figure(report).item_id: Line(added=2, reason="补录")}

    reports.correct_report(report=report, actor=office, reason="漏报", lines=line)

    (made,) = Correction.objects.all()
    assert [(each["before"], each["after"]) for each in made.changes] == [("2", "4")]
    with pytest.raises(FactRefused):
        reports.correct_report(report=report, actor=office, reason="无", lines=line)
    with pytest.raises(PermissionDenied):
        reports.correct_report(report=report, actor=secretary, reason="漏报", lines=line)


def test_only_those_who_have_not_filed_are_reminded(
    town, opened, report, office, person, secretary
):
    west = person(Role.SECRETARY, over=town.west)
    reports.submit_report(report=report, actor=secretary)

    report_rounds.remind_of_reports(report_round=opened, actor=office)
    report_rounds.remind_of_reports(report_round=opened, actor=office)

    told = Notification.objects.filter(verb="reportreturn.missing")
    assert [each.recipient for each in told] == [west]
    assert [each.community for each in standing_of(opened).missing] == [town.west]


def test_a_quarter_adds_months_up_and_shows_where_records_came_later(
    town, office, secretary, report, opened
):
    october = report_rounds.open_report_round(
        street=town.root, month=date(2026, 10, 1), actor=office
    )
    earlier = ReportReturn.objects.get(round=october, community=town.east)
    reports.submit_report(report=earlier, actor=secretary)
    reports.submit_report(report=report, actor=secretary)
    listed(town.east, 10)

    quarter = roll_up(town.root, Period.parse("2026-Q4"))

    needs = next(one for one in quarter.sums if one.item.key == "need-filed")
    assert needs.by_community == {town.east.pk: 2}
    assert quarter.unfiled == [town.west]
    (late,) = differences_of(october)
    assert (late.community, late.reported, late.recorded) == (town.east, 0, 1)
    lines = [line for part in parts_of(report) for line in part.lines]
    needs_line = next(line for line in lines if line.figure.item.key == "need-filed")
    assert (needs_line.last_month, needs_line.change, len(needs_line.remarks)) == (0, 2, 1)


def test_the_office_adds_an_item_in_a_new_edition_once_a_round_has_asked(
    town, opened, office, secretary
):
    facts = {"definition": opened.definition, "section": "other"}

    edition = report_definitions.add_report_item(**facts, key="wish-published", actor=office)

    assert (edition.edition, opened.definition.edition) == (2, 1)
    with pytest.raises(FactRefused):
        report_definitions.add_report_item(
            definition=edition, section="other", key="wish-published", actor=office
        )
    with pytest.raises(FactRefused):
        report_definitions.add_report_item(
            definition=edition, section="other", key="unheard-of", actor=office
        )
    with pytest.raises(PermissionDenied):
        report_definitions.add_report_item(
            definition=edition, section="other", title="新指标", actor=secretary
        )
