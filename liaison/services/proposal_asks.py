"""What each thing that a step asks for does to the proposal, and what it leaves on the step."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from django.utils import timezone
from django.utils.translation import gettext as _

from liaison.models import Proposal
from liaison.models.proposal_steps import VERDICTS, VOTES
from liaison.proposal_workflow import Ask, ChainTable
from liaison.selectors.proposals import groups_of
from liaison.standards import MAJORITY, NOTICE_DAYS, QUORUM
from orgs.models import Org, Partner
from orgs.selectors.calendar import work_calendar
from orgs.selectors.numbers import number_of
from partybuild.errors import RuleViolation

_ALL: Final = 100


class UndertakerElsewhere(RuleViolation):
    """Who shall do it belongs to the same sub-district."""

    code = "undertaker_elsewhere"


class DeadlinePassed(RuleViolation):
    code = "deadline_passed"


class NotAGroup(RuleViolation):
    """A suggestion goes to one of the coordination groups of its street (R-306)."""

    code = "not_a_group"


class NumbersContradict(RuleViolation):
    code = "numbers_contradict"


class TooFewPresent(RuleViolation):
    code = "too_few_present"


@dataclass(slots=True)
class Outcome:
    """What a step changes on the proposal, and what stands on the step itself."""

    proposal: dict[str, Any] = field(default_factory=dict)
    step: dict[str, Any] = field(default_factory=dict)
    is_voted_down: bool = False


def answer(
    ask: Ask, proposal: Proposal, table: ChainTable, given: Mapping[str, Any], outcome: Outcome
) -> None:
    """Take what was given for one thing that a step asks. Raises RuleViolation."""
    _ANSWERS[ask](proposal, table, given, outcome)


def notice_days(proposal: Proposal, today: date) -> dict[str, Any]:
    """The days of a public notice, counted by the work calendar of today (SM-7)."""
    count = number_of(proposal.street, NOTICE_DAYS)
    return {
        "notice_starts_on": today,
        "notice_ends_on": work_calendar().add_workdays(today, count),
        "notice_rule": _("%(count)s workdays (SM-7)") % {"count": count},
        "objection_count": 0,
    }


def _undertaker(
    proposal: Proposal, table: ChainTable, given: Mapping[str, Any], outcome: Outcome
) -> None:
    undertaker: Any = given.get("undertaker") or proposal.street
    is_unit = isinstance(undertaker, Partner)
    here = (
        undertaker.street_id == proposal.street_id
        if is_unit
        else isinstance(undertaker, Org) and undertaker.tree_id == proposal.street.tree_id
    )
    if not here:
        raise UndertakerElsewhere(
            _("Choose an organisation or unit of the same sub-district."), field="undertaker"
        )
    outcome.proposal |= {
        "undertaker_org": None if is_unit else undertaker,
        "undertaker_partner": undertaker if is_unit else None,
    }


def _due(proposal: Proposal, table: ChainTable, given: Mapping[str, Any], outcome: Outcome) -> None:
    today, due_on = timezone.localdate(), given.get("due_on")
    if due_on is not None and due_on < today:
        raise DeadlinePassed(_("The deadline lies in the past."), field="due_on")
    rule = _("set on %(day)s") % {"day": today}
    if due_on is None:
        count = number_of(proposal.street, table.days)
        due_on = work_calendar().add_workdays(today, count)
        rule = _("%(count)s workdays from %(day)s (%(rule)s)") % {
            "count": count,
            "day": today,
            "rule": table.rule,
        }
    outcome.proposal |= {"due_on": due_on, "due_rule": rule}


def _votes(
    proposal: Proposal, table: ChainTable, given: Mapping[str, Any], outcome: Outcome
) -> None:
    """Count an assembly's vote by the rule of the street; a vote that fails is kept too."""
    votes = {name: given.get(name) or 0 for name in VOTES}
    expected, present, in_favour = (
        votes["expected_count"],
        votes["present_count"],
        votes["for_count"],
    )
    if present > expected:
        raise NumbersContradict(_("More are present than were expected."), field="present_count")
    if in_favour + votes["against_count"] + votes["abstained_count"] > present:
        raise NumbersContradict(_("There are more votes than people present."), field="for_count")
    quorum = number_of(proposal.street, QUORUM)
    majority = number_of(proposal.street, MAJORITY)
    if present * _ALL <= expected * quorum:
        raise TooFewPresent(
            _("More than %(quorum)s%% of the %(expected)s delegates must be present.")
            % {"quorum": quorum, "expected": expected},
            field="present_count",
        )
    outcome.step |= votes
    outcome.step["rule"] = _(
        "more than %(quorum)s%% of those expected present, more than %(majority)s%% of them for it"
    ) % {"quorum": quorum, "majority": majority}
    outcome.is_voted_down = in_favour * _ALL <= present * majority


def _verdicts(
    proposal: Proposal, table: ChainTable, given: Mapping[str, Any], outcome: Outcome
) -> None:
    verdicts = {name: given.get(name) or 0 for name in VERDICTS}
    if not sum(verdicts.values()):
        raise NumbersContradict(_("Say how many appraised it."), field="satisfied_count")
    outcome.step |= verdicts


def _group(
    proposal: Proposal, table: ChainTable, given: Mapping[str, Any], outcome: Outcome
) -> None:
    group = given.get("group")
    if group is None or not groups_of(proposal.street).filter(pk=group.pk).exists():
        raise NotAGroup(_("Choose a coordination group of this sub-district."), field="group")
    outcome.proposal["group"] = group


def _objections(
    proposal: Proposal, table: ChainTable, given: Mapping[str, Any], outcome: Outcome
) -> None:
    outcome.proposal["objection_count"] = given.get("objection_count") or 0


_ANSWERS: Final[Mapping[Ask, Callable[..., None]]] = {
    Ask.UNDERTAKER: _undertaker,
    Ask.DUE: _due,
    Ask.VOTES: _votes,
    Ask.VERDICTS: _verdicts,
    Ask.GROUP: _group,
    Ask.OBJECTIONS: _objections,
}
