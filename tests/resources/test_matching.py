"""The matching desk: what fits comes first, for reasons a person can follow."""

import time
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone, translation

from grids.enums import GridTier
from orgs.enums import OrgKind
from resources.enums import MatchState, NeedState, ResourceClass, ResourceState
from resources.models import MatchingWeights, Need
from resources.selectors.matching import judge_pair, needs_for, resources_for, wanted_quantity
from resources.selectors.nearness import Nearness, Neighbourhood
from resources.selectors.reasons import kept_reasons
from resources.selectors.wording import Overlap, Vocabulary
from resources.services.weights import amend_weights
from tests.factories import GridFactory, OrgFactory, PairingFactory, PartnerFactory
from tests.resources.factories import MatchFactory, NeedFactory, ResourceFactory

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 22)
# What the needs and the resources of a street really say of the same things.
TOPICS = [
    ("为行动不便老人上门理发，每月19人次", "上门理发志愿者6名", "service"),
    ("员工子女入学、公租房政策解读，64人参加", "公租房、入学政策讲解3场", "policy"),
    ("老年人防诈骗宣讲，118人", "防诈骗宣讲4场", "service"),
    ("公益法律咨询，每季度14人次", "公益法律咨询律师3名", "service"),
    ("社区健康义诊，约35人", "全科医生3名，可义诊", "talent"),
    ("暑期青少年书法辅导，73名学生", "书法教师4名", "talent"),
    ("篮球场周末开放，112人使用", "操场及篮球场，容纳65人", "venue"),
    ("消防安全演练，51人", "消防演练指导3场", "service"),
    ("健身器材维修，36处", "健身器材维修3次", "facility"),
]
BOILERPLATE = "我单位愿意为辖区社区居民提供服务，每季度安排党员到社区开展活动，请提前联系。"


def codes(judgement):
    return {reason.code for reason in judgement.reasons}


@pytest.mark.parametrize("noise", ["", BOILERPLATE])
@pytest.mark.parametrize("topic", TOPICS, ids=lambda topic: topic[1])
def test_the_resource_of_the_same_topic_comes_first(town, people, topic, noise):
    wanted, offered, resource_class = topic
    for _wanted, other, other_class in TOPICS:
        ResourceFactory(
            owner_partner=town.school,
            title=other[:12],
            content=other + noise,
            resource_class=other_class,
        )
    need = NeedFactory(
        owner_org=town.east, title=wanted, content=noise, resource_class=resource_class
    )

    best = resources_for(reader=people.office, need=need)[0]

    assert best.resource.content == offered + noise


def test_the_shared_words_are_named_and_numbers_are_not():
    texts = ["老年人防诈骗宣讲，118人", "本行可做防诈骗宣讲，每年118次"]

    common = Vocabulary.of(texts).overlap(*texts)

    assert (common.share, common.words) == (1.0, ("防诈骗宣讲",))


def test_words_that_every_text_contains_make_nothing_alike():
    texts = [f"{word}，本单位诚挚欢迎垂询" for word in ("理发", "义诊", "书法", "法律")] * 50

    common = Vocabulary.of(texts).overlap(texts[0], texts[1])

    assert (common.share, common.words) == (0.0, ())


@pytest.mark.parametrize(("one", "other"), [("社区居民", "社区居民"), ("", "理发"), ("", "")])
def test_empty_words_make_nothing_alike(one, other):
    assert Vocabulary.of([one, other]).overlap(one, other) == Overlap(0.0, ())


@pytest.mark.parametrize(
    ("one", "other", "code", "points"),
    [
        (ResourceClass.VENUE, ResourceClass.VENUE, "class_same", 30),
        (ResourceClass.VENUE, ResourceClass.FACILITY, "class_related", 15),
        (ResourceClass.VENUE, ResourceClass.POLICY, "class_other", 0),
    ],
)
def test_classes_count_whole_half_or_not_at_all(town, one, other, code, points):
    need = NeedFactory(owner_org=town.east, resource_class=one)
    resource = ResourceFactory(owner_partner=town.school, resource_class=other)

    reasons = {r.code: r.points for r in judge_pair(need, resource).reasons}

    assert reasons[code] == points


@pytest.mark.parametrize(
    ("need_facts", "resource_facts", "code"),
    [
        ({}, {}, "capacity_enough"),
        ({"quantity": Decimal(6), "unit": "次"}, {}, "capacity_short"),
        ({"quantity": Decimal(6), "unit": "小时"}, {}, "capacity_enough"),
        ({"beneficiary_count": 40}, {"seat_count": 300}, "seats_enough"),
        ({"beneficiary_count": 400}, {"seat_count": 300}, "seats_short"),
        ({"wished_on": TODAY, "wished_precision": "day"}, {}, "period_open"),
        (
            {"wished_on": TODAY, "wished_precision": "month"},
            {"starts_on": date(2026, 11, 30)},
            "period_fits",
        ),
        (
            {"wished_on": TODAY, "wished_precision": "day"},
            {"starts_on": date(2026, 11, 30)},
            "period_misses",
        ),
        ({"starts_on": date(2026, 12, 1)}, {"ends_on": date(2026, 11, 30)}, "period_misses"),
        ({"starts_on": date(2026, 11, 1)}, {"ends_on": date(2026, 11, 30)}, "period_fits"),
    ],
)
def test_capacity_and_time_are_judged(town, need_facts, resource_facts, code):
    need = NeedFactory(owner_org=town.east, **need_facts)
    resource = ResourceFactory(owner_partner=town.school, **resource_facts)

    assert code in codes(judge_pair(need, resource))


def test_every_reason_speaks_to_its_reader(town):
    need = NeedFactory(owner_org=town.east, beneficiary_count=40)
    resource = ResourceFactory(owner_partner=town.school, seat_count=300)
    kept = [reason.as_kept() for reason in judge_pair(need, resource).reasons]

    with translation.override("en"):
        texts = {reason.code: reason.text for reason in kept_reasons(kept)}

    assert texts == {
        "class_same": "Same class: services",
        "wording_shared": "Both speak of: 上门理发",
        "near_street": "In the same sub-district",
        "seats_enough": "Takes 300 people, 40 expected",
        "period_open": "No time was given, so agree on one",
    }


@pytest.fixture
def gridded(town):
    """An area grid with two unit grids: one in the east community, one in the west."""
    area = GridFactory(street=town.root, org=town.north)
    branches = {}
    for code, community in (("002", town.east), ("003", town.west)):
        branch = OrgFactory(code=f"101001{code}", kind=OrgKind.BRANCH, parent=town.north)
        GridFactory(
            street=town.root,
            tier=GridTier.UNIT,
            parent=area,
            org=branch,
            community=community,
        )
        branches[community.pk] = branch
    for org in (town.root, town.north, town.south, town.east, town.west, *branches.values()):
        org.refresh_from_db()
    return branches


def test_nearness_follows_the_check_in_and_both_trees(town, gridded):
    PairingFactory(partner=town.school, community=town.east)
    east_branch, west_branch = gridded[town.east.pk], gridded[town.west.pk]
    neighbourhood = Neighbourhood.of(town.root)

    found = {
        name: neighbourhood.between(*pair)
        for name, pair in {
            "checked in here": (town.east, town.school),
            "checked in at its community": (east_branch, town.school),
            "in its grid": (town.east, east_branch),
            "same area": (town.east, town.west),
            "checked in next door": (west_branch, town.school),
            "nowhere": (town.east, town.bank),
            "the street itself": (town.root, town.school),
        }.items()
    }

    assert found == {
        "checked in here": Nearness.PAIRED,
        "checked in at its community": Nearness.PAIRED,
        "in its grid": Nearness.COMMUNITY,
        "same area": Nearness.AREA,
        "checked in next door": Nearness.AREA,
        "nowhere": Nearness.STREET,
        "the street itself": Nearness.STREET,
    }


def test_of_two_equal_resources_the_nearer_comes_first(town, people, need):
    far = ResourceFactory(owner_partner=town.bank)
    near = ResourceFactory(owner_partner=town.school)
    PairingFactory(partner=town.school, community=town.east)

    found = resources_for(reader=people.office, need=need)

    assert [each.resource for each in found] == [near, far]


@pytest.mark.parametrize("state", [s for s in MatchState if s != MatchState.EXPIRED])
def test_pairs_that_talk_or_were_declined_are_not_proposed_again(need, resource, people, state):
    MatchFactory(need=need, resource=resource, state=state)

    assert resources_for(reader=people.office, need=need) == []
    assert needs_for(reader=people.office, resource=resource) == []


def test_a_proposal_that_merely_expired_comes_up_again(need, resource, people):
    MatchFactory(need=need, resource=resource, state=MatchState.EXPIRED)

    assert [c.resource for c in resources_for(reader=people.office, need=need)] == [resource]


def test_what_cannot_be_had_is_no_candidate(town, people, need):
    ResourceFactory(owner_org=town.east)
    ResourceFactory(owner_partner=PartnerFactory(street=OrgFactory(code="909")))
    ResourceFactory(owner_partner=town.school, ends_on=TODAY - timedelta(days=1))
    for state in ("draft", "submitted", "returned", "taken", "expired", "withdrawn"):
        ResourceFactory(owner_partner=town.school, state=state)

    assert resources_for(reader=people.office, need=need, today=TODAY) == []


def test_a_need_off_the_list_is_no_candidate(town, people, resource):
    for state in (s for s in NeedState if s != NeedState.LISTED):
        NeedFactory(owner_org=town.east, state=state)

    assert needs_for(reader=people.office, resource=resource) == []


def test_what_fits_can_be_asked_while_the_need_is_still_being_written(town, people, resource):
    draft = Need(street=town.root, owner_org=town.east, resource_class="service", title="上门理发")

    assert [c.resource for c in resources_for(reader=people.east, need=draft)] == [resource]


def test_a_reader_is_shown_only_needs_that_the_reader_can_see(town, people, need, resource):
    assert [c.need for c in needs_for(reader=people.office, resource=resource)] == [need]
    assert needs_for(reader=people.school, resource=resource) == []


@pytest.mark.parametrize(
    ("unit", "left", "wanted"),
    [("次", 4, 3), ("次", 2, 2), ("场", 4, 3), ("小时", 4, 1), ("", 4, 1)],
)
def test_so_much_is_wanted_as_both_count_alike(town, unit, left, wanted):
    need = NeedFactory(owner_org=town.east, quantity=3, unit=unit)
    resource = ResourceFactory(owner_partner=town.school, quantity=left)

    assert wanted_quantity(need, resource) == wanted


def test_a_street_sets_its_own_weights_and_its_own_threshold(town, people, need, resource):
    amend_weights(street=town.root, actor=people.office, same_class=0, wording=0, nearness=100)

    found = judge_pair(need, resource)

    assert found.score == round(100 * (30 + 10 + 5) / 120)
    amend_weights(street=town.root, actor=people.office, least_score=90)
    assert resources_for(reader=people.office, need=need) == []


def test_only_the_office_sets_weights(town, people):
    with pytest.raises(PermissionDenied):
        amend_weights(street=town.root, actor=people.east, wording=90)

    assert not MatchingWeights.objects.exists()


def test_three_hundred_resources_are_ranked_at_once_with_as_many_queries_as_three(
    town, people, django_assert_num_queries
):
    def stock(count):
        for number in range(count):
            _wanted, offered, resource_class = TOPICS[number % len(TOPICS)]
            ResourceFactory(
                owner_partner=town.school,
                title=offered,
                content=f"{offered}{number}{BOILERPLATE}",
                resource_class=resource_class,
                state=ResourceState.PUBLISHED,
                ends_on=timezone.localdate() + timedelta(days=number),
            )

    need = NeedFactory(owner_org=town.east)
    stock(3)
    with django_assert_num_queries(8):
        resources_for(reader=people.office, need=need)
    stock(297)

    with django_assert_num_queries(8):
        started = time.perf_counter()
        found = resources_for(reader=people.office, need=need)
        seconds = time.perf_counter() - started

    assert len(found) == 20
    assert seconds < 1
