"""The demo street's organisations, grids and posts."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any

from grids.enums import GridPostKind, GridTier, UrbanStatus
from grids.models import Grid
from grids.services.grids import amend_grid, open_grids
from grids.services.posts import fill_grid_post
from grids.services.redrawing import move_grids
from orgs.enums import DatePrecision, OrgKind, PostKind
from orgs.models import Org, Partner, Posting, User
from orgs.services.postings import fill_post
from orgs.services.redrawing import merge_orgs
from orgs.services.tags import tag_org
from orgs.services.tree import amend_org, open_org, open_orgs
from partybuild.demo.sizes import Size
from partybuild.demo.words import (
    AREAS,
    COMMUNITIES,
    FIRMS,
    numeral,
    person_name,
    phone,
)
from partybuild.partial_dates import PartialDate

LEAD_SOURCES: dict[str, tuple[str, str, str]] = {
    GridTier.UNIT: ("村(社区)两委", "专职社工", "社区党员"),
    GridTier.BASE: ("社区党员", "楼栋长", "业委会党员"),
}
# One general branch, one branch and one group in so many has no end of term written down.
UNDATED = 9
# One less than the eight to ten that the plan wants, so that the standard has something to say.
AREA_STAFF = 7
STAFF_SEED = 20260102
TERMS_ENDING = 2


@dataclass(slots=True)
class Street:
    """What has been built so far, for the next steps of the demo to stand on."""

    root: Org
    office: User
    chance: Random
    today: date
    areas: list[Org] = field(default_factory=list)
    branches: list[Org] = field(default_factory=list)
    groups: list[Org] = field(default_factory=list)
    communities: list[Org] = field(default_factory=list)
    enterprises: list[Org] = field(default_factory=list)
    units: list[Grid] = field(default_factory=list)
    partners: list[Partner] = field(default_factory=list)
    phones: int = 2000
    # Dice of their own, so that more people on more posts change nothing else in the street.
    names: Random = field(default_factory=lambda: Random(STAFF_SEED))  # noqa: S311 - no secret

    def next_phone(self) -> str:
        """A further number from the block that is nobody's."""
        self.phones += 1
        return phone(self.phones % 10000)


def build_orgs(street: Street, size: Size) -> None:
    """The territorial line of four levels, the communities and the organisations of firms."""
    street.areas = [
        _org(street, f"{n:03d}", f"{AREAS[n - 1]}片区党总支", OrgKind.GENERAL_BRANCH, street.root)
        for n in range(1, size.areas + 1)
    ]
    for number in range(size.units):
        area = street.areas[number % size.areas]
        order = number // size.areas + 1
        name = area.name.removesuffix("片区党总支")
        street.branches.append(
            _org(
                street, f"{order:03d}", f"{name}第{numeral(order)}网格党支部", OrgKind.BRANCH, area
            )
        )
    for number in range(size.bases):
        branch = street.branches[number % size.units]
        order = number // size.units + 1
        grid_name = branch.name.replace("第", "").removesuffix("网格党支部")
        name = f"{grid_name}网格{order:02d}楼宇党小组"
        street.groups.append(_org(street, f"{order:03d}", name, OrgKind.GROUP, branch))
    street.communities = [
        _org(
            street, f"8{n:02d}", f"{COMMUNITIES[n - 1]}社区党委", OrgKind.COMMUNITY_COMMITTEE, None
        )
        for n in range(1, size.communities + 1)
    ]
    for number in range(size.enterprises):
        firm = f"拟云{FIRMS[number % len(FIRMS)]}{numeral(number // len(FIRMS) + 1)}号有限公司"
        community = street.communities[number % size.communities]
        street.enterprises.append(
            _org(street, f"9{number + 1:02d}", f"{firm}党支部", OrgKind.ENTERPRISE, community)
        )
    orgs = [
        *street.areas,
        *street.branches,
        *street.groups,
        *street.communities,
        *street.enterprises,
    ]
    open_orgs(orgs=orgs, actor=street.office)


def build_org_life(street: Street) -> None:
    """A community's posts and residents, tags, works with a branch of their own, a redrawn map."""
    for number, community in enumerate(street.communities):
        amend_org(
            org=community,
            approved_post_count=5 + number % 3,
            residents_committee=community.name.replace("党委", "居民委员会"),
            committee_count=5,
            actor=street.office,
        )
    tag_org(org=street.communities[0], tags=["示范", "带工建"], actor=street.office)
    tag_org(org=street.areas[-1], tags=["园区"], actor=street.office)
    for name, days in (("棚改", 120), ("管网改造", -20)):
        open_org(
            code=f"{street.areas[0].code}7{days % 90:02d}",
            name=f"拟云{name}项目临时党支部",
            kind=OrgKind.TEMPORARY,
            parent=street.areas[0],
            founded_on=street.today - timedelta(days=400),
            founded_precision=DatePrecision.DAY,
            works_until=street.today + timedelta(days=days),
            member_count=9,
            actor=street.office,
        )
    former, present = (
        open_org(
            code=f"{street.areas[0].code}9{n}",
            name=f"拟云样例路第{numeral(n)}党支部",
            kind=OrgKind.BRANCH,
            parent=street.areas[0],
            actor=street.office,
        )
        for n in (1, 2)
    )
    merge_orgs(
        into=present,
        orgs=[former],
        on=street.today - timedelta(days=60),
        reason="区划调整，两个党支部合并",
        actor=street.office,
    )


def build_posts(street: Street) -> None:
    """A secretary for every organisation down to the branches, but for a few that have none."""
    led = [street.root, *street.areas, *street.communities, *street.branches, *street.enterprises]
    for number, org in enumerate(led, start=1):
        if number % 17 == 0:
            continue  # a gap that the gap list shows
        fill_post(
            org=org,
            kind=PostKind.SECRETARY,
            person_name=person_name(street.chance),
            work_phone=street.next_phone(),
            actor=street.office,
        )


def build_staff(street: Street) -> None:
    """Those beside the secretaries: the office, the areas' staff, instructors and the reserve.

    A few posts stay vacant, and two terms end soon, so that the lists show something to do.
    """
    head = _post(street, street.root, PostKind.DEPUTY)
    _post(street, street.root, PostKind.OFFICE_HEAD, person=head)
    for source in ("党政办", "民政办", "综治办", "社区服务中心"):
        _post(street, street.root, PostKind.OFFICE_STAFF, source=source, is_full_time=True)
    for number in range(AREA_STAFF):
        area = street.areas[number % len(street.areas)]
        _post(street, area, PostKind.WORK_INSTRUCTOR, source="街道机关")
    _staff_communities(street)
    for number, firm in enumerate(street.enterprises):
        if number % 7:
            _post(street, firm, PostKind.INSTRUCTOR, source="街道机关")
            _post(street, firm, PostKind.FULL_TIME_WORKER)


def _staff_communities(street: Street) -> None:
    """Deputies, members, part-time seats, reserve, contact leaders and a few seconded cadres."""
    for number, community in enumerate(street.communities):
        for kind in (PostKind.DEPUTY, PostKind.MEMBER, PostKind.RESERVE_TALENT):
            _post(street, community, kind)
        _post(street, community, PostKind.PART_TIME_MEMBER, source="驻区单位")
        if number:
            _post(street, community, PostKind.CONTACT_LEADER, source="街道班子")
        if number < TERMS_ENDING:
            _post(
                street,
                community,
                PostKind.SECONDED_CADRE,
                source="街道机关",
                starts_on=street.today - timedelta(days=340),
                ends_on=street.today + timedelta(days=25),
            )


def _post(
    street: Street, org: Org, kind: PostKind, *, person: Posting | None = None, **facts: Any
) -> Posting:
    """Fill a post with a new person, or with one who holds another post already."""
    name = person.person_name if person else person_name(street.names)
    number = person.work_phone if person else street.next_phone()
    return fill_post(
        org=org, kind=kind, person_name=name, work_phone=number, actor=street.office, **facts
    )


def build_grids(street: Street, size: Size) -> None:
    """Three tiers of grids, each tied to its organisation, with counts and leads."""
    areas = {
        org.pk: _grid(
            street, org.code[3:], org.name.removesuffix("党总支"), GridTier.AREA, None, org
        )
        for org in street.areas
    }
    units = {}
    for number, org in enumerate(street.branches):
        name = org.name.replace("第", "").removesuffix("党支部")
        unit = _grid(street, org.code[3:], name, GridTier.UNIT, areas[org.parent_id], org)
        unit.community = street.communities[number % size.communities]
        unit.east, unit.south, unit.west, unit.north = "样例大道", "拟云河", "测试路", "演示街"
        unit.residents_committee = f"{name}居委会" if number % 3 == 0 else ""
        units[org.pk] = unit
    bases = [
        _grid(street, org.code[3:], org.name[-7:-5], GridTier.BASE, units[org.parent_id], org)
        for org in street.groups
    ]
    for base in bases:
        households = street.chance.randint(28, 62)
        base.household_count = households
        base.resident_count = round(households * 2.7)
        base.floating_count = street.chance.randint(0, 30)
        base.building_count = street.chance.randint(1, 4)
        base.east, base.south, base.west, base.north = "示例路", "拟云河", "样例街", "演示巷"
    open_grids(grids=[*areas.values(), *units.values(), *bases], actor=street.office)
    street.units = list(units.values())
    street.units[0].refresh_from_db()
    amend_grid(grid=street.units[0], urban_status=UrbanStatus.PILOT, actor=street.office)
    for number, grid in enumerate([*street.units, *bases], start=1):
        if number % 19 == 0:
            continue  # a vacancy
        fill_grid_post(
            grid=grid,
            kind=GridPostKind.LEAD,
            person_name=person_name(street.chance),
            work_phone=street.next_phone(),
            is_full_time=grid.tier == GridTier.UNIT,
            source=LEAD_SOURCES[grid.tier][number % 3],
            actor=street.office,
        )
    for number, grid in enumerate(street.units):
        if number % 4 == 0:
            continue  # a unit grid without a work instructor
        _second(street, grid, GridPostKind.INSTRUCTOR, source="街道干部", is_full_time=False)
    for number, grid in enumerate(bases[: size.units]):
        _second(
            street,
            grid,
            GridPostKind.RESPONSIBLE_CADRE,
            source="在职党员",
            covers=f"{number % 9 + 1}号楼",
        )


def redraw_a_grid(street: Street) -> None:
    """One base grid that changed over to the neighbouring unit a hundred days ago (R-081)."""
    grids = Grid.objects.filter(street=street.root)
    base = grids.of_tier(GridTier.BASE).order_by("-code")[0]
    beside = grids.of_tier(GridTier.UNIT).exclude(pk=base.parent_id).order_by("code")
    move_grids(
        new_parent=beside[0],
        grids=[base],
        on=street.today - timedelta(days=100),
        reason="按网格划定范围调整管辖",
        actor=street.office,
    )


def build_responsible_units(street: Street) -> None:
    """Partner units answer for the streets of some unit grids (R-225)."""
    for number, (unit, partner) in enumerate(zip(street.units[::2], street.partners, strict=False)):
        _second(
            street,
            unit,
            GridPostKind.RESPONSIBLE_UNIT,
            partner=partner,
            covers=f"演示{numeral(number % 9 + 1)}巷",
        )


def _second(street: Street, grid: Grid, kind: str, **facts: Any) -> None:
    fill_grid_post(
        grid=grid,
        kind=kind,
        person_name=person_name(street.chance),
        work_phone=street.next_phone(),
        actor=street.office,
        **facts,
    )


def _org(street: Street, code: str, name: str, kind: str, parent: Org | None) -> Org:
    superior = parent or street.root
    chance = street.chance
    term = street.today + timedelta(days=chance.randint(-60, 900))
    dated = chance.randint(1, UNDATED) != 1
    return Org(
        code=f"{superior.code}{code}",
        name=name,
        kind=kind,
        parent=superior,
        founded_on=date(chance.randint(2002, 2023), chance.randint(1, 12), 1),
        founded_precision=DatePrecision.MONTH,
        term_ends_on=PartialDate(term.year, term.month).last_day if dated else None,
        term_ends_precision=DatePrecision.MONTH if dated else "",
        member_count=chance.randint(3, 60),
        probationary_count=chance.randint(0, 4),
        mobile_count=chance.randint(0, 6),
    )


def _grid(street: Street, code: str, name: str, tier: str, parent: Grid | None, org: Org) -> Grid:
    return Grid(street=street.root, code=code, name=name, tier=tier, parent=parent, org=org)
