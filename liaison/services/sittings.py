"""What can still change once the notice of a meeting is out: its place, and who was counted."""

from django.db import transaction
from django.utils.translation import gettext as _

from liaison.enums import MeetingAction
from liaison.models import Body, Meeting
from liaison.services.scheduling import tell_the_body
from liaison.workflow import MEETING_MOVES
from orgs.models import User
from orgs.services.tree import require_version
from orgs.services.workflow import advance, begin, change
from partybuild.errors import RuleViolation

WHO_CAME = ("present", "excused", "observers")


class CountsContradict(RuleViolation):
    code = "counts_contradict"


class QuorumMissing(RuleViolation):
    """Fewer were present than the body needs to meet or to decide."""

    code = "quorum_missing"


class NumbersOnly(RuleViolation):
    """Of residents and delegates the portal keeps numbers, and names no unit (R-206, R-207)."""

    code = "numbers_only"


@transaction.atomic
def change_place(*, meeting: Meeting, place: str, reason: str, actor: User) -> Meeting:
    """Move a meeting whose notice is out to another room; calendars are brought up to date."""
    meeting = advance(
        meeting,
        MeetingAction.CHANGE_PLACE,
        MEETING_MOVES,
        actor=actor,
        reason=reason,
        place=place,
    )
    tell_the_body(meeting, "meeting.change_place", with_mail=True)
    return meeting


@transaction.atomic
def recount_meeting(
    *,
    meeting: Meeting,
    expected_count: int,
    present_count: int,
    excused_count: int,
    actor: User,
    version: int | None = None,
    **words: str,
) -> Meeting:
    """Correct who was there before the minutes are drafted; the number stays.

    Raises CountsContradict, QuorumMissing and NumbersOnly, as opening the meeting does.
    """
    meeting = begin(meeting, MeetingAction.RECOUNT, MEETING_MOVES, actor=actor)
    require_version(meeting, version)
    check_counts(meeting, expected_count, present_count, excused_count, words)
    counts = {
        "expected_count": expected_count,
        "present_count": present_count,
        "excused_count": excused_count,
    }
    return change(meeting, {**counts, **words}, actor=actor, action=MeetingAction.RECOUNT)


def check_counts(
    meeting: Meeting, expected: int, present: int, excused: int, words: dict[str, str]
) -> None:
    """Go no further with numbers that contradict each other, or units where none is named."""
    if present + excused > expected:
        raise CountsContradict(
            _("More are present or excused than were expected."), field="present_count"
        )
    if meeting.counts_only and any(words.get(name, "").strip() for name in WHO_CAME):
        raise NumbersOnly(
            _("Of a %(kind)s only numbers are kept.") % {"kind": meeting.get_kind_display()},
            field="present",
        )
    require_quorum(meeting.body, expected, present)


def require_quorum(body: Body, expected: int, present: int) -> None:
    """Go no further when fewer are present than the body needs; a body without the rule can."""
    needed = body.quorum_of(expected)
    if present < needed:
        raise QuorumMissing(
            _("%(present)s are present, but the body needs %(needed)s of %(expected)s.")
            % {"present": present, "needed": needed, "expected": expected},
            field="present_count",
        )
