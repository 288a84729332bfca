"""How the obligations of a period come about: one row for each subject, whatever happens.

Each rule remembers through which day its periods were drawn up, so days without a clock are made
up for by the next run. A unique constraint keeps two runs at once from making anything twice.

The subjects of a period are those that stand on its first day, or on the day from which its rule
holds where that is later; who comes later owes from the next period on.
"""

import logging
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from liaison.models import Obligation, ObligationRule
from liaison.obligation_enums import Debtor
from liaison.obligations.declarations import Declaration, declaration
from liaison.selectors.due_days import due_day
from liaison.services.obligation_rules import keep_rules
from orgs.selectors.calendar import work_calendar
from orgs.services.workflow import change
from partybuild.calendar import WorkCalendar
from partybuild.periods import Period, PeriodKind

STREETS_AT_ONCE = 200
ROWS_AT_ONCE = 1000
LONGEST_FAULT = 300
LONGEST_LABEL = 250

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Plan:
    """One period of one way to keep a duty, and the day as of which its subjects are listed."""

    period: Period
    as_of: date
    due_day: int | None
    day_off: str


def make_obligations(*, key: str, today: date) -> int:
    """Draw up one obligation for every sub-district and each period that has begun since.

    Returns how many rules are now complete. A rule that fails keeps its fault, and stops no other.
    """
    declared = declaration(key)
    keep_rules(declared=declared, today=today)
    calendar = work_calendar()
    waiting = ObligationRule.objects.in_force().filter(key=key).select_related("street")
    due = [rule for rule in waiting.order_by("pk") if _plans(rule, today)]
    return sum(
        _make_batch(declared, rules, today, calendar) for rules in _split(due, STREETS_AT_ONCE)
    )


def _make_batch(
    declared: Declaration, rules: Sequence[ObligationRule], today: date, calendar: WorkCalendar
) -> int:
    """Draw up the rules of some streets in a few statements; where that fails, one by one."""
    try:
        _make(declared, rules, today, calendar)
    except Exception:  # noqa: BLE001 - one street's fault must not keep the others waiting
        return sum(_make_alone(declared, rule, today, calendar) for rule in rules)
    return len(rules)


@transaction.atomic
def _make(
    declared: Declaration, rules: Sequence[ObligationRule], today: date, calendar: WorkCalendar
) -> None:
    for plan, planned in _by_plan(rules, today).items():
        rows = _rows(declared, planned, plan, calendar)
        Obligation.objects.bulk_create(rows, batch_size=ROWS_AT_ONCE, ignore_conflicts=True)
    _note_made(rules, today)


@transaction.atomic
def _make_alone(
    declared: Declaration, rule: ObligationRule, today: date, calendar: WorkCalendar
) -> int:
    """Draw up one street, subject by subject where it must be; what fails is tried again."""
    try:
        with transaction.atomic():
            plans = _by_plan([rule], today)
            rows = [row for plan in plans for row in _rows(declared, [rule], plan, calendar)]
    except Exception as fault:
        log.exception("%s could not be drawn up for %s", rule.key, rule.street_id)
        return _note_fault(
            rule, _("Nothing was drawn up (%(fault)s).") % {"fault": type(fault).__name__}
        )
    failed = [row.subject_label for row in rows if not _kept(row)]
    if failed:
        return _note_fault(rule, _("Not drawn up for: %(names)s") % {"names": ", ".join(failed)})
    _note_made([rule], today)
    return 1


def _kept(row: Obligation) -> bool:
    try:
        with transaction.atomic():
            Obligation.objects.bulk_create([row], ignore_conflicts=True)
    except Exception:
        log.exception("%s could not be drawn up for one subject", row.key)
        return False
    return True


def _plans(rule: ObligationRule, today: date) -> list[Plan]:
    """The periods of a rule that have begun and are not drawn up yet."""
    kind = PeriodKind(rule.period_kind)
    start = rule.since
    if rule.made_through is not None:
        start = max(start, rule.made_through + timedelta(days=1))
    if start > today:
        return []
    periods = Period.of(start, kind).until(Period.of(today, kind))
    return [
        Plan(period, max(period.first_day, rule.since), rule.due_day, rule.day_off)
        for period in periods
    ]


def _by_plan(rules: Iterable[ObligationRule], today: date) -> dict[Plan, list[ObligationRule]]:
    found: dict[Plan, list[ObligationRule]] = defaultdict(list)
    for rule in rules:
        for plan in _plans(rule, today):
            found[plan].append(rule)
    return found


def _rows(
    declared: Declaration, rules: Sequence[ObligationRule], plan: Plan, calendar: WorkCalendar
) -> Iterator[Obligation]:
    """A row for each subject of these streets; none where the rule came after the due day."""
    period, due = (
        plan.period,
        due_day(
            plan.period,
            calendar,
            day=plan.due_day,
            day_off=plan.day_off,
            workdays_after=declared.workdays_after,
        ),
    )
    if plan.as_of > due.on:
        return
    facts = {
        "key": declared.key,
        "period_kind": period.kind,
        "year": period.year,
        "starts_on": period.first_day,
        "ends_on": period.last_day,
        "closes_on": period.next().last_day,
        "due_on": due.on,
        "due_rule": due.rule,
    }
    rule_of = {rule.street.tree_id: rule for rule in rules}
    for pk, tree, org, partner, *names in _subjects(declared, rule_of, plan.as_of):
        yield Obligation(
            rule=rule_of[tree],
            subject_pk=pk,
            subject_label=" · ".join(map(str, names))[:LONGEST_LABEL],
            org_id=org,
            partner_id=partner,
            debtor=Debtor.PARTNER if declared.subjects.is_shared and partner else declared.debtor,
            **facts,
        )


def _subjects(declared: Declaration, trees: Iterable[int], day: date) -> Any:
    owed_by = declared.subjects
    rows = owed_by.of_day(day).filter(**{f"{owed_by.tree}__in": list(trees)}).order_by("pk")
    # A unit's own key stands twice where the subject is the unit.
    partner = owed_by.partner or "pk"
    for pk, tree, org, unit, *names in rows.values_list(
        "pk", owed_by.tree, owed_by.org, partner, *owed_by.label
    ):
        yield pk, tree, org, unit if owed_by.partner else None, *names


def _note_made(rules: Sequence[ObligationRule], today: date) -> None:
    """Move the mark of each rule to the end of the period that runs; it never moves back."""
    by_kind: dict[str, list[int]] = defaultdict(list)
    for rule in rules:
        by_kind[rule.period_kind].append(rule.pk)
    for kind, pks in by_kind.items():
        end = Period.of(today, PeriodKind(kind)).last_day
        ObligationRule.objects.filter(pk__in=pks).exclude(made_through__gt=end).update(
            made_through=end, fault=""
        )


def _note_fault(rule: ObligationRule, words: str) -> int:
    """Keep what went wrong where the office reads it; the trail tells when it first did."""
    words = words[:LONGEST_FAULT]
    if rule.fault != words:
        change(rule, {"fault": words}, actor=None, action="fail")
    return 0


def _split(rules: list[ObligationRule], size: int) -> Iterator[Sequence[ObligationRule]]:
    return (rules[start : start + size] for start in range(0, len(rules), size))
