"""Mutual appraisal in a circle: each member is checked by the next one, and hears the verdict."""

from typing import Any, Final

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from liaison.models import MutualAppraisal, MutualAppraisalLine
from liaison.models.mutual_appraisals import FULL_SCORE
from liaison.services.screening import require_screened
from orgs.models import Circle, CircleMembership, User
from orgs.permissions import holds_role
from orgs.services.audit import record
from orgs.services.facts import FactRefused, check_facts
from orgs.services.workflow import lock, require_reason
from orgs.workflow import OFFICE
from partybuild.errors import RuleViolation
from resources.permissions import is_own_person
from resources.services.telling import tell_owners

FEWEST: Final = 2


class StillUnderWay(RuleViolation):
    """A circle has one appraisal at a time."""

    code = "still_under_way"


class MembersRefused(RuleViolation):
    """Members of a circle check each other, so there are two of them at least."""

    code = "members_refused"


@transaction.atomic
def open_mutual_appraisal(*, circle: Circle, actor: User, topic: str = "") -> MutualAppraisal:
    """Draw up a line for every member of today, each to be checked by the next one.

    The office opens it, or the people of a core member.
    """
    circle = lock(circle)
    if not may_open(actor, circle):
        raise PermissionDenied
    if circle.dissolved_on:
        raise MembersRefused(_("The circle is dissolved."))
    unfinished = MutualAppraisalLine.objects.filter(appraisal__circle=circle).open()
    today = timezone.localdate()
    opened_today = MutualAppraisal.objects.filter(circle=circle, opened_on=today)
    if unfinished.exists() or opened_today.exists():
        raise StillUnderWay(_("The last appraisal of the circle is still under way."))
    appraisal = MutualAppraisal(circle=circle, topic=topic, opened_on=today, opened_by=actor)
    check_facts(appraisal)
    require_screened({"topic": topic}, ("topic",))
    members = _members(circle)
    if len(members) < FEWEST:
        raise MembersRefused(_("The circle has fewer than two members."))
    appraisal.save(force_insert=True)
    MutualAppraisalLine.objects.bulk_create(_lines(appraisal, members))
    record(
        actor=actor,
        verb="mutualappraisal.open",
        subject=appraisal,
        changes={"members": [None, [str(each.member) for each in members]]},
    )
    owners = [each.member for each in members]
    tell_owners(owners, verb="mutualappraisal.open", subject=appraisal, actor=actor)
    return appraisal


@transaction.atomic
def score_member(
    *,
    appraisal: MutualAppraisal,
    membership: CircleMembership,
    actor: User,
    score: int | None = None,
    has_no_findings: bool = False,
    feedback: str = "",
) -> MutualAppraisal:
    """Give the verdict on one member: a score, or that nothing was found.

    The people of the member that checks it do, and the office. A verdict may be corrected.
    """
    appraisal = lock(appraisal)
    line = appraisal.lines.select_related("checker").filter(membership=membership).first()
    if line is None:
        raise MembersRefused(_("It is not one of the members appraised here."), field="membership")
    if not may_score(actor, line):
        raise PermissionDenied
    if (score is None) != has_no_findings:
        raise FactRefused(_("Give a score, or say that nothing was found."), field="score")
    if score is not None and not 0 <= score <= FULL_SCORE:
        raise FactRefused(_("A score is a number from 0 to 100."), field="score")
    require_screened({"feedback": feedback}, ("feedback",))
    before = line.score if not line.has_no_findings else "no findings"
    line.score, line.has_no_findings, line.feedback = score, has_no_findings, feedback.strip()
    line.scored_on = line.scored_on or timezone.localdate()
    check_facts(line)
    line.save(update_fields=["score", "has_no_findings", "feedback", "scored_on"])
    _touch(appraisal)
    after = score if score is not None else "no findings"
    record(
        actor=actor,
        verb="mutualappraisal.score",
        subject=appraisal,
        changes={str(membership.member): [before, after]},
    )
    tell_owners([membership.member], verb="mutualappraisal.score", subject=appraisal, actor=actor)
    return appraisal


@transaction.atomic
def take_in_members(*, appraisal: MutualAppraisal, actor: User) -> MutualAppraisal:
    """Give members who joined since a line too; the member that led the list checks them."""
    appraisal = lock(appraisal)
    if not may_open(actor, appraisal.circle):
        raise PermissionDenied
    known = list(appraisal.lines.order_by("position"))
    new = newcomers(appraisal)
    if not new:
        raise MembersRefused(_("Nobody has joined since."))
    MutualAppraisalLine.objects.bulk_create(
        [
            MutualAppraisalLine(
                appraisal=appraisal,
                position=len(known) + order,
                membership=each,
                checker_id=known[0].membership_id,
            )
            for order, each in enumerate(new, start=1)
        ]
    )
    _touch(appraisal)
    record(
        actor=actor,
        verb="mutualappraisal.take_in",
        subject=appraisal,
        changes={"members": [None, [str(each.member) for each in new]]},
    )
    return appraisal


@transaction.atomic
def take_back_mutual_appraisal(*, appraisal: MutualAppraisal, actor: User, reason: str) -> Circle:
    """Remove an appraisal that was opened by mistake and in which nobody was judged yet."""
    require_reason(reason)
    appraisal = lock(appraisal)
    circle = appraisal.circle
    if not may_open(actor, circle):
        raise PermissionDenied
    if appraisal.lines.exclude(scored_on=None).exists():
        raise StillUnderWay(_("Somebody was judged in it already."))
    changes = {"opened_on": [appraisal.opened_on, None]}
    verb = "mutualappraisal.take_back"
    record(actor=actor, verb=verb, subject=circle, changes=changes, reason=reason)
    appraisal.delete()
    return circle


def may_open(user: Any, circle: Circle) -> bool:
    """The office of the street, and the people of each core member."""
    if holds_role(user, *OFFICE, over=circle.street):
        return True
    cores = circle.memberships.cores().select_related("member_org", "member_partner")
    return any(is_own_person(user, each.member) for each in cores)


def may_score(user: Any, line: MutualAppraisalLine) -> bool:
    """The people of the member that checks, and the office of the street."""
    street = line.appraisal.circle.street
    return holds_role(user, *OFFICE, over=street) or is_own_person(user, line.checker.member)


def newcomers(appraisal: MutualAppraisal) -> list[CircleMembership]:
    """Members of today that have no line yet."""
    seen = set(appraisal.lines.values_list("membership", flat=True))
    return [each for each in _members(appraisal.circle) if each.pk not in seen]


def _members(circle: Circle) -> list[CircleMembership]:
    """The members of today in an order that everybody can make again."""
    rows = circle.memberships.current().select_related("member_org", "member_partner")
    return sorted(rows, key=lambda each: (each.member.name, each.pk))


def _lines(
    appraisal: MutualAppraisal, members: list[CircleMembership]
) -> list[MutualAppraisalLine]:
    """Everybody checks the one before, and the first one the last."""
    return [
        MutualAppraisalLine(
            appraisal=appraisal,
            position=order + 1,
            membership=each,
            checker=members[(order + 1) % len(members)],
        )
        for order, each in enumerate(members)
    ]


def _touch(appraisal: MutualAppraisal) -> None:
    appraisal.version += 1
    appraisal.save(update_fields=["version", "updated_at"])
