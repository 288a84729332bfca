"""What ties a grid to organisations: its own one (N-03) and the community it belongs to (A-35)."""

from collections import Counter
from collections.abc import Sequence
from copy import copy

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from grids.enums import ORG_KIND_OF_TIER, GridStatus, GridTier
from grids.models import Grid
from orgs.enums import OrgKind, OrgStatus, Role
from orgs.models import Org, User
from orgs.permissions import require_role
from orgs.services.workflow import change, lock
from partybuild.errors import RuleViolation, in_short


class LinkRefused(RuleViolation):
    """The organisation cannot go with a grid of this tier."""

    code = "link_refused"


class OrgLinkedAlready(LinkRefused):
    """An organisation goes with one grid only (N-03)."""

    code = "org_linked_already"


@transaction.atomic
def link_grid_to_org(*, grid: Grid, org: Org | None, actor: User) -> Grid:
    """Say which organisation goes with a grid, one to one (N-03), or that none does any more.

    Raises LinkRefused when the kind does not go with the tier, OrgLinkedAlready when the
    organisation goes with another grid.
    """
    grid = lock(grid)
    org = org and lock(org)
    require_role(actor, Role.OFFICE, over=grid.street)
    _require_in_use(grid)
    if grid.org == org:
        return grid
    draft = copy(grid)
    draft.org = org
    require_fitting_orgs([draft])
    try:
        with transaction.atomic():
            return change(grid, {"org": org}, actor=actor, action="link")
    except IntegrityError as clash:
        raise _linked_already([org]) from clash


@transaction.atomic
def assign_community(*, grid: Grid, community: Org | None, actor: User) -> Grid:
    """Say which community a unit grid belongs to, or that it belongs to none yet (A-35)."""
    grid = lock(grid)
    community = community and lock(community)
    require_role(actor, Role.OFFICE, over=grid.street)
    _require_in_use(grid)
    require_fitting_community(grid, community)
    if grid.community == community:
        return grid
    return change(grid, {"community": community}, actor=actor, action="assign")


def require_fitting_orgs(grids: Sequence[Grid]) -> None:
    """Go no further unless every grid's organisation fits its tier and goes with it alone."""
    orgs = [grid.org for grid in grids if grid.org]
    for grid in grids:
        if grid.org:
            _require_fitting_org(grid, grid.org)
    others = Grid.objects.exclude(pk__in=[grid.pk for grid in grids if grid.pk])
    taken = set(others.filter(org__in=orgs).values_list("org", flat=True)) if orgs else set()
    twice = {pk for pk, times in Counter(org.pk for org in orgs).items() if times > 1}
    if taken | twice:
        raise _linked_already([org for org in orgs if org.pk in taken | twice])


def require_fitting_community(grid: Grid, community: Org | None) -> None:
    """Go no further unless the grid may belong to this community."""
    if community is None:
        return
    if grid.tier != GridTier.UNIT:
        raise LinkRefused(_("Only a unit grid belongs to a community."), field="community")
    if community.kind != OrgKind.COMMUNITY_COMMITTEE:
        raise LinkRefused(_("Choose a community."), field="community")
    _require_same_street(grid, community, field="community")


def _require_fitting_org(grid: Grid, org: Org) -> None:
    kind = ORG_KIND_OF_TIER[GridTier(grid.tier)]
    if org.kind != kind:
        raise LinkRefused(
            _("A %(tier)s goes with a %(kind)s.")
            % {"tier": GridTier(grid.tier).label, "kind": OrgKind(kind).label},
            field="org",
        )
    _require_same_street(grid, org, field="org")


def _require_same_street(grid: Grid, org: Org, *, field: str) -> None:
    if not org.shares_street_with(grid.street):
        raise LinkRefused(_("Choose an organisation of the same sub-district."), field=field)
    if org.status == OrgStatus.CLOSED:
        raise LinkRefused(_("The organisation is closed."), field=field)


def _require_in_use(grid: Grid) -> None:
    if grid.status == GridStatus.CLOSED:
        raise LinkRefused(_("The grid is retired."))


def _linked_already(orgs: Sequence[Org | None]) -> OrgLinkedAlready:
    names = in_short(str(org) for org in orgs)
    return OrgLinkedAlready(
        _("%(names)s: an organisation goes with one grid only.") % {"names": names}, field="org"
    )
