"""How minutes come about: drafted, edited, issued for good, corrected by a new edition."""

from copy import copy
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from liaison.enums import MeetingAction, MeetingState, MinutesAction, MinutesState
from liaison.models import Meeting, Minutes
from liaison.selectors.papers import minutes_document, minutes_mark, minutes_text
from liaison.services.attendance import forget_units
from liaison.services.countersignatures import require_countersigned
from liaison.workflow import MEETING_MOVES, MINUTES_MOVES
from orgs.models import User
from orgs.services.audit import record
from orgs.services.tree import require_version
from orgs.services.workflow import advance, begin, change, lock
from partybuild.documents import digest_of, render
from partybuild.errors import RuleViolation

ATTENDANCE = ("present", "excused", "observers")


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
    forget_units(meeting)
    record(actor=actor, verb="minutes.draft", subject=minutes)
    return minutes


@transaction.atomic
def edit_minutes(
    *, minutes: Minutes, actor: User, version: int | None = None, **words: str
) -> Minutes:
    """Change the words of a draft.

    Issued minutes have no such step. Raises StaleVersion when somebody else was quicker.
    """
    minutes = begin(minutes, MinutesAction.EDIT, MINUTES_MOVES, actor=actor)
    require_version(minutes, version)
    changed = {name: value for name, value in words.items() if getattr(minutes, name) != value}
    return change(minutes, changed, actor=actor, action=MinutesAction.EDIT) if changed else minutes


@transaction.atomic
def refill_minutes(*, minutes: Minutes, actor: User, version: int | None = None) -> Minutes:
    """Write the draft anew from outcomes and resolutions noted since; edits of it are lost."""
    minutes = begin(minutes, MinutesAction.REFILL, MINUTES_MOVES, actor=actor)
    require_version(minutes, version)
    words = {name: getattr(minutes.meeting, name) for name in ATTENDANCE}
    words["body"] = minutes_text(minutes.meeting)
    return change(minutes, words, actor=actor, action=MinutesAction.REFILL)


@transaction.atomic
def issue_minutes(
    *, minutes: Minutes, actor: User, version: int | None = None, today: date | None = None
) -> Minutes:
    """Let the minutes go out: from now on neither their words nor their file ever change.

    Raises CountersignaturesOpen while a draft that went round lacks a unit's name.
    """
    meeting = lock(minutes.meeting)
    minutes = begin(minutes, MinutesAction.ISSUE, MINUTES_MOVES, actor=actor)
    require_version(minutes, version)
    require_countersigned(minutes)
    issued = copy(minutes)
    issued.issued_on = today or timezone.localdate()
    document = render(minutes_document(issued))
    seal = {
        "state": MinutesState.ISSUED,
        "issued_on": issued.issued_on,
        "content_digest": digest_of(issued.content),
        "document_digest": digest_of(document),
    }
    change(minutes, seal, actor=actor, action=MinutesAction.ISSUE)
    minutes.document = document
    minutes.save(update_fields=["document"])
    if meeting.state == MeetingState.MINUTED:
        advance(meeting, MeetingAction.ISSUE, MEETING_MOVES, actor=actor)
    return minutes


@transaction.atomic
def correct_minutes(*, minutes: Minutes, reason: str, actor: User) -> Minutes:
    """Begin a new edition of issued minutes; the one that went out stays as it is.

    Raises CorrectionRefused while another correction is open, or once archived.
    """
    meeting = lock(minutes.meeting)
    minutes = begin(minutes, MinutesAction.CORRECT, MINUTES_MOVES, actor=actor, reason=reason)
    if meeting.state != MeetingState.ISSUED:
        raise CorrectionRefused(_("Minutes are corrected between issue and archive."))
    last = meeting.minutes.order_by("-edition").first()
    if last != minutes:
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
