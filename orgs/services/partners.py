"""What is done to partner units and their check-in at communities."""

from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from orgs.enums import OrgKind, OrgStatus, Role
from orgs.models import Org, Pairing, Partner, User
from orgs.permissions import holds_role, require_role
from orgs.services.audit import record
from orgs.services.facts import changed_facts, check_facts, only_known
from orgs.services.tree import require_version
from orgs.services.workflow import change, lock
from partybuild.errors import RuleViolation
from partybuild.partial_dates import PartialDate

KEEPERS = (Role.OFFICE,)
FACTS = frozenset(
    {
        "nature",
        "credit_code",
        "member_count",
        "liaison_name",
        "liaison_phone",
        "has_part_time_member",
        "remark",
    }
)


class PartnerNamedAlready(RuleViolation):
    """The street has a partner unit of this name."""

    code = "partner_named_already"


class NotAStreet(RuleViolation):
    """Partner units are kept by a sub-district."""

    code = "not_a_street"


class NotACommunity(RuleViolation):
    """Units check in at an open community of their own sub-district."""

    code = "not_a_community"


class NotPaired(RuleViolation):
    """The unit is not paired with the community, or no longer."""

    code = "not_paired"


@transaction.atomic
def register_partner(*, street: Org, name: str, actor: User, **facts: Any) -> Partner:
    """Put a unit on the register of partner units; nothing in the unit changes by it (R-004)."""
    require_role(actor, *KEEPERS, over=street)
    if street.parent_id is not None:
        raise NotAStreet(_("Choose a sub-district."), field="street")
    partner = Partner(street=street, name=name, **only_known(facts, FACTS))
    check_facts(partner)
    _require_free_name(partner)
    try:
        with transaction.atomic():
            partner.save(force_insert=True)
    except IntegrityError as clash:
        raise _named_already() from clash
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
    changed = changed_facts(partner, only_known(facts, FACTS | {"name"}))
    if not changed:
        return partner
    if "name" in changed:
        _require_free_name(Partner(pk=partner.pk, street=partner.street, name=changed["name"]))
    try:
        with transaction.atomic():
            return change(partner, changed, actor=actor, action="amend")
    except IntegrityError as clash:
        raise _named_already() from clash


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
    partner, community = lock(partner), lock(community)
    require_role(actor, *KEEPERS, Role.SECRETARY, over=community)
    _require_community(partner, community)
    facts = {
        "checked_in_on": checked_in and checked_in.first_day,
        "checked_in_precision": checked_in.precision if checked_in else "",
        "agreement_signed": agreement_signed,
    }
    pairing = Pairing.objects.filter(partner=partner, community=community).first()
    is_new = pairing is None
    pairing = pairing or Pairing(partner=partner, community=community)
    changes = {
        name: [None if is_new else getattr(pairing, name), value]
        for name, value in facts.items()
        if is_new or getattr(pairing, name) != value
    }
    if not changes:
        return pairing
    for name, value in facts.items():
        setattr(pairing, name, value)
    pairing.save()
    record(
        actor=actor,
        verb="partner.pair",
        subject=partner,
        changes={"community": [None if is_new else community, community], **changes},
    )
    return pairing


@transaction.atomic
def unpair_partner(*, pairing: Pairing, actor: User, reason: str = "") -> Partner:
    """End a unit's check-in at a community. Raises NotPaired when it has been ended already."""
    partner = lock(pairing.partner)
    require_role(actor, *KEEPERS, Role.SECRETARY, over=pairing.community)
    stored = partner.pairings.filter(pk=pairing.pk).first()
    if stored is None:
        raise NotPaired(_("The unit is not paired with this community."))
    record(
        actor=actor,
        verb="partner.unpair",
        subject=partner,
        changes={"community": [stored.community, None]},
        reason=reason,
    )
    stored.delete()
    return partner


@transaction.atomic
def take_back_partner(*, partner: Partner, actor: User) -> None:
    """Remove a unit that an import registered by mistake and that nothing refers to yet.

    Raises ProtectedError when something already hangs on it.
    """
    partner = lock(partner)
    require_role(actor, *KEEPERS, over=partner.street)
    record(
        actor=actor,
        verb="partner.take_back",
        subject=partner.street,
        changes={"name": [partner.name, None]},
    )
    partner.pairings.all().delete()
    partner.delete()


def _require_community(partner: Partner, community: Org) -> None:
    if community.kind != OrgKind.COMMUNITY_COMMITTEE:
        raise NotACommunity(_("Choose a community."), field="community")
    if community.status == OrgStatus.CLOSED:
        raise NotACommunity(_("The community is closed."), field="community")
    if not community.shares_street_with(partner.street):
        raise NotACommunity(_("Choose a community of the same sub-district."), field="community")


def _require_free_name(partner: Partner) -> None:
    namesakes = Partner.objects.filter(street=partner.street, name=partner.name)
    if namesakes.exclude(pk=partner.pk).exists():
        raise _named_already()


def _named_already() -> PartnerNamedAlready:
    return PartnerNamedAlready(
        _("A partner unit with this name is registered already."), field="name"
    )
