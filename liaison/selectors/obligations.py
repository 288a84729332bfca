"""What people ask about duties: which are mine, why one is late, what would settle it."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from liaison.models import Obligation, ObligationRule
from liaison.obligation_enums import OWED_STATES, ObligationState
from liaison.obligations.declarations import Declaration, declarations
from liaison.obligations.files import FILED
from liaison.selectors.due_days import due_words
from liaison.workflow import RUNNERS
from orgs.enums import Role
from orgs.models import Org, User
from orgs.permissions import holds_role
from orgs.selectors.waiting import Waiting
from partybuild.pages import Crumb
from partybuild.periods import PeriodKind

SOON = timedelta(days=21)
MOST = 20


def my_duties(*, reader: User, today: date) -> QuerySet[Obligation]:
    """What the reader owes: late, or due in a period that runs; what was done in it stays seen."""
    mine = Obligation.objects.mine(reader).for_list()
    running = mine.filter(starts_on__lte=today, due_on__gte=today)
    return running | mine.late(today)


def duties_waiting(*, reader: User) -> list[Waiting]:
    """The duties of the reader that are late or soon due, for the workbench."""
    today = timezone.localdate()
    owed = Obligation.objects.mine(reader).owed().filter(due_on__lte=today + SOON).for_list()
    return [
        Waiting(
            title=f"{duty.words} · {duty.period.label}",
            url=duty.get_absolute_url(),
            since=None,
            due_on=duty.due_on,
            kind=_("duty"),
            note=f"{duty.subject_label} · {duty.get_state_display()}",
        )
        for duty in owed[:MOST]
    ]


@dataclass(frozen=True, slots=True)
class Standing:
    """Why a duty stands where it does, in sentences, with its record and the way to settle it."""

    sentences: list[str]
    record: Any = None
    begun: Any = None
    way: Crumb | None = None


def standing_of(duty: Obligation, *, reader: User) -> Standing:
    """What the page of one duty says; a record the reader cannot see is not shown."""
    evidence = duty.declaration.evidence
    if evidence is None:
        return Standing([_("The portal keeps no record any more that could prove this duty.")])
    record = _seen(evidence.rows(), reader, pk=duty.record_pk) if duty.record_pk else None
    if duty.state not in OWED_STATES:
        return Standing(list(_settled_sentences(duty)), record)
    begun = _begun(duty, reader)
    sentences = [_("No record proves it yet.")]
    if begun is not None:
        sentences.append(_("Somebody has begun: “%(record)s”.") % {"record": begun})
    if duty.state == ObligationState.LATE:
        sentences.append(
            _("It was due on %(day)s. A further record until %(end)s makes up for it.")
            % {"day": _day(duty.due_on), "end": _day(duty.closes_on)}
            if timezone.localdate() <= duty.closes_on
            else _("The time to make up for it ended on %(end)s.") % {"end": _day(duty.closes_on)}
        )
    return Standing(sentences, None, begun, _way(duty, reader))


def _way(duty: Obligation, reader: User) -> Crumb | None:
    """To the deed that would settle it, for those who answer for it or look after who does."""
    if timezone.localdate() > duty.closes_on:
        return None
    is_theirs = holds_role(reader, *RUNNERS, over=duty.org) or (
        duty.partner is not None and holds_role(reader, Role.PARTNER_LIAISON, over=duty.partner)
    )
    return duty.declaration.evidence.way(duty) if is_theirs else None


def may_file(user: Any, duty: Obligation) -> bool:
    """True for those who can hang the report or plan that a duty asks for on it."""
    return duty.key in FILED and holds_role(user, *RUNNERS, over=duty.org)


def why_that_day(duty: Obligation) -> str:
    """The due day with the rule that made it, as it was stored."""
    words = due_words(duty.due_rule)
    return _("%(day)s (%(rule)s)") % {"day": _day(duty.due_on), "rule": words}


def _settled_sentences(duty: Obligation) -> list[str]:
    if duty.lapsed_on:
        return [_("Who owed it was closed before the due day.")]
    if duty.exempted_on:
        return [
            _("Exempt since %(day)s: %(reason)s")
            % {"day": _day(duty.exempted_on), "reason": duty.exempt_reason}
        ]
    return [_("Its record is of %(day)s.") % {"day": _day(duty.record_on)}]


def _begun(duty: Obligation, reader: User) -> Any:
    """The first record on its way, found from the duty itself."""
    evidence = duty.declaration.evidence
    if evidence.begun is None:
        return None
    rows = evidence.begun().filter(**{name: getattr(duty, of) for name, of in _fields(evidence)})
    if not evidence.by_year:
        days = (duty.starts_on, duty.ends_on)
        rows = rows.annotate(proven_on=evidence.day).filter(proven_on__range=days)
    return _seen(rows.order_by("pk"), reader)


def _fields(evidence: Any) -> list[tuple[str, str]]:
    named = {"org": "org_id", "partner": "partner_id"}
    return [(name, named.get(of, of)) for name, of in evidence.match.items()]


def _seen(rows: Any, reader: User, **facts: Any) -> Any:
    model = rows.model
    seen = getattr(model.objects, "visible_to", None)
    found = rows.filter(**facts)
    if seen is not None:
        found = found.filter(pk__in=seen(reader).values("pk"))
    return found.first()


def _day(day: date | None) -> str:
    return date_format(day, "Y-m-d") if day else ""


@dataclass(frozen=True, slots=True)
class RuleLine:
    """One obligation of the plans and how a sub-district keeps it."""

    declared: Declaration
    rule: ObligationRule
    owed: int = 0

    @property
    def sentence(self) -> str:
        """The rule in words: how often, until when, since when."""
        if not self.rule.is_on:
            return _("Switched off.")
        if not self.rule.period_kind:
            return _("The plans name no interval: set one to have it drawn up.")
        return _("Once a %(interval)s, due on %(day)s, in force since %(since)s.") % {
            "interval": PeriodKind(self.rule.period_kind).label,
            "day": due_words(_rule_code(self)),
            "since": _day(self.rule.since),
        }


def rules_of(street: Org) -> list[RuleLine]:
    """Every obligation of the plans as this sub-district keeps it, stored or as planned."""
    stored = {rule.key: rule for rule in street.duty_rules.all()}
    return [
        RuleLine(each, stored.get(each.key) or _as_planned(street, each)) for each in declarations()
    ]


def _as_planned(street: Org, declared: Declaration) -> ObligationRule:
    return ObligationRule(
        street=street, key=declared.key, is_on=declared.is_on, period_kind=declared.every or ""
    )


def _rule_code(line: RuleLine) -> str:
    if line.rule.due_day:
        return f"day:{line.rule.due_day}:{line.rule.day_off}"
    return f"after:{line.declared.workdays_after}" if line.declared.workdays_after else ""
