"""What is done to the series of a body, and to sittings that serve several of them."""

from datetime import timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from liaison.enums import AHEAD_STATES, HELD_STATES, MeetingKind
from liaison.models import Body, Meeting, MeetingSeries, SeriesSitting
from liaison.services.bodies import require_active
from liaison.workflow import RUNNERS
from orgs.models import User
from orgs.permissions import require_role
from orgs.services.audit import record
from orgs.services.tree import require_version
from orgs.services.workflow import change, lock, require_reason
from partybuild.errors import RuleViolation
from partybuild.recurrence import Recurrence

LONGEST = timedelta(hours=12)


class SeriesExists(RuleViolation):
    """A body has one series for each kind of meeting."""

    code = "series_exists"


class CadenceUnclear(RuleViolation):
    code = "cadence_unclear"


class SeriesEnded(RuleViolation):
    code = "series_ended"


class SeriesServedAlready(RuleViolation):
    """A meeting serves a series once; those of its own body and kind it serves by itself."""

    code = "series_served_already"


class AnotherStreet(RuleViolation):
    """Bodies sit together within one sub-district."""

    code = "another_street"


class MeetingOver(RuleViolation):
    code = "meeting_over"


class NotHeldYet(RuleViolation):
    code = "not_held_yet"


class CountsContradict(RuleViolation):
    code = "counts_contradict"


@transaction.atomic
def add_series(*, body: Body, kind: str, title: str, actor: User, **facts: Any) -> MeetingSeries:
    """Let a body meet again and again for one more kind of meeting.

    Raises SeriesExists, CadenceUnclear and BodyDissolved.
    """
    body = lock(body)
    require_role(actor, *RUNNERS, over=body.org)
    require_active(body)
    series = MeetingSeries(body=body, kind=kind, title=title, **_with_rule(facts))
    _require_clear(series)
    try:
        with transaction.atomic():
            series.save(force_insert=True)
    except IntegrityError as clash:
        raise SeriesExists(
            _("The body has a series for this kind of meeting already."), field="kind"
        ) from clash
    record(
        actor=actor,
        verb="meetingseries.add",
        subject=series,
        changes={"kind": [None, MeetingKind(kind)], "every": [None, series.every]},
    )
    return series


@transaction.atomic
def amend_series(
    *, series: MeetingSeries, actor: User, version: int | None = None, **facts: Any
) -> MeetingSeries:
    """Set how often and when the body meets; meetings already planned stay where they are.

    Raises CadenceUnclear, SeriesEnded and StaleVersion.
    """
    series = _held(series, actor)
    require_version(series, version)
    facts = _with_rule(facts)
    changed = {name: value for name, value in facts.items() if getattr(series, name) != value}
    if not changed:
        return series
    for name, value in changed.items():
        setattr(series, name, value)
    _require_clear(series)
    return change(lock(series), changed, actor=actor, action="amend")


@transaction.atomic
def end_series(*, series: MeetingSeries, reason: str, actor: User) -> MeetingSeries:
    """Owe no further meetings of this kind; those held stay."""
    series = _held(series, actor)
    require_reason(reason)
    return change(series, {"is_active": False}, actor=actor, action="end", reason=reason)


@transaction.atomic
def join_series(*, meeting: Meeting, series: MeetingSeries, actor: User) -> SeriesSitting:
    """Let a meeting to come serve the series of another body too (R-265, A-05).

    Raises SeriesServedAlready, AnotherStreet, MeetingOver and SeriesEnded.
    """
    meeting = lock(meeting)
    require_role(actor, *RUNNERS, over=meeting.org)
    series = _held(series, actor)
    if meeting.state not in AHEAD_STATES:
        raise MeetingOver(_("The meeting is over."))
    if series.body_id == meeting.body_id and series.kind == meeting.kind:
        raise _served_already(series)
    if series.org.tree_id != meeting.org.tree_id:
        raise AnotherStreet(_("Bodies of two sub-districts do not sit together."), field="series")
    try:
        with transaction.atomic():
            sitting = SeriesSitting.objects.create(meeting=meeting, series=series)
    except IntegrityError as clash:
        raise _served_already(series) from clash
    record(
        actor=actor,
        verb="seriessitting.join",
        subject=sitting,
        changes={"series": [None, series.title]},
    )
    return sitting


@transaction.atomic
def leave_series(*, sitting: SeriesSitting, reason: str, actor: User) -> Meeting:
    """Let a meeting no longer serve a series of another body; the trail keeps that it did."""
    meeting = lock(sitting.meeting)
    sitting = lock(sitting)
    require_role(actor, *RUNNERS, over=sitting.org)
    require_reason(reason)
    if meeting.state not in AHEAD_STATES:
        raise MeetingOver(_("The meeting is over."))
    record(
        actor=actor,
        verb="seriessitting.leave",
        subject=sitting,
        changes={"series": [sitting.series.title, None]},
        reason=reason,
    )
    sitting.delete()
    return meeting


@transaction.atomic
def count_series(
    *, sitting: SeriesSitting, expected_count: int, present_count: int, actor: User
) -> SeriesSitting:
    """Note how many of the series' own body came; with its quorum the sitting counts (A-05).

    Raises NotHeldYet and CountsContradict.
    """
    meeting = lock(sitting.meeting)
    sitting = lock(sitting)
    require_role(actor, *RUNNERS, over=sitting.org)
    if meeting.state not in HELD_STATES:
        raise NotHeldYet(_("Note that the meeting was held first."))
    if present_count > expected_count:
        raise CountsContradict(_("More are present than were expected."), field="present_count")
    counts = {
        "expected_count": expected_count,
        "present_count": present_count,
        "quorum_count": sitting.series.body.quorum_of(expected_count),
    }
    return change(sitting, counts, actor=actor, action="count")


def _held(series: MeetingSeries, actor: User) -> MeetingSeries:
    """The series under lock, once it is clear that it is the actor's and goes on."""
    series = lock(series)
    require_role(actor, *RUNNERS, over=series.org)
    if not series.is_active:
        raise SeriesEnded(_("The series has ended."), field="series")
    return series


def _with_rule(facts: dict[str, Any]) -> dict[str, Any]:
    """The facts with the rule that the words of the usual days say."""
    if "cadence_text" not in facts:
        return facts
    words = facts["cadence_text"] = facts["cadence_text"].strip()
    found = Recurrence.read(words) if words else None
    if words and found is None:
        raise CadenceUnclear(
            _("Write the days like “每月第三个周四” or “每月5日、15日、25日”."),
            field="cadence_text",
        )
    return facts | {"cadence_rule": found.as_stored() if found else ""}


def _require_clear(series: MeetingSeries) -> None:
    if not timedelta() < series.length <= LONGEST:
        raise CadenceUnclear(_("A meeting takes up to twelve hours."), field="length")


def _served_already(series: MeetingSeries) -> SeriesServedAlready:
    return SeriesServedAlready(
        _("The meeting serves “%(series)s” already.") % {"series": series}, field="series"
    )
