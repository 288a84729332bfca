"""What is done to the bodies that meet."""

from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

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


@transaction.atomic
def set_up_body(*, org: Org, kind: str, name: str, actor: User, **facts: Any) -> Body:
    """Give an organisation a body that meets (R-147, R-305, R-311).

    Raises BodyNamedAlready and QuorumUnclear.
    """
    require_role(actor, *RUNNERS, over=org)
    body = Body(org=org, kind=kind, name=name, **facts)
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
    _require_clear_quorum({name: facts.get(name, getattr(body, name)) for name in QUORUM})
    try:
        with transaction.atomic():
            return change(body, changed, actor=actor, action="amend")
    except IntegrityError as clash:
        raise _named_already() from clash


@transaction.atomic
def dissolve_body(*, body: Body, reason: str, actor: User) -> Body:
    """End a body; its seats, meetings and minutes stay readable.

    Raises MeetingsAhead while a meeting of the body is still to come.
    """
    body = lock(body)
    require_role(actor, *RUNNERS, over=body.org)
    require_active(body)
    require_reason(reason)
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
        raise _named_already() from clash


def _require_clear_quorum(fraction: dict[str, int | None]) -> None:
    numerator, denominator = fraction["quorum_numerator"], fraction["quorum_denominator"]
    if numerator is None and denominator is None:
        return
    if not numerator or not denominator or numerator > denominator:
        raise QuorumUnclear(
            _("Give the quorum as a fraction such as 2/3, or leave it out."),
            field="quorum_numerator",
        )


def _named_already() -> BodyNamedAlready:
    return BodyNamedAlready(_("The organisation has a body of this name already."), field="name")
