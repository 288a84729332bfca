"""Which leader keeps contact with which community, tied to the account of the leader (R-286)."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from liaison.models import ContactPoint
from orgs.enums import PostKind, Role
from orgs.models import Org, Posting, User
from orgs.permissions import require_role
from orgs.services.audit import record
from orgs.services.postings import end_posting, fill_post
from orgs.services.workflow import lock
from partybuild.errors import RuleViolation


class PointTaken(RuleViolation):
    """The leader keeps contact with this community already."""

    code = "point_taken"


class NotALeader(RuleViolation):
    """Contact points are those of leaders of the sub-district."""

    code = "not_a_leader"


@transaction.atomic
def name_contact_point(*, community: Org, leader: User, actor: User, **term: Any) -> ContactPoint:
    """Let a leader keep contact with a community.

    A posting as contact leader that bears the leader's name is taken; otherwise one is filled, so
    that who it is stands in one place. Raises NotALeader, PointTaken and what filling a post does.
    """
    community = lock(community)
    require_role(actor, Role.OFFICE, over=community)
    street = community.get_root()
    if not leader.role_assignments.current().filter(role=Role.LEADER, org=street).exists():
        raise NotALeader(_("Choose a leader of this sub-district."), field="leader")
    posting = _posting_of(community, leader)
    if posting is None:
        posting = fill_post(
            org=community,
            kind=PostKind.CONTACT_LEADER,
            person_name=leader.name,
            actor=actor,
            **term,
        )
    elif ContactPoint.objects.filter(posting=posting).exists():
        raise PointTaken(_("The leader keeps contact with this community already."))
    point = ContactPoint.objects.create(posting=posting, leader=leader)
    record(
        actor=actor,
        verb="contactpoint.name",
        subject=point,
        changes={"leader": [None, leader.name]},
    )
    return point


@transaction.atomic
def end_contact_point(*, point: ContactPoint, on: date, actor: User, reason: str) -> ContactPoint:
    """End the posting of a contact leader; the visits that were made stay counted."""
    require_role(actor, Role.OFFICE, over=point.community)
    end_posting(posting=point.posting, on=on, actor=actor, reason=reason)
    record(actor=actor, verb="contactpoint.end", subject=point, reason=reason)
    point.posting.refresh_from_db(fields=["ends_on"])
    return point


@transaction.atomic
def hand_on_contact_point(*, row: ContactPoint, to: Any, actor: User) -> None:
    """Tie the posting of the successor to the successor's account, as a part of a hand-over."""
    posting = _posting_of(row.community, to.user) if to.user else None
    if posting is None or ContactPoint.objects.filter(posting=posting).exists():
        return
    point = ContactPoint.objects.create(posting=posting, leader=to.user)
    record(
        actor=actor,
        verb="contactpoint.hand_on",
        subject=point,
        changes={"leader": [row.leader.name, to.user.name]},
    )


def _posting_of(community: Org, leader: User) -> Posting | None:
    postings = Posting.objects.current().filter(
        org=community, kind=PostKind.CONTACT_LEADER, person_name=leader.name
    )
    return postings.order_by("-pk").first()
