"""The demo street's hubs, centres and stations, how they were checked, and who lives near them."""

from datetime import timedelta
from decimal import Decimal

from grids.enums import (
    FIRST_ITEMS,
    Answer,
    BuildingMode,
    ChecklistKind,
    FacilityKind,
    FacilityState,
    FunctionTag,
    GridTier,
)
from grids.models import Check, Facility, Grid
from grids.selectors.facilities import Finding
from grids.services.checks import check_facility, confirm_check, send_back_check, verify_check
from grids.services.coverage import name_nearest_facility
from grids.services.facilities import register_facility, tag_facility
from grids.services.opening_hours import set_opening_hours
from orgs.models import User
from partybuild.demo.clock import clock_at
from partybuild.demo.street import Street
from partybuild.opening_hours import hours_in

WEEK = "周一至周五 8:30-12:00、14:00-17:30；周六 9:00-12:00"
HUB_WEEK = "周一至周日 9:00-20:30"
SMALL, LARGE = Decimal(860), Decimal(1280)
REASON = "老城区无连片用房，与社区中心共用会议室"
# One hub in so many is small, one centre lacks space, one base grid is far or unknown.
FEW, NARROW, FAR, UNKNOWN = 3, 4, 7, 6
STUDIO_EVERY = 4


def build_facilities(street: Street) -> None:
    """A hub for each area but the last, a centre for each community, stations here and there."""
    clerk = User.objects.get(username="clerk")
    hubs = _hubs(street)
    centres = _centres(street)
    _stations(street)
    with clock_at(street.today - timedelta(days=20)):
        for number, facility in enumerate([*hubs, *centres]):
            _check(street, facility, ChecklistKind.SIX_HAVES, number, clerk)
        for number, facility in enumerate(hubs[:FEW]):
            _check(street, facility, ChecklistKind.DEPARTMENTS, number, clerk)
            _check(street, facility, ChecklistKind.HUB_SERVICES, 0, clerk)
        for number, facility in enumerate(centres[::2]):
            _check(street, facility, ChecklistKind.FOUR_UNIFIED, number * 2, clerk)
            _check(street, facility, ChecklistKind.BASIC_SERVICES, number, clerk)
    _name_nearest(street, {centre.community_id: centre for centre in centres})


def _hubs(street: Street) -> list[Facility]:
    found = []
    areas = Grid.objects.filter(street=street.root, tier=GridTier.AREA).order_by("code")
    for number, area in enumerate(areas):
        is_last = number + 1 == len(street.areas)
        is_small = number % FEW == 1
        hub = register_facility(
            street=street.root,
            name=f"{area.name}E家会客厅",
            kind=FacilityKind.HUB,
            state=FacilityState.BUILDING if is_last else FacilityState.ACTIVE,
            mode=BuildingMode.NEW if number % 2 else BuildingMode.UPGRADED,
            grid=area,
            run_by=area.org,
            address=f"拟云街道演示路{number * 10 + 8}号",
            total_sqm=SMALL if is_small else LARGE,
            service_sqm=Decimal(700 if is_small else 1100),
            office_sqm=Decimal(90),
            size_reason=REASON if is_small else "",
            actor=street.office,
        )
        _equip(street, hub, HUB_WEEK, [FunctionTag.EDUCATION, FunctionTag.CULTURE])
        if not is_last:
            found.append(hub)
    return found


def _centres(street: Street) -> list[Facility]:
    found = []
    for number, community in enumerate(street.communities):
        name = community.name.removesuffix("党委")
        centre = register_facility(
            street=street.root,
            name=f"{name}党群服务中心",
            kind=FacilityKind.CENTRE,
            state=FacilityState.ACTIVE,
            community=community,
            run_by=community,
            address=f"拟云街道样例街{number * 6 + 2}号",
            total_sqm=Decimal(280 if number % NARROW == 1 else 980),
            service_sqm=Decimal(220 if number % NARROW == 1 else 820),
            office_sqm=Decimal(60),
            actor=street.office,
        )
        _equip(
            street,
            centre,
            WEEK,
            [FunctionTag.CONVENIENCE, FunctionTag.CULTURE, FunctionTag.EDUCATION],
        )
        found.append(centre)
    return found


def _stations(street: Street) -> None:
    """A station and a discussion hall in some unit grids, a studio in some communities."""
    for number, unit in enumerate(street.units[:: len(street.units) // 3 or 1]):
        kind, word = (
            (FacilityKind.HALL, "议事厅") if number % 2 else (FacilityKind.STATION, "党员服务站")
        )
        register_facility(
            street=street.root,
            name=f"{unit.name}{word}",
            kind=kind,
            state=FacilityState.ACTIVE,
            grid=unit,
            run_by=unit.org,
            total_sqm=Decimal(60 + number * 5),
            service_sqm=Decimal(50),
            actor=street.office,
        )
    for community in street.communities[::STUDIO_EVERY]:
        name = community.name.removesuffix("党委")
        register_facility(
            street=street.root,
            name=f"{name}党代表工作室",
            kind=FacilityKind.STUDIO,
            state=FacilityState.PLANNED,
            community=community,
            run_by=community,
            actor=street.office,
        )


def _equip(street: Street, facility: Facility, week: str, functions: list[FunctionTag]) -> None:
    set_opening_hours(
        facility=facility,
        hours=hours_in(week),
        closed_days=[(street.today + timedelta(days=9), "设备检修")],
        actor=street.office,
    )
    tag_facility(facility=facility, functions=functions, actor=street.office)


def _check(street: Street, facility: Facility, kind: str, number: int, clerk: User) -> None:
    """Checks in every state: met, met, one item short, waiting, sent back, and none at all."""
    turn = number % 6
    if turn == 5:  # noqa: PLR2004 - the last of six was never checked
        return
    items = FIRST_ITEMS[kind]
    missing = items[-1] if turn == 2 else ""  # noqa: PLR2004 - the third of six lacks one
    check = check_facility(
        facility=facility,
        kind=kind,
        findings={
            name: Finding(Answer.NO, "经费尚未列入预算") if name == missing else Finding(Answer.YES)
            for name in items
        },
        actor=clerk,
    )
    _settle(street, check, turn)


def _settle(street: Street, check: Check, turn: int) -> None:
    if turn == 4:  # noqa: PLR2004 - the fifth of six comes back
        send_back_check(check=check, reason="请补充制度上墙照片的文号", actor=street.office)
    elif turn != 3:  # noqa: PLR2004 - the fourth of six waits
        check = verify_check(check=check, actor=street.office)
        if check.yes_count == check.item_count:
            confirm_check(check=check, actor=street.office)


def _name_nearest(street: Street, centres: dict[int | None, Facility]) -> None:
    bases = Grid.objects.filter(street=street.root, tier=GridTier.BASE).select_related("parent")
    for number, base in enumerate(bases.order_by("code")):
        centre = centres.get(base.parent.community_id)
        if centre is None or number % UNKNOWN == UNKNOWN - 1:
            continue
        minutes = street.chance.randint(6, 12) if number % FAR == 1 else street.chance.randint(1, 5)
        name_nearest_facility(
            grid=base, facility=centre, walking_minutes=minutes, actor=street.office
        )
