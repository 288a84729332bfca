"""The demo street's needs, resources, matches and projects, over a year."""

from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal

from partybuild.demo.clock import clock_at
from partybuild.demo.projects import (
    appraise,
    assess,
    close,
    gather_answers,
    name_guide,
    plan,
    work_on,
)
from partybuild.demo.street import Street
from resources.enums import BeneficiaryKind, ProjectClass, ResourceClass, Urgency
from resources.models import Match, Need, Project, Resource
from resources.services import matches, needs, plan_lines, plans, projects, resources

ON_BEHALF = "单位来函委托"
NEEDS = [
    (ResourceClass.VENUE, "周末借用会议室开展老年课堂", BeneficiaryKind.ELDERLY),
    (ResourceClass.SERVICE, "为行动不便老人上门理发", BeneficiaryKind.ELDERLY),
    (ResourceClass.POLICY, "员工子女入学、公租房政策解读", BeneficiaryKind.EMPLOYEES),
    (ResourceClass.FUNDS, "楼道照明改造", BeneficiaryKind.RESIDENTS),
    (ResourceClass.TALENT, "暑期青少年书法辅导", BeneficiaryKind.YOUTH),
    (ResourceClass.SERVICE, "老年人防诈骗宣讲", BeneficiaryKind.ELDERLY),
    (ResourceClass.TALENT, "社区健康义诊", BeneficiaryKind.RESIDENTS),
    (ResourceClass.INFORMATION, "企业招聘信息发布", BeneficiaryKind.RESIDENTS),
    (ResourceClass.FACILITY, "健身器材维修", BeneficiaryKind.RESIDENTS),
    (ResourceClass.SERVICE, "消防安全演练", BeneficiaryKind.RESIDENTS),
]
RESOURCES = [
    (ResourceClass.VENUE, "报告厅及多功能会议室", "双休日"),
    (ResourceClass.SERVICE, "志愿理发服务队", "每月"),
    (ResourceClass.POLICY, "入学与公租房政策讲解", "工作日"),
    (ResourceClass.FUNDS, "公益共建资金", "年内"),
    (ResourceClass.TALENT, "书法教师授课", "暑假"),
    (ResourceClass.SERVICE, "防诈骗宣讲团", "工作日"),
    (ResourceClass.TALENT, "全科医生义诊", "每月第二个周六"),
    (ResourceClass.INFORMATION, "就业岗位信息", "长期"),
    (ResourceClass.FACILITY, "器材维修班组", "预约"),
    (ResourceClass.SERVICE, "消防演练指导", "工作日"),
]
MONTHS = 12
DAYS = 30
# One in so many key projects and unfunded projects; what is declined; what stays open.
KEY, UNFUNDED, DECLINED, OPEN = 5, 7, 9, 4


@dataclass(frozen=True, slots=True)
class Counts:
    """How much is new in a month."""

    needs: int
    resources: int
    projects: int


@dataclass(slots=True)
class Lists:
    """What stands on the lists so far."""

    needs: list[Need] = field(default_factory=list)
    resources: list[Resource] = field(default_factory=list)
    projects: list[Project] = field(default_factory=list)


def build_month(street: Street, lists: Lists, month: int, counts: Counts) -> None:
    """Let one month pass: new needs and resources, matches, projects, and what becomes of them.

    Month 0 is the current one.
    """
    day = street.today - timedelta(days=month * DAYS + 12)
    with clock_at(day):
        new = _new_needs(street, lists, counts.needs)
        lists.needs += needs.enlist_needs(needs=new, actor=street.office)
        offers = _new_resources(street, lists, counts.resources)
        lists.resources += resources.enlist_resources(resources=offers, actor=street.office)
    with clock_at(day + timedelta(days=4)):
        agreed = _matched(street, lists, counts.projects)
    with clock_at(day + timedelta(days=8)):
        lists.projects += [_filed(street, match, number) for number, match in enumerate(agreed)]


def draft_plan(street: Street) -> None:
    """Leave the best pairs of all open needs with the office, one of them locked."""
    plan = plans.make_match_plan(street=street.root, actor=street.office)
    plans.solve_match_plan(plan_pk=plan.pk, actor=street.office)
    first = plan.lines.paired().order_by("-score", "pk").first()
    if first is not None:
        plan_lines.lock_line(line=first, actor=street.office)


def finish_projects(street: Street, lists: Lists) -> None:
    """Carry the endorsed and ordinary projects of former months as far as their age suggests."""
    for number, project in enumerate(lists.projects):
        stored = Project.objects.get(pk=project.pk)
        age = (street.today - stored.created_at.date()).days
        if stored.project_class == ProjectClass.KEY and not stored.endorsement:
            continue
        if age < DAYS or not stored.project_class:
            continue
        with clock_at(street.today - timedelta(days=age - DAYS)):
            stored = projects.approve_project(project=stored, actor=street.office)
            stored = name_guide(street, stored)
            stored = projects.start_project(project=stored, actor=street.office)
            stored = plan(street, stored, number)
        if age > 2 * DAYS:
            _carry_on(street, stored, number, age)


def _carry_on(street: Street, project: Project, number: int, age: int) -> None:
    office = street.office
    with clock_at(street.today - timedelta(days=age - 2 * DAYS)):
        project = work_on(street, project, number)
    if number % OPEN == 0:
        return
    with clock_at(street.today - timedelta(days=max(age - 3 * DAYS, 1))):
        project = projects.sign_for_need(project=project, actor=office)
        if number % DECLINED == 0:
            return
        project = projects.sign_for_resource_on_behalf(
            project=project, actor=office, reason=ON_BEHALF
        )
        if number % OPEN == 1:
            gather_answers(street, project, number)
            return
        project = appraise(street, project, number)
        if number % OPEN == 2:  # noqa: PLR2004 - the last quarter goes on to the archive
            close(street, project)


def _new_needs(street: Street, lists: Lists, count: int) -> list[Need]:
    found = []
    for number in range(len(lists.needs), len(lists.needs) + count):
        resource_class, words, kind = NEEDS[number % len(NEEDS)]
        community = street.communities[number * 5 % len(street.communities)]
        people = street.chance.randint(15, 120)
        found.append(
            Need(
                owner_org=community,
                resource_class=resource_class,
                content=f"{words}，约{people}人受益",
                beneficiary_kind=kind,
                beneficiary_count=people,
                urgency=Urgency.PRESSING if number % 6 == 0 else Urgency.ORDINARY,
                wished_text="尽快" if number % 3 else "年底前",
            )
        )
    return found


def _new_resources(street: Street, lists: Lists, count: int) -> list[Resource]:
    found = []
    for number in range(len(lists.resources), len(lists.resources) + count):
        resource_class, words, available = RESOURCES[number % len(RESOURCES)]
        partner = street.partners[number * 7 % len(street.partners)]
        found.append(
            Resource(
                owner_partner=partner,
                resource_class=resource_class,
                content=f"{words}（{partner.name}）",
                quantity=Decimal(street.chance.randint(1, 4)),
                unit="次",
                available_text=available,
            )
        )
    return found


def _matched(street: Street, lists: Lists, count: int) -> list[Match]:
    """Propose twice as many pairs as come to be projects, and let the sides answer."""
    agreed: list[Match] = []
    open_needs = list(Need.objects.filter(street=street.root).listed().order_by("pk"))
    free = list(Resource.objects.filter(street=street.root).available().order_by("pk"))
    for number, need in enumerate(open_needs):
        fitting = [r for r in free if r.resource_class == need.resource_class]
        if len(agreed) >= count or not fitting:
            continue
        resource = fitting[number % len(fitting)]
        match = matches.propose_match(need=need, resource=resource, actor=street.office)
        if number % DECLINED == 0:
            matches.decline_for_need(match=match, reason="时间安排不合适", actor=street.office)
            continue
        match = _agreed_for_need(street, match)
        if number % OPEN == 0:
            continue  # waits for the unit
        agreed.append(
            matches.agree_for_resource_on_behalf(match=match, actor=street.office, reason=ON_BEHALF)
        )
        free = list(Resource.objects.filter(street=street.root).available().order_by("pk"))
    return agreed


def _agreed_for_need(street: Street, match: Match) -> Match:
    if match.need_agreed_at:
        return match
    return matches.agree_for_need(match=match, actor=street.office)


def _filed(street: Street, match: Match, number: int) -> Project:
    office = street.office
    project = projects.file_project(
        match=match,
        name=f"{match.need.title.split('，')[0]}共建项目",
        due_on=street.today + timedelta(days=90),
        actor=office,
    )
    if number % OPEN == OPEN - 1:
        return project
    project = projects.review_project(project=project, actor=office)
    kind = ProjectClass.ORDINARY
    if number % KEY == 0:
        kind = ProjectClass.KEY
    elif number % UNFUNDED == 0:
        kind = ProjectClass.UNFUNDED
    grant = Decimal(0) if kind == ProjectClass.UNFUNDED else Decimal(5000)
    project = assess(street, project, kind)
    return projects.classify_project(project=project, project_class=kind, grant=grant, actor=office)
