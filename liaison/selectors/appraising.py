"""What is asked about mutual appraisals: the lines, who judges which, and where one waits."""

from typing import Any

from django.utils.translation import gettext as _

from liaison.models import MutualAppraisal, MutualAppraisalLine
from orgs.enums import Role
from orgs.models import Circle, CircleMembership, User
from orgs.permissions import holds_role
from orgs.scoping import reach_of
from orgs.selectors.waiting import Waiting
from orgs.workflow import OFFICE
from resources.workflow import OWN_PEOPLE

MOST = 20


def lines_of(appraisal: MutualAppraisal) -> list[MutualAppraisalLine]:
    """Every member with who checks it and the verdict."""
    return list(appraisal.lines.for_list())


def lines_to_judge(appraisal: MutualAppraisal, reader: User) -> list[MutualAppraisalLine]:
    """The lines on which the reader may give a verdict, those without one first."""
    found = lines_of(appraisal)
    if not holds_role(reader, *OFFICE, over=appraisal.org):
        reach = reach_of(reader, *OWN_PEOPLE)
        found = [line for line in found if reach.covers(line.checker.member)]
    return sorted(found, key=lambda line: (line.scored_on is not None, line.position))


def circles_to_open(*, reader: User) -> Any:
    """Circles in which the reader may open an appraisal: of the own street, or led by the own."""
    mine = reach_of(reader, *OWN_PEOPLE)
    below = mine.below_streets()
    cores = CircleMembership.objects.cores()
    led = cores.filter(below.orgs("member_org") | mine.partners("member_partner"))
    kept = reach_of(reader, *OFFICE).streets("street")
    rows = Circle.objects.active()
    found = rows.filter(kept) | rows.filter(pk__in=led.order_by().values("circle"))
    return found.order_by("name", "pk")


def verdicts_waiting(*, reader: User) -> list[Waiting]:
    """Members that those the reader speaks for are to check."""
    own = reach_of(reader, Role.SECRETARY, Role.PARTNER_LIAISON).below_streets()
    mine = own.orgs("checker__member_org") | own.partners("checker__member_partner")
    rows = MutualAppraisalLine.objects.open().filter(mine).for_list()
    return [
        Waiting(
            title=str(line),
            url=line.appraisal.get_absolute_url(),
            since=line.appraisal.opened_on,
            kind=_("mutual appraisal"),
            note=_("Check this member and give your verdict."),
        )
        for line in rows.select_related("appraisal__circle")[:MOST]
    ]
