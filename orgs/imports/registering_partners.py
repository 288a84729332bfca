"""From rows of 共建单位台账 to deeds: units registered or corrected, and their check-ins."""

from typing import Any

from django.utils.translation import gettext as _

from orgs.enums import PartnerNature
from orgs.imports.registry import Batch, Tally
from orgs.models import Org, Pairing, Partner
from orgs.services.facts import changed_facts
from orgs.services.partners import amend_partner, pair_partner, register_partner
from partybuild.errors import RuleViolation
from partybuild.spreadsheets import Row

FACTS = {
    "members": "member_count",
    "credit_code": "credit_code",
    "liaison": "liaison_name",
    "phone": "liaison_phone",
    "part_time_member": "has_part_time_member",
    "remark": "remark",
}
# What offices write for the nature of a unit, by the word it contains.
NATURES = (
    ("事业", PartnerNature.INSTITUTION),
    ("国有", PartnerNature.STATE_FIRM),
    ("国企", PartnerNature.STATE_FIRM),
    ("央企", PartnerNature.STATE_FIRM),
    ("社会组织", PartnerNature.SOCIAL),
    ("社团", PartnerNature.SOCIAL),
    ("民非", PartnerNature.SOCIAL),
    ("机关", PartnerNature.GOVERNMENT),
    ("行政", PartnerNature.GOVERNMENT),
    ("非公", PartnerNature.PRIVATE),
    ("民营", PartnerNature.PRIVATE),
    ("私营", PartnerNature.PRIVATE),
    ("个体", PartnerNature.PRIVATE),
    ("企业", PartnerNature.PRIVATE),
)


class StreetMissing(RuleViolation):
    """The ledger speaks of a street that the portal does not know yet."""

    code = "street_missing"


def street_of(batch: Batch) -> Org:
    """The street of a batch. Raises StreetMissing for a ledger that came before its street."""
    if batch.street is None:
        raise StreetMissing(_("Import the ledger of organisations first: no street is known yet."))
    return batch.street


def nature_of(written: str | None) -> str:
    """The nature that a ledger's word stands for."""
    return next((nature for word, nature in NATURES if word in (written or "")), "")


def register_partners(batch: Batch) -> Tally:
    """Register what is new, correct what differs, and note the check-ins at communities."""
    street, tally = street_of(batch), Tally(street=batch.street)
    stored = {partner.name: partner for partner in Partner.objects.filter(street=street)}
    communities = {
        f"org:{org.public_id}": org
        for org in Org.objects.communities().filter(tree_id=street.tree_id)
    }
    pairings = {
        (p.partner_id, p.community_id): p for p in Pairing.objects.filter(partner__street=street)
    }
    for row in batch.rows:
        facts = _facts(batch, row)
        partner = stored.get(row.values["name"])
        is_new = partner is None
        if partner is None:
            partner = register_partner(
                street=street, name=row.values["name"], actor=batch.actor, **facts
            )
            stored[partner.name] = partner
        changed = {} if is_new else changed_facts(partner, facts)
        if changed:
            amend_partner(partner=partner, actor=batch.actor, **changed)
        is_paired = False
        for known in row.links.get("communities", ()):
            is_paired |= _pair(batch, row, partner, communities[known.ref], pairings)
        tally.count(is_new=is_new, is_changed=bool(changed) or is_paired)
    return tally


def _facts(batch: Batch, row: Row) -> dict[str, Any]:
    facts = batch.written(row, FACTS)
    nature = nature_of(row.values.get("nature"))
    return {**facts, "nature": nature} if nature else facts


def _pair(
    batch: Batch,
    row: Row,
    partner: Partner,
    community: Org,
    pairings: dict[tuple[int, int], Pairing],
) -> bool:
    """Note a check-in; True when it is new or differs from what is stored."""
    stored = pairings.get((partner.pk, community.pk))
    checked_in, signed = row.values.get("checked_in"), row.values.get("agreement_signed")
    if stored is not None:
        checked_in = checked_in or stored.checked_in
        signed = stored.agreement_signed if signed is None else signed
        if (stored.checked_in, stored.agreement_signed) == (checked_in, signed):
            return False
    pair_partner(
        partner=partner,
        community=community,
        checked_in=checked_in,
        agreement_signed=signed,
        actor=batch.actor,
    )
    return True
