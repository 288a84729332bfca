"""What people do to an estate: open it, correct it, say where it belongs (R-055, R-085, R-119)."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from grids.enums import (
    MODES_OF_STATE,
    EstateState,
    GridStatus,
    GridTier,
    ManagementMode,
)
from grids.models import Estate, Grid
from grids.permissions import require_estate_keeper
from orgs.enums import OrgKind, OrgStatus, Role
from orgs.models import Org, User
from orgs.permissions import require_role
from orgs.scoping import Reach, reach_of
from orgs.services.audit import line, record, record_all
from orgs.services.codes import next_codes
from orgs.services.facts import changed_facts, check_facts, only_known
from orgs.services.tree import require_version
from orgs.services.workflow import change, lock
from partybuild.errors import RuleViolation, in_short

PREFIX = "JZ"
FACTS = frozenset(
    {
        "aliases",
        "kind",
        "building_count",
        "unit_count",
        "household_count",
        "area_10k_sqm",
        "built_year",
        "owners_committee",
        "renovation",
        "is_without_manager",
        "is_without_cleaning",
        "is_without_upkeep",
        "surveyed_on",
        "remark",
    }
)


class EstateRefused(RuleViolation):
    """What is said of the estate contradicts where it lies or who manages it."""

    code = "estate_refused"


class EstateKnownAlready(RuleViolation):
    """The street has an estate of this name or code."""

    code = "estate_known_already"


def state_for(mode: str) -> str:
    """Where on its way an estate stands that comes to the portal with this manager."""
    is_managed = mode in MODES_OF_STATE[EstateState.MANAGED]
    return EstateState.MANAGED if is_managed else EstateState.UNMANAGED


@transaction.atomic
def open_estate(
    *,
    street: Org,
    name: str,
    actor: User,
    code: str = "",
    community: Org | None = None,
    unit_grid: Grid | None = None,
    mode: str = "",
    **facts: Any,
) -> Estate:
    """Put an estate on the register; without a code it gets the next one of the street.

    Raises EstateKnownAlready, EstateRefused, and PermissionDenied outside the actor's reach.
    """
    estate = Estate(
        street=street,
        name=name,
        code=code,
        community=community,
        unit_grid=unit_grid,
        mode=mode,
        **only_known(facts, FACTS),
    )
    return open_estates(estates=[estate], actor=actor)[0]


@transaction.atomic
def open_estates(*, estates: Sequence[Estate], actor: User) -> list[Estate]:
    """Put many estates on the register at once; all of them or none."""
    reach, office = reach_of(actor, Role.SECRETARY), reach_of(actor, Role.OFFICE)
    for estate in estates:
        _require_opener(estate, secretary=reach, office=office)
        require_place(estate)
        estate.state = state_for(estate.mode)
    _give_codes(estates)
    for estate in estates:
        check_facts(estate)
        require_fitting_manager(estate)
    _require_free_names(estates)
    try:
        with transaction.atomic():
            Estate.objects.bulk_create(estates, batch_size=500)
    except IntegrityError as clash:
        raise _known_already([estate.name for estate in estates]) from clash
    record_all([_opened(estate, actor) for estate in estates])
    return list(estates)


@transaction.atomic
def amend_estate(
    *, estate: Estate, actor: User, version: int | None = None, **facts: Any
) -> Estate:
    """Correct what is known of an estate; who manages it only among those its state allows."""
    estate = lock(estate)
    require_estate_keeper(actor, estate)
    require_version(estate, version)
    changed = changed_facts(estate, only_known(facts, FACTS | {"name", "mode"}))
    if not changed:
        return estate
    draft = Estate(
        street=estate.street,
        pk=estate.pk,
        code=estate.code,
        name=changed.get("name", estate.name),
        state=estate.state,
        mode=changed.get("mode", estate.mode),
        is_without_manager=changed.get("is_without_manager", estate.is_without_manager),
    )
    require_fitting_manager(draft)
    if "name" in changed:
        _require_free_names([draft])
    try:
        with transaction.atomic():
            return change(estate, changed, actor=actor, action="amend")
    except IntegrityError as clash:
        raise _known_already([draft.name]) from clash


@transaction.atomic
def place_estate(
    *,
    estate: Estate,
    community: Org | None,
    unit_grid: Grid | None,
    actor: User,
    reason: str = "",
) -> Estate:
    """Say to which community an estate belongs (R-085), and in which unit grid it mainly lies."""
    estate = lock(estate)
    community = community and lock(community)
    unit_grid = unit_grid and lock(unit_grid)
    require_role(actor, Role.OFFICE, over=estate.street)
    if (estate.community, estate.unit_grid) == (community, unit_grid):
        return estate
    require_place(Estate(street=estate.street, community=community, unit_grid=unit_grid))
    places = {"community": community, "unit_grid": unit_grid}
    return change(estate, places, actor=actor, action="place", reason=reason)


@transaction.atomic
def take_back_estate(*, estate: Estate, actor: User) -> None:
    """Remove an estate that an import opened by mistake and that nothing refers to yet.

    Raises ProtectedError when something already hangs on it.
    """
    estate = lock(estate)
    require_role(actor, Role.OFFICE, over=estate.street)
    record(
        actor=actor,
        verb="estate.take_back",
        subject=estate.street,
        changes={"code": [estate.code, None], "name": [estate.name, None]},
    )
    estate.delete()


def require_place(estate: Estate) -> None:
    """Go no further unless the estate may belong to this community and lie in this unit grid."""
    community, grid = estate.community, estate.unit_grid
    if community and (
        community.kind != OrgKind.COMMUNITY_COMMITTEE
        or community.status == OrgStatus.CLOSED
        or not community.shares_street_with(estate.street)
    ):
        raise EstateRefused(_("Choose a community of the same sub-district."), field="community")
    if grid and (
        grid.tier != GridTier.UNIT
        or grid.status == GridStatus.CLOSED
        or grid.street_id != estate.street_id
    ):
        raise EstateRefused(
            _("Choose a unit grid of the same sub-district that is in use."), field="unit_grid"
        )


def require_fitting_manager(estate: Estate) -> None:
    """Go no further unless who manages the estate goes with how far it has come (SM-15)."""
    if estate.mode not in MODES_OF_STATE[estate.state]:
        raise EstateRefused(
            _("An estate that is %(state)s cannot have this manager: %(mode)s.")
            % {
                "state": EstateState(estate.state).label,
                "mode": ManagementMode(estate.mode).label if estate.mode else _("not known"),
            },
            field="mode",
        )
    if estate.state == EstateState.MANAGED and estate.is_without_manager:
        raise EstateRefused(
            _("Somebody manages the estate: note first that nobody does any more."),
            field="is_without_manager",
        )


def _require_opener(estate: Estate, *, secretary: Reach, office: Reach) -> None:
    if estate.street.parent_id is not None:
        raise EstateRefused(_("Choose a sub-district."), field="street")
    keeps = estate.community is not None and secretary.covers(estate.community)
    if not (keeps or office.covers(estate.street)):
        raise PermissionDenied


def _give_codes(estates: Sequence[Estate]) -> None:
    for street in {estate.street for estate in estates if not estate.code}:
        nameless = [e for e in estates if not e.code and e.street == street]
        codes = next_codes(street=street, prefix=PREFIX, count=len(nameless))
        for estate, code in zip(nameless, codes, strict=True):
            estate.code = code


def _require_free_names(estates: Sequence[Estate]) -> None:
    """A name and a code stand for one estate of a street."""
    for field in ("name", "code"):
        places = Counter((e.street_id, getattr(e, field)) for e in estates)
        others = Estate.objects.exclude(pk__in=[e.pk for e in estates if e.pk]).filter(
            street__in={street for street, _word in places},
            **{f"{field}__in": {word for _street, word in places}},
        )
        taken = set(others.values_list("street_id", field)) & set(places)
        taken |= {place for place, times in places.items() if times > 1}
        if taken:
            raise _known_already([word for _street, word in taken], field=field)


def _known_already(words: Sequence[str], *, field: str = "name") -> EstateKnownAlready:
    return EstateKnownAlready(
        _("The street has an estate called %(names)s already.") % {"names": in_short(words)},
        field=field,
    )


def _opened(estate: Estate, actor: User) -> Any:
    changes: dict[str, list[Any]] = {
        "name": [None, estate.name],
        "code": [None, estate.code],
        "community": [None, estate.community],
        "state": [None, estate.state],
    }
    return line(actor=actor, verb="estate.open", subject=estate, changes=changes)
