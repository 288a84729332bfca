"""What people do to contracts of firms with estates: at most one at a time for an estate."""

from copy import copy
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from grids.models import Estate, PropertyFirm, ServiceContract
from orgs.enums import DatePrecision, Role
from orgs.models import User
from orgs.permissions import require_role
from orgs.services.audit import record
from orgs.services.facts import changed_facts, check_facts, only_known
from orgs.services.workflow import change, lock
from partybuild.errors import RuleViolation

TERM = frozenset({"starts_on", "starts_precision", "ends_on", "ends_precision", "is_open_ended"})
FACTS = TERM | {
    "household_count",
    "area_10k_sqm",
    "manager_name",
    "manager_phone",
    "last_plate",
    "remark",
}


class ContractRefused(RuleViolation):
    """The term contradicts itself, or the firm is not of the sub-district."""

    code = "contract_refused"


class ContractsOverlap(RuleViolation):
    """The estate is under another contract in that time."""

    code = "contracts_overlap"


@transaction.atomic
def sign_contract(
    *, firm: PropertyFirm, estate: Estate, actor: User, **facts: Any
) -> ServiceContract:
    """Note a contract of a firm with an estate.

    Raises ContractsOverlap when another contract of the estate has a day in common with it.
    """
    estate = lock(estate)
    require_role(actor, Role.OFFICE, over=estate.street)
    if firm.street_id != estate.street_id:
        raise ContractRefused(_("Choose a firm of the same sub-district."), field="firm")
    contract = ServiceContract(firm=firm, estate=estate, **only_known(facts, FACTS))
    check_facts(contract)
    _require_free_term(contract)
    contract.save(force_insert=True)
    record(
        actor=actor,
        verb="servicecontract.sign",
        subject=contract,
        changes={
            "firm": [None, firm],
            "estate": [None, estate],
            "starts_on": [None, contract.starts_on],
            "ends_on": [None, contract.ends_on],
        },
    )
    return contract


@transaction.atomic
def amend_contract(*, contract: ServiceContract, actor: User, **facts: Any) -> ServiceContract:
    """Correct the term, the counts or the project manager of a contract."""
    contract = _lock_contract(contract)
    require_role(actor, Role.OFFICE, over=contract.estate.street)
    changed = changed_facts(contract, only_known(facts, FACTS))
    if not changed:
        return contract
    draft = copy(contract)
    for name, value in changed.items():
        setattr(draft, name, value)
    if not TERM.isdisjoint(changed):
        _require_free_term(draft)
    return change(contract, changed, actor=actor, action="amend")


@transaction.atomic
def end_contract(
    *, contract: ServiceContract, on: date, actor: User, reason: str = ""
) -> ServiceContract:
    """Note the last day of a contract that ends before its time, or had no end."""
    contract = _lock_contract(contract)
    require_role(actor, Role.OFFICE, over=contract.estate.street)
    if contract.ends_on and contract.ends_on < timezone.localdate():
        raise ContractRefused(_("The contract has ended already."))
    ending = {"ends_on": on, "ends_precision": DatePrecision.DAY, "is_open_ended": False}
    draft = copy(contract)
    for name, value in ending.items():
        setattr(draft, name, value)
    _require_free_term(draft, field="on")
    return change(contract, ending, actor=actor, action="end", reason=reason)


@transaction.atomic
def take_back_contract(*, contract: ServiceContract, actor: User) -> None:
    """Remove a contract that an import noted by mistake."""
    contract = _lock_contract(contract)
    require_role(actor, Role.OFFICE, over=contract.estate.street)
    record(
        actor=actor,
        verb="servicecontract.take_back",
        subject=contract.estate,
        changes={"firm": [contract.firm, None]},
    )
    contract.delete()


def _lock_contract(contract: ServiceContract) -> ServiceContract:
    # The estate first, as when a contract is signed: its contracts change one after another.
    lock(contract.estate)
    return lock(contract)


def _require_free_term(contract: ServiceContract, *, field: str = "ends") -> None:
    """Whoever asks holds the estate, so nobody else signs in between."""
    starts_on, ends_on = contract.starts_on, contract.ends_on
    if starts_on and ends_on and ends_on < starts_on:
        raise ContractRefused(_("A contract ends after it starts."), field=field)
    if contract.is_open_ended and ends_on:
        raise ContractRefused(_("A contract without an end has no last day."), field=field)
    others = contract.estate.contracts.exclude(pk=contract.pk)
    other = others.overlapping(starts_on, ends_on).select_related("firm").first()
    if other:
        raise ContractsOverlap(
            _("“%(estate)s” is under contract with %(firm)s in that time.")
            % {"estate": contract.estate, "firm": other.firm},
            field=field,
        )
