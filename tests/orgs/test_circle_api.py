"""Circles, members, rosters, coverage and guidance over HTTP."""

import pytest
from django.utils import timezone

from orgs.enums import PostKind, Role
from orgs.models import AuditEntry, Circle
from tests.factories import (
    CircleFactory,
    CircleMembershipFactory,
    CoverageFactory,
    GuidanceFactory,
    PartnerFactory,
    PostingFactory,
    RotationFactory,
)

pytestmark = pytest.mark.django_db

CIRCLES = "/api/v1/circles/"
MEMBERS = "/api/v1/circle-memberships/"
TURNS = "/api/v1/rotations/"
PARTNERS = "/api/v1/partners/"
GUIDANCES = "/api/v1/guidances/"
NEXT_YEAR = timezone.localdate().year + 1


@pytest.fixture
def client(office, api):
    return api(office)


@pytest.fixture
def liaison(town, person, api):
    return api(person(Role.PARTNER_LIAISON, over=town.school))


@pytest.fixture
def circle(town):
    return CircleFactory(street=town.root)


def test_a_circle_is_founded_once_amended_and_dissolved(client):
    facts = {"street": "101", "name": "示例共建圈", "view": "work"}
    answers = [
        client.post(CIRCLES, facts, format="json", headers={"Idempotency-Key": "k"}) for _ in "12"
    ]
    url = f"{CIRCLES}{answers[0].json()['public_id']}/"
    change = {"theme": "园区互助"}
    amended = client.patch(url, change, format="json", headers={"If-Match": '"1"'})
    stale = client.patch(url, change, format="json", headers={"If-Match": '"1"'})
    ended = client.post(f"{url}dissolve/", {"reason": "调整"}, format="json")

    assert [answer.status_code for answer in answers] == [201, 201]
    assert AuditEntry.objects.filter(verb="circle.found").count() == 1
    assert (amended.json()["theme"], stale.status_code) == ("园区互助", 412)
    assert ended.json()["dissolved_on"] == str(timezone.localdate())


def test_a_member_is_taken_to_the_core_and_hands_its_turn_over(town, circle, client, liaison):
    joined = client.post(
        MEMBERS,
        {"circle": str(circle.public_id), "partner": str(town.school.public_id)},
        format="json",
    ).json()
    member = f"{MEMBERS}{joined['public_id']}/"
    steps = [
        liaison.post(f"{member}apply/"),
        client.post(f"{member}assess/", {"assessment": "示例"}, format="json"),
        client.post(f"{member}promote/", {"reason": "条件成熟"}, format="json"),
        client.post(f"{CIRCLES}{circle.public_id}/lay-out/", {"year": NEXT_YEAR}, format="json"),
    ]
    turns = client.get(TURNS).json()["results"]
    turn = f"{TURNS}{turns[0]['public_id']}/"
    begun = client.post(f"{turn}begin/")
    handed = liaison.post(f"{turn}hand-over/", {"handover": "观摩两次"}, format="json")

    assert [step.status_code for step in steps] == [200] * 4
    assert steps[2].json()["is_core"]
    assert [each["period"] for each in turns] == [f"{NEXT_YEAR}-Q{n}" for n in "1234"]
    assert (begun.json()["state"], handed.json()["state"]) == ("on_duty", "handed_over")


def test_an_organisation_or_a_unit_joins_and_not_both(town, circle, client):
    both = {
        "circle": str(circle.public_id),
        "org": town.branch.code,
        "partner": str(town.school.public_id),
    }

    assert client.post(MEMBERS, both, format="json").status_code == 400
    del both["partner"]
    assert client.post(MEMBERS, both, format="json").json()["name"] == town.branch.name


def test_a_refusal_has_its_code_and_another_person_is_forbidden(town, circle, client, liaison):
    CircleMembershipFactory(circle=circle, member_partner=town.school)
    again = {"circle": str(circle.public_id), "partner": str(town.school.public_id)}

    refused = client.post(MEMBERS, again, format="json")
    empty = client.post(f"{CIRCLES}{circle.public_id}/lay-out/", {"year": NEXT_YEAR}, format="json")

    assert (refused.status_code, refused.json()["code"]) == (409, "member_already")
    assert (empty.status_code, empty.json()["code"]) == (409, "roster_refused")
    assert liaison.post(MEMBERS, again, format="json").status_code == 403


def test_what_is_out_of_reach_does_not_exist(town, circle, person, api):
    member = CircleMembershipFactory(circle=circle, member_partner=town.school, core=True)
    turn = RotationFactory(membership=member)
    guidance = GuidanceFactory(
        partner=town.school, posting=PostingFactory(org=town.east, kind=PostKind.INSTRUCTOR)
    )
    stranger = api(person(Role.SECRETARY, over=town.west))

    for base, row in (
        (CIRCLES, circle),
        (MEMBERS, member),
        (TURNS, turn),
        (GUIDANCES, guidance),
    ):
        assert stranger.get(f"{base}{row.public_id}/").status_code == 404
        assert stranger.get(base).json()["count"] == 0


@pytest.mark.parametrize("size", [1, 3])
@pytest.mark.parametrize(("base", "queries"), [(CIRCLES, 3), (MEMBERS, 3), (TURNS, 3)])
def test_lists_cost_the_same_at_any_size(
    town, client, size, base, queries, django_assert_num_queries
):
    for _ in range(size):
        member = CircleMembershipFactory(
            circle=CircleFactory(street=town.root),
            member_partner=PartnerFactory(street=town.root),
            core=True,
        )
        RotationFactory(membership=member)

    with django_assert_num_queries(queries):
        assert client.get(base).json()["count"] == size


def test_lists_are_narrowed(town, circle, client):
    member = CircleMembershipFactory(circle=circle, member_partner=town.school, core=True)
    RotationFactory(membership=member)
    CircleFactory(street=town.root, dissolved_on=timezone.localdate())
    asked = [
        (CIRCLES, "active=true"),
        (MEMBERS, f"circle={circle.public_id}&state=core"),
        (TURNS, "year=2026"),
        (PARTNERS, f"circle={circle.public_id}"),
    ]

    assert [client.get(f"{base}?{query}").json()["count"] for base, query in asked] == [1] * 4
    for base, query in ((CIRCLES, "view=work"), (MEMBERS, "state=left"), (TURNS, "year=2025")):
        assert client.get(f"{base}?{query}").json()["count"] == 0


def test_coverage_goes_on_at_the_unit(town, client, liaison):
    url = f"{PARTNERS}{town.school.public_id}/"
    followed = client.post(
        f"{url}follow-up/",
        {"responsible": town.east.code, "review_on": "2030-01-31", "note": "筹建"},
        format="json",
    )
    covered = client.post(f"{url}cover-by-organisation/")
    again = client.post(f"{url}cover-by-work/")

    assert followed.json()["coverage"] == {
        "state": "uncovered",
        "duty": "due",
        "responsible": town.east.code,
        "review_on": "2030-01-31",
        "note": "筹建",
    }
    assert covered.json()["coverage"]["duty"] == "built"
    assert (again.status_code, again.json()["code"]) == (409, "move_refused")
    refused = liaison.post(f"{url}lose-coverage/", {"reason": "示例"}, format="json")
    assert refused.status_code == 403


def test_units_are_narrowed_by_domain_coverage_and_agreement(town, client):
    CoverageFactory(partner=town.school, state="work")

    for query, count in (
        ("coverage=work", 1),
        ("coverage=uncovered", 1),
        ("domain=organs", 0),
        ("agreement_ends_before=2030-01-01", 0),
    ):
        assert client.get(f"{PARTNERS}?{query}").json()["count"] == count


def test_an_instructor_is_sent_and_called_back(town, client):
    posting = PostingFactory(org=town.east, kind=PostKind.INSTRUCTOR)
    sent = client.post(
        GUIDANCES,
        {"partner": str(town.school.public_id), "posting": str(posting.public_id)},
        format="json",
    ).json()
    shown = client.get(f"{PARTNERS}{town.school.public_id}/").json()["guides"]
    ended = client.post(f"{GUIDANCES}{sent['public_id']}/end/", {"on": "2026-01-31"}, format="json")

    assert [each["instructor"] for each in shown] == [posting.person_name]
    assert ended.json()["ends_on"] == "2026-01-31"
    assert client.get(f"{GUIDANCES}?current=true").json()["count"] == 0


def test_a_circle_of_another_street_is_unknown(town, client):
    far = CircleFactory(street=PartnerFactory().street)
    asked = {"circle": str(far.public_id), "partner": str(town.school.public_id)}

    assert client.post(MEMBERS, asked, format="json").status_code == 400
    assert Circle.objects.count() == 1
