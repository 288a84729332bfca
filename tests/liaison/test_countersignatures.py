"""A draft of minutes goes round: units countersign it or send it back with words (SM-5)."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from liaison.enums import CountersignatureState, MinutesState
from liaison.models import Countersignature, Minutes
from liaison.services import countersignatures as deeds
from liaison.services import minutes as services
from orgs.enums import Role
from orgs.models import Notification
from orgs.services.workflow import ReasonMissing
from partybuild.errors import MoveRefused
from tests.liaison.factories import MembershipFactory, MinutesFactory

pytestmark = pytest.mark.django_db


def in_three_days():
    return timezone.localdate() + timedelta(days=3)


@pytest.fixture
def draft(town):
    draft = MinutesFactory(meeting__body__org=town.root)
    MembershipFactory(body=draft.meeting.body, unit_org=town.east)
    MembershipFactory(body=draft.meeting.body, unit_partner=town.school)
    MembershipFactory(body=draft.meeting.body, unit_org=town.root)
    return draft


@pytest.fixture
def east(town, person):
    return person(Role.SECRETARY, over=town.east)


@pytest.fixture
def school(town, person):
    return person(Role.PARTNER_LIAISON, over=town.school)


def sent_round(draft, town, office, **facts):
    facts = {"units": [town.east, town.school], "countersign_by": in_three_days(), **facts}
    return deeds.circulate_minutes(minutes=draft, actor=office, **facts)


def of(minutes, **unit):
    return Countersignature.objects.of_this_round().get(minutes=minutes, **unit)


def test_a_unit_that_is_asked_reads_the_draft_and_puts_its_name_under_it(
    draft, town, office, east, school
):
    assert not Minutes.objects.visible_to(school).exists()

    minutes = sent_round(draft, town, office)

    assert (minutes.state, minutes.round) == (MinutesState.COUNTERSIGNING, 1)
    assert Minutes.objects.visible_to(school).get() == minutes
    assert Notification.objects.filter(recipient=east, verb="minutes.circulate").exists()
    signed = deeds.sign_minutes(
        countersignature=of(minutes, unit_partner=town.school), actor=school
    )
    assert (signed.state, signed.answered_by) == (CountersignatureState.SIGNED, school)
    with pytest.raises(MoveRefused):
        deeds.sign_minutes(countersignature=signed, actor=school)


def test_nobody_signs_for_another_unit(draft, town, office, east, school):
    minutes = sent_round(draft, town, office)
    line = of(minutes, unit_org=town.east)

    for stranger in (school, office):
        with pytest.raises(PermissionDenied):
            deeds.sign_minutes(countersignature=line, actor=stranger)
        with pytest.raises(PermissionDenied):
            deeds.send_minutes_back(countersignature=line, reason="不符", actor=stranger)


def test_minutes_go_out_only_with_every_name(draft, town, office, east, school):
    minutes = sent_round(draft, town, office)
    deeds.sign_minutes(countersignature=of(minutes, unit_org=town.east), actor=east)

    with pytest.raises(deeds.CountersignaturesOpen):
        services.issue_minutes(minutes=minutes, actor=office)
    deeds.sign_minutes(countersignature=of(minutes, unit_partner=town.school), actor=school)
    assert services.issue_minutes(minutes=minutes, actor=office).is_issued


def test_what_is_sent_back_is_changed_and_goes_round_again(draft, town, office, east, school):
    minutes = sent_round(draft, town, office)
    line = of(minutes, unit_org=town.east)
    with pytest.raises(ReasonMissing):
        deeds.send_minutes_back(countersignature=line, reason=" ", actor=east)

    back = deeds.send_minutes_back(countersignature=line, reason="实到人数应为十人。", actor=east)

    minutes.refresh_from_db()
    assert (back.words, minutes.state) == ("实到人数应为十人。", MinutesState.DRAFT)
    assert Notification.objects.filter(verb="countersignature.send_back").exists()
    with pytest.raises(deeds.CountersignaturesOpen):
        services.issue_minutes(minutes=minutes, actor=office)
    with pytest.raises(deeds.CountersignaturesOpen):
        deeds.sign_minutes(
            countersignature=Countersignature.objects.get(unit_partner=town.school), actor=school
        )
    again = sent_round(minutes, town, office)
    assert (again.round, again.countersignatures.of_this_round().asked().count()) == (2, 2)


def test_a_draft_that_is_out_is_not_edited_until_it_is_called_back(draft, town, office, east):
    minutes = sent_round(draft, town, office)

    with pytest.raises(MoveRefused):
        services.edit_minutes(minutes=minutes, body="新稿", actor=office)
    with pytest.raises(PermissionDenied):
        deeds.recall_minutes(minutes=minutes, reason="有误", actor=east)
    assert deeds.recall_minutes(minutes=minutes, reason="有误", actor=office).state == "draft"


def test_only_units_with_a_seat_are_asked_and_not_for_yesterday(draft, town, office, east):
    for units in ([], [town.west], [town.root]):
        with pytest.raises(deeds.NobodyAsked):
            sent_round(draft, town, office, units=units)
    with pytest.raises(deeds.DayPassed):
        sent_round(draft, town, office, countersign_by=timezone.localdate() - timedelta(days=1))
    with pytest.raises(PermissionDenied):
        sent_round(draft, town, east)
