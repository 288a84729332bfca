"""What people do to the grid tree. Every write to its shape queues up behind one lock."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from grids.enums import PARENT_TIER, GridStatus, GridTier
from grids.models import Grid
from grids.permissions import require_keeper
from grids.services.links import require_fitting_community, require_fitting_orgs
from grids.services.places import GridRefused, begin_place, change_place, end_place
from orgs.enums import Role
from orgs.models import Org, User
from orgs.permissions import require_role
from orgs.scoping import reach_of
from orgs.services.audit import line, record, record_all
from orgs.services.facts import changed_facts, check_facts, only_known
from orgs.services.planting import plant
from orgs.services.tree import require_version
from orgs.services.workflow import change, lock, require_reason
from partybuild.errors import RuleViolation, in_short
from partybuild.locks import LockSpace, hold_until_commit

SIDES = ("east", "south", "west", "north")
UNIT_FACTS = frozenset({"residents_committee", "urban_status", "conversion_status"})
SHAPE_FACTS = frozenset({"name", *SIDES, "boundaries", *UNIT_FACTS, "remark"})
COUNT_FACTS = frozenset(
    {
        "building_count",
        "household_count",
        "is_household_count_rough",
        "resident_count",
        "floating_count",
        "is_unmanaged",
        "walking_minutes",
    }
)
FACTS = SHAPE_FACTS | COUNT_FACTS


class TierSkipped(GridRefused):
    """The superior is not of the tier directly above (N-01)."""

    code = "tier_skip"


class GridCodeTaken(RuleViolation):
    """Another grid of the street has the code."""

    code = "code_taken"


@transaction.atomic
def open_grid(
    *,
    street: Org,
    code: str,
    name: str,
    tier: str,
    parent: Grid | None,
    actor: User,
    org: Org | None = None,
    community: Org | None = None,
    on: date | None = None,
    **facts: Any,
) -> Grid:
    """Cut a grid out of its superior, or an area out of the street (R-054, N-01).

    ``on`` is the day since when there is the grid, where that is known. Raises TierSkipped,
    GridRefused, GridCodeTaken, the refusals of a link, and PermissionDenied outside the actor's
    reach.
    """
    grid = Grid(
        street=street,
        code=code,
        name=name,
        tier=tier,
        parent=parent,
        org=org,
        community=community,
        **only_known(facts, FACTS - {"name"}),
    )
    opened = open_grids(grids=[grid], actor=actor)[0]
    if on:
        require_past(on)
        begin_place(opened, on)
    return opened


@transaction.atomic
def open_grids(*, grids: Sequence[Grid], actor: User) -> list[Grid]:
    """Add many grids at once, superiors before subordinates; all of them or none.

    Each is checked exactly as if it were opened alone, and each has its own line in the trail.
    """
    hold_until_commit(LockSpace.GRID_TREE)
    _require_streets(grids, actor)
    _refresh_stored_parents(grids)
    _require_free_codes(grids)
    for grid in grids:
        require_superior_grid(grid, grid.parent)
        require_fitting_community(grid, grid.community)
        _require_unit_for_its_facts(grid)
        check_facts(grid)
    require_fitting_orgs(grids)
    plant(grids)
    record_all(
        [
            line(
                actor=actor,
                verb="grid.open",
                subject=grid,
                changes={
                    "code": [None, grid.code],
                    "tier": [None, grid.tier],
                    "parent": [None, grid.parent],
                    "org": [None, grid.org],
                    "community": [None, grid.community],
                },
            )
            for grid in grids
        ]
    )
    return list(grids)


@transaction.atomic
def amend_grid(*, grid: Grid, actor: User, version: int | None = None, **facts: Any) -> Grid:
    """Correct what is known of a grid: its keepers the counts, the office also name and bounds.

    Raises StaleVersion when ``version`` is given and somebody changed the row since.
    """
    grid = lock(grid)
    require_keeper(actor, grid)
    require_version(grid, version)
    changed = changed_facts(grid, only_known(facts, FACTS))
    if grid.tier != GridTier.UNIT:
        _require_no_unit_facts(changed)
    if not COUNT_FACTS.issuperset(changed):
        require_role(actor, Role.OFFICE, over=grid.street)
    return change(grid, changed, actor=actor, action="amend") if changed else grid


@transaction.atomic
def move_grid(
    *, grid: Grid, new_parent: Grid, actor: User, reason: str = "", on: date | None = None
) -> Grid:
    """Hang a grid, with all below it, under another superior; every grid keeps its id (R-081).

    It lies there from ``on``, from today unless another day is named.
    """
    on = on or timezone.localdate()
    hold_until_commit(LockSpace.GRID_TREE)
    grid, new_parent = lock(grid), lock(new_parent)
    require_role(actor, Role.OFFICE, over=grid.street)
    if grid.status == GridStatus.CLOSED:
        raise GridRefused(_("A retired grid stays where it was."))
    require_superior_grid(grid, new_parent, field="new_parent")
    before = grid.parent
    if before == new_parent:
        return grid
    require_past(on)
    change_place(grid, new_parent, on)
    grid.parent = new_parent
    grid.version += 1
    grid.save()
    record(
        actor=actor,
        verb="grid.move",
        subject=grid,
        changes={"parent": [before, new_parent]},
        reason=reason,
    )
    return grid


@transaction.atomic
def close_grid(*, grid: Grid, on: date, reason: str, actor: User) -> Grid:
    """Retire a grid from a day on: its posts end, its organisation is free for another (R-082).

    Raises GridRefused while grids below it are in use, and for a day that is still to come.
    """
    hold_until_commit(LockSpace.GRID_TREE)
    grid = lock(grid)
    require_role(actor, Role.OFFICE, over=grid.street)
    require_reason(reason)
    _require_closable(grid, on)
    for post in grid.posts.current(on).select_for_update(of=("self",)):
        change(post, {"ends_on": on}, actor=actor, action="end", reason=reason)
    end_place(grid, on)
    changes = {"status": GridStatus.CLOSED, "closed_on": on, "org": None}
    return change(grid, changes, actor=actor, action="close", reason=reason)


@transaction.atomic
def take_back_grid(*, grid: Grid, actor: User) -> None:
    """Remove a grid that an import opened by mistake and that nothing refers to yet.

    Raises ProtectedError when something already hangs on it.
    """
    hold_until_commit(LockSpace.GRID_TREE)
    grid = lock(grid)
    require_role(actor, Role.OFFICE, over=grid.street)
    record(
        actor=actor,
        verb="grid.take_back",
        subject=grid.street,
        changes={"code": [grid.code, None], "name": [grid.name, None]},
    )
    grid.delete()


def require_superior_grid(grid: Grid, superior: Grid | None, *, field: str = "parent") -> None:
    """Go no further unless the grid may lie directly in this superior (N-01, A-35)."""
    above = PARENT_TIER[GridTier(grid.tier)]
    if superior is None:
        if above is not None:
            raise TierSkipped(_("Only an area grid can stand at the top."), field=field)
        return
    if superior.tier != above:
        raise TierSkipped(
            _("A %(tier)s may not lie directly in a %(superior)s.")
            % {"tier": GridTier(grid.tier).label, "superior": superior.get_tier_display()},
            field=field,
        )
    if superior.street_id != grid.street_id:
        raise GridRefused(_("A grid stays in its sub-district."), field=field)
    if superior.status == GridStatus.CLOSED:
        raise GridRefused(_("The superior grid is retired."), field=field)


def require_past(on: date) -> None:
    """Go no further for a day that is still to come: the tree shows what holds today."""
    if on > timezone.localdate():
        raise GridRefused(_("The day is still to come."), field="on")


def _require_unit_for_its_facts(grid: Grid) -> None:
    if grid.tier != GridTier.UNIT:
        _require_no_unit_facts({name: getattr(grid, name) for name in UNIT_FACTS})


def _require_no_unit_facts(facts: Mapping[str, Any]) -> None:
    """Go no further with facts that only a unit grid has (R-073, R-080, R-083)."""
    wrong = sorted(name for name in UNIT_FACTS if facts.get(name))
    if wrong:
        raise GridRefused(_("Only a unit grid is on the way to a community."), field=wrong[0])


def _require_streets(grids: Iterable[Grid], actor: User) -> None:
    reach = reach_of(actor, Role.OFFICE)
    for street in {grid.street for grid in grids}:
        if not reach.covers(street):
            raise PermissionDenied
        if street.parent_id is not None:
            raise GridRefused(_("Choose a sub-district."), field="street")


def _refresh_stored_parents(grids: Sequence[Grid]) -> None:
    stored = Grid.objects.in_bulk({g.parent.pk for g in grids if g.parent and g.parent.pk})
    for grid in grids:
        if grid.parent and grid.parent.pk:
            grid.parent = stored[grid.parent.pk]


def _require_free_codes(grids: Sequence[Grid]) -> None:
    """A code is free in its street, and stays taken when its grid is retired."""
    places = Counter((grid.street_id, grid.code) for grid in grids)
    stored = Grid.objects.filter(
        street__in={street for street, _code in places}, code__in={code for _s, code in places}
    )
    taken = set(stored.values_list("street_id", "code")) & set(places)
    taken |= {place for place, times in places.items() if times > 1}
    if taken:
        codes = in_short(code for _street, code in taken)
        raise GridCodeTaken(_("The code %(code)s is taken.") % {"code": codes}, field="code")


def _require_closable(grid: Grid, on: date) -> None:
    if grid.status == GridStatus.CLOSED:
        raise GridRefused(_("The grid is retired already."))
    require_past(on)
    if grid.get_children().active().exists():
        raise GridRefused(_("Move or retire the grids below it first."))
    if grid.posts.filter(starts_on__gt=on).exists():
        raise GridRefused(_("Somebody took up a post after that day."), field="on")
