"""What people do to posts in a grid: who leads it and who works there (R-071, D7)."""

from copy import copy
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from grids.enums import GridPostKind, GridStatus, GridTier
from grids.models import Grid, GridPost
from grids.permissions import require_keeper
from grids.posts import GRID_POSTS, SINGLE_POSTS
from grids.selectors.sources import names_in_use
from orgs.enums import Role
from orgs.models import User
from orgs.permissions import require_role
from orgs.services.audit import record
from orgs.services.facts import changed_facts, check_facts, only_known
from orgs.services.workflow import change, lock
from partybuild.errors import RuleViolation

FACTS = frozenset(
    {
        "work_phone",
        "is_full_time",
        "source",
        "partner",
        "covers",
        "remark",
        "starts_on",
        "starts_precision",
        "ends_on",
    }
)


class GridPostFilled(RuleViolation):
    """The grid has a lead (R-071: one at a time)."""

    code = "post_filled"


class GridPostRefused(RuleViolation):
    """Nobody can hold this post for this term."""

    code = "post_refused"


@transaction.atomic
def fill_grid_post(
    *, grid: Grid, kind: str, person_name: str, actor: User, **facts: Any
) -> GridPost:
    """Note who holds a post of the grid from now on.

    Raises GridPostFilled when the grid already has a lead, GridPostRefused when the grid is
    retired, the post does not stand in its tier, its unit is missing, or the term ends before it
    starts.
    """
    grid = lock(grid)
    require_keeper(actor, grid)
    if grid.status == GridStatus.CLOSED:
        raise GridPostRefused(_("The grid is retired."))
    post = GridPost(grid=grid, kind=kind, person_name=person_name, **only_known(facts, FACTS))
    check_facts(post)
    _require_rule(post)
    _require_source(grid, post.source)
    _require_term_and_vacancy(post)
    post.save(force_insert=True)
    record(
        actor=actor,
        verb="gridpost.fill",
        subject=post,
        changes={"kind": [None, GridPostKind(kind)], "person_name": [None, person_name]},
    )
    return post


@transaction.atomic
def amend_grid_post(*, post: GridPost, actor: User, **facts: Any) -> GridPost:
    """Correct the post, name, phone or term. Raises as ``fill_grid_post`` does."""
    post = _lock_post(post)
    require_keeper(actor, post.grid)
    changed = changed_facts(post, only_known(facts, FACTS | {"kind", "person_name"}))
    if not changed:
        return post
    if "source" in changed:
        _require_source(post.grid, changed["source"])
    draft = copy(post)
    for name, value in changed.items():
        setattr(draft, name, value)
    _require_rule(draft)
    _require_term_and_vacancy(draft)
    return change(post, changed, actor=actor, action="amend")


@transaction.atomic
def end_grid_post(*, post: GridPost, on: date, actor: User, reason: str = "") -> GridPost:
    """Note the last day in a post. Raises GridPostRefused when it has ended already."""
    post = _lock_post(post)
    require_keeper(actor, post.grid)
    if post.ends_on and post.ends_on < timezone.localdate():
        raise GridPostRefused(_("The post has ended already."))
    _require_term(post.starts_on, on)
    return change(post, {"ends_on": on}, actor=actor, action="end", reason=reason)


@transaction.atomic
def take_back_grid_post(*, post: GridPost, actor: User) -> None:
    """Remove a post that an import filled by mistake."""
    post = _lock_post(post)
    require_role(actor, Role.OFFICE, over=post.grid.street)
    record(
        actor=actor,
        verb="gridpost.take_back",
        subject=post.grid,
        changes={"kind": [post.kind, None], "person_name": [post.person_name, None]},
    )
    post.delete()


def _lock_post(post: GridPost) -> GridPost:
    # The grid first, as when a post is filled: its posts change one after another.
    lock(post.grid)
    return lock(post)


def _require_rule(post: GridPost) -> None:
    """The table of grid posts: where a post stands, and whether it is that of a unit."""
    rule = GRID_POSTS[GridPostKind(post.kind)]
    if post.grid.tier not in rule.stands_in:
        raise GridPostRefused(
            _("There is no %(post)s in a %(tier)s.")
            % {"post": GridPostKind(post.kind).label, "tier": GridTier(post.grid.tier).label},
            field="kind",
        )
    if rule.for_a_unit and post.partner is None:
        raise GridPostRefused(_("Name the unit that answers for it."), field="partner")
    if post.partner and not rule.for_a_unit:
        raise GridPostRefused(_("Only a responsible unit names a unit."), field="partner")
    if post.partner and post.partner.street_id != post.grid.street_id:
        raise GridPostRefused(_("Choose a unit of the same sub-district."), field="partner")


def _require_source(grid: Grid, source: str) -> None:
    if source and source not in names_in_use(grid.street):
        raise GridPostRefused(_("This source is not on the list."), field="source")


def _require_term_and_vacancy(post: GridPost) -> None:
    _require_term(post.starts_on, post.ends_on)
    if post.kind not in SINGLE_POSTS or post.ends_on:
        return
    others = post.grid.posts.exclude(pk=post.pk)
    if others.filter(kind=post.kind, ends_on=None).exists():
        raise GridPostFilled(_("The grid has a lead; end that post first."), field="kind")


def _require_term(starts_on: date | None, ends_on: date | None) -> None:
    if starts_on and ends_on and ends_on < starts_on:
        raise GridPostRefused(_("A term ends after it starts."), field="ends_on")
