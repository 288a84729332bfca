"""How minutes come about: drafted, edited, issued for good, corrected by a new edition."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from liaison.enums import MeetingAction, MeetingState, MinutesAction, MinutesState
from liaison.models import Meeting, Minutes
from liaison.models.minutes import digest_of
from liaison.selectors.papers import minutes_document, minutes_mark, minutes_text
from liaison.workflow import MEETING_MOVES, MINUTES_MOVES, RUNNERS
from orgs.models import User
from orgs.permissions import require_role
from orgs.services.audit import record
from orgs.services.tree import require_version
from orgs.services.workflow import advance, change, lock, require_reason
from partybuild.documents import render
from partybuild.errors import RuleViolation

ATTENDANCE = ("present", "excused", "observers")


class MinutesFrozen(RuleViolation):
    """Minutes that have gone out never change; a correction is a new edition."""

    code = "minutes_frozen"


class CorrectionRefused(RuleViolation):
    code = "correction_refused"


@transaction.atomic
def draft_minutes(*, meeting: Meeting, actor: User) -> Minutes:
    """Begin the minutes of a meeting with everything the portal knows of it already (R-265)."""
    meeting = advance(meeting, MeetingAction.MINUTE, MEETING_MOVES, actor=actor)
    minutes = Minutes.objects.create(
        meeting=meeting,
        mark=minutes_mark(meeting),
        number=meeting.number,
        issuer=meeting.org.name,
        body=minutes_text(meeting),
        **{name: getattr(meeting, name) for name in ATTENDANCE},
    )
    record(actor=actor, verb="minutes.draft", subject=minutes)
    return minutes


@transaction.atomic
def edit_minutes(
    *, minutes: Minutes, actor: User, version: int | None = None, **words: str
) -> Minutes:
    """Change the words of a draft.

    Raises MinutesFrozen for issued minutes, and StaleVersion when somebody else was quicker.
    """
    minutes = _draft(minutes, actor, version)
    changed = {name: value for name, value in words.items() if getattr(minutes, name) != value}
    return change(minutes, changed, actor=actor, action="edit") if changed else minutes


@transaction.atomic
def refill_minutes(*, minutes: Minutes, actor: User, version: int | None = None) -> Minutes:
    """Write the draft anew from outcomes and resolutions noted since; edits of it are lost."""
    minutes = _draft(minutes, actor, version)
    words = {name: getattr(minutes.meeting, name) for name in ATTENDANCE}
    words["body"] = minutes_text(minutes.meeting)
    return change(minutes, words, actor=actor, action="refill")


@transaction.atomic
def issue_minutes(
    *, minutes: Minutes, actor: User, version: int | None = None, today: date | None = None
) -> Minutes:
    """Let the minutes go out: from now on neither their words nor their file ever change."""
    meeting = lock(minutes.meeting)
    minutes = lock(minutes)
    require_role(actor, *RUNNERS, over=meeting.org)
    require_version(minutes, version)
    minutes.issued_on = today or timezone.localdate()
    document = render(minutes_document(minutes))
    minutes = advance(
        minutes,
        MinutesAction.ISSUE,
        MINUTES_MOVES,
        actor=actor,
        issued_on=minutes.issued_on,
        content_digest=digest_of(minutes.content),
        document_digest=digest_of(document),
    )
    minutes.document = document
    minutes.save(update_fields=["document"])
    if meeting.state == MeetingState.MINUTED:
        advance(meeting, MeetingAction.ISSUE, MEETING_MOVES, actor=actor)
    return minutes


@transaction.atomic
def correct_minutes(*, minutes: Minutes, reason: str, actor: User) -> Minutes:
    """Begin a new edition of issued minutes; the one that went out stays as it is.

    Raises CorrectionRefused for a draft, while another correction is open, or once archived.
    """
    meeting = lock(minutes.meeting)
    minutes = lock(minutes)
    require_role(actor, *RUNNERS, over=meeting.org)
    require_reason(reason)
    if meeting.state != MeetingState.ISSUED:
        raise CorrectionRefused(_("Minutes are corrected between issue and archive."))
    last = meeting.minutes.order_by("-edition").first()
    if last != minutes or not minutes.is_issued:
        raise CorrectionRefused(_("There is a newer edition of these minutes already."))
    copied = ("meeting", "mark", "number", "issuer", "body", *ATTENDANCE)
    edition = Minutes.objects.create(
        edition=minutes.edition + 1,
        reason=reason.strip(),
        **{name: getattr(minutes, name) for name in copied},
    )
    record(
        actor=actor,
        verb="minutes.correct",
        subject=edition,
        changes={"edition": [minutes.edition, edition.edition]},
        reason=reason,
    )
    return edition


def _draft(minutes: Minutes, actor: User, version: int | None) -> Minutes:
    """The draft under lock, once it is clear that the actor may write in it."""
    minutes = lock(minutes)
    require_role(actor, *RUNNERS, over=minutes.org)
    require_version(minutes, version)
    if minutes.state != MinutesState.DRAFT:
        raise MinutesFrozen(_("These minutes have been issued. Begin a correction instead."))
    return minutes
