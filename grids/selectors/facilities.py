"""What people ask about facilities: open now or not, how they were checked, what they did."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.db.models.lookups import Exact
from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from grids.enums import (
    CHECKLISTS_OF,
    FIRST_ITEMS,
    Answer,
    ChecklistKind,
    CheckState,
    FacilityState,
)
from grids.models import Check, CheckAnswer, Checklist, Facility
from orgs.models import AuditEntry, Org
from orgs.selectors.calendar import work_calendar
from orgs.selectors.sight import Owner
from orgs.selectors.trail import LATEST, TrailLine, in_words
from partybuild.calendar import WorkCalendar

MONDAY = 0


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found for one item, and what shows it."""

    answer: str = Answer.UNKNOWN
    note: str = ""
    evidence: str = ""


def is_open(facility: Facility, moment: datetime, *, calendar: WorkCalendar | None = None) -> bool:
    """Whether somebody finds the door open at this moment."""
    local = timezone.localtime(moment)
    times = hours_on(facility, local.date(), calendar=calendar)
    return any(opens_at <= local.time() < closes_at for opens_at, closes_at in times)


def hours_on(
    facility: Facility, day: date, *, calendar: WorkCalendar | None = None
) -> list[tuple[time, time]]:
    """From when to when it is open on a day; never while it is built or after it was closed.

    A day the State Council takes off is a day closed. A weekend that is worked instead is as the
    week says, or as a Monday where the week says nothing.
    """
    if facility.state != FacilityState.ACTIVE:
        return []
    if any(closed.day == day for closed in facility.closed_days.all()):
        return []
    named = (calendar or work_calendar()).days.get(day)
    if named is False:
        return []
    week = facility.spans
    found = [span for span in week if span.weekday == day.weekday()]
    if named and not found:
        found = [span for span in week if span.weekday == MONDAY]
    return [(span.opens_at, span.closes_at) for span in found]


def week_of(facility: Facility) -> list[tuple[Any, str]]:
    """Each weekday with its hours in words."""
    times: dict[int, list[str]] = {day: [] for day in WEEKDAYS}
    for span in facility.spans:
        times[span.weekday].append(f"{span.opens_at:%H:%M}–{span.closes_at:%H:%M}")
    return [(name, "、".join(times[day])) for day, name in WEEKDAYS.items()]


@dataclass(frozen=True, slots=True)
class Standing:
    """How a facility stands by one list: the check that counts, and the one on its way."""

    kind: ChecklistKind
    settled: Check | None
    underway: Check | None

    @property
    def shown(self) -> Check | None:
        return self.settled or self.underway

    @property
    def answers(self) -> list[CheckAnswer]:
        return list(self.shown.answers.all()) if self.shown else []


def standings_of(facility: Facility) -> list[Standing]:
    """The lists a facility is checked by, each with its checks; in three queries."""
    checks = list(facility.checks.for_list().prefetch_related("answers__item"))

    def first(kind: str, *, is_settled: bool) -> Check | None:
        return next(
            (c for c in checks if c.kind == kind and bool(c.verified_by_id) is is_settled), None
        )

    return [
        Standing(kind, first(kind, is_settled=True), first(kind, is_settled=False))
        for kind in CHECKLISTS_OF[facility.kind]
    ]


@dataclass(frozen=True, slots=True)
class Wording:
    """Today's version of a list, whether it was ever used or not."""

    kind: ChecklistKind
    version: int
    items: list[str]
    stored: Checklist | None


def checklists_of(street: Org) -> list[Wording]:
    """Today's version of every list of a sub-district."""
    return [
        Wording(kind, *items_of(street, kind), Checklist.objects.newest(street, kind))
        for kind in ChecklistKind
    ]


def findings_of(facility: Facility, kind: str) -> dict[str, Finding]:
    """What the latest check by a list found, so that the next one begins with it."""
    check = facility.checks.filter(kind=kind).latest_first().first()
    if check is None:
        return {}
    answers = check.answers.select_related("item")
    return {each.item.name: Finding(each.answer, each.note, each.evidence) for each in answers}


def items_of(street: Org, kind: str) -> tuple[int, list[str]]:
    """Today's version of a list and its items, whether it was ever used or not."""
    stored = Checklist.objects.newest(street, kind)
    if stored is None:
        return 1, list(FIRST_ITEMS[kind])
    return stored.version, [item.name for item in stored.items.all()]


def latest_of(kind: ChecklistKind, name: str, *, settled: bool = False) -> Any:
    """Expression: a field of the latest (settled) check of a facility by one list."""
    checks = Check.objects.filter(facility=OuterRef("pk"), kind=kind)
    return Subquery((checks.settled() if settled else checks).latest_first().values(name)[:1])


def meets(kind: ChecklistKind) -> Q:
    """Condition: the check that counts says that a facility meets the list (N-08)."""
    state = Coalesce(latest_of(kind, "state", settled=True), Value(""))
    return Q(Exact(state, Value(CheckState.MET.value)))


def with_six_haves(facilities: Any) -> Any:
    """Facilities with what the latest check by the six haves found."""
    kind = ChecklistKind.SIX_HAVES
    return facilities.annotate(
        haves_yes=latest_of(kind, "yes_count"),
        haves_all=latest_of(kind, "item_count"),
        haves_state=latest_of(kind, "state"),
    )


def history_of_facility(facility: Facility) -> list[TrailLine]:
    """The latest deeds on the facility and on its checks."""
    checks = [str(public_id) for public_id in facility.checks.values_list("public_id", flat=True)]
    itself = Q(subject_type=Facility._meta.label_lower, subject_id=str(facility.public_id))
    of_checks = Q(subject_type=Check._meta.label_lower, subject_id__in=checks)
    entries = AuditEntry.objects.filter(itself | of_checks).for_list()
    return [in_words(entry) for entry in entries[:LATEST]]


def owners_of_facility(facility: Facility) -> Iterator[Owner]:
    """The organisations through which a facility is seen."""
    yield Owner(_("sub-district"), facility.street)
    yield Owner(_("run by"), facility.run_by)
    yield Owner(_("community it serves"), facility.community)
    if facility.grid:
        for each in facility.grid.get_ancestors(include_self=True).select_related(
            "org", "community"
        ):
            yield Owner(_("organisation of the grid"), each.org)
            yield Owner(_("community of the grid"), each.community)


def open_facilities_of(street: Org) -> QuerySet[Facility]:
    """The facilities of a street that a base grid can name as its nearest."""
    rows: QuerySet[Facility] = Facility.objects.active().filter(street=street)
    return rows.order_by("kind", "name")
