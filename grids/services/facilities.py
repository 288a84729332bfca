"""What people do to facilities: plan, build, open, keep, renovate and close them (R-109, R-113)."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from copy import copy
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from grids.enums import (
    BuildingMode,
    FacilityAction,
    FacilityKind,
    FacilityState,
    FunctionTag,
    GridStatus,
    GridTier,
)
from grids.models import Facility, FacilityFunction
from grids.standards import HUB_SQM
from grids.workflow import FACILITY_MOVES, RUNNERS
from orgs.enums import OrgKind, OrgStatus, Role
from orgs.models import Org, User
from orgs.permissions import require_role
from orgs.selectors.numbers import number_of
from orgs.services.audit import record
from orgs.services.codes import next_codes
from orgs.services.facts import changed_facts, check_facts, only_known
from orgs.services.tree import require_version
from orgs.services.workflow import advance, begin, change, lock
from partybuild.errors import RuleViolation

PREFIX = "ZD"
PLACE_FACTS = frozenset({"name", "kind", "mode", "grid", "community", "run_by"})
PLAIN_FACTS = frozenset(
    {"address", "total_sqm", "service_sqm", "office_sqm", "size_reason", "opened_on", "remark"}
)
FACTS = PLACE_FACTS | PLAIN_FACTS


class FacilityRefused(RuleViolation):
    """The facility cannot be there, or cannot be like this."""

    code = "facility_refused"


class FacilityKnown(RuleViolation):
    """Another facility of the street has the name or the code."""

    code = "facility_known"


class HubStands(RuleViolation):
    """The area has a hub in use: one area, one core (R-109, N-10)."""

    code = "hub_stands"


class SizeUnexplained(RuleViolation):
    """A hub smaller than the plan wants says why (R-110, N-09)."""

    code = "size_unexplained"


@transaction.atomic
def register_facility(
    *,
    street: Org,
    name: str,
    kind: str,
    actor: User,
    code: str = "",
    state: str = FacilityState.PLANNED,
    **facts: Any,
) -> Facility:
    """Put a facility on the register, as it is planned or as it stands already.

    Raises FacilityRefused for a place it cannot have, FacilityKnown, HubStands and
    SizeUnexplained.
    """
    require_role(actor, Role.OFFICE, over=street)
    if street.parent_id is not None:
        raise FacilityRefused(_("Choose a sub-district."), field="street")
    if state == FacilityState.CLOSED:
        raise FacilityRefused(_("A closed facility is not registered anew."), field="state")
    known = only_known(facts, FACTS - {"name", "kind"})
    code = code or next_codes(street=street, prefix=PREFIX)[0]
    facility = Facility(street=street, code=code, name=name, kind=kind, state=state, **known)
    check_facts(facility)
    _require_sound(facility)
    with _clash_told(facility):
        facility.save(force_insert=True)
    record(
        actor=actor,
        verb="facility.register",
        subject=facility,
        changes={"name": [None, name], "kind": [None, kind], "state": [None, state]},
    )
    return facility


@transaction.atomic
def amend_facility(
    *, facility: Facility, actor: User, version: int | None = None, **facts: Any
) -> Facility:
    """Correct what is known: who runs it the plain facts, the office also name, kind and place."""
    facility = lock(facility)
    require_role(actor, *RUNNERS, over=facility.org)
    require_version(facility, version)
    changed = changed_facts(facility, only_known(facts, FACTS))
    if not changed:
        return facility
    if not PLAIN_FACTS.issuperset(changed):
        require_role(actor, Role.OFFICE, over=facility.street)
    draft = copy(facility)
    for name, value in changed.items():
        setattr(draft, name, value)
    _require_sound(draft)
    with _clash_told(draft):
        return change(facility, changed, actor=actor, action="amend")


@transaction.atomic
def tag_facility(*, facility: Facility, functions: Iterable[str], actor: User) -> Facility:
    """Say what the rooms are used for; one room has many uses (R-020, R-196)."""
    facility = lock(facility)
    require_role(actor, *RUNNERS, over=facility.org)
    before, after = facility.tags, [tag for tag in FunctionTag if tag in set(functions)]
    if before == after:
        return facility
    facility.functions.exclude(function__in=after).delete()
    FacilityFunction.objects.bulk_create(
        FacilityFunction(facility=facility, function=tag) for tag in after if tag not in before
    )
    record(
        actor=actor,
        verb="facility.tag",
        subject=facility,
        changes={"functions": [before, after]},
    )
    return facility


@transaction.atomic
def build_facility(*, facility: Facility, mode: str, actor: User) -> Facility:
    """Begin to build it anew or to upgrade what stands there (R-113)."""
    return advance(facility, FacilityAction.BUILD, FACILITY_MOVES, actor=actor, mode=mode)


@transaction.atomic
def open_facility(*, facility: Facility, on: date, actor: User) -> Facility:
    """Take a facility into use. Raises HubStands where the area has a hub already (N-10)."""
    facility = begin(facility, FacilityAction.OPEN, FACILITY_MOVES, actor=actor)
    _require_past(on)
    _require_sound(facility)
    changes = {"state": FacilityState.ACTIVE, "opened_on": on}
    with _clash_told(facility):
        return change(facility, changes, actor=actor, action=FacilityAction.OPEN)


@transaction.atomic
def renovate_facility(*, facility: Facility, reason: str, actor: User) -> Facility:
    """Close a facility for a time in which it is upgraded (R-113)."""
    return advance(
        facility,
        FacilityAction.RENOVATE,
        FACILITY_MOVES,
        actor=actor,
        reason=reason,
        mode=BuildingMode.UPGRADED,
    )


@transaction.atomic
def close_facility(*, facility: Facility, on: date, reason: str, actor: User) -> Facility:
    """Give a facility up; base grids that named it as their nearest lose it."""
    _require_past(on)
    facility = advance(
        facility, FacilityAction.CLOSE, FACILITY_MOVES, actor=actor, reason=reason, closed_on=on
    )
    for grid in facility.near_grids.select_for_update(of=("self",)):
        lost = {"nearest_facility": None, "walking_minutes": None}
        change(grid, lost, actor=actor, action="name_nearest", reason=reason)
    return facility


@transaction.atomic
def take_back_facility(*, facility: Facility, actor: User) -> None:
    """Remove a facility that an import brought by mistake and that nothing refers to yet.

    Raises ProtectedError when a check was made or a grid names it.
    """
    facility = lock(facility)
    require_role(actor, Role.OFFICE, over=facility.street)
    record(
        actor=actor,
        verb="facility.take_back",
        subject=facility.street,
        changes={"code": [facility.code, None], "name": [facility.name, None]},
    )
    facility.delete()


def _require_sound(facility: Facility) -> None:
    _require_place(facility)
    _require_fitting_size(facility)


def _require_place(facility: Facility) -> None:
    """A hub serves an area; any other facility a grid, a community, or the street itself."""
    grid, community, street = facility.grid, facility.community, facility.street
    if facility.kind == FacilityKind.HUB and (grid is None or grid.tier != GridTier.AREA):
        raise FacilityRefused(_("A hub serves an area grid: choose one."), field="grid")
    if grid and community:
        raise FacilityRefused(_("Choose a grid or a community, not both."), field="community")
    if grid and (grid.street_id != street.pk or grid.tier == GridTier.BASE):
        raise FacilityRefused(
            _("Choose an area grid or a unit grid of the sub-district."), field="grid"
        )
    if grid and grid.status == GridStatus.CLOSED:
        raise FacilityRefused(_("The grid is retired."), field="grid")
    if community and community.kind != OrgKind.COMMUNITY_COMMITTEE:
        raise FacilityRefused(_("Choose a community."), field="community")
    for field in ("community", "run_by"):
        org = getattr(facility, field)
        if org and (not org.shares_street_with(street) or org.status == OrgStatus.CLOSED):
            raise FacilityRefused(
                _("Choose an open organisation of the sub-district."), field=field
            )


def _require_fitting_size(facility: Facility) -> None:
    total, parts = facility.total_sqm, (facility.service_sqm, facility.office_sqm)
    if total is not None and sum(filter(None, parts)) > total:
        raise FacilityRefused(
            _("Service and office area are more than the whole."), field="service_sqm"
        )
    if facility.kind != FacilityKind.HUB or total is None or facility.size_reason.strip():
        return
    least = number_of(facility.street, HUB_SQM)
    if total < least:
        raise SizeUnexplained(
            _("A hub has at least %(least)s ㎡ in principle: say why this one is smaller.")
            % {"least": least},
            field="size_reason",
        )


def _require_past(on: date) -> None:
    if on > timezone.localdate():
        raise FacilityRefused(_("The day is still to come."), field="on")


@contextmanager
def _clash_told(facility: Facility) -> Iterator[None]:
    """Turn the database's refusal of a twin into words that say which one stands already."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as clash:
        raise _clash(facility) from clash


def _clash(facility: Facility) -> RuleViolation:
    others = Facility.objects.filter(street=facility.street).exclude(pk=facility.pk)
    if others.filter(name=facility.name).exists():
        return FacilityKnown(_("A facility of this name is registered already."), field="name")
    if others.filter(code=facility.code).exists():
        message = _("The code %(code)s is taken.") % {"code": facility.code}
        return FacilityKnown(message, field="code")
    hub = others.active().of_kind(FacilityKind.HUB).filter(grid=facility.grid).first()
    message = _("%(area)s has a hub in use: %(hub)s. Close it first, or register a service point.")
    return HubStands(message % {"area": facility.grid, "hub": hub}, field="grid")
