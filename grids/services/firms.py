"""What people do to property firms (R-097, R-214, D14)."""

from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from grids.models import PropertyFirm
from orgs.enums import Role
from orgs.models import Org, Partner, User
from orgs.permissions import require_role
from orgs.services.audit import record
from orgs.services.facts import changed_facts, check_facts, only_known
from orgs.services.tree import require_version
from orgs.services.workflow import change, lock
from partybuild.errors import RuleViolation

FACTS = frozenset(
    {
        "credit_code",
        "kind",
        "manager_name",
        "manager_phone",
        "party_state",
        "member_count",
        "remark",
    }
)


class FirmKnownAlready(RuleViolation):
    """The street has a firm of this name or credit code."""

    code = "firm_known_already"


class UnitRefused(RuleViolation):
    """The unit is another sub-district's, or another firm's."""

    code = "unit_refused"


class NotAStreet(RuleViolation):
    """Property firms are kept by a sub-district."""

    code = "not_a_street"


@transaction.atomic
def register_firm(*, street: Org, name: str, actor: User, **facts: Any) -> PropertyFirm:
    """Put a firm on the register of the street."""
    require_role(actor, Role.OFFICE, over=street)
    if street.parent_id is not None:
        raise NotAStreet(_("Choose a sub-district."), field="street")
    firm = PropertyFirm(street=street, name=name, **only_known(facts, FACTS))
    check_facts(firm)
    _require_free_names(firm)
    try:
        with transaction.atomic():
            firm.save(force_insert=True)
    except IntegrityError as clash:
        raise _known_already("name") from clash
    record(
        actor=actor,
        verb="propertyfirm.register",
        subject=firm,
        changes={"name": [None, name], "kind": [None, firm.kind]},
    )
    return firm


@transaction.atomic
def amend_firm(
    *, firm: PropertyFirm, actor: User, version: int | None = None, **facts: Any
) -> PropertyFirm:
    """Correct what is known of a firm, its Party organisation included (R-214)."""
    firm = lock(firm)
    require_role(actor, Role.OFFICE, over=firm.street)
    require_version(firm, version)
    changed = changed_facts(firm, only_known(facts, FACTS | {"name"}))
    if not changed:
        return firm
    _require_free_names(
        PropertyFirm(
            pk=firm.pk,
            street=firm.street,
            name=changed.get("name", firm.name),
            credit_code=changed.get("credit_code", firm.credit_code),
        )
    )
    try:
        with transaction.atomic():
            return change(firm, changed, actor=actor, action="amend")
    except IntegrityError as clash:
        raise _known_already("name") from clash


@transaction.atomic
def name_unit_of_firm(*, firm: PropertyFirm, partner: Partner | None, actor: User) -> PropertyFirm:
    """Say which unit the firm is in the portal, so that its liaison speaks for it (R-101)."""
    firm = lock(firm)
    require_role(actor, Role.OFFICE, over=firm.street)
    if partner and partner.street_id != firm.street_id:
        raise UnitRefused(_("Choose a unit of the same sub-district."), field="partner")
    if partner and PropertyFirm.objects.filter(partner=partner).exclude(pk=firm.pk).exists():
        raise UnitRefused(_("The unit speaks for another firm already."), field="partner")
    if firm.partner == partner:
        return firm
    return change(firm, {"partner": partner}, actor=actor, action="name_unit")


@transaction.atomic
def take_back_firm(*, firm: PropertyFirm, actor: User) -> None:
    """Remove a firm that an import registered by mistake and that nothing refers to yet.

    Raises ProtectedError when something already hangs on it.
    """
    firm = lock(firm)
    require_role(actor, Role.OFFICE, over=firm.street)
    record(
        actor=actor,
        verb="propertyfirm.take_back",
        subject=firm.street,
        changes={"name": [firm.name, None]},
    )
    firm.delete()


def _require_free_names(firm: PropertyFirm) -> None:
    others = PropertyFirm.objects.filter(street=firm.street).exclude(pk=firm.pk)
    if others.filter(name=firm.name).exists():
        raise _known_already("name")
    if firm.credit_code and others.filter(credit_code=firm.credit_code).exists():
        raise _known_already("credit_code")


def _known_already(field: str) -> FirmKnownAlready:
    message = (
        _("A property firm with this name is registered already.")
        if field == "name"
        else _("A property firm with this credit code is registered already.")
    )
    return FirmKnownAlready(message, field=field)
