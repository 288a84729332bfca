"""Needs that lie: shelved ones are looked at each quarter, doubles are merged (SM-1)."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from orgs.models import AuditEntry, Notification, StreetNumber
from orgs.services.workflow import ReasonMissing
from partybuild.errors import MoveRefused
from resources.enums import MatchState, NeedState
from resources.models import Match, Need
from resources.selectors.duplicates import duplicates_of
from resources.selectors.waiting import waiting_for
from resources.selectors.wording import likeness
from resources.services import matches, needs
from resources.services.matches import PairRefused
from resources.services.merging import MergeRefused, merge_need, review_need
from resources.standards import LIKENESS, REVIEW
from tests.factories import OrgFactory
from tests.races import at_once
from tests.resources.deeds import WHY
from tests.resources.factories import MatchFactory, NeedFactory, ResourceFactory

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate
TEXT = "周末借用会议室开展老年课堂，约40人"
SAME = "周末借用会议室开展老年课堂,约40人"


def shelved(town, **facts):
    return NeedFactory(owner_org=town.east, state="shelved", **facts)


# Shelved needs.


def test_a_shelved_need_has_a_day_in_the_next_quarter(need, people):
    need = needs.shelve_need(need=need, actor=people.office, **WHY)

    assert 88 < (need.review_on - TODAY()).days < 105


def test_an_office_may_look_at_shelved_needs_more_often(town, need, people):
    StreetNumber.objects.create(street=town.root, key=REVIEW, value=1)

    need = needs.shelve_need(need=need, actor=people.office, **WHY)

    assert (need.review_on - TODAY()).days < 45


def test_a_due_review_waits_for_the_office_and_the_owner(town, people):
    due = shelved(town, review_on=TODAY())
    shelved(town, review_on=TODAY() + timedelta(days=1))

    for reader in (people.office, people.east):
        assert [row.url for row in waiting_for(reader=reader)] == [due.get_absolute_url()]
    assert waiting_for(reader=people.west) == []


def test_a_review_keeps_a_need_shelved_with_a_reason_and_a_new_day(town, people):
    need = review_need(need=shelved(town, review_on=TODAY()), actor=people.office, **WHY)

    assert (need.state, need.review_on > TODAY()) == (NeedState.SHELVED, True)
    assert AuditEntry.objects.get(verb="need.review").reason == WHY["reason"]
    assert Notification.objects.get(verb="need.review").recipient == people.east


def test_a_review_may_put_a_need_on_the_list_again(town, people):
    need = needs.list_need(need=shelved(town, review_on=TODAY()), actor=people.office)

    assert (need.state, need.review_on) == (NeedState.LISTED, None)


def test_a_review_has_its_reason(town, people):
    with pytest.raises(ReasonMissing):
        review_need(need=shelved(town), actor=people.office, reason=" ")


def test_only_a_shelved_need_is_reviewed(need, people):
    with pytest.raises(MoveRefused):
        review_need(need=need, actor=people.office, **WHY)


def test_the_owner_does_not_review_its_own_need(town, people):
    with pytest.raises(PermissionDenied):
        review_need(need=shelved(town), actor=people.east, **WHY)


def test_the_list_is_narrowed_to_what_is_due(town, people, api):
    due = shelved(town, review_on=TODAY())
    shelved(town, review_on=TODAY() + timedelta(days=1))

    answer = api(people.office).get("/api/v1/needs/?to_review=true")

    assert [row["code"] for row in answer.json()["results"]] == [due.code]


# Doubles.


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        (TEXT, SAME, 100),
        ("为行动不便老人上门理发", "上门为行动不便的老人理发", 60),
        ("为行动不便老人上门理发", "楼道照明改造", 0),
        ("", "", 0),
    ],
)
def test_likeness_is_of_the_whole_of_both_texts(one, other, alike):
    assert likeness(one, other) == pytest.approx(alike, abs=15)


def test_a_double_of_the_same_owner_is_found(town, people):
    first = NeedFactory(owner_org=town.east, title="借用会议室", content=TEXT)
    NeedFactory(owner_org=town.east, title="楼道照明改造")
    NeedFactory(owner_org=town.west, title="借用会议室", content=TEXT)
    NeedFactory(owner_org=town.east, title="借用会议室", content=TEXT, state="withdrawn")
    second = NeedFactory(owner_org=town.east, title="借用会议室", content=SAME)

    assert [each.need for each in duplicates_of(second, reader=people.office)] == [first]


def test_an_old_need_is_no_double(town, people):
    first = NeedFactory(owner_org=town.east, content=TEXT)
    Need.objects.filter(pk=first.pk).update(created_at=timezone.now() - timedelta(days=91))

    assert duplicates_of(NeedFactory(owner_org=town.east, content=TEXT), reader=people.office) == []


def test_an_office_says_how_alike_doubles_are(town, people):
    NeedFactory(owner_org=town.east, title="为行动不便老人上门理发")
    other = NeedFactory(owner_org=town.east, title="上门为行动不便的老人理发")
    StreetNumber.objects.create(street=town.root, key=LIKENESS, value=99)

    assert duplicates_of(other, reader=people.office) == []


def test_who_files_a_double_is_told_while_writing(town, people, browser):
    first = NeedFactory(owner_org=town.east, title="为行动不便老人上门理发")
    asked = {"owner": "101801", "resource_class": "service", "title": "为行动不便老人上门理发"}

    page = browser(people.east).get(reverse("resources:need-fits"), asked).content.decode()

    assert first.code in page


def test_the_reviewer_sees_the_double_and_its_number_in_the_form(town, people, browser):
    first = NeedFactory(owner_org=town.east)
    second = NeedFactory(owner_org=town.east, state="submitted")

    page = browser(people.office).get(second.get_absolute_url()).content.decode()

    assert first.get_absolute_url() in page
    assert f'value="{first.code}"' in page


def test_a_merged_need_lets_its_proposals_lapse_and_keeps_its_history(town, people, need):
    match = MatchFactory(need=need, resource=ResourceFactory(owner_partner=town.school))
    other = NeedFactory(owner_org=town.east)

    merged = merge_need(need=need, into=other, actor=people.office, **WHY)

    assert (merged.state, merged.merged_into) == (NeedState.MERGED, other)
    assert Match.objects.get(pk=match.pk).state == MatchState.EXPIRED
    verbs = AuditEntry.objects.values_list("verb", flat=True)
    assert {"need.merge", "need.take_in"} <= set(verbs)
    assert Notification.objects.filter(verb="need.merge", recipient=people.east).exists()


def test_a_merged_need_is_matched_with_nothing(town, people, resource):
    merged = NeedFactory(owner_org=town.east, state="merged")

    with pytest.raises(PairRefused):
        matches.propose_match(need=merged, resource=resource, actor=people.office)


def test_nothing_is_merged_into_itself_or_what_is_gone_or_another_street(town, people, need):
    gone = NeedFactory(owner_org=town.east, state="withdrawn")
    abroad = NeedFactory(owner_org=OrgFactory(code="201"))

    for other in (need, gone, abroad):
        with pytest.raises(MergeRefused):
            merge_need(need=need, into=other, actor=people.office, **WHY)


def test_a_matched_need_is_not_merged(town, people, need):
    with pytest.raises(MoveRefused):
        merge_need(
            need=NeedFactory(owner_org=town.east, state="matched"),
            into=need,
            actor=people.office,
            **WHY,
        )


def test_a_stranger_merges_nothing(town, people, need):
    with pytest.raises(PermissionDenied):
        merge_need(need=need, into=NeedFactory(owner_org=town.east), actor=people.west, **WHY)


def test_the_database_knows_no_merged_need_without_the_other(need):
    with pytest.raises(IntegrityError), transaction.atomic():
        Need.objects.filter(pk=need.pk).update(state="merged")


def test_a_need_is_merged_on_its_page(town, people, need, browser):
    other = NeedFactory(owner_org=town.east)
    address = reverse("resources:need-step", args=[need.public_id, "merge"])
    client = browser(people.office)

    wrong = client.post(address, {"into": "XQ-0", **WHY})
    right = client.post(address, {"into": other.code, **WHY})

    assert (wrong.status_code, right.url) == (422, need.get_absolute_url())
    assert other.code in client.get(other.get_absolute_url()).content.decode()
    assert need.code in client.get(other.get_absolute_url()).content.decode()


def test_a_need_is_merged_and_reviewed_over_http(town, people, need, api):
    other = NeedFactory(owner_org=town.east)
    resting = shelved(town)
    client = api(people.office)

    merged = client.post(f"/api/v1/needs/{need.code}/merge/", {"into": other.code, **WHY})
    reviewed = client.post(f"/api/v1/needs/{resting.code}/review/", WHY)
    stranger = api(people.west).post(f"/api/v1/needs/{other.code}/merge/", {"into": "x", **WHY})

    assert (merged.json()["state"], merged.json()["merged_into"]) == ("merged", other.code)
    assert (reviewed.status_code, stranger.status_code) == (200, 404)


def test_doubles_are_found_over_http(town, people, need, api):
    other = NeedFactory(owner_org=town.east)

    answer = api(people.office).get(f"/api/v1/needs/{need.code}/duplicates/")

    assert [row["code"] for row in answer.json()] == [other.code]


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_two_needs_merged_into_each_other_at_once_leave_one(town, people):
    one, other = NeedFactory(owner_org=town.east), NeedFactory(owner_org=town.east)

    failures = at_once(
        [
            lambda: merge_need(need=one, into=other, actor=people.office, **WHY),
            lambda: merge_need(need=other, into=one, actor=people.office, **WHY),
        ]
    )

    assert [failure.code for failure in failures] in (["merge_refused"], ["move_refused"])
    assert sorted(Need.objects.values_list("state", flat=True)) == ["listed", "merged"]
