"""The demo street's estates, buildings, property firms and contracts."""

from datetime import timedelta
from decimal import Decimal

from grids.enums import (
    EstateKind,
    EstateState,
    FirmKind,
    GridTier,
    ManagementMode,
    OwnersCommittee,
    PartyState,
    Renovation,
)
from grids.models import Building, Estate, Grid, PropertyFirm
from grids.services import bundles, contracts, management
from grids.services.buildings import list_buildings
from grids.services.estates import open_estates
from grids.services.firms import register_firm
from partybuild.demo.clock import clock_at
from partybuild.demo.sizes import Size
from partybuild.demo.street import Street
from partybuild.demo.words import numeral, person_name

NAMES = ["锦绣", "和顺", "安居", "长青", "明德", "书香", "向阳", "福临", "云栖", "望溪"]
TAILS = ["苑", "花园", "新村", "里", "家园"]
FIRM_NAMES = ["示范", "样例", "演示", "拟定", "测试"]
KINDS = [EstateKind.COMMERCIAL, EstateKind.COMMERCIAL, EstateKind.RESETTLEMENT]
OLD_KINDS = [EstateKind.OLD, EstateKind.OLD, EstateKind.WORK_UNIT, EstateKind.URBAN_VILLAGE]
PARTY = [PartyState.INDEPENDENT, PartyState.JOINT, PartyState.INDEPENDENT, PartyState.NONE]
# One firm in so many works for the public welfare; one estate in so many runs itself; one
# building in so many has no base grid yet; one contract in so many has run out.
WELFARE, BY_ITSELF, UNPLACED, EXPIRED = 7, 9, 60, 15


def build_estates(street: Street, size: Size) -> None:
    """Estates with their buildings in base grids, firms, and a contract for each managed one."""
    office, units = street.office, street.units
    estates = [
        _estate(street, size, number, units[number * len(units) // size.estates])
        for number in range(size.estates)
    ]
    open_estates(estates=estates, actor=office)
    list_buildings(buildings=_buildings(street, size, estates), actor=office)
    firms = [_firm(street, number) for number in range(size.firms)]
    for number, estate in enumerate(estates):
        if estate.mode == ManagementMode.ENTERPRISE:
            _contract(street, firms, estate, number)


def build_management(street: Street) -> None:
    """Estates that nobody manages, each as far on its way as its number suggests (SM-15)."""
    office = street.office
    waiting = Estate.objects.filter(street=street.root, state=EstateState.UNMANAGED)
    surveyed = []
    with clock_at(street.today - timedelta(days=40)):
        on = street.today - timedelta(days=45)
        for number, estate in enumerate(waiting.select_related("unit_grid").order_by("code")):
            if number % 5 == 0:
                continue
            surveyed.append(
                management.survey_estate(
                    estate=estate,
                    on=on,
                    is_without_manager=True,
                    is_without_cleaning=number % 2 == 0,
                    actor=office,
                )
            )
    welfare = PropertyFirm.objects.filter(street=street.root, kind=FirmKind.PUBLIC_WELFARE).first()
    with clock_at(street.today - timedelta(days=20)):
        for number, estate in enumerate(surveyed):
            if number % 4 == 0:
                _fall_back(street, estate, welfare, number)
            elif number % 4 == 1:
                management.run_itself(estate=estate, mode=ManagementMode.STATION, actor=office)
        _bundle(street, [e for n, e in enumerate(surveyed) if n % 4 > 1])


def _estate(street: Street, size: Size, number: int, unit: Grid) -> Estate:
    is_old = number % size.estates < size.unmanaged
    chance = street.chance
    households = chance.randint(90, 480)
    mode = ManagementMode.NONE if is_old else ManagementMode.ENTERPRISE
    if not is_old and number % BY_ITSELF == 0:
        mode = ManagementMode.SELF_RUN
    name = NAMES[number % len(NAMES)] + TAILS[number // len(NAMES) % len(TAILS)]
    kinds = OLD_KINDS if is_old else KINDS
    return Estate(
        street=street.root,
        name=f"拟云{name}{numeral(number // 50 + 1)}号院",
        community=unit.community,
        unit_grid=unit,
        kind=kinds[number % len(kinds)],
        mode=mode,
        building_count=_building_count(size, number),
        household_count=households,
        area_10k_sqm=Decimal(households) / 100,
        built_year=chance.randint(1978, 1999) if is_old else chance.randint(2000, 2022),
        owners_committee=OwnersCommittee.NONE if is_old else OwnersCommittee.FORMED,
        renovation=Renovation.PLANNED if is_old and number % 3 else Renovation.NOT_PLANNED,
        is_without_upkeep=True if is_old and number % 2 else None,
        surveyed_on=None if is_old else street.today - timedelta(days=chance.randint(30, 420)),
    )


def _building_count(size: Size, number: int) -> int:
    return size.buildings * (number + 1) // size.estates - size.buildings * number // size.estates


def _buildings(street: Street, size: Size, estates: list[Estate]) -> list[Building]:
    """Each estate's buildings, spread over the base grids of its unit grid."""
    bases: dict[int, list[Grid]] = {}
    for grid in Grid.objects.filter(street=street.root, tier=GridTier.BASE).order_by("code"):
        bases.setdefault(grid.parent_id, []).append(grid)
    found: list[Building] = []
    for number, estate in enumerate(estates):
        near = bases.get(estate.unit_grid_id or 0, [])
        for order in range(1, _building_count(size, number) + 1):
            is_placed = near and len(found) % UNPLACED
            found.append(
                Building(
                    estate=estate,
                    number=str(order),
                    base_grid=near[(order + number * 4) % len(near)] if is_placed else None,
                    unit_count=2 + order % 3,
                )
            )
    return found


def _firm(street: Street, number: int) -> PropertyFirm:
    is_welfare = number % WELFARE == 1
    head = FIRM_NAMES[number % len(FIRM_NAMES)]
    return register_firm(
        street=street.root,
        name=f"拟云{head}{numeral(number + 1)}物业服务有限公司",
        kind=FirmKind.PUBLIC_WELFARE if is_welfare else FirmKind.MARKET,
        party_state=PARTY[number % len(PARTY)],
        member_count=street.chance.randint(0, 12),
        manager_name=person_name(street.chance),
        manager_phone=street.next_phone(),
        actor=street.office,
    )


def _contract(street: Street, firms: list[PropertyFirm], estate: Estate, number: int) -> None:
    market = [firm for firm in firms if firm.kind == FirmKind.MARKET]
    starts = street.today - timedelta(days=street.chance.randint(400, 900))
    days = -20 if number % EXPIRED == 0 else street.chance.randint(30, 800)
    contracts.sign_contract(
        firm=market[number % len(market)],
        estate=estate,
        starts_on=starts,
        starts_precision="day",
        ends_on=street.today + timedelta(days=days),
        ends_precision="day",
        household_count=estate.household_count,
        area_10k_sqm=estate.area_10k_sqm,
        manager_name=person_name(street.chance),
        manager_phone=street.next_phone(),
        actor=street.office,
    )


def _fall_back(street: Street, estate: Estate, firm: PropertyFirm | None, number: int) -> None:
    estate = management.fall_back(estate=estate, actor=street.office)
    if firm is not None and number % 8 == 0:
        contracts.sign_contract(firm=firm, estate=estate, is_open_ended=True, actor=street.office)
        management.sign_for_estate(estate=estate, actor=street.office)


def _bundle(street: Street, estates: list[Estate]) -> None:
    """A package of the old estates of one area, for which firms are invited."""
    areas = {
        estate.area_pk: [e for e in estates if e.area_pk == estate.area_pk] for estate in estates
    }
    fitting = max(areas.values(), key=len, default=[])
    if len(fitting) < bundles.FEWEST:
        return
    area = Grid.objects.get(pk=fitting[0].area_pk)
    bundle = bundles.pack_bundle(
        street=street.root, name=f"{area.name}老旧小区一号包", area_grid=area, actor=street.office
    )
    for estate in fitting[:4]:
        bundles.add_to_bundle(bundle=bundle, estate=estate, actor=street.office)
    bundles.invite_firms(bundle=bundle, actor=street.office)
