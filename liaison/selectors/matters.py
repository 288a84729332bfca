"""What is asked about matters: what they burden communities with, and the public list."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from liaison.matter_enums import OPEN_MATTER_STATES
from liaison.models import Matter, MattersEdition
from liaison.selectors.proposals import MOST, Alike
from liaison.standards import EXPIRY_NOTICE
from orgs.models import Org, User
from orgs.selectors.numbers import number_of
from orgs.standards import number
from partybuild.documents import Document, Paragraph, Table, chinese_date
from resources.selectors.wording import likeness
from resources.standards import LIKENESS


@dataclass(frozen=True, slots=True)
class Burden:
    """What all matters in force ask of one community in a month."""

    community: Org
    matters: int
    forms: int
    time: timedelta

    @property
    def minutes(self) -> int:
        return int(self.time.total_seconds() // 60)


@dataclass(frozen=True, slots=True)
class Effect:
    """What admitting one more matter would add for the communities it is asked of."""

    communities: int
    forms: int
    minutes: int
    most_forms: int
    most_minutes: int


def burdens(street: Org, today: date) -> list[Burden]:
    """Each community of the street with its forms and hours a month, in the order of the tree."""
    everywhere: list[Matter] = []
    named: dict[int, list[Matter]] = {}
    for matter in (
        Matter.objects.filter(street=street).in_force(today).prefetch_related("communities")
    ):
        if matter.is_everywhere:
            everywhere.append(matter)
        for community in matter.communities.all():
            named.setdefault(community.pk, []).append(matter)
    return [
        _burden(community, [*everywhere, *named.get(community.pk, ())])
        for community in communities_of(street)
    ]


def _burden(community: Org, matters: list[Matter]) -> Burden:
    return Burden(
        community,
        len(matters),
        sum(matter.forms_a_month for matter in matters),
        sum((matter.time_a_month for matter in matters), timedelta()),
    )


def communities_of(street: Org) -> Any:
    """The communities of a street that work."""
    return Org.objects.filter(tree_id=street.tree_id).communities().active().order_by("lft")


def ending_soon(today: date) -> Any:
    """Admitted matters that may end so soon, in any street, that their department is told."""
    return Matter.objects.ending(today, number(EXPIRY_NOTICE).most)


def asked_of(matter: Matter) -> list[Org]:
    """The communities a matter is asked of."""
    if matter.is_everywhere:
        return list(communities_of(matter.street))
    return list(matter.communities.order_by("lft"))


def effect_of(matter: Matter, today: date) -> Effect:
    """What each community would fill in and spend if this matter were admitted as well."""
    asked = {community.pk for community in asked_of(matter)}
    now = [each for each in burdens(matter.street, today) if each.community.pk in asked]
    return Effect(
        communities=len(asked),
        forms=matter.forms_a_month,
        minutes=matter.minutes_a_month,
        most_forms=max((each.forms for each in now), default=0) + matter.forms_a_month,
        most_minutes=max((each.minutes for each in now), default=0) + matter.minutes_a_month,
    )


def alike_matters(matter: Matter, *, reader: User) -> list[Alike]:
    """Open matters of the same words, or of the same department with nearly the same title."""
    rows = Matter.objects.visible_to(reader).for_list().exclude(pk=matter.pk)
    rows = rows.filter(street=matter.street, state__in=OPEN_MATTER_STATES)
    least, words = number_of(matter.street, LIKENESS), f"{matter.title}。{matter.content}"
    found = [Alike(row, likeness(words, f"{row.title}。{row.content}")) for row in rows]
    found = [
        each
        for each in found
        if each.likeness >= least
        or (each.row.department == matter.department and each.row.title == matter.title)
    ]
    return sorted(found, key=lambda each: -each.likeness)[:MOST]


def listed_lines(street: Org, today: date) -> list[dict[str, Any]]:
    """The matters in force, as the published list will keep them."""
    matters = Matter.objects.filter(street=street).in_force(today).prefetch_related("communities")
    return [
        {
            "code": matter.code,
            "department": matter.department,
            "title": matter.title,
            "content": matter.content,
            "basis": matter.basis,
            "funding": matter.funding,
            "from": str(matter.starts_on),
            "until": str(matter.ends_on),
            "communities": [each.name for each in matter.communities.all()],
            "forms": matter.forms_a_month,
            "minutes": matter.minutes_a_month,
        }
        for matter in matters.order_by("department", "code")
    ]


def published_list(street_id: Any) -> MattersEdition | None:
    """The edition that everybody may read: the latest of the street."""
    editions = MattersEdition.objects.filter(street__public_id=street_id)
    return editions.for_list().first()


def list_document(edition: MattersEdition) -> Document:
    """The published list as an official paper; its words are Chinese."""
    rows = [
        [
            str(place),
            line["department"],
            line["title"],
            line["basis"],
            f"{line['from']}\n至{line['until']}",
            "、".join(line["communities"]) or "全部社区",
        ]
        for place, line in enumerate(edition.lines, start=1)
    ]
    return Document(
        title=f"{edition.street.name}社区工作事项清单",
        blocks=[
            Paragraph(
                f"根据社区工作事项准入制度，经审核准入以下{len(rows)}项事项，现予公布"
                f"（{edition.number}，{chinese_date(edition.published_on)}）。"
                "清单之外的事项，未经准入不得交由社区办理。"
            ),
            Table(
                header=("序号", "部门", "事项", "依据", "期限", "承办社区"),
                widths=(2, 4, 7, 5, 6, 4),
                rows=rows,
            ),
        ],
        signature=edition.street.name,
        issued_on=edition.published_on,
    )


def streets_with_list(today: date) -> Any:
    """The streets that have published their list in this year, for the yearly review."""
    return MattersEdition.objects.filter(year=today.year).values("street__tree_id")
