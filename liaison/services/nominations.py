"""What is done about a nomination (SM-14): put forward, deliberated, appointed or refused."""

from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from liaison.body_enums import NominationAction, NominationState
from liaison.enums import AgendaItemState, Decision, MembershipRole
from liaison.models import AgendaItem, Body, Meeting, Nomination, Resolution
from liaison.nomination_workflow import KEEPERS, NOMINATION_MOVES, NOMINATORS
from liaison.selectors.terms import last_day_of_term
from liaison.services.agenda_items import propose_item
from liaison.services.bodies import require_active
from liaison.services.memberships import RosterOfCircle, seat_member
from orgs.enums import Role
from orgs.models import Org, Partner, User
from orgs.permissions import require_role
from orgs.services.audit import record
from orgs.services.notifications import holders, notify
from orgs.services.workflow import advance, begin, change, follow, lock
from partybuild.errors import RuleViolation

UNIT = ("unit_org", "unit_partner", "unit_name")


class NominatedAlready(RuleViolation):
    code = "nominated_already"


class NominatorElsewhere(RuleViolation):
    """People are put forward within the sub-district (R-313)."""

    code = "nominator_elsewhere"


class OneUnitForNominee(RuleViolation):
    code = "one_unit_only"


class NotTheElectingBody(RuleViolation):
    """Who comes onto a part of a body is decided by the whole (R-314)."""

    code = "not_the_electing_body"


class NotAdopted(RuleViolation):
    """Nobody takes office before the committee has adopted it (R-314)."""

    code = "not_adopted"


@transaction.atomic
def propose_nomination(
    *, body: Body, nominator: Org | Partner, person_name: str, actor: User, **facts: Any
) -> Nomination:
    """Put somebody forward for a body after consultation, by name, unit and post (R-313, D7).

    Without a unit the person is of the side that nominates. Raises NominatorElsewhere,
    OneUnitForNominee, NominatedAlready, RosterOfCircle and BodyDissolved.
    """
    require_role(actor, *NOMINATORS, over=nominator)
    body = lock(body)
    require_active(body)
    _require_neighbour(body, nominator)
    if body.circle_id is not None:
        raise RosterOfCircle(_("The members of the circle are its members."), field="body")
    side = "org" if isinstance(nominator, Org) else "partner"
    if not any(facts.get(name) for name in UNIT):
        facts[f"unit_{side}"] = nominator
    if sum(bool(facts.get(name)) for name in UNIT) > 1:
        raise OneUnitForNominee(_("A seat is held for one unit only."), field="unit_name")
    nomination = Nomination(
        body=body, person_name=person_name, nominated_by=actor, **{f"by_{side}": nominator}, **facts
    )
    _keep(nomination)
    record(
        actor=actor,
        verb="nomination.propose",
        subject=nomination,
        changes={
            "body": [None, body.name],
            "role": [None, MembershipRole(nomination.role)],
            "state": [None, nomination.state],
        },
    )
    _tell(holders(body.org, *KEEPERS), "propose", nomination, actor)
    return nomination


@transaction.atomic
def deliberate_nomination(*, nomination: Nomination, meeting: Meeting, actor: User) -> Nomination:
    """Put the nomination on the agenda of the meeting that decides.

    All nominations for a body stand under one item, whose title names nobody. Raises
    NotTheElectingBody, and NotTheTime unless the meeting gathers items.
    """
    nomination = begin(nomination, NominationAction.DELIBERATE, NOMINATION_MOVES, actor=actor)
    if meeting.body_id != nomination.electing_body.pk:
        raise NotTheElectingBody(
            _("“%(body)s” decides about this nomination.") % {"body": nomination.electing_body},
            field="meeting",
        )
    item = _item_on(meeting, nomination.body) or propose_item(
        meeting=meeting,
        title=_("Members of %(body)s: nominations") % {"body": nomination.body},
        actor=actor,
    )
    return _step(nomination, NominationAction.DELIBERATE, actor, item=item)


@transaction.atomic
def approve_nomination(
    *,
    nomination: Nomination,
    resolution: Resolution,
    actor: User,
    starts_on: date | None = None,
    ends_on: date | None = None,
) -> Nomination:
    """Appoint the person that the committee has adopted: the seat is given in the same step.

    The term runs to the end of the body's own, or as long as the plans say. Raises NotAdopted, and
    what giving a seat raises.
    """
    nomination = begin(nomination, NominationAction.APPROVE, NOMINATION_MOVES, actor=actor)
    _require_adopted(nomination, resolution)
    body, starts_on = nomination.body, starts_on or timezone.localdate()
    seat = seat_member(
        body=body,
        person_name=nomination.person_name,
        role=nomination.role,
        post=nomination.post,
        is_part_time=nomination.is_part_time,
        starts_on=starts_on,
        ends_on=ends_on or _end_of_term(body, starts_on),
        actor=actor,
        **{name: getattr(nomination, name) for name in UNIT},
    )
    nomination = _step(
        nomination, NominationAction.APPROVE, actor, seat=seat, resolution=resolution
    )
    _tell_nominator(nomination, "approve", actor)
    return nomination


@transaction.atomic
def refuse_nomination(*, nomination: Nomination, reason: str, actor: User) -> Nomination:
    """Do not take the person, and say why."""
    nomination = advance(
        nomination,
        NominationAction.REFUSE,
        NOMINATION_MOVES,
        actor=actor,
        reason=reason,
        decline_reason=reason.strip(),
    )
    _tell_nominator(nomination, "refuse", actor)
    return nomination


@transaction.atomic
def withdraw_nomination(*, nomination: Nomination, reason: str, actor: User) -> Nomination:
    """Take a nomination back before the committee has it."""
    return advance(
        nomination,
        NominationAction.WITHDRAW,
        NOMINATION_MOVES,
        actor=actor,
        reason=reason,
        decline_reason=reason.strip(),
    )


@transaction.atomic
def expire_nomination(*, nomination_pk: int, today: date) -> None:
    """Note that the term of somebody who was nominated is over; safe to run twice."""
    nomination = lock(Nomination.objects.get(pk=nomination_pk))
    seat = nomination.seat
    is_over = seat is not None and seat.ends_on is not None and seat.ends_on < today
    if nomination.state == NominationState.IN_OFFICE and is_over:
        follow(nomination, NominationAction.EXPIRE, NOMINATION_MOVES, actor=None)


def _step(
    nomination: Nomination, action: NominationAction, actor: User, **changes: Any
) -> Nomination:
    """Make the step of a nomination that was begun under lock."""
    target = {"state": NOMINATION_MOVES[action].target, **changes}
    return change(nomination, target, actor=actor, action=action)


def _keep(nomination: Nomination) -> None:
    try:
        with transaction.atomic():
            nomination.save(force_insert=True)
    except IntegrityError as clash:
        stands = Nomination.objects.open().filter(
            body=nomination.body, person_name=nomination.person_name, role=nomination.role
        )
        if not stands.exists():
            raise
        raise NominatedAlready(
            _("%(name)s is nominated for this body already.") % {"name": nomination.person_name},
            field="person_name",
        ) from clash


def _require_neighbour(body: Body, nominator: Org | Partner) -> None:
    street = nominator if isinstance(nominator, Org) else nominator.street
    if street.tree_id != body.org.tree_id:
        raise NominatorElsewhere(
            _("A body takes nominations from its own sub-district."), field="nominator"
        )


def _item_on(meeting: Meeting, body: Body) -> AgendaItem | None:
    """The open item of the meeting under which nominations for the body stand already."""
    items = meeting.items.filter(state=AgendaItemState.OPEN, nominations__body=body)
    return items.order_by("position", "pk").first()


def _require_adopted(nomination: Nomination, resolution: Resolution) -> None:
    items = []
    item = nomination.item
    while item is not None:  # an item that was carried over is decided at the later meeting
        items.append(item.pk)
        item = AgendaItem.objects.filter(carried_over_from=item).first()
    if resolution.item_id not in items or resolution.decision != Decision.ADOPTED:
        raise NotAdopted(
            _("The committee has not adopted this nomination at its meeting."), field="resolution"
        )


def _end_of_term(body: Body, starts_on: date) -> date | None:
    if body.term_ends_on is not None and body.term_ends_on >= starts_on:
        return body.term_ends_on
    return last_day_of_term(body.kind, starts_on)


def _tell_nominator(nomination: Nomination, deed: str, actor: User) -> None:
    people = holders(nomination.nominator, Role.SECRETARY, Role.PARTNER_LIAISON)
    _tell(people, deed, nomination, actor)


def _tell(people: list[User], deed: str, nomination: Nomination, actor: User) -> None:
    notify(
        recipients=[person for person in people if person.pk != actor.pk],
        verb=f"nomination.{deed}",
        subject=nomination,
        key=f"nomination.{deed}:{nomination.public_id}",
        because=_("It concerns a nomination of yours or for a body that you keep."),
    )
