"""Facts of one kind, tags, numbers and time running out (R-003, R-194, R-235, R-269, N-02)."""

from datetime import timedelta
from functools import partial

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from orgs.enums import OrgKind, Role
from orgs.models import AuditEntry, Org, OrgTag
from orgs.selectors.indicators import figures
from orgs.selectors.terms import terms_ending
from orgs.selectors.waiting import waiting_for
from orgs.services import tree
from orgs.services.openings import FactMisplaced
from orgs.services.tags import TagRefused, tag_org
from tests.factories import OrgFactory, RoleAssignmentFactory
from tests.races import at_once

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()
LIST = reverse("orgs:org-list")


@pytest.fixture
def works(town):
    """A temporary branch whose works ended yesterday."""
    return OrgFactory(
        code="101001777",
        name="示例棚改项目临时党支部",
        kind=OrgKind.TEMPORARY,
        parent=Org.objects.get(pk=town.north.pk),
        works_until=TODAY - timedelta(days=1),
    )


@pytest.mark.parametrize("facts", [{"works_until": TODAY}, {"residents_committee": "示例居委会"}])
def test_a_fact_of_another_kind_is_refused_beside_its_field(town, office, facts):
    with pytest.raises(FactMisplaced) as refusal:
        tree.amend_org(org=town.north, actor=office, **facts)

    assert refusal.value.field in facts
    with pytest.raises(IntegrityError), transaction.atomic():
        Org.objects.filter(pk=town.north.pk).update(**facts)


def test_a_community_has_its_residents_committee(town, office, browser):
    tree.amend_org(org=town.east, residents_committee="东示例社区居委会", actor=office)

    html = browser(office).get(town.east.get_absolute_url()).content.decode()

    assert "东示例社区居委会" in html


def test_a_community_without_approved_posts_or_residents_is_a_gap(town, office):
    tree.amend_org(org=town.east, approved_post_count=5, residents_committee="示", actor=office)

    found = {f.indicator.key: (f.of, f.met) for f in figures(reader=office, below=town.root)}

    assert (found["no-quota"], found["no-residents-committee"]) == ((2, 1), (2, 1))


def test_the_areas_of_a_sub_district_are_counted_against_its_number(town, office):
    areas = next(
        figure
        for figure in figures(reader=office, below=town.root)
        if figure.indicator.key == "areas"
    )

    assert (areas.met, areas.least, areas.most, areas.is_met) == (2, 5, 5, False)


def test_what_waits_are_terms_within_six_months_and_works_that_ended(town, office, works):
    day = TODAY + timedelta(days=150)
    tree.amend_org(org=town.branch, term_ends_on=day, term_ends_precision="day", actor=office)
    tree.amend_org(
        org=town.group,
        term_ends_on=TODAY + timedelta(days=300),
        term_ends_precision="day",
        actor=office,
    )

    assert [wait.title for wait in waiting_for(reader=office)] == [town.branch.name, works.name]
    assert list(terms_ending(Org.objects.all(), today=TODAY)) == [town.branch]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?ends=outlived", ["101001777"]),
        ("?ends=soon", ["101001001"]),
        ("?ends=over", []),
        ("?tag=示范", ["101002"]),
    ],
)
def test_the_list_is_narrowed_by_tag_and_by_time(town, office, browser, api, works, query, found):
    tag_org(org=town.south, tags=["示范"], actor=office)
    tree.amend_org(org=town.branch, term_ends_on=TODAY, term_ends_precision="day", actor=office)

    page = browser(office).get(LIST + query).context["page"]
    answer = api(office).get(f"/api/v1/orgs/{query}").json()["results"]

    assert [org.code for org in page] == found
    assert [org["code"] for org in answer] == found


def test_tags_are_a_list_of_the_street_that_forgets_what_nothing_bears(town, office):
    tag_org(org=town.north, tags=[" 示范 ", "园区", "示范"], actor=office)
    tag_org(org=town.south, tags=["园区"], actor=office)
    tag_org(org=town.north, tags=["园区"], actor=office)

    assert list(OrgTag.objects.values_list("name", "street__code")) == [("园区", "101")]
    last = AuditEntry.objects.filter(verb="org.tag").first()
    assert AuditEntry.objects.filter(verb="org.tag").count() == 3
    assert last.org is not None


def test_tags_are_written_on_the_page_of_the_organisation(town, office, browser):
    client = browser(office)
    step = reverse("orgs:org-step", args=[town.north.public_id, "tag"])

    assert client.post(step, {"tags": "示范、带团建"}).status_code == 302
    assert "带团建" in client.get(town.north.get_absolute_url()).content.decode()
    assert client.post(step, {"tags": "、".join("一二三四五六七八九十百")}).status_code == 409


def test_too_long_a_tag_and_a_stranger_are_refused(town, office, person):
    with pytest.raises(TagRefused):
        tag_org(org=town.north, tags=["示" * 21], actor=office)
    with pytest.raises(PermissionDenied):
        tag_org(org=town.north, tags=["示范"], actor=person(Role.SECRETARY, over=town.north))


def test_the_api_tags(town, office, api):
    answer = api(office).post("/api/v1/orgs/101001/tag/", {"tags": ["示范"]}, format="json")

    assert (answer.status_code, answer.json()["tags"]) == (200, ["示范"])


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_one_tag_given_to_many_at_once_is_one_tag():
    root = OrgFactory(code="1")
    areas = [
        OrgFactory(code=f"1{n}", kind=OrgKind.GENERAL_BRANCH, parent=Org.objects.get(pk=root.pk))
        for n in range(6)
    ]
    actor = RoleAssignmentFactory(role=Role.OFFICE, org=Org.objects.get(pk=root.pk)).user
    deeds = [partial(tag_org, org=area, tags=["示范"], actor=actor) for area in areas]

    assert at_once(deeds) == []
    assert OrgTag.objects.get().orgs.count() == 6
