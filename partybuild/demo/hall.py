"""The demo's claim hall: needs that nobody took up, and rival claims that wait for an answer."""

from datetime import timedelta

from orgs.models import User
from partybuild.demo.clock import clock_at
from partybuild.demo.lists import NEEDS
from partybuild.demo.street import Street
from resources.models import Need
from resources.services import claims, needs

WAITED = 30
OFFERS = (
    ("liaison", 0, "我校组织志愿者承接，每月一次"),
    ("bank", 4, "我行抽调青年党员承接，可利用工作日晚间"),
)


def build_hall(street: Street) -> None:
    """Three needs of the second community that waited too long, one with two claims."""
    with clock_at(street.today - timedelta(days=WAITED)):
        new = [_need(street, number) for number in range(3)]
        stale = needs.enlist_needs(needs=new, actor=street.office)
    today = street.today - timedelta(days=1)
    with clock_at(today):
        opened = [claims.open_need(need_pk=need.pk, today=today) for need in stale]
        for username, number, words in OFFERS:
            claims.claim_need(
                need=next(need for need in opened if need),
                owner=street.partners[number],
                actor=User.objects.get(username=username),
                words=words,
            )


def _need(street: Street, number: int) -> Need:
    resource_class, words, kind = NEEDS[number + 4]
    return Need(
        owner_org=street.communities[1],
        resource_class=resource_class,
        content=f"{words}（寻找承接单位），约{30 + number}人受益",
        beneficiary_kind=kind,
        beneficiary_count=30 + number,
        wished_text="年底前",
    )
