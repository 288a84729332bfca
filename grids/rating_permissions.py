"""Who fills in which sheet of a rated estate, and who speaks for a property firm (R-101)."""

from typing import Any

from django.core.exceptions import PermissionDenied

from grids.models import PropertyFirm, RatingUnit
from grids.rating_enums import RatingSheet
from orgs.enums import Role
from orgs.permissions import holds_role


def speaks_for(user: Any, firm: PropertyFirm) -> bool:
    """True for the liaison of the unit that the firm is in the portal."""
    return firm.partner is not None and holds_role(user, Role.PARTNER_LIAISON, over=firm.partner)


def sheets_of(user: Any, unit: RatingUnit) -> list[RatingSheet]:
    """The sheets that a person may fill in for a firm at an estate."""
    is_office = holds_role(user, Role.OFFICE, over=unit.street)
    community = unit.estate.community
    is_community = community is not None and holds_role(user, Role.SECRETARY, over=community)
    allowed = {
        RatingSheet.SELF: speaks_for(user, unit.firm),
        RatingSheet.COMMUNITY: is_community or is_office,
        RatingSheet.OFFICE: is_office,
    }
    return [sheet for sheet, is_allowed in allowed.items() if is_allowed]


def require_sheet(actor: Any, unit: RatingUnit, sheet: RatingSheet) -> None:
    """Go no further unless the sheet is the actor's."""
    if sheet not in sheets_of(actor, unit):
        raise PermissionDenied
