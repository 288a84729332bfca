"""What people do to posts of an organisation."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from orgs.enums import PostKind, Role
from orgs.models import AuditEntry, Posting
from orgs.services import postings, tree
from orgs.services.facts import FactRefused
from tests.factories import PostingFactory, UserFactory

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
