"""Redrawing the map: splitting and merging grids, and moving many at once (R-081, R-082, R-268).

Base grids are the bricks: they keep their ids and codes wherever they go. Nothing is deleted; a
grid that is no more is retired, and what came out of it is written down.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from grids.enums import GridStatus, SuccessionKind
from grids.models import Grid, GridPost, GridSuccession
from grids.services.grids import amend_grid, close_grid, move_grid, open_grids, require_past
from grids.services.links import link_grid_to_org
from grids.services.movers import move_things, things_in
from grids.services.places import GridRefused, begin_place
from grids.services.posts import GridPostFilled, end_grid_post, fill_grid_post
from orgs.enums import DatePrecision, Role
from orgs.models import Org, User
from orgs.permissions import require_role
from orgs.services.audit import record
from orgs.services.workflow import change, lock, require_reason
from partybuild.locks import LockSpace, hold_until_commit

COUNTS = ("building_count", "household_count", "resident_count", "floating_count")


class RedrawingRefused(GridRefused):
    """The map cannot be redrawn like this."""

    code = "redrawing_refused"


@dataclass(frozen=True, slots=True)
class Part:
    """A new grid that is split off, and what goes with it; ``things`` are by their mover's key."""

    code: str
    name: str
    org: Org | None = None
    children: Sequence[Grid] = ()
    posts: Sequence[GridPost] = ()
    things: Mapping[str, Sequence[Any]] = field(default_factory=dict)


@transaction.atomic
def split_grid(
    *,
    grid: Grid,
    parts: Sequence[Part],
    on: date,
    reason: str,
    actor: User,
    is_retired: bool = False,
) -> Grid:
    """Cut new grids of the same tier out of one; what is not named stays with it.

    With ``is_retired`` nothing stays: the grid ends that day and frees its organisation. A part
    gets the organisation named for it, and none otherwise; no organisation is closed. Raises
    RedrawingRefused, and what opening, linking, moving and retiring a grid raise.
    """
    hold_until_commit(LockSpace.GRID_TREE)
    grid = _begin(grid, on=on, reason=reason, actor=actor)
    _require_parts(grid, parts, is_retired=is_retired)
    if grid.org and grid.org in [part.org for part in parts]:
        link_grid_to_org(grid=grid, org=None, actor=actor)
    for part, new in zip(parts, _open_parts(grid, parts, actor), strict=True):
        begin_place(new, on)
        _bring(part.children, to=new, on=on, reason=reason, actor=actor)
        _hand_over(part.posts, to=new, on=on, reason=reason, actor=actor)
        move_things(part.things, to=new, actor=actor, reason=reason)
        _succeed(grid, new, SuccessionKind.SPLIT, on)
    codes = "、".join(part.code for part in parts)
    record(
        actor=actor,
        verb="grid.split",
        subject=grid,
        changes={"parts": [None, codes], "on": [None, on]},
        reason=reason,
    )
    if is_retired:
        return close_grid(grid=grid, on=on, reason=reason, actor=actor)
    return _forget_counts(grid, actor)


@transaction.atomic
def merge_grids(
    *,
    into: Grid,
    grids: Sequence[Grid],
    on: date,
    reason: str,
    actor: User,
    org: Org | None = None,
    name: str = "",
    posts: Sequence[GridPost] = (),
) -> Grid:
    """Merge grids of one tier into one of them, which keeps its code; the others are retired.

    All that lies in the others goes with it, of their posts only those named. ``org`` is the
    organisation of the merged grid; the others stay open, without a grid, for somebody to decide.
    Raises RedrawingRefused, and what moving, linking and retiring a grid raise.
    """
    hold_until_commit(LockSpace.GRID_TREE)
    into = _begin(into, on=on, reason=reason, actor=actor)
    gone = [lock(grid) for grid in grids]
    _require_mergeable(into, gone)
    _require_among(posts, gone)
    counts = _sums([into, *gone])
    for grid in gone:
        _bring(grid.get_children().active(), to=into, on=on, reason=reason, actor=actor)
        own = [post for post in posts if post.grid_id == grid.pk]
        _hand_over(own, to=into, on=on, reason=reason, actor=actor)
        move_things(things_in(grid), to=into, actor=actor, reason=reason)
        close_grid(grid=grid, on=on, reason=reason, actor=actor)
        _succeed(grid, into, SuccessionKind.MERGER, on)
    if org != into.org:
        link_grid_to_org(grid=into, org=org, actor=actor)
    facts = {**counts, "name": name or into.name}
    into = amend_grid(grid=into, actor=actor, **facts)
    codes = "、".join(grid.code for grid in gone)
    record(
        actor=actor,
        verb="grid.merge",
        subject=into,
        changes={"merged": [None, codes], "on": [None, on]},
        reason=reason,
    )
    return into


@transaction.atomic
def move_grids(
    *, new_parent: Grid, grids: Sequence[Grid], on: date, reason: str, actor: User
) -> Grid:
    """Hang many grids under another superior at once; all of them or none (R-081)."""
    hold_until_commit(LockSpace.GRID_TREE)
    new_parent = _begin(new_parent, on=on, reason=reason, actor=actor)
    if not grids:
        raise RedrawingRefused(_("Choose at least one grid."), field="grids")
    _bring(grids, to=new_parent, on=on, reason=reason, actor=actor)
    return new_parent


def _begin(grid: Grid, *, on: date, reason: str, actor: User) -> Grid:
    grid = lock(grid)
    require_role(actor, Role.OFFICE, over=grid.street)
    require_reason(reason)
    require_past(on)
    if grid.status == GridStatus.CLOSED:
        raise RedrawingRefused(_("The grid is retired."))
    return grid


def _require_parts(grid: Grid, parts: Sequence[Part], *, is_retired: bool) -> None:
    if len(parts) < 1 + is_retired:
        raise RedrawingRefused(_("Name the new grids."), field="parts")
    inside = {child.pk for child in grid.get_children().active()}
    named = [child.pk for part in parts for child in part.children]
    if len(named) != len(set(named)) or not inside.issuperset(named):
        raise RedrawingRefused(_("Each grid goes from here into one new grid."), field="parts")
    if is_retired and inside.difference(named):
        raise RedrawingRefused(
            _("Say for every grid below where it goes, because this one is retired."),
            field="parts",
        )
    _require_among([post for part in parts for post in part.posts], [grid])
    stored = {(key, row.pk) for key, rows in things_in(grid).items() for row in rows}
    going = [(key, row.pk) for part in parts for key, rows in part.things.items() for row in rows]
    if len(going) != len(set(going)) or not stored.issuperset(going):
        raise RedrawingRefused(_("Choose only what lies in the grid."), field="parts")
    if is_retired and stored.difference(going):
        raise RedrawingRefused(
            _("Say for everything in the grid where it goes, because it is retired."),
            field="parts",
        )


def _require_mergeable(into: Grid, gone: Collection[Grid]) -> None:
    if not gone:
        raise RedrawingRefused(_("Choose at least one grid."), field="grids")
    if into.pk in {grid.pk for grid in gone}:
        raise RedrawingRefused(_("A grid cannot be merged into itself."), field="grids")
    for grid in gone:
        if (grid.tier, grid.street_id) != (into.tier, into.street_id):
            raise RedrawingRefused(
                _("Only grids of one tier of one sub-district can be merged."), field="grids"
            )
        if grid.status == GridStatus.CLOSED:
            raise RedrawingRefused(_("%(grid)s is retired.") % {"grid": grid}, field="grids")


def _require_among(posts: Iterable[GridPost], grids: Collection[Grid]) -> None:
    posts, pks = list(posts), {grid.pk for grid in grids}
    if len(posts) != len({post.pk for post in posts}) or any(p.grid_id not in pks for p in posts):
        raise RedrawingRefused(_("Choose only posts of these grids, each once."), field="posts")


def _open_parts(grid: Grid, parts: Sequence[Part], actor: User) -> list[Grid]:
    new = [
        Grid(
            street=grid.street,
            tier=grid.tier,
            parent=grid.parent,
            community=grid.community,
            code=part.code,
            name=part.name,
            org=part.org,
        )
        for part in parts
    ]
    return open_grids(grids=new, actor=actor)


def _bring(grids: Iterable[Grid], *, to: Grid, on: date, reason: str, actor: User) -> None:
    for grid in list(grids):
        move_grid(grid=grid, new_parent=to, on=on, reason=reason, actor=actor)


def _hand_over(posts: Iterable[GridPost], *, to: Grid, on: date, reason: str, actor: User) -> None:
    """A post goes over: it ends in the one grid, and begins in the other on the same day."""
    kept = ("work_phone", "is_full_time", "source", "partner", "covers", "remark")
    for post in list(posts):
        ended = end_grid_post(post=post, on=on, reason=reason, actor=actor)
        try:
            fill_grid_post(
                grid=to,
                kind=ended.kind,
                person_name=ended.person_name,
                starts_on=on,
                starts_precision=DatePrecision.DAY,
                actor=actor,
                **{name: getattr(ended, name) for name in kept},
            )
        except GridPostFilled as refusal:
            raise RedrawingRefused(
                _("%(grid)s has a lead already: let the other post end.") % {"grid": to},
                field="posts",
            ) from refusal


def _succeed(grid: Grid, successor: Grid, kind: str, on: date) -> None:
    GridSuccession.objects.create(predecessor=grid, successor=successor, kind=kind, on=on)


def _sums(grids: Sequence[Grid]) -> dict[str, Any]:
    """The counts of several grids together; one that is not known makes the sum unknown."""
    sums: dict[str, Any] = {}
    for name in COUNTS:
        counts = [getattr(grid, name) for grid in grids]
        sums[name] = None if None in counts else sum(counts)
    is_rough = any(grid.is_household_count_rough for grid in grids)
    return {**sums, "is_household_count_rough": is_rough}


def _forget_counts(grid: Grid, actor: User) -> Grid:
    """The counts of the whole do not hold for what is left of it."""
    grid = lock(grid)
    known = {name: None for name in COUNTS if getattr(grid, name) is not None}
    if not known:
        return grid
    return change(grid, {**known, "is_household_count_rough": False}, actor=actor, action="amend")
