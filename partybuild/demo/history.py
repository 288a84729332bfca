"""What the demo street did before the portal, and a need for which nothing is offered."""

from datetime import date
from decimal import Decimal

from partybuild.demo.street import Street
from resources.enums import FundingSource, ProjectClass, ResourceClass
from resources.models import Need, Project
from resources.services.needs import enlist_needs
from resources.services.past_projects import note_past_projects

PAST = (
    ("暑期青少年书屋", ProjectClass.KEY, 6000, FundingSource.PARTY_DUES, "98%"),
    ("楼道消防器材更新", ProjectClass.ORDINARY, 2400, FundingSource.BUDGET, "满意"),
    ("金秋健步走", ProjectClass.UNFUNDED, 0, FundingSource.UNIT, ""),
)


def build_history(street: Street) -> None:
    """Take over three projects of the year before last, and list a need that nothing fits."""
    year = street.today.year - 2
    projects = [
        Project(
            name=name,
            project_class=kind,
            grant=Decimal(grant),
            funding_source=source,
            appraisal=satisfaction,
            outcome="已完成",
            progress=100,
            starts_on=date(year, 3 + number, 1),
            due_on=date(year, 9 + number, 30),
            need_org=street.communities[number % len(street.communities)],
            resource_partner=street.partners[number % len(street.partners)],
        )
        for number, (name, kind, grant, source, satisfaction) in enumerate(PAST)
    ]
    note_past_projects(street=street.root, projects=projects, actor=street.office)
    wanted = Need(
        owner_org=street.communities[0],
        resource_class=ResourceClass.COOPERATION,
        content="与辖区单位党组织结对开展主题党日",
        wished_text="年底前",
    )
    enlist_needs(needs=[wanted], actor=street.office)
