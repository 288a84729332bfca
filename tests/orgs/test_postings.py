"""What people do to posts of an organisation."""

from datetime import timedelta
from functools import partial

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from orgs.enums import PostKind, Role
from orgs.models import AuditEntry, Posting
from orgs.selectors.orgs import postings_of
from orgs.selectors.postings import other_posts, secretary_of, staffing_of
from orgs.selectors.waiting import waiting_for
from orgs.services import postings, tree
from orgs.services.facts import FactRefused
from tests.factories import GridFactory, GridPostFactory, PostingFactory, UserFactory

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()


def test_filling_a_post_notes_who_holds_it(town, office):
    posting = postings.fill_post(
        org=town.north,
        kind=PostKind.SECRETARY,
        person_name="王示范",
        work_phone="19000000001",
        starts_on=TODAY,
        actor=office,
    )

    assert Posting.objects.get() == posting
    entry = AuditEntry.objects.get(verb="posting.fill")
    assert entry.org == town.north
    assert entry.changes == {"kind": [None, "secretary"], "person_name": [None, "王示范"]}


def test_an_organisation_has_one_secretary_at_a_time(town, office):
    first = PostingFactory(org=town.north, kind=PostKind.SECRETARY)
    member = PostingFactory(org=town.north)

    with pytest.raises(postings.PostFilled):
        postings.fill_post(
            org=town.north, kind=PostKind.SECRETARY, person_name="李样例", actor=office
        )
    with pytest.raises(postings.PostFilled):
        postings.amend_posting(posting=member, kind=PostKind.SECRETARY, actor=office)
    postings.end_posting(posting=first, on=TODAY, actor=office)

    postings.fill_post(org=town.north, kind=PostKind.SECRETARY, person_name="李样例", actor=office)


def test_nobody_takes_up_a_post_in_a_closed_organisation(town, office):
    tree.close_org(org=town.group, on=TODAY, reason="合并", actor=office)

    with pytest.raises(postings.PostRefused):
        postings.fill_post(org=town.group, kind=PostKind.MEMBER, person_name="李样例", actor=office)


def test_a_term_ends_after_it_starts(town, office):
    posting = PostingFactory(org=town.north, starts_on=TODAY)
    yesterday = TODAY - timedelta(days=1)

    with pytest.raises(postings.PostRefused) as refusal:
        postings.end_posting(posting=posting, on=yesterday, actor=office)
    with pytest.raises(postings.PostRefused):
        postings.amend_posting(posting=posting, ends_on=yesterday, actor=office)

    assert refusal.value.field == "ends_on"


def test_a_post_ends_once(town, office):
    posting = PostingFactory(org=town.north, ends_on=TODAY - timedelta(days=1))

    with pytest.raises(postings.PostRefused):
        postings.end_posting(posting=posting, on=TODAY, actor=office)


def test_a_name_that_no_field_can_hold_is_refused(town, office):
    with pytest.raises(FactRefused) as refusal:
        postings.fill_post(
            org=town.north, kind=PostKind.MEMBER, person_name="示" * 61, actor=office
        )

    assert refusal.value.field == "person_name"


def test_an_amendment_leaves_a_trace_of_what_changed(town, office):
    posting = PostingFactory(org=town.north, person_name="王示范")

    postings.amend_posting(posting=posting, person_name="王示例", actor=office)

    assert AuditEntry.objects.get(verb="posting.amend").changes == {
        "person_name": ["王示范", "王示例"]
    }


def test_a_secretary_keeps_the_posts_below_and_no_others(town, person):
    secretary = person(Role.SECRETARY, over=town.north)
    beside = PostingFactory(org=town.south)

    postings.fill_post(org=town.branch, kind=PostKind.MEMBER, person_name="李样例", actor=secretary)
    for deed in (
        lambda: postings.fill_post(
            org=town.south, kind=PostKind.MEMBER, person_name="李样例", actor=secretary
        ),
        lambda: postings.amend_posting(posting=beside, person_name="李样例", actor=secretary),
        lambda: postings.end_posting(posting=beside, on=TODAY, actor=secretary),
        lambda: postings.take_back_postings(postings=[beside], actor=secretary),
        lambda: postings.amend_posting(posting=beside, person_name="李", actor=UserFactory()),
    ):
        with pytest.raises(PermissionDenied):
            deed()


def test_a_posting_of_an_import_can_be_taken_back(town, office):
    posting = PostingFactory(org=town.north)

    postings.take_back_postings(postings=[posting], actor=office)

    assert not Posting.objects.exists()
    assert AuditEntry.objects.get().verb == "posting.take_back"


@pytest.mark.parametrize(
    ("kind", "place", "facts", "field"),
    [
        (PostKind.WORK_INSTRUCTOR, "branch", {}, "kind"),
        (PostKind.OFFICE_STAFF, "east", {}, "kind"),
        (PostKind.SECONDED_CADRE, "east", {}, "ends_on"),
        (PostKind.SECRETARY, "east", {"source": "民政办"}, "source"),
        (PostKind.PART_TIME_MEMBER, "east", {"is_full_time": True}, "is_full_time"),
        (PostKind.OFFICE_HEAD, "root", {}, "person_name"),
    ],
)
def test_the_table_of_posts_refuses(town, office, kind, place, facts, field):
    with pytest.raises((postings.PostMisplaced, postings.PostRefused)) as refusal:
        postings.fill_post(
            org=getattr(town, place), kind=kind, person_name="李样例", actor=office, **facts
        )

    assert refusal.value.field == field


@pytest.mark.parametrize(
    ("kind", "place", "facts"),
    [
        (PostKind.WORK_INSTRUCTOR, "north", {"source": "党政办"}),
        (PostKind.OFFICE_STAFF, "root", {"source": "民政办", "is_full_time": True}),
        (PostKind.SECONDED_CADRE, "east", {"source": "示例局", "ends_on": TODAY}),
        (PostKind.INSTRUCTOR, "east", {"source": "示例小学"}),
        (PostKind.CONTACT_LEADER, "east", {}),
    ],
)
def test_the_table_of_posts_allows(town, office, kind, place, facts):
    posting = postings.fill_post(
        org=getattr(town, place), kind=kind, person_name="李样例", actor=office, **facts
    )

    assert posting.source == facts.get("source", "")


def test_a_deputy_secretary_heads_the_office(town, office):
    PostingFactory(org=town.root, kind=PostKind.DEPUTY, person_name="李样例")
    fill = partial(postings.fill_post, org=town.root, kind=PostKind.OFFICE_HEAD, actor=office)

    fill(person_name="李样例")

    with pytest.raises(postings.PostFilled):
        fill(person_name="李样例")


def test_a_single_post_with_a_term_is_not_filled_before_the_term_ends(town, office):
    PostingFactory(org=town.north, kind=PostKind.SECRETARY, ends_on=TODAY + timedelta(days=9))
    fill = partial(
        postings.fill_post,
        org=town.north,
        kind=PostKind.SECRETARY,
        person_name="李样例",
        actor=office,
    )

    with pytest.raises(postings.PostFilled):
        fill()
    fill(starts_on=TODAY + timedelta(days=9))


def test_a_posting_that_is_over_can_be_corrected_though_the_post_is_held_again(town, office):
    over = PostingFactory(org=town.north, kind=PostKind.SECRETARY, ends_on="2020-01-01")
    PostingFactory(org=town.north, kind=PostKind.SECRETARY)
    over.refresh_from_db()

    assert postings.amend_posting(posting=over, person_name="李样例", actor=office)


def test_part_time_seats_do_not_count_against_the_approved_posts(town):
    town.east.approved_post_count = 1
    PostingFactory(org=town.east, kind=PostKind.SECRETARY)
    PostingFactory.create_batch(2, org=town.east, kind=PostKind.PART_TIME_MEMBER)

    staffing = staffing_of(town.east, postings_of(town.east))

    assert (staffing.counted, staffing.part_time, staffing.is_over) == (1, 2, False)
    assert staffing.vacant == (PostKind.RESERVE_TALENT, PostKind.CONTACT_LEADER)


def test_the_posts_of_one_person_are_found_by_name_and_phone(town, office, person):
    one = {"person_name": "李样例", "work_phone": "19000000005"}
    here = PostingFactory(org=town.north, kind=PostKind.SECRETARY, **one)
    PostingFactory(org=town.east, kind=PostKind.CONTACT_LEADER, **one)
    PostingFactory(org=town.west, kind=PostKind.CONTACT_LEADER, ends_on="2020-01-01", **one)
    PostingFactory(org=town.west, kind=PostKind.SECRETARY, person_name="李样例")
    GridPostFactory(grid=GridFactory(street=town.root, name="示例网格"), **one)

    seen = other_posts(here, reader=office)

    assert [other.place for other in seen] == ["东社区党委", "示例网格"]
    assert other_posts(here, reader=person(Role.SECRETARY, over=town.north)) == []


def test_a_secretary_is_the_first_responsible_person(town):
    PostingFactory(org=town.east, kind=PostKind.SECRETARY, ends_on=TODAY)
    stays = PostingFactory(org=town.east, kind=PostKind.SECRETARY)

    assert secretary_of(town.east) == stays
    assert secretary_of(town.west) is None


def test_terms_that_end_soon_wait_for_those_who_keep_the_posts(town, office, person):
    near = PostingFactory(org=town.east, ends_on=TODAY + timedelta(days=20))
    PostingFactory(org=town.east, ends_on=TODAY + timedelta(days=200))

    waiting = [each.url for each in waiting_for(reader=office)]

    assert near.page in waiting
    assert len([url for url in waiting if "postings" in url]) == 1
    assert waiting_for(reader=person(Role.SECRETARY, over=town.west)) == []
