"""The demo street's wishes in every state of their way."""

from datetime import timedelta

from orgs.models import Partner
from partybuild.demo.clock import clock_at
from partybuild.demo.lists import ON_BEHALF
from partybuild.demo.street import Street
from resources.models import Wish
from resources.pledge_enums import AgeBand, Satisfaction, WishKind
from resources.services import wishes

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
