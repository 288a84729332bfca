"""One digest for each person and day; nothing in it was told that person before.

Two unique rows hold this: one of a person and a day, one of a person, a duty and a rung. Of two
sendings at once, the one whose mark stands on the digest fills it, and the other has nothing to do.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import translation
from django.utils.translation import gettext as _

from liaison.models import Digest, DigestLine, Obligation
from liaison.obligation_enums import Debtor, LadderStep, LineReason
from liaison.selectors.ladder import (
    BEFORE,
    Ladders,
    days_in_view,
    ladders,
    step_reached,
    streets_to_tell,
)
from orgs.enums import Role
from orgs.models import Notification, RoleAssignment
from orgs.selectors.calendar import work_calendar
from orgs.selectors.quiet_hours import is_quiet
from partybuild.calendar import WorkCalendar
from partybuild.periods import local_day

STREETS_AT_ONCE = 200
ROWS_AT_ONCE = 1000
TOLD = (Role.SECRETARY, Role.OFFICE, Role.LEADER, Role.PARTNER_LIAISON)


@dataclass(frozen=True, slots=True)
class Telling:
    """One thing to tell one person."""

    recipient: int
    obligation: int
    step: LadderStep
    reason: LineReason


@dataclass(frozen=True, slots=True)
class Duty:
    """What of a duty decides whom to tell."""

    pk: int
    due_on: date
    debtor: str
    org: int
    parent: int | None
    tree: int
    partner: int | None


def send_digests(*, now: datetime) -> int:
    """Tell everybody what their ladders say today, each in one digest. Returns how many.

    In quiet hours and on days off nothing is sent; whoever had a digest today waits for tomorrow.
    """
    calendar, today = work_calendar(), local_day(now)
    if is_quiet(now, calendar):
        return 0
    climbed = ladders()
    trees = streets_to_tell(today, calendar)
    return sum(
        _send(trees[start : start + STREETS_AT_ONCE], today, calendar, climbed)
        for start in range(0, len(trees), STREETS_AT_ONCE)
    )


@transaction.atomic
def _send(trees: Sequence[int], today: date, calendar: WorkCalendar, climbed: Ladders) -> int:
    sending = uuid4()
    tellings = _untold(_tellings(trees, today, calendar, climbed), trees, today, calendar)
    by_person: dict[int, list[Telling]] = defaultdict(list)
    for telling in tellings:
        by_person[telling.recipient].append(telling)
    Digest.objects.bulk_create(
        [Digest(recipient_id=person, day=today, sending=sending) for person in by_person],
        batch_size=ROWS_AT_ONCE,
        ignore_conflicts=True,
    )
    digests = list(Digest.objects.filter(sending=sending).select_related("recipient"))
    DigestLine.objects.bulk_create(
        [
            _line(digest, telling)
            for digest in digests
            for telling in by_person[digest.recipient_id]
        ],
        batch_size=ROWS_AT_ONCE,
        ignore_conflicts=True,
    )
    Notification.objects.bulk_create(
        [_message(digest, by_person[digest.recipient_id]) for digest in digests],
        batch_size=ROWS_AT_ONCE,
        ignore_conflicts=True,
    )
    return len(digests)


def _tellings(
    trees: Sequence[int], today: date, calendar: WorkCalendar, climbed: Ladders
) -> Iterator[Telling]:
    holders = _Holders(trees, today)
    reached: dict[tuple[int, date], LadderStep | None] = {}
    for duty in _duties(trees, today, calendar):
        asked = (duty.tree if duty.tree in climbed.others else 0, duty.due_on)
        if asked not in reached:
            ladder = climbed.of(duty.tree)
            reached[asked] = step_reached(duty.due_on, today, ladder, calendar)
        step = reached[asked]
        if step is not None:
            yield from _audience(duty, step, holders)


def _duties(trees: Sequence[int], today: date, calendar: WorkCalendar) -> Iterator[Duty]:
    owed = Obligation.objects.owed().filter(days_in_view(today, calendar), org__tree_id__in=trees)
    facts = ("pk", "due_on", "debtor", "org", "org__parent", "org__tree_id", "partner")
    for row in owed.order_by("due_on", "pk").values_list(*facts):
        yield Duty(*row)


def _held(trees: Sequence[int], today: date) -> Any:
    """The roles over organisations and units of these sub-districts that are told of duties."""
    return RoleAssignment.objects.current(today).filter(
        Q(org__tree_id__in=trees) | Q(partner__street__tree_id__in=trees),
        role__in=TOLD,
        user__is_active=True,
    )


class _Holders:
    """Who holds a role over exactly an organisation or a unit today."""

    def __init__(self, trees: Sequence[int], today: date) -> None:
        held = _held(trees, today)
        self.over_org: dict[tuple[str, int], list[int]] = defaultdict(list)
        self.over_unit: dict[int, list[int]] = defaultdict(list)
        self.offices: dict[int, list[int]] = defaultdict(list)
        facts = ("user", "role", "org", "partner", "org__tree_id", "org__parent")
        for user, role, org, unit, tree, parent in held.order_by("pk").values_list(*facts):
            if org is None:
                self.over_unit[unit].append(user)
            else:
                self.over_org[role, org].append(user)
            if role == Role.OFFICE and parent is None:
                self.offices[tree].append(user)


def _audience(duty: Duty, step: LadderStep, holders: _Holders) -> Iterator[Telling]:
    """Each person once, for the first reason that holds."""
    asked = _superiors if step == LadderStep.RAISED else _debtors
    seen: set[int] = set()
    for person, reason in asked(duty, holders):
        if person not in seen:
            seen.add(person)
            yield Telling(person, duty.pk, step, reason)


def _debtors(duty: Duty, holders: _Holders) -> Iterator[tuple[int, LineReason]]:
    """Who owes it; where nobody there has an account, the office that looks after it."""
    found: list[tuple[int, LineReason]] = []
    if duty.debtor != Debtor.ORG and duty.partner is not None:
        found += [(each, LineReason.LIAISON) for each in holders.over_unit[duty.partner]]
    if duty.debtor != Debtor.PARTNER:
        secretaries = holders.over_org[Role.SECRETARY, duty.org]
        found += [(each, LineReason.SECRETARY) for each in secretaries]
        found += [(each, LineReason.OFFICE) for each in holders.over_org[Role.OFFICE, duty.org]]
    yield from found or [(each, LineReason.OFFICE) for each in holders.offices[duty.tree]]


def _superiors(duty: Duty, holders: _Holders) -> Iterator[tuple[int, LineReason]]:
    """The secretary of the superior, or the leaders where there is none, and the office."""
    if duty.parent is None:
        above = holders.over_org[Role.LEADER, duty.org]
    else:
        above = holders.over_org[Role.SECRETARY, duty.parent]
    yield from ((each, LineReason.SUPERIOR) for each in above)
    yield from ((each, LineReason.OFFICE) for each in holders.offices[duty.tree])


def _untold(
    tellings: Iterable[Telling], trees: Sequence[int], today: date, calendar: WorkCalendar
) -> list[Telling]:
    """What no digest has told its recipient on this rung, for those without a digest today."""
    lines = DigestLine.objects.filter(
        obligation__in=Obligation.objects.filter(
            days_in_view(today, calendar), org__tree_id__in=trees
        )
    )
    told = set(lines.values_list("recipient", "obligation", "step"))
    today_s = Digest.objects.filter(day=today, recipient__in=_held(trees, today).values("user"))
    served = set(today_s.values_list("recipient", flat=True))
    return [
        each
        for each in tellings
        if each.recipient not in served and (each.recipient, each.obligation, each.step) not in told
    ]


def _line(digest: Digest, telling: Telling) -> DigestLine:
    return DigestLine(
        digest=digest,
        recipient_id=telling.recipient,
        obligation_id=telling.obligation,
        step=telling.step,
        reason=telling.reason,
    )


def _message(digest: Digest, tellings: Sequence[Telling]) -> Notification:
    late = sum(each.step not in BEFORE for each in tellings)
    with translation.override(digest.recipient.language or settings.LANGUAGE_CODE):
        words = _("Duties: %(count)s") % {"count": len(tellings)}
        if late:
            words = _("%(duties)s, %(late)s of them overdue") % {"duties": words, "late": late}
        because = _("You answer for these duties, or look after who owes them.")
    return Notification(
        recipient=digest.recipient,
        key=f"digest:{digest.day:%Y-%m-%d}",
        verb="digest.send",
        subject_label=words,
        url=digest.get_absolute_url(),
        because=because,
    )
