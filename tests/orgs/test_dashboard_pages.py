"""The pages of the dashboards: the order, the rows, the file, the wall, and strangers."""

from datetime import timedelta
from io import BytesIO

import openpyxl
import pytest
from django.urls import reverse
from django.utils import timezone

from orgs.enums import DatePrecision, OrgKind, Role
from orgs.models import Org
from orgs.selectors.dashboards import org_place
from orgs.selectors.tiles import lines_of, tiles
from tests.factories import CaseFactory, OrgFactory
from tests.liaison.factories import BodyFactory, MeetingFactory
from tests.resources.factories import MatchFactory, NeedFactory, ResourceFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def busy(town):
    """A town in which something waits at every turn."""
    yesterday = timezone.now() - timedelta(days=1)
    Org.objects.filter(pk=town.north.pk).update(
        term_ends_on=yesterday.date(), term_ends_precision=DatePrecision.DAY
    )
    CaseFactory(
        street=town.root,
        community=town.east,
        state="registered",
        reported_at=yesterday,
        due_at=yesterday,
    )
    MatchFactory(
        need=NeedFactory(owner_org=town.east, state="listed"),
        resource=ResourceFactory(owner_partner=town.school, state="published"),
    )
    NeedFactory(owner_org=town.west, state="submitted")
    MeetingFactory(body=BodyFactory(org=town.root))
    return town


def board_of(org):
    return reverse("orgs:org-dashboard", args=[org.public_id])


def test_every_count_of_a_dashboard_opens_exactly_its_rows(busy, office, browser):
    client = browser(office)
    place = org_place(busy.root, reader=office)
    counted = {
        line.url: line.count
        for tile in tiles(place)
        if tile.measures
        for line in lines_of(tile, place)
        if line.count
    }

    opened = {url: client.get(url).context["page"].paginator.count for url in counted}

    assert opened == counted
    assert len(counted) > 5


def test_the_file_of_a_dashboard_says_what_the_page_says(busy, office, browser):
    url = board_of(busy.root)

    page = browser(office).get(url)
    file = browser(office).post(url, {"format": "xlsx"})

    rows = list(openpyxl.load_workbook(BytesIO(file.getvalue())).active.values)
    waits = {row[2]: row[3] for row in rows if row[3] and row[0] == rows[1][0]}
    shown = {line.label: line.count for line in page.context["board"].waiting}
    assert waits == shown


def test_a_dashboard_costs_the_same_with_one_place_below_and_with_many(town, office, browser, cost):
    client = browser(office)
    before = cost(client, board_of(town.root))
    for number in range(3):
        OrgFactory(code=f"10181{number}", kind=OrgKind.COMMUNITY_COMMITTEE, parent=town.root)

    assert cost(client, board_of(town.root)) == before


def test_what_a_stranger_asks_for_does_not_exist(busy, person, browser):
    client = browser(person(Role.SECRETARY, over=busy.east))
    unit = [busy.school.public_id]

    for url in (
        board_of(busy.west),
        reverse("orgs:org-wall", args=[busy.west.public_id]),
        reverse("orgs:org-tile", args=[busy.west.public_id, "needs", "listed"]),
        reverse("orgs:org-tile", args=[busy.east.public_id, "needs", "nonsense"]),
        reverse("orgs:partner-dashboard", args=unit),
        reverse("orgs:partner-tile", args=[*unit, "matches-waiting", "unanswered"]),
    ):
        assert client.get(url).status_code == 404


def test_the_wall_shows_six_decisions_at_most_and_asks_for_itself(busy, office, browser):
    url = reverse("orgs:org-wall", args=[busy.root.public_id])

    wall = browser(office, htmx=True).get(url)

    assert "<html" not in wall.text
    assert 'hx-trigger="every 180s"' in wall.text
    assert 0 < len(wall.context["decisions"]) <= 6
    assert wall.context["decisions"][0].is_urgent


def test_the_way_to_the_dashboard_leads_straight_to_the_only_one(town, person, browser):
    client = browser(person(Role.SECRETARY, over=town.east))
    unit = browser(person(Role.PARTNER_LIAISON, over=town.school))

    assert client.get(reverse("orgs:dashboards")).url == board_of(town.east)
    assert unit.get(reverse("orgs:dashboards")).url == reverse(
        "orgs:partner-dashboard", args=[town.school.public_id]
    )


def test_a_draft_of_a_circular_leaves_the_page_in_no_file(town, office, browser, api):
    args = [town.root.public_id, "censures-waiting", "decide"]

    assert browser(office).get(reverse("orgs:org-tile", args=args)).status_code == 200
    assert browser(office).post(reverse("orgs:org-tile", args=args)).status_code == 403
    asked = f"/api/v1/dashboards/{args[0]}/rows/censures-waiting/decide/"
    assert api(office).get(asked).status_code == 404


def test_the_api_tells_the_same_and_opens_the_same_rows(busy, office, person, api):
    root = f"/api/v1/dashboards/{busy.root.public_id}/"

    board = api(office).get(root).json()
    rows = api(office).get(f"{root}rows/needs-waiting/review/").json()
    stranger = api(person(Role.SECRETARY, over=busy.east)).get(root)

    found = {tile["key"]: tile["lines"] for tile in board["todo"]}
    assert found["needs-waiting"][0]["count"] == rows["count"] == 1
    assert next(each["basic"] for each in board["basics"]) == "organisation"
    assert stranger.status_code == 404
