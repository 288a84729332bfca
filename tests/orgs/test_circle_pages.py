"""Circles as people see them."""

import pytest
from django.urls import reverse
from django.utils import timezone

from orgs.enums import OrgKind, PostKind, Role
from orgs.models import Circle, CircleMembership, Coverage, Guidance, Rotation
from tests.factories import (
    CircleFactory,
    CircleMembershipFactory,
    CoverageFactory,
    GuidanceFactory,
    OrgFactory,
    PairingFactory,
    PartnerFactory,
    PostingFactory,
    RotationFactory,
)

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()
LISTS = ["orgs:circles", "orgs:circlememberships", "orgs:rotations"]


@pytest.fixture
def desk(office, browser):
    return browser(office)


@pytest.fixture
def circle(town):
    return CircleFactory(street=town.root, name="示例产业园共建圈")


@pytest.fixture
def core(town, circle):
    return CircleMembershipFactory(circle=circle, member_partner=town.school, core=True)


def step(name, row, action):
    return reverse(f"orgs:{name}-step", args=[row.public_id, action])


def actions(response):
    shown = [*response.context["offers"], *response.context.get("coverage_offers", [])]
    return [offer.action for offer in shown]


def test_a_circle_is_founded_and_its_members_and_roster_stand_on_its_page(town, desk):
    founded = desk.post(
        reverse("orgs:circle-found"),
        {"street": town.root.pk, "name": "示例共建圈", "view": "both", "turn": "quarter"},
    )
    circle = Circle.objects.get()
    joined = desk.post(step("circle", circle, "join"), {"member": "示例小学", "joined_on": TODAY})
    CircleMembership.objects.update(state="core", core_since=TODAY, assessment="示例")
    laid_out = desk.post(step("circle", circle, "lay_out"), {"year": TODAY.year + 1})
    html = desk.get(circle.get_absolute_url()).content.decode()

    assert founded.headers["Location"] == circle.get_absolute_url()
    assert [joined.status_code, laid_out.status_code] == [302, 302]
    assert Rotation.objects.count() == 4
    assert town.school.get_absolute_url() in html
    assert Rotation.objects.first().get_absolute_url() in html


def test_a_member_of_the_tree_is_named_by_its_code(town, desk, circle):
    firm = OrgFactory(kind=OrgKind.ENTERPRISE, parent=town.root)

    desk.post(step("circle", circle, "join"), {"member": firm.code, "joined_on": TODAY})

    assert circle.memberships.get().member == firm


def test_a_refusal_stands_beside_its_field(town, desk, circle, core):
    again = desk.post(step("circle", circle, "join"), {"member": "示例小学", "joined_on": TODAY})
    unknown = desk.post(step("circle", circle, "join"), {"member": "无", "joined_on": TODAY})

    assert (again.status_code, unknown.status_code) == (409, 422)
    assert all(
        "member" in response.context["offers"][0].form.errors for response in (again, unknown)
    )


def test_a_liaison_sees_the_circle_and_does_what_is_the_units_own(
    town, circle, core, person, browser
):
    turn = RotationFactory(membership=core, state="on_duty")
    client = browser(person(Role.PARTNER_LIAISON, over=town.school))

    assert actions(client.get(circle.get_absolute_url())) == []
    assert actions(client.get(core.get_absolute_url())) == ["leave"]
    assert actions(client.get(turn.get_absolute_url())) == ["hand_over"]
    assert client.post(step("circle", circle, "dissolve"), {"reason": "示例"}).status_code == 403
    handed = client.post(step("rotation", turn, "hand_over"), {"handover": "观摩两次"})
    assert handed.status_code == 302
    left = client.post(step("circlemembership", core, "leave"), {"reason": "示例"})
    assert left.status_code == 302


def test_what_is_out_of_reach_does_not_exist(town, circle, core, person, browser):
    turn = RotationFactory(membership=core)
    client = browser(person(Role.SECRETARY, over=town.west))

    for name, row in (("circle", circle), ("circlemembership", core), ("rotation", turn)):
        assert client.get(row.get_absolute_url()).status_code == 404
        assert client.post(step(name, row, "amend")).status_code == 404
    assert client.get(reverse("orgs:circle-found")).status_code == 403


@pytest.mark.parametrize("name", LISTS)
def test_lists_cost_the_same_at_any_length(town, desk, name, cost):
    def grow(count):
        for _ in range(count):
            member = CircleMembershipFactory(
                circle=CircleFactory(street=town.root),
                member_partner=PartnerFactory(street=town.root),
                core=True,
            )
            RotationFactory(membership=member)

    grow(1)
    few = cost(desk, reverse(name))
    grow(2)

    assert cost(desk, reverse(name)) == few


@pytest.mark.parametrize("name", LISTS)
def test_lists_are_exported(core, desk, name):
    RotationFactory(membership=core)

    response = desk.post(reverse(name), {"format": "csv"})

    lines = b"".join(response.streaming_content).decode("utf-8-sig").splitlines()
    assert len(lines) == 2
    assert "示例产业园共建圈" in lines[1]


def test_a_dissolved_circle_stands_apart_and_offers_nothing(desk, circle):
    CircleFactory(street=circle.street, name="旧共建圈", dissolved_on=TODAY)
    gone = Circle.objects.get(name="旧共建圈")
    lists = [desk.get(f"/orgs/circles/{query}").content.decode() for query in ("", "?gone=yes")]

    assert ["旧共建圈" in html for html in lists] == [False, True]
    assert actions(desk.get(gone.get_absolute_url())) == []


def test_coverage_and_guidance_are_kept_on_the_page_of_the_unit(town, desk):
    posting = PostingFactory(org=town.east, kind=PostKind.INSTRUCTOR)
    page = desk.get(town.school.get_absolute_url())
    done = [
        desk.post(step("partner", town.school, "cover_by_work")),
        desk.post(
            step("partner", town.school, "follow_up"),
            {"responsible": town.east.code, "review_on": TODAY, "note": "筹建"},
        ),
        desk.post(step("partner", town.school, "guide"), {"posting": posting.pk}),
    ]
    after = desk.get(town.school.get_absolute_url())
    html = after.content.decode()
    ended = desk.post(
        step("partner", town.school, "end_guidance"),
        {"guidance": Guidance.objects.get().pk, "on": TODAY},
    )

    assert actions(page) == [
        "amend",
        "pair",
        "guide",
        "cover_by_work",
        "cover_by_organisation",
        "follow_up",
    ]
    assert [response.status_code for response in (*done, ended)] == [302] * 4
    assert {"end_guidance", "end_follow_up", "lose_coverage"} <= set(actions(after))
    assert posting.person_name in html
    assert Coverage.objects.get().note in html


def test_a_community_follows_up_and_sends_its_own_instructors_only(town, person, browser):
    PairingFactory(partner=town.school, community=town.east)
    CoverageFactory(
        partner=town.school, responsible=town.east, review_on=TODAY, note="筹建", state="work"
    )
    PostingFactory(org=town.east, kind=PostKind.INSTRUCTOR)
    far = GuidanceFactory(
        partner=town.school, posting=PostingFactory(org=town.west, kind=PostKind.INSTRUCTOR)
    )
    client = browser(person(Role.SECRETARY, over=town.east))

    page = client.get(town.school.get_absolute_url())
    beside = client.post(
        step("partner", town.school, "end_guidance"), {"guidance": far.pk, "on": TODAY}
    )

    assert actions(page) == ["guide", "follow_up"]
    assert beside.status_code == 422
    assert (
        client.post(step("partner", town.school, "lose_coverage"), {"reason": "示例"}).status_code
        == 403
    )


def test_units_are_narrowed_by_coverage_duty_circle_and_agreement(town, circle, core, desk):
    CoverageFactory(partner=town.school, state="work")
    PairingFactory(
        partner=town.school,
        community=town.east,
        agreement_signed=True,
        agreement_ends_on=TODAY,
        agreement_ends_precision="day",
    )
    url = reverse("orgs:partners")

    def found(query):
        html = desk.get(f"{url}?{query}").content.decode()
        return ["示例小学" in html, "示例银行" in html]

    assert found("coverage=work") == [True, False]
    assert found("coverage=uncovered") == [False, True]
    assert found("duty=none") == [True, True]
    assert found("duty=built") == [False, False]
    assert found(f"circle={circle.public_id}") == [True, False]
    assert found("agreement=30") == [True, False]
    assert found("agreement=0") == [False, False]


def test_a_credit_code_whose_check_digit_is_wrong_is_told(town, desk):
    sound, wrong = "11000000MB000001XU", "11000000MB000001X6"
    shown = {}
    for code in (sound, wrong):
        unit = PartnerFactory(street=town.root, credit_code=code)
        page = desk.get(unit.get_absolute_url())
        (shown[code],) = (f.value for f in page.context["facts"] if code in str(f.value))

    assert shown[sound] == sound
    assert len(shown[wrong]) > len(wrong)
