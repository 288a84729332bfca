"""A calendar address: its own person's meetings and due days, renewed, revoked, nothing else."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from liaison.enums import MeetingState
from liaison.models import CalendarFeed
from liaison.services.feeds import issue_feed, revoke_feed
from orgs.enums import Role
from tests.liaison.factories import MeetingFactory, ObligationFactory

pytestmark = pytest.mark.django_db


def address(secret):
    return reverse("liaison:calendar-feed", args=[secret])


@pytest.fixture
def secretary(town, person):
    return person(Role.SECRETARY, over=town.east)


def test_a_calendar_holds_the_person_s_meetings_and_due_days_and_no_more(town, secretary, client):
    soon = timezone.now() + timedelta(days=5)
    meeting = MeetingFactory(
        body__org=town.east,
        in_state=MeetingState.CONVENED,
        starts_at=soon,
        contact_name="示样",
        contact_phone="19000000007",
    )
    MeetingFactory(body__org=town.west, in_state=MeetingState.CONVENED, starts_at=soon)
    due = {"rule__street": town.root, "due_on": soon.date()}
    duty = ObligationFactory(org=town.east, **due)
    ObligationFactory(org=town.west, rule=duty.rule, due_on=soon.date())
    _feed, secret = issue_feed(actor=secretary)

    answer = client.get(address(secret))

    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    events = Calendar.from_ical(answer.content).walk("VEVENT")
    assert [str(event["uid"]) for event in events] == [
        str(meeting.public_id),
        str(duty.public_id),
    ]
    assert events[0]["dtstart"].dt == soon.replace(microsecond=0)
    assert events[1]["dtstart"].dt == soon.date()
    assert "19000000007" not in answer.content.decode()


def test_a_new_address_ends_the_old_one_and_a_revoked_one_is_gone(secretary, client):
    _feed, old = issue_feed(actor=secretary)
    _feed, new = issue_feed(actor=secretary)

    assert [client.get(address(secret)).status_code for secret in (old, new)] == [404, 200]
    assert new not in CalendarFeed.objects.get().digest

    revoke_feed(actor=secretary)

    assert client.get(address(new)).status_code == 404


def test_who_may_not_sign_in_any_more_has_no_calendar(secretary, client):
    _feed, secret = issue_feed(actor=secretary)
    secretary.__class__.objects.filter(pk=secretary.pk).update(is_active=False)

    assert client.get(address(secret)).status_code == 404


def test_the_feed_costs_the_same_for_one_row_and_for_many(
    town, secretary, client, django_assert_num_queries
):
    soon = timezone.now() + timedelta(days=5)
    MeetingFactory.create_batch(3, body__org=town.east, starts_at=soon)
    rule = ObligationFactory(rule__street=town.root, org=town.east, due_on=soon.date()).rule
    ObligationFactory(rule=rule, key="OB-03", org=town.east, due_on=soon.date())
    _feed, secret = issue_feed(actor=secretary)

    with django_assert_num_queries(5):
        assert client.get(address(secret)).status_code == 200
