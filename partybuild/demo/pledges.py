"""The demo street's wishes, check-ins and years of units, in every state of their way."""

from datetime import timedelta
from decimal import Decimal

from orgs.enums import PairingMode
from orgs.models import Pairing, Partner
from partybuild.demo.clock import clock_at
from partybuild.demo.lists import ON_BEHALF
from partybuild.demo.street import Street
from resources.models import Wish
from resources.pledge_enums import AgeBand, Satisfaction, WishKind
from resources.selectors.agreements import projects_of_unit
from resources.services import agreements, appraisals, pledges, volunteers, wishes

WISHES = [
    (WishKind.GOODS, AgeBand.ELDERLY, "希望有一台操作简单的收音机"),
    (WishKind.SERVICE, AgeBand.AGED, "希望有人帮忙检修家里的电路"),
    (WishKind.COMPANY, AgeBand.AGED, "希望每周有人来聊聊天、读读报"),
    (WishKind.LEARNING, AgeBand.MINOR, "希望暑假有人辅导数学"),
    (WishKind.GOODS, AgeBand.MINOR, "希望有一套课外读物"),
    (WishKind.SERVICE, AgeBand.ADULT, "希望学会使用网上办事"),
]
GATHERED, REVIEWED, PUBLISHED, CLAIMED, FULFILLED, CONFIRMED, APPRAISED, RETURNED = range(8)
STEPS = 8
LONG_AGO, LATELY = 40, 9


def build_wishes(street: Street) -> None:
    """Two wishes of each community, each a step further than the one before it."""
    for number, community in enumerate([*street.communities, *street.communities]):
        kind, age_band, content = WISHES[number % len(WISHES)]
        with clock_at(street.today - timedelta(days=LATELY + number % 7)):
            wish = wishes.gather_wish(
                community=community,
                kind=kind,
                age_band=age_band,
                content=content,
                actor=street.office,
            )
            _carry_on(street, wish, number % STEPS, street.partners[number % len(street.partners)])
    with clock_at(street.today - timedelta(days=LONG_AGO)):
        kind, age_band, content = WISHES[0]
        late = wishes.gather_wish(
            community=street.communities[0],
            kind=kind,
            age_band=age_band,
            content="希望楼下有一张可以歇脚的长椅",
            actor=street.office,
        )
        wishes.publish_wish(
            wish=wishes.review_wish(wish=late, actor=street.office), actor=street.office
        )
    wishes.turn_wish(wish_pk=late.pk, today=street.today)


def _carry_on(street: Street, wish: Wish, step: int, unit: Partner) -> None:
    office = street.office
    if step == RETURNED:
        wishes.send_back_wish(wish=wish, reason="请写明希望完成的时间", actor=office)
    if step in (GATHERED, RETURNED):
        return
    wish = wishes.review_wish(wish=wish, actor=office)
    if step >= PUBLISHED:
        wish = wishes.publish_wish(wish=wish, actor=office)
    if step >= CLAIMED:
        wish = wishes.claim_wish(wish=wish, partner=unit, on_behalf=ON_BEHALF, actor=office)
    if step >= FULFILLED:
        wish = wishes.fulfil_wish_on_behalf(
            wish=wish, outcome="已上门办好并回访", reason=ON_BEHALF, actor=office
        )
    if step >= CONFIRMED:
        wish = wishes.confirm_wish(wish=wish, actor=office)
    if step >= APPRAISED:
        wishes.appraise_wish(
            wish=wish, satisfaction=Satisfaction.SATISFIED, appraisal="办得及时", actor=office
        )


def build_agreements(street: Street) -> None:
    """A few units that check in at a further community: applied, accepted, signed, declined."""
    for number, partner in enumerate(street.partners[1:9]):
        paired = set(Pairing.objects.filter(partner=partner).values_list("community", flat=True))
        free = [each for each in street.communities if each.pk not in paired]
        if not free:
            continue
        with clock_at(street.today - timedelta(days=LATELY + number)):
            agreement = agreements.apply_to_check_in(
                partner=partner,
                community=free[number % len(free)],
                mode=PairingMode.PAIRED,
                content="每季度开展一次共建活动，年内办一件实事",
                on_behalf=ON_BEHALF,
                actor=street.office,
            )
            if number % 4 == 1:
                agreements.decline_check_in(
                    agreement=agreement, reason="建议就近到所在社区报到", actor=street.office
                )
            if number % 4 > 1:
                agreement = agreements.accept_check_in(agreement=agreement, actor=street.office)
            if number % 4 == 3:  # noqa: PLR2004 - the last of each four signs
                agreements.sign_agreement(
                    agreement=agreement,
                    signed_on=street.today - timedelta(days=LATELY),
                    ends_on=street.today + timedelta(days=3 * 365),
                    actor=street.office,
                )


def build_years(street: Street) -> None:
    """This year of every second unit; some have done all of it, some are on their way."""
    with clock_at(street.today - timedelta(days=1)):
        for number, partner in enumerate(street.partners[::2]):
            members = partner.member_count or 6
            done = members if number % 3 == 0 else members // 2
            linked = projects_of_unit(partner=partner).first()
            pledges.report_pledge(
                partner=partner,
                year=street.today.year,
                member_count=members,
                life_count=done,
                talk_count=members,
                survey_count=done,
                volunteer_count=done,
                deed=linked,
                activity=linked if number % 3 == 0 else None,
                remark="按年度计划推进",
                on_behalf=ON_BEHALF,
                actor=street.office,
            )


def build_appraisals(street: Street) -> None:
    """This year's appraisal of some pairs: both sheets in, one of them, or none yet."""
    pairs = Pairing.objects.filter(partner__in=street.partners[:9]).order_by("pk")
    with clock_at(street.today - timedelta(days=2)):
        for number, pairing in enumerate(pairs.select_related("partner", "community")):
            appraisal = appraisals.open_appraisal(
                partner=pairing.partner,
                community=pairing.community,
                year=street.today.year,
                actor=street.office,
            )
            opinions = {"satisfied_count": 12, "mostly_count": 3, "unsatisfied_count": 1}
            if number % 3:
                appraisals.submit_community_sheet(
                    appraisal=appraisal,
                    score=90 + number % 8,
                    content="资源开放及时，年度任务推进较好",
                    actor=street.office,
                    **opinions,
                )
            if number % 3 == 1:
                appraisals.submit_unit_sheet(
                    appraisal=appraisal,
                    score=92,
                    content="社区联络顺畅，需求清单清楚",
                    on_behalf=ON_BEHALF,
                    actor=street.office,
                    **opinions,
                )


def build_volunteers(street: Street) -> None:
    """The volunteers of this year, and an activity in most communities this quarter."""
    topics = ("清洁家园", "敬老助老", "文明交通劝导", "反诈宣传")
    for number, community in enumerate(street.communities):
        tally = volunteers.report_volunteers(
            community=community,
            year=street.today.year,
            volunteer_count=260 + 40 * (number % 5),
            resident_count=3200,
            actor=street.office,
        )
        for back in range(number % 4):
            day = street.today - timedelta(days=3 + 80 * back)
            if day.year == street.today.year:
                volunteers.note_activity(
                    tally=tally,
                    held_on=day,
                    title=topics[(number + back) % len(topics)],
                    head_count=12 + number,
                    hours=Decimal(2 * (12 + number)),
                    actor=street.office,
                )
