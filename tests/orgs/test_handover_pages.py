"""Hand-overs as people see them."""

import pytest
from django.urls import reverse
from django.utils import timezone

from orgs.enums import PostKind, Role
from orgs.models import HandOver, Posting, RoleAssignment
from tests.factories import HandOverFactory, PostingFactory, RoleAssignmentFactory, UserFactory

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate().isoformat()


@pytest.fixture
def held(town):
    return PostingFactory(org=town.east, kind=PostKind.SECRETARY, person_name="王示范")


@pytest.fixture
def right(town):
    return RoleAssignmentFactory(
        user=UserFactory(name="王示范", username="wang"), role=Role.SECRETARY, org=town.east
    )


def form_of(posting):
    return reverse("orgs:posting-hand-over", args=[posting.public_id])


def test_the_form_offers_the_rights_of_the_predecessor_all_ticked(held, right, office, browser):
    form = browser(office).get(form_of(held)).context["form"]

    assert [each.pk for each in form.fields["rights"].initial] == [right.pk]
    assert "source" not in form.fields


def test_a_post_passes_over_from_its_page(town, held, right, office, browser):
    UserFactory(name="李样例", username="li", org=town.root)
    client = browser(office)

    response = client.post(
        form_of(held),
        {
            "person_name": "李样例",
            "on": TODAY,
            "rights": [str(right.public_id)],
            "successor": "li",
        },
    )

    passed = HandOver.objects.get()
    assert response.headers["Location"] == passed.get_absolute_url()
    assert RoleAssignment.objects.current().get(org=town.east).user.username == "li"
    page = client.get(passed.get_absolute_url()).content.decode()
    assert "东社区党委书记工作交接书" in page.replace("secretary", "书记")
    org_page = client.get(town.east.get_absolute_url()).content.decode()
    assert "李样例" in org_page


def test_refusals_stand_beside_their_fields(held, right, office, browser):
    client = browser(office)

    unknown = client.post(
        form_of(held), {"person_name": "李样例", "on": TODAY, "successor": "nobody"}
    )
    missing = client.post(
        form_of(held), {"person_name": "李样例", "on": TODAY, "rights": [str(right.public_id)]}
    )

    assert (unknown.status_code, missing.status_code) == (422, 409)
    assert list(missing.context["form"].errors) == ["successor"]
    assert Posting.objects.get().ends_on is None


def test_the_sheet_is_the_file_that_was_made(town, office, browser):
    passed = HandOverFactory(org=town.east)

    answer = browser(office).get(reverse("orgs:handover-file", args=[passed.public_id]))

    assert b"".join(answer.streaming_content) == bytes(HandOver.objects.get().document)


@pytest.mark.parametrize("size", [1, 3])
def test_the_list_costs_the_same_at_any_length(
    town, office, browser, size, django_assert_num_queries
):
    HandOverFactory.create_batch(size, org=town.east)
    client = browser(office)

    with django_assert_num_queries(6):
        client.get(reverse("orgs:handovers"))


def test_strangers_find_neither_the_form_nor_the_sheet(town, held, person, browser):
    passed = HandOverFactory(org=town.east)
    stranger = browser(person(Role.OFFICE, over=town.west))
    secretary = browser(person(Role.SECRETARY, over=town.east))

    for url in (
        form_of(held),
        passed.get_absolute_url(),
        reverse("orgs:handover-file", args=[passed.public_id]),
    ):
        assert stranger.get(url).status_code == 404
    assert secretary.get(form_of(held)).status_code == 403
    assert secretary.post(form_of(held), {"person_name": "李样例"}).status_code == 403


def test_vacant_posts_are_listed_by_organisation_and_narrowed_by_post(town, office, browser):
    PostingFactory(org=town.east, kind=PostKind.SECRETARY)
    PostingFactory(org=town.east, kind=PostKind.CONTACT_LEADER)
    client = browser(office)

    rows = client.get(f"{reverse('orgs:vacancies')}?vacant=contact_leader").content.decode()
    everything = client.get(f"{reverse('orgs:vacancies')}?kind=community_committee")

    assert ("西社区党委" in rows, "东社区党委" in rows) == (True, False)
    assert "东社区党委" in everything.content.decode()


@pytest.mark.parametrize("size", [1, 3])
@pytest.mark.parametrize(("page", "count"), [("orgs:vacancies", 6), ("orgs:reserve-pool", 6)])
def test_the_lists_of_posts_cost_the_same_at_any_length(
    town, office, browser, size, page, count, django_assert_num_queries
):
    PostingFactory.create_batch(size, org=town.north, kind=PostKind.RESERVE_TALENT)
    client = browser(office)

    with django_assert_num_queries(count):
        client.get(reverse(page))


def test_the_pool_tells_who_left_it(town, office, browser):
    reserve = {"kind": PostKind.RESERVE_TALENT, "org": town.north}
    PostingFactory(person_name="王示范", **reserve)
    PostingFactory(person_name="李样例", ends_on="2020-01-01", **reserve)
    client = browser(office)

    now = client.get(f"{reverse('orgs:reserve-pool')}?held=now").content.decode()
    left = client.get(f"{reverse('orgs:reserve-pool')}?held=over").content.decode()

    assert ("王示范" in now, "李样例" in now) == (True, False)
    assert ("王示范" in left, "李样例" in left) == (False, True)
