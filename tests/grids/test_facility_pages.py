"""Pages of facilities, checks and checklists."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from grids.enums import FIRST_ITEMS, ChecklistKind, CheckState, FacilityKind, FacilityState
from grids.models import Check, Facility, Grid
from orgs.enums import Role
from tests.factories import FacilityFactory, GridFactory
from tests.grids.checks import found_all, met

pytestmark = pytest.mark.django_db

HAVES = ChecklistKind.SIX_HAVES
TODAY = timezone.localdate().isoformat()


@pytest.fixture
def centre(town, ground):
    return FacilityFactory(street=town.root, community=town.east, name="东中心", service_sqm=280)


@pytest.fixture
def desk(office, browser):
    return browser(office)


def step(facility, action):
    return reverse("grids:facility-step", args=[facility.public_id, action])


def test_a_facility_is_registered_on_a_page_and_refused_beside_its_field(town, ground, desk):
    page = reverse("grids:facility-register")
    asked = {"street": town.root.pk, "name": "北厅", "kind": "hub", "state": "active"}

    refused = desk.post(page, asked)
    kept = desk.post(page, {**asked, "grid": ground.north.pk, "total_sqm": "1200"})

    hub = Facility.objects.get()
    assert refused.status_code == 409
    assert list(refused.context["form"].errors) == ["grid"]
    assert (kept.status_code, kept.headers["Location"]) == (302, hub.get_absolute_url())


def test_only_the_office_registers(town, person, browser):
    secretary = browser(person(Role.SECRETARY, over=town.east))

    assert secretary.get(reverse("grids:facility-register")).status_code == 403
    assert desk_actions(secretary) == []


def desk_actions(client):
    return client.get(reverse("grids:facilities")).context["actions"]


@pytest.mark.parametrize(
    ("role", "over", "offered"),
    [
        (Role.OFFICE, "root", ["renovate", "close", "amend", "set_hours", "tag"]),
        (Role.SECRETARY, "east", ["amend", "set_hours", "tag"]),
        (Role.LEADER, "root", []),
    ],
)
def test_a_page_offers_what_its_reader_may_do(town, centre, person, browser, role, over, offered):
    client = browser(person(role, over=getattr(town, over)))

    page = client.get(centre.get_absolute_url())

    assert [offer.action for offer in page.context["offers"]] == offered
    assert page.context["can_check"] is bool(offered)


def test_a_facility_out_of_reach_does_not_exist(town, centre, person, browser):
    check = found_all(centre, HAVES, by=person(Role.SECRETARY, over=town.east))
    stranger = browser(person(Role.SECRETARY, over=town.west))

    for url in (
        centre.get_absolute_url(),
        reverse("grids:facility-check", args=[centre.public_id, HAVES]),
        check.get_absolute_url(),
    ):
        assert stranger.get(url).status_code == 404
    assert stranger.post(step(centre, "close")).status_code == 404


def test_hours_are_written_day_by_day_and_wrong_ones_are_told_beside_the_day(centre, desk):
    week = {"day_0": "8:30-12:00 14:00-17:30", "day_5": "9-12点"}

    refused = desk.post(step(centre, "set_hours"), {**week, "closed_days": "明天"})
    kept = desk.post(
        step(centre, "set_hours"),
        {**week, "day_5": "9:00-12:00", "closed_days": "2026-02-15 检修\n2026/2/16"},
    )

    assert refused.status_code == 422
    failed = next(o for o in refused.context["offers"] if o.is_failed)
    assert set(failed.form.errors) == {"day_5", "closed_days"}
    assert kept.status_code == 302, kept.context and kept.context["offers"]
    assert (len(centre.spans), centre.closed_days.count()) == (3, 2)


def test_functions_are_ticked(centre, desk):
    desk.post(step(centre, "tag"), {"functions": ["culture", "education"]})

    assert Facility.objects.get(pk=centre.pk).tags == ["education", "culture"]
    assert "功能" in desk.get(centre.get_absolute_url()).content.decode()


def answers(kind, answer="yes", **more):
    found = {f"answer_{number}": answer for number in range(len(FIRST_ITEMS[kind]))}
    return {**found, "checked_on": TODAY, "version": 1, **more}


def test_a_check_is_one_screen_of_rows_and_is_verified_on_its_page(
    town, centre, person, browser, desk
):
    secretary = browser(person(Role.SECRETARY, over=town.east))
    page = reverse("grids:facility-check", args=[centre.public_id, HAVES])

    shown = secretary.get(page).content.decode()
    made = secretary.post(page, answers(HAVES, evidence_4="示财〔2026〕1号"))

    check = Check.objects.get()
    assert shown.count('type="radio"') == 18
    assert made.headers["Location"] == check.get_absolute_url()
    assert "示财〔2026〕1号" in secretary.get(check.get_absolute_url()).content.decode()
    for action in ("verify", "confirm"):
        desk.post(reverse("grids:check-step", args=[check.public_id, action]))
    check.refresh_from_db()
    assert check.state == CheckState.MET


def test_the_next_check_begins_with_the_last_answers(town, centre, office, person, desk):
    met(centre, HAVES, by=person(Role.SECRETARY, over=town.east), verifier=office)

    form = desk.get(reverse("grids:facility-check", args=[centre.public_id, HAVES])).context["form"]

    assert {form[f"answer_{n}"].value() for n in range(6)} == {"yes"}


@pytest.mark.parametrize(
    ("sent", "status"),
    [({"version": 2}, 409), ({"answer_0": "perhaps"}, 422), ({"checked_on": "2999-01-01"}, 409)],
)
def test_a_check_that_cannot_be_kept_shows_its_rows_again(centre, desk, sent, status):
    page = reverse("grids:facility-check", args=[centre.public_id, HAVES])

    response = desk.post(page, answers(HAVES, **sent))

    assert response.status_code == status
    assert not Check.objects.exists()


def test_a_list_that_does_not_fit_the_kind_is_not_there(centre, desk):
    for kind in (ChecklistKind.HUB_SERVICES, "nothing"):
        page = reverse("grids:facility-check", args=[centre.public_id, kind])
        assert desk.get(page).status_code == 404


def test_a_list_is_worded_anew_on_its_page(town, centre, desk, person, browser):
    page = reverse("grids:checklist-revise", args=[town.root.public_id, HAVES])

    kept = desk.post(page, {"items": "有场所\n有党旗", "version": 1})
    stale = desk.post(page, {"items": "有", "version": 1})

    assert kept.status_code == 302
    assert "有党旗" in desk.get(kept.headers["Location"]).content.decode()
    assert stale.status_code == 409
    leader = browser(person(Role.LEADER, over=town.root))
    assert leader.get(page).status_code == 403
    assert leader.get(reverse("grids:checklists")).status_code == 200
    elsewhere = browser(person(Role.SECRETARY, over=town.east))
    assert elsewhere.get(kept.headers["Location"]).status_code == 200
    assert elsewhere.get(page).status_code == 404


def names(client, query):
    return {row.name for row in client.get(reverse("grids:facilities") + query).context["page"]}


def test_the_list_is_narrowed(town, ground, centre, office, person, desk):
    FacilityFactory(
        street=town.root, kind=FacilityKind.HUB, grid=ground.south, name="南厅", state="planned"
    )
    FacilityFactory(street=town.root, kind="hall", grid=ground.unit, name="北议")
    met(centre, HAVES, by=person(Role.SECRETARY, over=town.east), verifier=office)

    assert names(desk, "?kind=hub") == {"南厅"}
    assert names(desk, "?state=active") == {"东中心", "北议"}
    assert names(desk, f"?community={town.east.public_id}") == {"东中心", "北议"}
    assert names(desk, f"?area={ground.north.public_id}") == {"东中心", "北议"}
    assert names(desk, "?standard=yes") == {"东中心"}
    assert names(desk, "?standard=no") == {"南厅", "北议"}


def test_coverage_and_space_are_lists_with_their_own_filters(town, ground, centre, desk):
    far = GridFactory(
        street=town.root, code="b9", tier="base", parent=Grid.objects.get(pk=ground.unit.pk)
    )
    Grid.objects.filter(pk=far.pk).update(walking_minutes=6)
    near = Grid.objects.filter(pk=ground.base.pk)
    near.update(walking_minutes=5, nearest_facility=centre)

    def found(name, query):
        return [row.code for row in desk.get(reverse(name) + query).context["page"]]

    assert found("grids:coverage", "?circle=within") == [ground.base.code]
    assert found("grids:coverage", "?circle=beyond") == ["b9"]
    near.update(walking_minutes=None)
    assert found("grids:coverage", "?circle=unknown") == [ground.base.code]
    assert found("grids:space", "?standard=yes") == []
    assert found("grids:space", "?standard=no") == [town.east.code, town.west.code]


def test_a_base_grid_names_its_nearest_facility_on_its_page(ground, centre, desk):
    page = reverse("grids:grid-step", args=[ground.base.public_id, "name_nearest"])

    kept = desk.post(page, {"facility": centre.pk, "walking_minutes": 4})

    assert kept.status_code == 302
    assert "东中心" in desk.get(ground.base.get_absolute_url()).content.decode()
    assert "北一01" in desk.get(centre.get_absolute_url()).content.decode()


@pytest.mark.parametrize("name", ["facilities", "checks", "coverage", "space"])
def test_lists_cost_the_same_at_any_length(town, ground, office, person, desk, name):
    secretary = person(Role.SECRETARY, over=town.root)
    page = reverse(f"grids:{name}")

    def grow():
        facility = FacilityFactory(street=town.root, community=town.east)
        found_all(facility, HAVES, by=secretary)
        parent = Grid.objects.get(pk=ground.unit.pk)
        base = GridFactory(street=town.root, tier="base", parent=parent)
        Grid.objects.filter(pk=base.pk).update(nearest_facility=facility)

    grow()
    with CaptureQueriesContext(
        connection,
    ) as few:
        desk.get(page)
    grow()
    grow()
    with CaptureQueriesContext(connection) as many:
        desk.get(page)

    assert len(many) == len(few)


def test_a_closed_facility_is_not_checked_any_more(centre, desk):
    Facility.objects.filter(pk=centre.pk).update(state=FacilityState.CLOSED, closed_on=TODAY)

    page = desk.get(centre.get_absolute_url())

    assert page.context["can_check"] is False
    assert "not-checked" not in page.content.decode()
