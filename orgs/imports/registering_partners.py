"""From rows of 共建单位台账 to deeds: units registered or corrected, and their check-ins."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from orgs.enums import PostKind
from orgs.imports.partner_units import domain_of, mode_of, nature_of
from orgs.imports.registry import Batch, Tally
from orgs.models import Org, Pairing, Partner
from orgs.services.facts import changed_facts
from orgs.services.guidances import guide_partner
from orgs.services.pairings import pair_partner
from orgs.services.partners import amend_partner, register_partner
from orgs.services.postings import fill_post
from partybuild.errors import RuleViolation
from partybuild.spreadsheets import Row

FACTS = {
    "members": "member_count",
    "credit_code": "credit_code",
    "org": "party_org_name",
    "liaison": "liaison_name",
    "phone": "liaison_phone",
    "part_time_member": "has_part_time_member",
    "remark": "remark",
}


class StreetMissing(RuleViolation):
    """The ledger speaks of a street that the portal does not know yet."""

    code = "street_missing"


def street_of(batch: Batch) -> Org:
    """The street of a batch. Raises StreetMissing for a ledger that came before its street."""
    if batch.street is None:
        raise StreetMissing(_("Import the ledger of organisations first: no street is known yet."))
    return batch.street


def register_partners(batch: Batch) -> Tally:
    """Register what is new, correct what differs, note check-ins, agreements and instructors."""
    street, tally = street_of(batch), Tally(street=batch.street)
    known = _known_in(street)
    for row in batch.rows:
        facts = _facts(batch, row)
        partner = known.units.get(row.values["name"])
        is_new = partner is None
        if partner is None:
            partner = register_partner(
                street=street, name=row.values["name"], actor=batch.actor, **facts
            )
            known.units[partner.name] = partner
        changed = {} if is_new else changed_facts(partner, facts)
        if changed:
            amend_partner(partner=partner, actor=batch.actor, **changed)
        communities = [known.communities[each.ref] for each in row.links.get("communities", ())]
        is_paired = [_pair(batch, row, partner, each, known.pairings) for each in communities]
        is_guided = _guide(batch, row, partner, next(iter(communities), None))
        tally.count(is_new=is_new, is_changed=bool(changed) or any(is_paired) or is_guided)
    return tally


@dataclass(frozen=True, slots=True)
class _Known:
    """What the street has already, each read once."""

    units: dict[str, Partner]
    communities: dict[str, Org]
    pairings: dict[tuple[int, int], Pairing]


def _known_in(street: Org) -> _Known:
    units = Partner.objects.filter(street=street).for_list()
    communities = Org.objects.communities().filter(tree_id=street.tree_id)
    pairings = Pairing.objects.filter(partner__street=street)
    return _Known(
        units={unit.name: unit for unit in units},
        communities={f"org:{org.public_id}": org for org in communities},
        pairings={(each.partner_id, each.community_id): each for each in pairings},
    )


def _facts(batch: Batch, row: Row) -> dict[str, Any]:
    told = {
        "nature": nature_of(row.values.get("nature")),
        "domain": domain_of(row.values.get("domain")),
    }
    return batch.written(row, FACTS) | {name: word for name, word in told.items() if word}


def _pair(
    batch: Batch,
    row: Row,
    partner: Partner,
    community: Org,
    pairings: dict[tuple[int, int], Pairing],
) -> bool:
    """Note a check-in and its agreement; True when it is new or differs from what is stored."""
    stored = pairings.get((partner.pk, community.pk))
    written: dict[str, Any] = {
        "checked_in": row.values.get("checked_in"),
        "agreement_signed": row.values.get("agreement_signed"),
        "agreed": row.values.get("agreement_on"),
        "agreement_ends": row.values.get("agreement_end"),
        "mode": mode_of(row.values.get("mode")) or None,
    }
    if stored is not None:
        before = {name: getattr(stored, name) for name in written}
        written = {
            name: before[name] if value is None else value for name, value in written.items()
        }
        if written == before:
            return False
    facts = {name: value for name, value in written.items() if value is not None}
    pair_partner(partner=partner, community=community, actor=batch.actor, **facts)
    return True


def _guide(batch: Batch, row: Row, partner: Partner, sender: Org | None) -> bool:
    """Note who guides the unit: an instructor of its community, appointed if there is none yet."""
    name = row.values.get("instructor")
    if (
        not name
        or sender is None
        or any(each.posting.person_name == name for each in partner.guides)
    ):
        return False
    held = sender.postings.current().filter(kind=PostKind.INSTRUCTOR, person_name=name).first()
    posting = held or fill_post(
        org=sender, kind=PostKind.INSTRUCTOR, person_name=name, actor=batch.actor
    )
    guide_partner(partner=partner, posting=posting, actor=batch.actor)
    return True
