"""The five-minute circle: which facility is nearest to a base grid, and how far (R-114, A-16)."""

from django.db import transaction
from django.utils.translation import gettext as _

from grids.enums import FacilityState, GridStatus, GridTier
from grids.models import Facility, Grid
from grids.permissions import require_keeper
from orgs.models import User
from orgs.services.workflow import change, lock
from partybuild.errors import RuleViolation


class NearestRefused(RuleViolation):
    """Only a base grid in use names a facility in use of its own street."""

    code = "nearest_refused"


@transaction.atomic
def name_nearest_facility(
    *, grid: Grid, facility: Facility | None, actor: User, walking_minutes: int | None = None
) -> Grid:
    """Say which facility is nearest to a base grid and how many minutes it takes on foot.

    None says that nobody knows any more.
    """
    # The facility first: one that closes takes its grids after itself.
    facility = facility and lock(facility)
    grid = lock(grid)
    require_keeper(actor, grid)
    if grid.tier != GridTier.BASE or grid.status == GridStatus.CLOSED:
        raise NearestRefused(_("Only a base grid in use names its nearest facility."))
    if facility and facility.street_id != grid.street_id:
        raise NearestRefused(_("Choose a facility of the same sub-district."), field="facility")
    if facility and facility.state != FacilityState.ACTIVE:
        raise NearestRefused(_("The facility is not in use."), field="facility")
    said = {"nearest_facility": facility, "walking_minutes": walking_minutes}
    changed = {name: value for name, value in said.items() if getattr(grid, name) != value}
    return change(grid, changed, actor=actor, action="name_nearest") if changed else grid
