"""What a meeting decides on its items, kept as numbers (D11)."""

from copy import copy
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from liaison.enums import RECORDING_STATES, AgendaItemAction, AgendaItemState, Decision
from liaison.models import AgendaItem, Meeting, Resolution
from liaison.services.agenda_items import NotTheTime
from liaison.services.conferring import return_conferred_cases
from liaison.services.sittings import require_quorum
from liaison.workflow import AGENDA_ITEM_MOVES, RUNNERS
from orgs.models import User
from orgs.permissions import require_role
from orgs.services.audit import record
from orgs.services.tree import require_version
from orgs.services.workflow import change, lock
from partybuild.errors import RuleViolation
from resources.enums import ProjectAction
from resources.services.projects import endorse_project
from resources.workflow import PROJECT_MOVES

COUNTS = ("expected_count", "present_count", "for_count", "against_count", "abstained_count")


class ItemClosed(RuleViolation):
    """An item that was withdrawn or carried over is not decided here."""

    code = "item_closed"


class VotesContradict(RuleViolation):
    code = "votes_contradict"


@transaction.atomic
def record_resolution(
    *,
    item: AgendaItem,
    text: str,
    decision: str,
    actor: User,
    present_count: int | None = None,
    **votes: int,
) -> Resolution:
    """Write down what was decided on an item, and give the decision its number.

    ``votes`` are for_count, against_count and abstained_count. Deciding concludes the item;
    deferring leaves it open for a next meeting. Fewer can be present at the vote than at the
    opening; without a quorum nothing is decided. Raises NotTheTime, ItemClosed, VotesContradict
    and QuorumMissing.
    """
    meeting, item = lock(item.meeting), lock(item)
    require_role(actor, *RUNNERS, over=meeting.org)
    _require_recording(meeting)
    if item.state not in AGENDA_ITEM_MOVES[AgendaItemAction.CONCLUDE].sources:
        raise ItemClosed(_("The item was withdrawn or carried over."))
    resolution = Resolution(
        meeting=meeting,
        item=item,
        serial=_next_serial(meeting),
        text=text,
        decision=decision,
        expected_count=meeting.expected_count or 0,
        present_count=(meeting.present_count or 0) if present_count is None else present_count,
        **votes,
    )
    _check_votes(resolution)
    resolution.save(force_insert=True)
    _record(resolution, actor)
    if decision != Decision.DEFERRED and item.state == AgendaItemState.OPEN:
        closed = {"state": AgendaItemState.CONCLUDED}
        change(item, closed, actor=actor, action=AgendaItemAction.CONCLUDE)
    _endorse(resolution, actor)
    return_conferred_cases(resolution, actor=actor)
    return resolution


@transaction.atomic
def amend_resolution(
    *, resolution: Resolution, actor: User, version: int | None = None, **facts: Any
) -> Resolution:
    """Correct the words or the numbers of a resolution before the minutes go out."""
    meeting, resolution = lock(resolution.meeting), lock(resolution)
    require_role(actor, *RUNNERS, over=meeting.org)
    require_version(resolution, version)
    _require_recording(meeting)
    changed = {name: value for name, value in facts.items() if getattr(resolution, name) != value}
    if not changed:
        return resolution
    corrected = copy(resolution)
    for name, value in changed.items():
        setattr(corrected, name, value)
    _check_votes(corrected)
    return change(resolution, changed, actor=actor, action="amend")


def _record(resolution: Resolution, actor: User) -> None:
    record(
        actor=actor,
        verb="resolution.record",
        subject=resolution,
        changes={
            "item": [None, resolution.item.title],
            "decision": [None, Decision(resolution.decision)],
            **{name: [None, getattr(resolution, name)] for name in COUNTS},
        },
    )


def _endorse(resolution: Resolution, actor: User) -> None:
    """An adopted resolution of a street's own body endorses the project it is about (A-10).

    A project that waits for no endorsement, or a community's body, leaves it at the resolution.
    """
    project = resolution.item.project
    if project is None or resolution.decision != Decision.ADOPTED:
        return
    project = lock(project)
    waits = project.state in PROJECT_MOVES[ProjectAction.ENDORSE].sources
    if waits and project.endorsed_at is None and project.street_id == resolution.org.pk:
        endorse_project(project=project, endorsement=resolution.number, actor=actor)


def _require_recording(meeting: Meeting) -> None:
    if meeting.state not in RECORDING_STATES:
        raise NotTheTime(
            _("“%(meeting)s” is %(state)s now, so nothing can be decided at it.")
            % {"meeting": meeting, "state": meeting.get_state_display()}
        )


def _check_votes(resolution: Resolution) -> None:
    cast = resolution.for_count + resolution.against_count + resolution.abstained_count
    if resolution.present_count > resolution.expected_count:
        raise VotesContradict(_("More are present than were expected."), field="present_count")
    require_quorum(resolution.meeting.body, resolution.expected_count, resolution.present_count)
    if cast > resolution.present_count:
        raise VotesContradict(_("There are more votes than people present."), field="for_count")
    is_adopted = resolution.decision == Decision.ADOPTED
    if is_adopted and resolution.for_count <= resolution.against_count:
        raise VotesContradict(
            _("A resolution is adopted by more votes for it than against it."), field="for_count"
        )


def _next_serial(meeting: Meeting) -> int:
    """The caller holds the meeting, so two resolutions never ask for the same number."""
    return (meeting.resolutions.aggregate(last=Max("serial"))["last"] or 0) + 1
