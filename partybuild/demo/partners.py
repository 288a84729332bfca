"""The demo street's partner units, how far they are covered, and who looks after them."""

from datetime import date, timedelta

from orgs.enums import PairingMode, PartnerNature, PostKind, SetUpMode
from orgs.models import Partner, Posting
from orgs.services.coverages import cover_by_organisation, cover_by_work, follow_up_coverage
from orgs.services.guidances import guide_partner
from orgs.services.pairings import pair_partner
from orgs.services.partners import register_partner
from orgs.services.postings import fill_post
from partybuild.demo.sizes import Size
from partybuild.demo.street import Street
from partybuild.demo.words import PARTNER_KINDS, numeral, person_name
from partybuild.partial_dates import PartialDate

NEW_SECTORS = {PartnerNature.PRIVATE, PartnerNature.SOCIAL}
MODES = list(PairingMode)
SET_UPS = list(SetUpMode)
AGREED_FOR = 3
# One unit in so many has no agreement, is not covered, or has nobody who looks after it.
UNSIGNED, UNCOVERED, UNGUIDED = 5, 7, 4


def build_partners(street: Street, size: Size) -> None:
    """Partner units, each checked in at one or two communities, covered and guided or not yet."""
    instructors = [_instructor(street, number) for number in range(size.communities)]
    for number in range(size.partners):
        partner = _partner(street, number)
        street.partners.append(partner)
        for step in range(1 + (number % 6 == 0)):
            _pair(street, partner, number, step)
        is_organised = _cover(street, partner, number)
        if partner.nature in NEW_SECTORS and not is_organised and number % UNGUIDED:
            posting = instructors[number % len(instructors)]
            guide_partner(partner=partner, posting=posting, actor=street.office)


def _partner(street: Street, number: int) -> Partner:
    name, nature, domain = PARTNER_KINDS[number % len(PARTNER_KINDS)]
    order = number // len(PARTNER_KINDS)
    full_name = f"{name}{f'第{numeral(order)}分部' if order else ''}"
    has_org = nature not in NEW_SECTORS or number % 3 == 0
    return register_partner(
        street=street.root,
        name=full_name,
        nature=nature,
        domain=domain,
        party_org_name=f"{full_name}党支部" if has_org else "",
        set_up_mode=SET_UPS[number % len(SET_UPS)] if has_org else "",
        staff_count=street.chance.randint(20, 400),
        member_count=street.chance.randint(5, 90),
        liaison_name=person_name(street.chance),
        liaison_phone=street.next_phone(),
        has_part_time_member=number % 8 == 0,
        actor=street.office,
    )


def _pair(street: Street, partner: Partner, number: int, step: int) -> None:
    """A check-in of the last years; most have an agreement for three years, some soon over."""
    day = street.today - timedelta(days=street.chance.randint(60, 1500))
    is_signed = number % UNSIGNED != 0
    signed = PartialDate(day.year, day.month)
    pair_partner(
        partner=partner,
        community=street.communities[(number + step * 5) % len(street.communities)],
        checked_in=signed,
        agreement_signed=is_signed,
        agreed=signed if is_signed else None,
        agreement_ends=_last_day(day) if is_signed else None,
        mode=MODES[number % len(MODES)],
        actor=street.office,
    )


def _last_day(signed: date) -> PartialDate:
    return PartialDate(signed.year + AGREED_FOR, signed.month)


def _cover(street: Street, partner: Partner, number: int) -> bool:
    """How far Party work reaches the unit; True when it has an organisation."""
    if partner.party_org_name:
        cover_by_organisation(partner=partner, actor=street.office)
        return True
    if number % UNCOVERED:
        cover_by_work(partner=partner, actor=street.office)
    if number % 2:
        follow_up_coverage(
            partner=partner,
            responsible=street.communities[number % len(street.communities)],
            review_on=street.today + timedelta(days=number % 90 - 5),
            note="党员人数已满足条件，正联系企业筹建党支部",
            actor=street.office,
        )
    return False


def _instructor(street: Street, number: int) -> Posting:
    return fill_post(
        org=street.communities[number],
        kind=PostKind.INSTRUCTOR,
        person_name=person_name(street.chance),
        work_phone=street.next_phone(),
        actor=street.office,
    )
