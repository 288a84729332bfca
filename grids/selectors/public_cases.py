"""What somebody without an account is shown: where cases are filed, and how far one is."""

from typing import Any
from uuid import UUID

from grids.case_enums import CaseState
from grids.case_standards import PUBLIC_PAGE, RETENTION
from grids.enums import GridTier
from grids.models import Case, CaseReceipt, Estate, Grid
from orgs.models import Org
from orgs.scoping import Reach
from orgs.selectors.numbers import number_of

COMMUNITY, ESTATE, GRID = "community", "estate", "grid"


def is_public(street: Org) -> bool:
    """Whether the office of the sub-district takes cases from people without an account."""
    return bool(number_of(street, PUBLIC_PAGE))


def public_street(public_id: UUID) -> Org | None:
    """A sub-district whose public page is switched on."""
    street: Org | None = Org.objects.streets().active().filter(public_id=public_id).first()
    return street if street is not None and is_public(street) else None


def public_streets(reach: Reach) -> list[Org]:
    """The sub-districts within reach whose public page is switched on."""
    streets: Any = Org.objects.within(reach).streets().active()
    on = streets.filter(numbers__key=PUBLIC_PAGE, numbers__value=1)
    return list(on.order_by("code"))


def retention_of(street: Org) -> int:
    """For how many days after its closing the contact of a case is kept."""
    return number_of(street, RETENTION)


def places_of(street: Org) -> list[tuple[str, list[tuple[str, str]]]]:
    """Each community with the places in it, in the words that residents use.

    These are its estates; where none is known, its unit grids.
    """
    communities = Org.objects.filter(tree_id=street.tree_id).communities().active()
    estates: dict[int | None, list[tuple[str, str]]] = {}
    for estate in Estate.objects.filter(street=street, community__isnull=False).order_by("code"):
        estates.setdefault(estate.community_id, []).append(
            (f"{ESTATE}:{estate.public_id}", estate.name)
        )
    grids: dict[int | None, list[tuple[str, str]]] = {}
    cells: Any = Grid.objects.filter(street=street, community__isnull=False).active()
    for grid in cells.of_tier(GridTier.UNIT).order_by("code"):
        if not grid.name.isdigit():
            grids.setdefault(grid.community_id, []).append((f"{GRID}:{grid.public_id}", grid.name))
    return [
        (
            community.name,
            [
                (f"{COMMUNITY}:{community.public_id}", community.name),
                *(estates.get(community.pk) or grids.get(community.pk, [])),
            ],
        )
        for community in communities.order_by("code")
    ]


def place_named(street: Org, chosen: str) -> dict[str, Any]:
    """The community, the grid and the spot that a chosen place stands for."""
    kind, _colon, public_id = chosen.partition(":")
    if kind == ESTATE:
        estate = Estate.objects.get(street=street, public_id=public_id)
        grid = estate.unit_grid
        is_used = grid is not None and Grid.objects.active().filter(pk=grid.pk).exists()
        return {
            "community": estate.community,
            "grid": grid if is_used else None,
            "spot": estate.name,
        }
    if kind == GRID:
        return {"grid": Grid.objects.get(street=street, public_id=public_id)}
    if kind == COMMUNITY:
        return {"community": Org.objects.get(tree_id=street.tree_id, public_id=public_id)}
    return {}


def state_told(street: Org, digest: str) -> str | None:
    """How far the case of a code is, in the words of its state and nothing else.

    A duplicate tells how far the case is that it was merged into.
    """
    receipt = (
        CaseReceipt.objects.filter(case__street=street, digest=digest)
        .select_related("case__duplicate_of")
        .first()
    )
    if receipt is None:
        return None
    case: Case = receipt.case.duplicate_of or receipt.case
    if case.state in (CaseState.CLOSED, CaseState.DROPPED):
        return f"{case.get_state_display()} · {case.get_closing_display()}"
    return str(case.get_state_display())
