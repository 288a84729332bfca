"""Finding rows again: by words, numbers and initials, and only what one may see."""

from datetime import timedelta
from unittest.mock import Mock

import pytest
from django.db import OperationalError
from django.utils import timezone

from orgs.enums import OrgKind, Role
from orgs.models import Circle, SearchEntry
from orgs.searchable import searchable_nouns
from orgs.selectors.search import found_for
from orgs.services import search
from orgs.services.circles import amend_circle, found_circle
from orgs.services.search import mend_entries
from partybuild.finding import initials_of, terms_of
from tests.factories import CaseFactory, CircleFactory, OrgFactory, PostingFactory
from tests.liaison.factories import MeetingFactory
from tests.resources.factories import NeedFactory

pytestmark = pytest.mark.django_db


def titles(found):
    return [hit.title for group in found for hit in group.hits]


def test_a_deed_enters_its_row_when_it_is_committed(
    town, office, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        circle = found_circle(street=town.root, name="示范商圈", actor=office)
        amend_circle(circle=circle, name="样板商圈", actor=office)

    assert titles(found_for(reader=office, words="样板")) == ["样板商圈"]
    assert found_for(reader=office, words="示范") == []


def test_one_transaction_enters_its_rows_once(
    town, office, django_capture_on_commit_callbacks, django_assert_max_num_queries
):
    with django_capture_on_commit_callbacks() as callbacks:
        for name in ("甲圈", "乙圈", "丙圈"):
            found_circle(street=town.root, name=name, actor=office)

    enter = callbacks[1]  # the first one seals the trail
    with django_assert_max_num_queries(5):
        enter()

    assert SearchEntry.objects.count() == 3


def test_a_search_that_fails_leaves_the_deed_whole_and_is_logged(
    town, office, monkeypatch, django_capture_on_commit_callbacks, caplog
):
    monkeypatch.setattr(search, "enter_rows", Mock(side_effect=OperationalError("is locked")))

    with django_capture_on_commit_callbacks(execute=True):
        found_circle(street=town.root, name="示范商圈", actor=office)

    assert Circle.objects.filter(name="示范商圈").exists()
    assert "Touched.enter" in caplog.text


@pytest.mark.parametrize(
    "words", ["党建路灯", "djld", "DJLD", "ＤＪＬＤ", "XQ-2026-0099", "路灯 修复"]
)
def test_a_row_is_found_by_words_number_and_initials(town, office, words):
    NeedFactory(owner_org=town.east, title="党建路灯修复", code="XQ-2026-0099")
    NeedFactory(owner_org=town.east, title="广场舞音响")
    mend_entries()

    assert titles(found_for(reader=office, words=words)) == ["党建路灯修复"]


def test_a_hit_says_where_it_lies_and_why_it_was_found(town, office):
    NeedFactory(owner_org=town.east, title="路灯", content="小区东门夜里很黑，请加装照明设施。")
    mend_entries()

    [group] = found_for(reader=office, words="照明")

    [hit] = group.hits
    assert hit.where == "示例街道党工委 · 东社区党委"
    assert (hit.reasons, "照明" in hit.excerpt) == (("正文",), True)


@pytest.mark.parametrize("words", ["", "  ", "x", "7", "%", "_"])
def test_too_little_finds_nothing(town, office, words):
    mend_entries()

    assert found_for(reader=office, words=words) == []


def test_signs_of_the_database_are_only_signs(town, office):
    mend_entries()

    assert found_for(reader=office, words="%党%") == []


@pytest.mark.parametrize("role", [Role.SECRETARY, Role.PARTNER_LIAISON, Role.GRID_WORKER])
def test_a_stranger_finds_exactly_what_the_lists_show(town, person, role):
    CaseFactory(street=town.root, title="示例路灯")
    NeedFactory(owner_org=town.west, title="示例路灯")
    MeetingFactory(body__org=town.west, title="示例路灯会")
    mend_entries()
    reader = person(role, over=town.school if role == Role.PARTNER_LIAISON else town.east)

    found = {group.kind: len(group.hits) for group in found_for(reader=reader, words="路灯")}

    shown = {noun.label: noun.visible_to(reader).count() for noun in searchable_nouns()}
    assert found == {kind: shown[kind] for kind in found}
    assert "grids.case" not in found
    assert "liaison.meeting" not in found


def test_another_street_finds_nothing(town, person):
    NeedFactory(owner_org=town.east, title="路灯")
    elsewhere = OrgFactory(code="202", name="样例街道党工委", kind=OrgKind.COMMITTEE)
    mend_entries()

    assert found_for(reader=person(Role.OFFICE, over=elsewhere), words="路灯") == []


def test_people_are_found_in_the_post_they_hold_and_never_by_their_phone(town, office):
    yesterday = timezone.localdate() - timedelta(days=1)
    PostingFactory(org=town.east, person_name="示小红", work_phone="19000001234")
    PostingFactory(
        org=town.west,
        person_name="示小红",
        starts_on=yesterday - timedelta(days=30),
        ends_on=yesterday,
    )
    mend_entries()

    [group] = found_for(reader=office, words="示小红")

    assert [hit.where for hit in group.hits] == ["示例街道党工委 · 东社区党委"]
    assert not SearchEntry.objects.filter(text__contains="1900000").exists()


def test_the_night_mends_what_was_lost_and_says_how_many(town):
    circle = CircleFactory(street=town.root, name="甲圈")
    mended = mend_entries()

    SearchEntry.objects.filter(subject=town.east.public_id).delete()
    SearchEntry.objects.filter(subject=town.west.public_id).update(text="旧\n\n\n")
    circle.delete()

    assert (mended, mend_entries(), mend_entries()) == (10, 3, 0)


def test_initials_follow_the_phrase():
    assert [initials_of(name) for name in ("重庆路", "重大节点", "A座3层")] == ["cql", "zdjd", "zc"]


def test_words_are_compared_without_their_dress():
    assert terms_of(" ＸＱ　路灯 x 路灯 ") == ["xq", "路灯"]
