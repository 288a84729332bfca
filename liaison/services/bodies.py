"""What is done to the bodies that meet."""

from copy import copy
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from liaison.bodies import BODIES
from liaison.enums import BodyKind
from liaison.models import Body
from liaison.services.founding_series import found_series
from liaison.workflow import RUNNERS
from orgs.models import Org, User
from orgs.permissions import require_role
from orgs.services.audit import record
from orgs.services.tree import require_version
from orgs.services.workflow import change, lock, require_reason
from partybuild.errors import RuleViolation

QUORUM = ("quorum_numerator", "quorum_denominator")


class BodyNamedAlready(RuleViolation):
    code = "body_named_already"


class QuorumUnclear(RuleViolation):
    """A quorum is a fraction of at most one, or there is none."""

    code = "quorum_unclear"


class BodyDissolved(RuleViolation):
    code = "body_dissolved"


class MeetingsAhead(RuleViolation):
    code = "meetings_ahead"


class PartsStand(RuleViolation):
    """A body ends after its sub-bodies."""

    code = "parts_stand"


class BodyMisplaced(RuleViolation):
    """Each kind of body stands in certain kinds of organisation and beneath certain bodies."""

    code = "body_misplaced"


class BodyStandsAlready(RuleViolation):
    """Of most kinds an organisation has one body at a time."""

    code = "body_stands_already"


@transaction.atomic
def set_up_body(*, org: Org, kind: str, name: str, actor: User, **facts: Any) -> Body:
    """Give an organisation a body that meets (R-147, R-305, R-311).

    Raises BodyMisplaced, BodyStandsAlready, BodyNamedAlready and QuorumUnclear.
    """
    require_role(actor, *RUNNERS, over=org)
    body = Body(org=org, kind=kind, name=name, **facts)
    _require_place(body)
    _keep(body)
    record(
        actor=actor,
        verb="body.set_up",
        subject=body,
        changes={"kind": [None, BodyKind(kind)], "name": [None, name]},
    )
    found_series(body=body, actor=actor)
    return body


@transaction.atomic
def amend_body(*, body: Body, actor: User, version: int | None = None, **facts: Any) -> Body:
    """Correct what a body is called or what its rules are; meetings already held keep theirs."""
    body = lock(body)
    require_role(actor, *RUNNERS, over=body.org)
    require_version(body, version)
    changed = {name: value for name, value in facts.items() if getattr(body, name) != value}
    if not changed:
        return body
    if changed.keys() & {"kind", "parent", "subject"}:
        moved = copy(body)
        for name, value in changed.items():
            setattr(moved, name, value)
        _require_place(moved)
    _require_clear_quorum({name: facts.get(name, getattr(body, name)) for name in QUORUM})
    try:
        with transaction.atomic():
            return change(body, changed, actor=actor, action="amend")
    except IntegrityError as clash:
        raise _clash(body, facts.get("name", "")) from clash


@transaction.atomic
def dissolve_body(*, body: Body, reason: str, actor: User) -> Body:
    """End a body; its seats, meetings and minutes stay readable.

    Raises MeetingsAhead while a meeting of the body is still to come.
    """
    body = lock(body)
    require_role(actor, *RUNNERS, over=body.org)
    require_active(body)
    require_reason(reason)
    if body.parts.active().exists():
        raise PartsStand(_("Dissolve the sub-bodies of the body first."))
    if body.meetings.ahead().exists():
        raise MeetingsAhead(_("Hold or cancel the meetings of the body first."))
    return change(body, {"is_active": False}, actor=actor, action="dissolve", reason=reason)


def require_active(body: Body) -> None:
    """Go no further when the body has been dissolved."""
    if not body.is_active:
        raise BodyDissolved(_("The body has been dissolved."), field="body")


def _keep(body: Body) -> None:
    _require_clear_quorum({name: getattr(body, name) for name in QUORUM})
    try:
        with transaction.atomic():
            body.save(force_insert=True)
    except IntegrityError as clash:
        raise _clash(body, body.name) from clash


def _require_place(body: Body) -> None:
    """Each kind has its organisations, and a part its whole, of the same organisation."""
    rule = BODIES[body.kind]
    is_of_circle = body.kind == BodyKind.SECRETARIES_MEETING
    if is_of_circle != (body.circle_id is not None):
        raise BodyMisplaced(_("A secretaries' meeting is a circle's."), field="kind")
    if body.subject and body.kind != BodyKind.COORDINATION_GROUP:
        raise BodyMisplaced(_("Only coordination groups have a subject."), field="subject")
    if body.org.kind not in rule.stands_in:
        raise BodyMisplaced(
            _("An organisation of this kind has no such body: %(kind)s.")
            % {"kind": body.get_kind_display()},
            field="kind",
        )
    whole = body.parent
    if whole is not None and (whole.kind != rule.beneath or whole.org_id != body.org_id):
        raise BodyMisplaced(_("The body is no part of that one."), field="parent")


def _require_clear_quorum(fraction: dict[str, int | None]) -> None:
    numerator, denominator = fraction["quorum_numerator"], fraction["quorum_denominator"]
    if numerator is None and denominator is None:
        return
    if not numerator or not denominator or numerator > denominator:
        raise QuorumUnclear(
            _("Give the quorum as a fraction such as 2/3, or leave it out."),
            field="quorum_numerator",
        )


def _clash(body: Body, name: str) -> RuleViolation:
    """What a row that was refused by the database stands against: a name, or one of its kind."""
    is_named = Body.objects.filter(org=body.org_id, name=name).exclude(pk=body.pk)
    if body.circle_id is None and is_named.exists():
        return BodyNamedAlready(
            _("The organisation has a body of this name already."), field="name"
        )
    return BodyStandsAlready(_("The organisation has such a body already."), field="kind")
