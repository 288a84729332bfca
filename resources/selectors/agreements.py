"""Where a unit can check in, and which projects stand on its sheet of a year."""

from typing import Any

from django.db.models import Q

from orgs.enums import Role
from orgs.models import Org, Pairing, Partner
from orgs.scoping import reach_of
from resources.enums import APPROVED_STATES
from resources.models import Project


def communities_to_check_in(*, reader: Any) -> Any:
    """The communities of the sub-districts in which the reader acts for units."""
    reach = reach_of(reader, Role.OFFICE, Role.PARTNER_LIAISON)
    units = Partner.objects.filter(reach.partners("pk")).values("street__tree_id")
    rows: Any = Org.objects.communities().active()
    return rows.filter(reach.orgs() | Q(tree_id__in=units)).order_by("code", "pk")


def projects_of_unit(*, partner: Partner) -> Any:
    """The approved projects that a unit takes part in."""
    rows = Project.objects.filter(Q(need_partner=partner) | Q(resource_partner=partner))
    return rows.filter(state__in=APPROVED_STATES).order_by("-pk")


def units_of_pairs(*, reader: Any) -> Any:
    """The units the reader sees that are paired with a community."""
    return Partner.objects.visible_to(reader).exclude(pairings=None).order_by("name", "pk")


def communities_of_pairs(*, reader: Any) -> Any:
    """The communities that are paired with a unit the reader sees."""
    units = Partner.objects.visible_to(reader).order_by()
    rows = Org.objects.filter(pk__in=Pairing.objects.filter(partner__in=units).values("community"))
    return rows.order_by("code", "pk")
