"""Where grid staff come from: the list of the plans, and what an office makes of it."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from grids.models import GridPostSource
from grids.posts import SOURCES, source_of
from grids.selectors.sources import cadres_of, is_unusual, names_in_use, sources_of
from grids.services.sources import SourceRefused, keep_source
from orgs.enums import Role
from orgs.models import AuditEntry
from tests.factories import GridPostFactory, UserFactory

pytestmark = pytest.mark.django_db

PAGE = reverse("grids:sources")
API = "/api/v1/grid-post-sources/"


def test_a_street_begins_with_the_twelve_of_the_plans(town):
    assert names_in_use(town.root) == list(SOURCES)
    assert cadres_of(town.root) == {"街道干部", "村(社区)两委", "专职社工"}


@pytest.mark.parametrize(
    ("word", "source"),
    [
        ("村(社区)“两委”", "村(社区)两委"),
        ("村（社区）两委", "村(社区)两委"),
        ("社区专职工作者", "专职社工"),
        ("业主委员会党员", "业委会党员"),
        ("热心群众", "热心群众"),
    ],
)
def test_a_source_is_known_by_its_other_words(word, source):
    assert source_of(word, SOURCES.items()) == source


def test_an_office_adds_a_source_and_retires_one_of_the_plans(town, office):
    keep_source(street=town.root, name="退役军人", aliases="老兵", is_cadre=True, actor=office)
    keep_source(street=town.root, name="理事长", is_used=False, actor=office)

    names = names_in_use(town.root)
    assert ("退役军人" in names, "理事长" in names) == (True, False)
    assert "退役军人" in cadres_of(town.root)
    entry = AuditEntry.objects.filter(verb="gridpostsource.keep").order_by("pk").last()
    assert entry.changes["is_used"] == [True, False]


def test_a_source_is_altered_not_doubled(town, office):
    for aliases in ("老兵", "老兵 复员军人"):
        keep_source(street=town.root, name="退役军人", aliases=aliases, actor=office)

    assert GridPostSource.objects.get().aliases == "老兵 复员军人"


def test_the_list_is_that_of_a_sub_district_and_of_its_office(town, office, person):
    with pytest.raises(SourceRefused):
        keep_source(street=town.north, name="退役军人", actor=office)
    for stranger in (UserFactory(), person(Role.SECRETARY, over=town.root)):
        with pytest.raises(PermissionDenied):
            keep_source(street=town.root, name="退役军人", actor=stranger)


def test_the_lead_of_a_unit_grid_is_usually_a_cadre(ground):
    def lead(grid, source):
        return is_unusual(GridPostFactory.build(grid=grid, kind="lead", source=source))

    assert [
        lead(ground.unit, "社区党员"),
        lead(ground.unit, "专职社工"),
        lead(ground.unit, ""),
        lead(ground.base, "社区党员"),
    ] == [True, False, False, False]


def test_the_office_alters_the_list_on_its_page(town, office, browser):
    client = browser(office)
    chosen = client.get(f"{PAGE}?street={town.root.public_id}&name=楼栋长").content.decode()
    asked = {"street": town.root.public_id, "name": "退役军人", "aliases": "老兵", "is_used": "on"}

    wrong = client.post(PAGE, {**asked, "name": ""})
    done = client.post(PAGE, asked)

    assert 'value="楼栋长"' in chosen
    assert (wrong.status_code, done.status_code) == (422, 302)
    assert "退役军人" in client.get(PAGE).content.decode()


def test_nobody_else_opens_the_page(town, person, browser):
    assert browser(person(Role.SECRETARY, over=town.root)).get(PAGE).status_code == 403


def test_the_list_over_http(town, office, person, api):
    asked = {"street": town.root.code, "name": "退役军人"}

    made = api(office).post(API, asked, format="json")
    forbidden = api(person(Role.SECRETARY, over=town.root)).post(API, asked, format="json")
    seen = api(office).get(API).json()["results"]
    stranger = api(person(Role.SECRETARY, over=town.east)).get(f"{API}{made.json()['public_id']}/")

    assert (made.status_code, forbidden.status_code, stranger.status_code) == (201, 403, 404)
    assert [row["name"] for row in seen] == ["退役军人"]
    assert [s.name for s in sources_of(town.root)][-1] == "退役军人"
