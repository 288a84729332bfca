"""Papers hang on meetings and items, for those who may and as long as they are wanted."""

from datetime import timedelta

import pytest
from django.utils import timezone

from liaison.enums import MeetingState
from liaison.selectors.attaching import may_attach_to_item, may_attach_to_meeting
from orgs.enums import Role
from orgs.models import Attachment
from orgs.services.attachments import attach
from tests.files import PDF
from tests.liaison.factories import AgendaItemFactory, MeetingFactory, MembershipFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _shelf(settings, tmp_path):
    """Each test has a shelf of its own."""
    here = {**settings.STORAGES["attachments"], "OPTIONS": {"location": str(tmp_path)}}
    settings.STORAGES = {**settings.STORAGES, "attachments": here}


def test_the_runner_hangs_papers_until_the_minutes_are_out(town, office, person):
    meeting = MeetingFactory(body__org=town.root, in_state=MeetingState.GATHERING)
    issued = MeetingFactory(body__org=town.root, in_state=MeetingState.ISSUED)
    stranger = person(Role.SECRETARY, over=town.east)

    answers = [may_attach_to_meeting(*each) for each in ((office, meeting), (office, issued))]

    assert answers == [True, False]
    assert not may_attach_to_meeting(stranger, meeting)


def test_who_proposed_an_item_sends_its_papers_in_by_the_day(town, person):
    member = person(Role.PARTNER_LIAISON, over=town.school)
    day = timezone.localdate()
    meeting = MeetingFactory(
        body__org=town.root, in_state=MeetingState.GATHERING, papers_due_on=day
    )
    MembershipFactory(body=meeting.body, unit_partner=town.school)
    item = AgendaItemFactory(meeting=meeting, proposed_by=member)

    assert may_attach_to_item(member, item)
    meeting.papers_due_on = day - timedelta(days=1)
    assert not may_attach_to_item(member, item)


def test_papers_are_seen_with_the_meeting(town, office, person):
    item = AgendaItemFactory(meeting__body__org=town.root, meeting__in_state=MeetingState.GATHERING)
    MembershipFactory(body=item.meeting.body, unit_partner=town.school)

    paper = attach(owner=item, name="方案.pdf", content=PDF, actor=office)

    member = person(Role.PARTNER_LIAISON, over=town.school)
    assert Attachment.objects.visible_to(member).get() == paper
    stranger = person(Role.PARTNER_LIAISON, over=town.bank)
    assert not Attachment.objects.visible_to(stranger).exists()
