"""What is done to matters that departments ask of communities (SM-11, R-262, R-263)."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from liaison import tasks
from liaison.matter_enums import MatterState
from liaison.models import Matter, MattersEdition
from liaison.selectors.matters import alike_matters, burdens, effect_of, published_list
from liaison.selectors.waiting import waiting_for
from liaison.services import matters
from liaison.services.matter_lists import NothingToPublish, publish_matters
from liaison.services.matters import CommunitiesMissing, DaysContradict
from orgs.enums import Role
from orgs.models import Notification
from orgs.services.workflow import ReasonMissing
from partybuild.errors import MoveRefused
from tests.liaison.proposals import WHY, MatterFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def people(town, person):
    """The office, a department's liaison, another unit's, and a community."""
    return SimpleNamespace(
        office=person(Role.OFFICE, over=town.root),
        school=person(Role.PARTNER_LIAISON, over=town.school),
        bank=person(Role.PARTNER_LIAISON, over=town.bank),
        east=person(Role.SECRETARY, over=town.east),
    )


def applied(town, people, today, **facts):
    known = {
        "title": "老年人口摸底统计",
        "content": "每月报送老年人口数量变化情况。",
        "basis": "示例办法第三条",
        "forms_a_month": 3,
        "time_a_month": timedelta(minutes=90),
        "wished_from": today,
        "wished_until": today + timedelta(days=300),
    }
    return matters.apply_for_matter(owner=town.school, actor=people.school, **{**known, **facts})


def test_a_matter_is_applied_for_reviewed_and_admitted_for_a_time(town, people, today):
    matter = applied(town, people, today)
    matter = matters.review_matter(matter=matter, opinion="依据充分", actor=people.office)
    matter = matters.admit_matter(
        matter=matter, starts_on=today, ends_on=today + timedelta(days=90), actor=people.office
    )

    assert (matter.department, matter.state) == ("示例小学", MatterState.ADMITTED)
    assert list(Matter.objects.in_force(today)) == [matter]
    assert Notification.objects.filter(recipient=people.east, verb="matter.admit").exists()


def test_a_department_does_not_decide_about_its_own_matter(town, people, today):
    matter = applied(town, people, today)

    with pytest.raises(PermissionDenied):
        matters.review_matter(matter=matter, opinion="同意", actor=people.school)
    with pytest.raises(MoveRefused):
        matters.admit_matter(matter=matter, actor=people.office)
    with pytest.raises(PermissionDenied):
        matters.withdraw_matter(matter=matter, actor=people.bank)


def test_a_matter_is_declined_or_sent_back_with_a_reason(town, people, today):
    matter = applied(town, people, today)

    with pytest.raises(ReasonMissing):
        matters.decline_matter(matter=matter, reason=" ", actor=people.office)
    matter = matters.send_back_matter(matter=matter, actor=people.office, **WHY)
    matter = matters.amend_matter(matter=matter, basis="示例条例第八条", actor=people.school)
    matter = matters.hand_in_matter(matter=matter, actor=people.school)
    matter = matters.decline_matter(matter=matter, actor=people.office, **WHY)

    assert (matter.state, matter.reason) == (MatterState.DECLINED, WHY["reason"])


def test_a_matter_is_asked_of_communities_of_the_street(town, people, today):
    named = applied(town, people, today, is_everywhere=False, communities=[town.east])

    assert list(named.communities.all()) == [town.east]
    with pytest.raises(CommunitiesMissing):
        applied(town, people, today, is_everywhere=False)
    with pytest.raises(CommunitiesMissing):
        applied(town, people, today, is_everywhere=False, communities=[town.branch])


def test_a_matter_is_admitted_renewed_and_ended_in_order(town, people, today):
    matter = MatterFactory(owner_partner=town.school, state=MatterState.REVIEWED)
    with pytest.raises(DaysContradict):
        matters.admit_matter(matter=matter, ends_on=today - timedelta(days=1), actor=people.office)
    matter = matters.admit_matter(matter=matter, actor=people.office)
    with pytest.raises(DaysContradict):
        matters.renew_matter(matter=matter, ends_on=today, actor=people.office, **WHY)
    later = matter.ends_on + timedelta(days=30)
    matter = matters.renew_matter(matter=matter, ends_on=later, actor=people.office, **WHY)
    matter = matters.end_matter(matter=matter, actor=people.office, **WHY)

    assert (matter.state, matter.ends_on) == (MatterState.LEFT, today)


def test_the_clock_ends_a_matter_once_and_says_so(town, people, today):
    past = MatterFactory(
        owner_partner=town.school,
        state=MatterState.ADMITTED,
        wished_from=today - timedelta(days=90),
        wished_until=today - timedelta(days=1),
    )
    MatterFactory(owner_partner=town.school, state=MatterState.ADMITTED)

    for _again in range(2):
        tasks.expire_past_matters()
        tasks.expire_matter(past.pk)

    assert Matter.objects.get(pk=past.pk).state == MatterState.LEFT
    assert Notification.objects.filter(recipient=people.school, verb="matter.expire").count() == 1


def test_a_department_is_told_once_that_its_matter_ends_soon(town, people, today):
    soon = MatterFactory(
        owner_partner=town.school,
        state=MatterState.ADMITTED,
        wished_until=today + timedelta(days=10),
    )
    far = MatterFactory(owner_partner=town.school, state=MatterState.ADMITTED)

    for _again in range(2):
        tasks.warn_of_ending_matters()
        tasks.warn_of_matter(soon.pk)
        tasks.warn_of_matter(far.pk)

    assert Notification.objects.filter(recipient=people.school, verb="matter.warn").count() == 1


def test_the_burden_of_a_community_is_the_sum_of_its_matters(town, people, today):
    in_force = {"owner_partner": town.school, "state": MatterState.ADMITTED}
    MatterFactory(**in_force)
    MatterFactory(**in_force, is_everywhere=False).communities.set([town.east])
    MatterFactory(owner_partner=town.school)
    applying = MatterFactory(owner_partner=town.bank, forms_a_month=2)

    found = {
        each.community: (each.matters, each.forms, each.minutes)
        for each in burdens(town.root, today)
    }
    effect = effect_of(applying, today)

    assert found == {town.east: (2, 6, 180), town.west: (1, 3, 90)}
    assert (effect.communities, effect.forms, effect.most_forms) == (2, 2, 8)


def test_the_same_matter_is_pointed_at(town, people):
    first = MatterFactory(owner_partner=town.school)
    again = MatterFactory(owner_partner=town.bank)

    assert [each.row for each in alike_matters(again, reader=people.office)] == [first]


def test_the_published_list_stays_as_it_was_published(town, people, today):
    with pytest.raises(NothingToPublish):
        publish_matters(street=town.root, actor=people.office)
    matter = MatterFactory(owner_partner=town.school, state=MatterState.ADMITTED)
    first = publish_matters(street=town.root, actor=people.office)
    matters.end_matter(matter=matter, actor=people.office, **WHY)
    MatterFactory(owner_partner=town.bank, state=MatterState.ADMITTED, title="示例普查")
    second = publish_matters(street=town.root, actor=people.office)

    assert [line["title"] for line in MattersEdition.objects.get(pk=first.pk).lines] == [
        "老年人口摸底统计"
    ]
    assert (second.edition, published_list(town.root.public_id)) == (2, second)
    with pytest.raises(PermissionDenied):
        publish_matters(street=town.root, actor=people.east)


def test_others_see_a_matter_once_it_is_admitted(town, people):
    applying = MatterFactory(owner_partner=town.school)
    admitted = MatterFactory(owner_partner=town.school, state=MatterState.ADMITTED)
    seen = Matter.objects.visible_to

    assert set(seen(people.school)) == {applying, admitted}
    assert list(seen(people.east)) == [admitted]
    assert list(seen(people.bank)) == [admitted]


def test_an_application_waits_for_the_office(town, people):
    MatterFactory(owner_partner=town.school)

    assert [each.title for each in waiting_for(reader=people.office)] == ["老年人口摸底统计"]
    assert waiting_for(reader=people.school) == []
