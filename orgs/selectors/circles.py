"""What people ask about circles: who is in them, whose turn it is, and what was done."""

from dataclasses import replace

from django.db.models import F, Q, QuerySet

from orgs.models import AuditEntry, Circle, CircleMembership, Org, Partner, Rotation, User
from orgs.selectors.trail import LATEST, TrailLine, in_words


def members_of(circle: Circle) -> QuerySet[CircleMembership]:
    """Who is in the circle now, those who lead it in turn first."""
    rows: QuerySet[CircleMembership] = CircleMembership.objects.current().for_list()
    return rows.filter(circle=circle).order_by(
        F("core_since").asc(nulls_last=True), "joined_on", "pk"
    )


def roster_of(circle: Circle) -> QuerySet[Rotation]:
    """The turns of the circle that were not skipped, the latest first."""
    rows: QuerySet[Rotation] = circle.rotations.standing().for_list()
    return rows.order_by("-starts_on", "-pk")


def circles_of(member: Org | Partner, *, reader: User) -> QuerySet[CircleMembership]:
    """In which circles an organisation or a unit is now, as far as the reader can see them."""
    rows: QuerySet[CircleMembership] = CircleMembership.objects.current().for_list()
    place = {"member_org" if isinstance(member, Org) else "member_partner": member}
    return rows.filter(circle__in=Circle.objects.visible_to(reader), **place)


def history_of_circle(circle: Circle) -> list[TrailLine]:
    """The latest deeds on the circle, its members and its turns."""
    ids = [str(circle.public_id)]
    for rows in (circle.memberships, circle.rotations):
        ids += [str(public_id) for public_id in rows.values_list("public_id", flat=True)]
    kinds = [model._meta.label_lower for model in (Circle, CircleMembership, Rotation)]
    told = Q(subject_type__in=kinds, subject_id__in=ids)
    lines = [in_words(entry) for entry in AuditEntry.objects.filter(told).for_list()[:LATEST]]
    return [_with_subject(line, circle) for line in lines]


def _with_subject(line: TrailLine, circle: Circle) -> TrailLine:
    """The line with the member or the turn it speaks of, which the page cannot know otherwise."""
    name = line.subject.removeprefix(f"{circle} · ")
    return line if name == str(circle) else replace(line, sentence=f"{line.sentence}：{name}")
