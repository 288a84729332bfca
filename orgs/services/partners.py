"""What is done to partner units: registering them, and correcting what is known of them."""

from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from orgs.enums import Role
from orgs.models import Org, Partner, User
from orgs.permissions import holds_role, require_role
from orgs.services.audit import record
from orgs.services.facts import changed_facts, check_facts, only_known
from orgs.services.tree import require_version
from orgs.services.workflow import change, lock
from partybuild.errors import RuleViolation

KEEPERS = (Role.OFFICE,)
FACTS = frozenset(
    {
        "nature",
        "domain",
        "credit_code",
        "party_org_name",
        "set_up_mode",
        "staff_count",
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


def _require_free_name(partner: Partner) -> None:
    namesakes = Partner.objects.filter(street=partner.street, name=partner.name)
    if namesakes.exclude(pk=partner.pk).exists():
        raise _named_already()


def _named_already() -> PartnerNamedAlready:
    return PartnerNamedAlready(
        _("A partner unit with this name is registered already."), field="name"
    )
