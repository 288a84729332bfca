"""What waits for the people of the demo street today, so that each of them finds work to do."""

from datetime import timedelta
from decimal import Decimal

from orgs.models import Partner
from partybuild.demo.clock import clock_at
from partybuild.demo.lists import NEEDS, ON_BEHALF, RESOURCES
from partybuild.demo.street import Street
from resources.models import Need, Resource
from resources.services import matches, merging, needs, resources

BANK = 4
AGREED, PROPOSED, IDLE = 0, 1, 2


def build_waiting(street: Street) -> None:
    """Pairs that wait for consent or for a project, and papers at every desk on their way."""
    with clock_at(street.today - timedelta(days=2)):
        for number, partner in enumerate((street.partners[0], street.partners[BANK])):
            for step in (AGREED, PROPOSED, IDLE):
                _pair(street, partner, number * 3 + step, step)
        _papers(street)
    _lying(street)


def _pair(street: Street, partner: Partner, number: int, step: int) -> None:
    """A need of the first community and a fitting resource of the unit, as far as the step says."""
    office, community = street.office, street.communities[0]
    resource_class, words, kind = NEEDS[number]
    need = Need(
        owner_org=community,
        resource_class=resource_class,
        content=f"{words}（冬季专场），约{40 + number}人受益",
        beneficiary_kind=kind,
        beneficiary_count=40 + number,
        wished_text="年底前",
    )
    offer_class, offer, available = RESOURCES[number]
    resource = Resource(
        owner_partner=partner,
        resource_class=offer_class,
        content=f"{offer}（冬季开放）",
        quantity=Decimal(2),
        unit="次",
        available_text=available,
    )
    (need,) = needs.enlist_needs(needs=[need], actor=office)
    (resource,) = resources.enlist_resources(resources=[resource], actor=office)
    if step == IDLE:
        return
    match = matches.propose_match(need=need, resource=resource, actor=office)
    if step == AGREED:
        if not match.need_agreed_at:
            match = matches.agree_for_need(match=match, actor=office)
        matches.agree_for_resource_on_behalf(match=match, actor=office, reason=ON_BEHALF)


def _lying(street: Street) -> None:
    """A shelved need that is due to be looked at again, and needs that were filed twice."""
    office, community = street.office, street.communities[-1]
    resource_class, words, kind = NEEDS[3]
    facts = {"resource_class": resource_class, "beneficiary_kind": kind}

    def filed(text: str) -> Need:
        content = f"{text}，约60户受益"
        return needs.file_need(owner=community, actor=office, submit=True, content=content, **facts)

    with clock_at(street.today - timedelta(days=120)):
        resting = needs.list_need(need=filed(f"老旧小区{words}"), actor=office)
        needs.shelve_need(need=resting, actor=office, reason="暂无对应资源，待下季度统筹")
    with clock_at(street.today - timedelta(days=6)):
        first, double = filed("小区东门照明修缮"), filed("小区东门照明修缮")
        merging.merge_need(need=double, into=first, actor=office, reason="同一事项重复申报")
        filed("小区东门的照明修缮")


def _papers(street: Street) -> None:
    office = street.office
    for number, community in enumerate(street.communities[:3]):
        resource_class, words, kind = NEEDS[number + 6]
        need = needs.file_need(
            owner=community,
            actor=office,
            submit=number > 0,
            resource_class=resource_class,
            content=f"{words}，拟于春节前开展",
            beneficiary_kind=kind,
        )
        if number > 1:
            needs.send_back_need(need=need, reason="请补充受益人数和时间", actor=office)
    for number, partner in enumerate(street.partners[:3]):
        resource_class, words, available = RESOURCES[number + 3]
        resources.file_resource(
            owner=partner,
            actor=office,
            on_behalf=ON_BEHALF,
            resource_class=resource_class,
            content=f"{words}（新申报）",
            available_text=available,
        )
