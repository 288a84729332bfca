"""How a post passes from one person to the next."""

from datetime import timedelta
from functools import partial
from io import BytesIO

import docx
import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from orgs.enums import PostKind, Role
from orgs.models import AuditEntry, HandOver, Notification, Posting, RoleAssignment
from orgs.selectors.handovers import rights_of
from orgs.services import handovers, postings, roles, tree
from orgs.services.notifications import notify
from tests.factories import PostingFactory, RoleAssignmentFactory, UserFactory

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()
DAY = timedelta(days=1)


@pytest.fixture
def held(town):
    """The secretary of a community, who signs in under the same name."""
    user = UserFactory(name="王示范", org=town.root)
    RoleAssignmentFactory(user=user, role=Role.SECRETARY, org=town.east)
    return PostingFactory(
        org=town.east, kind=PostKind.SECRETARY, person_name="王示范", starts_on=TODAY - 9 * DAY
    )


@pytest.fixture
def coming(town):
    return UserFactory(name="李样例", org=town.root)


@pytest.fixture
def pass_on(held, coming, office):
    """Hand the post over to 李样例 with everything, unless asked otherwise."""

    def done(**asked):
        known = {"rights": list(rights_of(held)), "successor": coming, "actor": office}
        return handovers.hand_over(posting=held, person_name="李样例", **known | asked)

    return done


def test_post_rights_and_sheet_pass_over_in_one_deed(town, held, coming, pass_on):
    passed = pass_on(work_phone="19000000009", ends_on=TODAY + 99 * DAY)

    held.refresh_from_db()
    assert held.ends_on == TODAY
    assert (passed.begun.person_name, passed.begun.kind) == ("李样例", PostKind.SECRETARY)
    assert (passed.begun.starts_on, passed.begun.ends_on) == (TODAY, TODAY + 99 * DAY)
    now = RoleAssignment.objects.current().filter(org=town.east)
    assert [(each.user, each.role) for each in now] == [(coming, Role.SECRETARY)]
    assert passed.is_sealed_soundly
    verbs = set(AuditEntry.objects.values_list("verb", flat=True))
    assert verbs >= {"posting.end", "posting.fill", "role.end", "role.assign", "handover.make"}


def test_a_right_passes_over_for_the_rest_of_its_term(town, held, coming, pass_on):
    RoleAssignment.objects.update(ends_on=TODAY + 5 * DAY)

    pass_on()

    moved = RoleAssignment.objects.current().get(user=coming)
    assert moved.ends_on == TODAY + 5 * DAY


def test_a_right_the_successor_has_already_is_not_given_twice(town, held, coming, pass_on):
    RoleAssignmentFactory(user=coming, role=Role.SECRETARY, org=town.east)

    pass_on()

    assert RoleAssignment.objects.current().filter(org=town.east).count() == 1


def test_rights_that_are_not_ticked_stay_where_they_are(town, held, coming, pass_on):
    pass_on(rights=[], successor=None)

    assert [each.user.name for each in RoleAssignment.objects.current().filter(org=town.east)] == [
        "王示范"
    ]


def test_only_rights_of_the_predecessor_over_this_organisation_pass_over(
    town, held, office, pass_on
):
    elsewhere = RoleAssignmentFactory(
        user=rights_of(held)[0].user, role=Role.SECRETARY, org=town.west
    )
    of_another = RoleAssignmentFactory(role=Role.LEADER, org=town.east)
    namesake = RoleAssignmentFactory(
        user=UserFactory(name="王示范"), role=Role.LEADER, org=town.east
    )
    of_security = RoleAssignmentFactory(
        user=rights_of(held)[0].user, role=Role.SECURITY, org=town.east
    )

    for rights in ([elsewhere], [of_another], [of_security], [rights_of(held)[0], namesake]):
        with pytest.raises(handovers.RightsNotHeld):
            pass_on(rights=rights)
    held.refresh_from_db()
    assert held.ends_on is None


def test_nobody_hands_rights_over_to_themselves(town, held, office, pass_on):
    office.name = "李样例"
    office.save()

    with pytest.raises(roles.OwnRightsRefused):
        pass_on(successor=office)


@pytest.mark.parametrize("facts", [{"name": "赵测试"}, {"is_active": False}])
def test_the_successors_account_is_open_and_bears_the_name(coming, pass_on, facts):
    for name, value in facts.items():
        setattr(coming, name, value)
    coming.save()

    with pytest.raises(handovers.HandOverRefused) as refusal:
        pass_on(successor=coming)

    assert refusal.value.field == "successor"


def test_rights_need_an_account_that_takes_them(pass_on):
    with pytest.raises(handovers.HandOverRefused) as refusal:
        pass_on(successor=None)

    assert refusal.value.field == "successor"


@pytest.mark.parametrize("days", [1, -10])
def test_a_post_passes_over_on_a_day_that_was_and_within_its_term(pass_on, days):
    with pytest.raises(handovers.HandOverRefused) as refusal:
        pass_on(on=TODAY + days * DAY)

    assert refusal.value.field == "on"


def test_a_post_passes_over_once(pass_on):
    pass_on()

    with pytest.raises(handovers.HandOverRefused):
        pass_on(rights=[])
    assert HandOver.objects.count() == 1


def test_a_post_passes_over_to_somebody_else(held, office):
    with pytest.raises(handovers.HandOverRefused) as refusal:
        handovers.hand_over(posting=held, person_name="王示范", actor=office)

    assert refusal.value.field == "person_name"


def test_what_passed_over_can_pass_over_again_on_the_same_day(town, pass_on, office):
    begun = pass_on().begun

    handovers.hand_over(posting=begun, person_name="赵测试", actor=office)

    assert town.east.postings.held_after(TODAY).get().person_name == "赵测试"


def test_nothing_passes_over_in_a_closed_organisation(town, office):
    posting = PostingFactory(org=town.group, kind=PostKind.SECRETARY)
    tree.close_org(org=town.group, on=TODAY, reason="合并", actor=office)
    posting.refresh_from_db()

    with pytest.raises((postings.PostRefused, handovers.HandOverRefused)):
        handovers.hand_over(posting=posting, person_name="李样例", actor=office)


@pytest.mark.parametrize(
    ("role", "place"),
    [
        (Role.OFFICE, "west"),
        (Role.SECRETARY, "east"),
        (Role.SECURITY, "root"),
        (Role.LEADER, "root"),
    ],
)
def test_only_the_office_above_hands_over(town, person, pass_on, role, place):
    with pytest.raises(PermissionDenied):
        pass_on(actor=person(role, over=getattr(town, place)))


def test_the_sheet_names_rights_figures_gaps_and_room_to_sign(town, held, pass_on):
    town.east.member_count = 45
    town.east.save(update_fields=["member_count"])

    passed = pass_on(remark="公章一枚")

    file = docx.Document(BytesIO(bytes(passed.document)))
    cells = [cell.text for table in file.tables for row in table.rows for cell in row.cells]
    text = "\n".join([*(line.text for line in file.paragraphs), *cells])
    for words in ("东社区党委", "王示范", "李样例", "公章一枚", "45", "移交人", "监交人"):
        assert words in text
    assert town.root.name in text
    assert passed.sheet["rights"] != []
    assert passed.sheet["gaps"] != []


def test_a_sheet_that_was_changed_is_known(pass_on):
    passed = pass_on()

    HandOver.objects.update(to_name="赵测试")

    assert not HandOver.objects.get(pk=passed.pk).is_sealed_soundly


def test_what_the_predecessor_has_not_read_reaches_the_successor(town, held, coming, pass_on):
    leaver = rights_of(held)[0].user
    notify(recipients=[leaver], verb="org.amend", subject=town.east, key="x", because="You lead it")

    pass_on()

    assert Notification.objects.unread().filter(recipient=coming, key="x").exists()
    assert not Notification.objects.unread().filter(recipient=leaver).exists()


def test_messages_stay_with_somebody_who_has_other_rights(town, held, coming, pass_on):
    leaver = rights_of(held)[0].user
    RoleAssignmentFactory(user=leaver, role=Role.SECRETARY, org=town.west)
    notify(recipients=[leaver], verb="org.amend", subject=town.east, key="x", because="You lead it")

    pass_on()

    assert not Notification.objects.filter(recipient=coming, key="x").exists()


def test_the_keeper_of_accounts_is_told_of_every_right_that_moved(town, person, coming, pass_on):
    keeper = person(Role.SECURITY, over=town.root)

    pass_on()

    told = Notification.objects.get(recipient=keeper)
    assert told.url == coming.get_absolute_url()


def test_an_import_does_not_take_back_what_was_handed_over(town, held, office, pass_on):
    pass_on()

    with pytest.raises(postings.PostRefused):
        postings.take_back_postings(postings=[held], actor=office)


def test_a_head_of_the_office_is_followed_by_a_deputy_secretary(town, office):
    for name in ("王示范", "李样例"):
        PostingFactory(org=town.root, kind=PostKind.DEPUTY, person_name=name)
    head = PostingFactory(org=town.root, kind=PostKind.OFFICE_HEAD, person_name="王示范")
    give = partial(handovers.hand_over, posting=head, actor=office)

    with pytest.raises(postings.PostRefused):
        give(person_name="赵测试")
    give(person_name="李样例")

    assert Posting.objects.current().of(PostKind.OFFICE_HEAD).count() == 2  # both on this day
