"""Samples of this app's papers, printed from made-up rows that are never kept."""

from datetime import UTC, date, datetime
from decimal import Decimal
from types import SimpleNamespace

from orgs.enums import PairingMode
from orgs.models import Org, Partner
from partybuild.documents import Document
from resources.enums import FundingSource, ProjectClass, ProjectState
from resources.models import Agreement, Match, Milestone, Need, Project, Resource
from resources.selectors.agreement_papers import agreement_from
from resources.selectors.dossiers import Holdings, dossier_from
from resources.selectors.works import Money


def _community() -> Org:
    return Org(name="示例社区党委", code="S801")


def agreement_sample(street: Org) -> Document:
    """The agreement of a school with a community."""
    return agreement_from(
        Agreement(
            partner=Partner(street=street, name="样例小学"),
            community=_community(),
            mode=PairingMode.PAIRED,
            content="乙方每周六向居民开放操场，每学期开设两期“四点半课堂”。\n"
            "双方每季度联合开展一次主题党日。",
        ),
        signed_on=date(2026, 3, 1),
        ends_on=date(2029, 2, 28),
    )


def dossier_sample(street: Org) -> Document:
    """The dossier of a project that came to its end."""
    community, unit = _community(), Partner(street=street, name="样例供电所")
    agreed = datetime(2026, 4, 2, 2, tzinfo=UTC)
    match = Match(
        code="DJ-2026-0003",
        street=street,
        need=Need(code="XQ-2026-0012", title="楼道照明改造", owner_org=community),
        resource=Resource(code="ZY-2026-0008", title="电工志愿服务队", owner_partner=unit),
        need_agreed_at=agreed,
        resource_agreed_at=agreed,
        reasons=[],
    )
    done = datetime(2026, 9, 10, 2, tzinfo=UTC)
    project = Project(
        code="XM-2026-0005",
        street=street,
        match=match,
        need_org=community,
        resource_partner=unit,
        name="示范楼道",
        summary="为六栋老楼改造楼道照明，由供电所志愿服务队负责施工和一年维护。",
        project_class=ProjectClass.ORDINARY,
        grant=Decimal(8000),
        funding_source=next(iter(FundingSource)),
        responsible_name="样某某",
        starts_on=date(2026, 4, 15),
        due_on=date(2026, 8, 31),
        progress=100,
        outcome="六栋楼共更换声控灯96盏。",
        accepted_by_need_side_at=done,
        accepted_by_resource_side_at=done,
        closing_summary="居民夜间出行更安全，经验拟在其他小区推广。",
        state=ProjectState.ARCHIVED,
    )
    milestones = [
        Milestone(title="完成勘察", due_on=date(2026, 5, 15), done_on=date(2026, 5, 12)),
        Milestone(title="完成施工", due_on=date(2026, 8, 15), done_on=date(2026, 8, 20)),
    ]
    deeds = [
        SimpleNamespace(at=at, sentence=sentence, actor="示某某", reason="")
        for at, sentence in ((agreed, "由对接立项"), (done, "通过验收"))
    ]
    none = Decimal(0)
    return dossier_from(
        project,
        Holdings(
            money=Money(lines=(), expenses=(), budgeted=none, spent=none),
            milestones=milestones,
            answers="受益方评价：收回52份，满意47份，基本满意5份，不满意0份。",
            deeds=deeds,
        ),
    )
