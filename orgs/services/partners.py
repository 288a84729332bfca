"""What is done to partner units and their check-in at communities."""

from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from orgs.enums import OrgKind, Role
from orgs.models import Org, Pairing, Partner, User
from orgs.permissions import holds_role, require_role
from orgs.services.audit import record
from orgs.services.tree import require_version
from orgs.services.workflow import change, lock
from partybuild.errors import RuleViolation
from partybuild.partial_dates import PartialDate

KEEPERS = (Role.OFFICE,)


class PartnerNamedAlready(RuleViolation):
    code = "partner_named_already"


class NotACommunity(RuleViolation):
    code = "not_a_community"


@transaction.atomic
def register_partner(*, street: Org, name: str, actor: User, **facts: Any) -> Partner:
    """Put a unit on the register of partner units; nothing in the unit changes by it (R-004)."""
    require_role(actor, *KEEPERS, over=street)
    try:
        with transaction.atomic():
            partner = Partner.objects.create(street=street, name=name, **facts)
    except IntegrityError as clash:
        raise PartnerNamedAlready(
            _("A partner unit with this name is registered already."), field="name"
        ) from clash
    record(actor=actor, verb="partner.register", subject=partner, changes={"name": [None, name]})
    return partner


@transaction.atomic
def amend_partner(
    *, partner: Partner, actor: User, version: int | None = None, **facts: Any
) -> Partner:
    """Correct what is known of a partner unit; its own liaison may do so too (R-327)."""
    partner = lock(partner)
    if not holds_role(actor, Role.PARTNER_LIAISON, over=partner):
        require_role(actor, *KEEPERS, over=partner.street)
    require_version(partner, version)
    changed = {name: value for name, value in facts.items() if getattr(partner, name) != value}
    return change(partner, changed, actor=actor, action="amend") if changed else partner


@transaction.atomic
def pair_partner(
    *,
    partner: Partner,
    community: Org,
    actor: User,
    checked_in: PartialDate | None = None,
    agreement_signed: bool | None = None,
) -> Pairing:
    """Note that a unit has checked in at a community (R-177); a second time corrects the first."""
    require_role(actor, *KEEPERS, Role.SECRETARY, over=community)
    if community.kind != OrgKind.COMMUNITY_COMMITTEE:
        raise NotACommunity(_("Choose a community."), field="community")
    facts = {
        "checked_in_on": checked_in and checked_in.first_day,
        "checked_in_precision": checked_in.precision if checked_in else "",
        "agreement_signed": agreement_signed,
    }
    pairing, is_new = Pairing.objects.get_or_create(
        partner=partner, community=community, defaults=facts
    )
    before = {name: None if is_new else getattr(pairing, name) for name in facts}
    changes = {n: [before[n], value] for n, value in facts.items() if before[n] != value}
    if not is_new and not changes:
        return pairing
    for name, value in facts.items():
        setattr(pairing, name, value)
    pairing.save()
    record(
        actor=actor,
        verb="partner.pair",
        subject=partner,
        changes={"community": [None, community], **changes},
    )
    return pairing


@transaction.atomic
def unpair_partner(*, pairing: Pairing, actor: User, reason: str = "") -> None:
    """End a unit's check-in at a community."""
    require_role(actor, *KEEPERS, Role.SECRETARY, over=pairing.community)
    record(
        actor=actor,
        verb="partner.unpair",
        subject=pairing.partner,
        changes={"community": [pairing.community, None]},
        reason=reason,
    )
    pairing.delete()


@transaction.atomic
def take_back_partner(*, partner: Partner, actor: User) -> None:
    """Remove a unit that an import registered by mistake and that nothing refers to yet."""
    partner = lock(partner)
    require_role(actor, *KEEPERS, over=partner.street)
    record(actor=actor, verb="partner.take_back", subject=partner.street)
    partner.pairings.all().delete()
    partner.delete()
