"""The steps of an estate to being managed (SM-15, R-098, R-215, R-216)."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from grids.enums import BY_FIRM, MODES_OF_STATE, EstateAction, EstateState, ManagementMode
from grids.models import Estate
from grids.services.estates import EstateRefused
from grids.workflow import ESTATE_MOVES
from orgs.enums import Role
from orgs.models import User
from orgs.permissions import require_role
from orgs.services.facts import changed_facts, only_known
from orgs.services.workflow import advance, begin, change, lock
from partybuild.errors import RuleViolation

SURVEYED = frozenset({"is_without_manager", "is_without_cleaning", "is_without_upkeep"})


class ContractMissing(RuleViolation):
    """An estate that a firm is to manage is signed for by a contract."""

    code = "contract_missing"


@transaction.atomic
def survey_estate(*, estate: Estate, on: date, actor: User, **flags: Any) -> Estate:
    """Note the day of the survey, and what nobody does there (R-099, R-119)."""
    _require_past(on)
    found = changed_facts(estate, only_known(flags, SURVEYED))
    return advance(estate, EstateAction.SURVEY, ESTATE_MOVES, actor=actor, surveyed_on=on, **found)


@transaction.atomic
def recognise_manager(*, estate: Estate, mode: str, actor: User) -> Estate:
    """Note that somebody manages the estate already, whom nobody had written down."""
    _require_mode(mode, EstateState.MANAGED)
    return advance(
        estate,
        EstateAction.RECOGNISE,
        ESTATE_MOVES,
        actor=actor,
        mode=mode,
        is_without_manager=False,
    )


@transaction.atomic
def fall_back(*, estate: Estate, actor: User) -> Estate:
    """Let a public-welfare firm look after an estate nobody else takes (R-098)."""
    mode = ManagementMode.PUBLIC_WELFARE
    return advance(estate, EstateAction.FALL_BACK, ESTATE_MOVES, actor=actor, mode=mode)


@transaction.atomic
def run_itself(*, estate: Estate, mode: str, actor: User) -> Estate:
    """Let the owners' committee or a community property station run the estate (R-215)."""
    _require_mode(mode, EstateState.SELF_MANAGED)
    return advance(estate, EstateAction.RUN_ITSELF, ESTATE_MOVES, actor=actor, mode=mode)


@transaction.atomic
def sign_for_estate(*, estate: Estate, actor: User) -> Estate:
    """Note that the contract is signed, or that the self-management is filed.

    Raises ContractMissing when a firm is to manage it and no contract stands for today or later.
    """
    estate = begin(estate, EstateAction.SIGN, ESTATE_MOVES, actor=actor)
    standing = estate.contracts.overlapping(timezone.localdate(), None)
    if estate.mode in BY_FIRM and not standing.exists():
        raise ContractMissing(_("Sign the contract with the firm first."))
    return advance(estate, EstateAction.SIGN, ESTATE_MOVES, actor=actor)


@transaction.atomic
def take_over_estate(*, estate: Estate, actor: User) -> Estate:
    """Note that the manager has taken over: the estate is managed (R-216)."""
    return advance(
        estate, EstateAction.TAKE_OVER, ESTATE_MOVES, actor=actor, is_without_manager=False
    )


@transaction.atomic
def go_back_to_survey(*, estate: Estate, reason: str, actor: User) -> Estate:
    """Leave a way that led nowhere, with the reason; another may be taken."""
    return advance(
        estate,
        EstateAction.GO_BACK,
        ESTATE_MOVES,
        actor=actor,
        reason=reason,
        mode=ManagementMode.NONE,
        bundle=None,
    )


@transaction.atomic
def lapse_management(*, estate: Estate, reason: str, actor: User) -> Estate:
    """Note that nobody manages the estate any more, and why."""
    return advance(
        estate,
        EstateAction.LAPSE,
        ESTATE_MOVES,
        actor=actor,
        reason=reason,
        mode=ManagementMode.NONE,
        bundle=None,
    )


@transaction.atomic
def restore_management(*, estate: Estate, actor: User, **before: Any) -> Estate:
    """Put who manages the estate back to what it was before an import said otherwise."""
    estate = lock(estate)
    require_role(actor, Role.OFFICE, over=estate.street)
    known = only_known(before, {"state", "mode", "is_without_manager"})
    return change(estate, known, actor=actor, action="restore")


def _require_mode(mode: str, state: str) -> None:
    if mode not in MODES_OF_STATE[state]:
        raise EstateRefused(_("Say who manages the estate."), field="mode")


def _require_past(on: date) -> None:
    if on > timezone.localdate():
        raise EstateRefused(_("The day is still to come."), field="on")
