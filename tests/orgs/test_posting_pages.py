"""Postings as people see them."""

import pytest
from django.urls import reverse
from django.utils import timezone

from orgs.enums import PostKind, Role
from orgs.models import Posting
from tests.factories import PostingFactory

pytestmark = pytest.mark.django_db

POSTINGS = reverse("orgs:postings")


@pytest.fixture
def desk(office, browser):
    return browser(office)


def step(posting, action):
    return reverse("orgs:posting-step", args=[posting.public_id, action])


def test_the_list_tells_who_holds_a_post_today(town, desk):
    PostingFactory(org=town.north, person_name="王示范")
    PostingFactory(org=town.north, person_name="李样例", ends_on="2020-01-01")

    now = desk.get(f"{POSTINGS}?held=now&under=101001").content.decode()
    over = desk.get(f"{POSTINGS}?held=over").content.decode()

    assert ("王示范" in now, "李样例" in now) == (True, False)
    assert ("王示范" in over, "李样例" in over) == (False, True)


@pytest.mark.parametrize("size", [1, 3])
def test_the_list_costs_the_same_at_any_length(town, desk, size, django_assert_num_queries):
    PostingFactory.create_batch(size, org=town.north)

    with django_assert_num_queries(6):
        desk.get(POSTINGS)


def test_a_posting_is_corrected_and_keeps_its_phone_unless_a_new_one_is_given(town, desk):
    posting = PostingFactory(org=town.north, work_phone="19000000001")

    desk.post(step(posting, "amend"), {"kind": "member", "person_name": "王示例"})
    posting.refresh_from_db()
    kept = (posting.person_name, posting.work_phone)
    desk.post(
        step(posting, "amend"),
        {"kind": "member", "person_name": "王示例", "work_phone": "19000000002"},
    )
    posting.refresh_from_db()

    assert kept == ("王示例", "19000000001")
    assert posting.work_phone == "19000000002"


def test_the_form_of_a_correction_does_not_show_the_phone(town, desk):
    posting = PostingFactory(org=town.north, work_phone="19000000001")

    html = desk.get(reverse("orgs:posting", args=[posting.public_id])).content.decode()

    assert "19000000001" not in html
    assert "190****0001" in html


def test_a_posting_ends_and_offers_no_second_end(town, desk):
    posting = PostingFactory(org=town.north)
    ended = PostingFactory(org=town.north, ends_on="2020-01-01")

    response = desk.post(step(posting, "end"), {"on": timezone.localdate().isoformat()})
    offers = desk.get(reverse("orgs:posting", args=[ended.public_id])).context["offers"]

    assert response.headers["Location"] == town.north.get_absolute_url()
    assert [offer.action for offer in offers] == ["amend"]


def test_a_second_secretary_is_refused_beside_the_post(town, desk):
    PostingFactory(org=town.north, kind=PostKind.SECRETARY)
    member = PostingFactory(org=town.north)

    response = desk.post(step(member, "amend"), {"kind": "secretary", "person_name": "王示范"})

    assert response.status_code == 409
    assert list(response.context["offers"][0].form.errors) == ["kind"]


def test_a_reader_is_offered_nothing(town, person, browser):
    posting = PostingFactory(org=town.north)
    client = browser(person(Role.LEADER, over=town.root))

    page = client.get(reverse("orgs:posting", args=[posting.public_id]))

    assert page.context["offers"] == []
    assert client.post(step(posting, "end"), {"on": "2026-01-01"}).status_code == 403
    assert Posting.objects.get().ends_on is None
