"""What an office does to the rules by which cases find their organisation."""

from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from grids.case_enums import RouteTarget
from grids.case_workflow import CENTRE
from grids.models import CaseRoute, Grid
from orgs.models import Org, User
from orgs.permissions import require_role
from orgs.services.audit import record
from orgs.services.facts import FactRefused
from orgs.services.workflow import lock


@transaction.atomic
def add_case_route(
    *,
    street: Org,
    target: str,
    actor: User,
    category: str = "",
    grid: Grid | None = None,
    org: Org | None = None,
) -> CaseRoute:
    """Add a rule behind those that there are; the first that fits decides."""
    street = lock(street)
    require_role(actor, *CENTRE, over=street)
    if (target == RouteTarget.ORG) != (org is not None):
        raise FactRefused(_("Name an organisation, or choose another target."), field="org")
    if org and not org.shares_street_with(street):
        raise FactRefused(_("Choose an organisation of the same sub-district."), field="org")
    if grid and grid.street_id != street.pk:
        raise FactRefused(_("Choose a grid of the same sub-district."), field="grid")
    last = CaseRoute.objects.filter(street=street).aggregate(last=Max("position"))["last"] or 0
    route = CaseRoute.objects.create(
        street=street, position=last + 1, category=category, grid=grid, target=target, org=org
    )
    changes: dict[str, Any] = {"target": [None, target], "category": [None, category]}
    record(actor=actor, verb="caseroute.add", subject=route, changes=changes)
    return route


@transaction.atomic
def remove_case_route(*, route: CaseRoute, actor: User) -> CaseRoute:
    """Take a rule away; those behind it keep their order."""
    route = lock(route)
    require_role(actor, *CENTRE, over=route.street)
    record(actor=actor, verb="caseroute.remove", subject=route)
    CaseRoute.objects.filter(pk=route.pk).delete()
    return route
