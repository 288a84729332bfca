"""What the office does with needs that lie: review the shelved, merge doubles (SM-1)."""

from datetime import date

from dateutil.relativedelta import relativedelta
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from orgs.models import Org, User
from orgs.selectors.calendar import work_calendar
from orgs.selectors.numbers import number_of
from orgs.services.audit import record
from orgs.services.workflow import advance, begin, lock
from partybuild.errors import RuleViolation
from resources.enums import LIVE_NEED_STATES, NeedAction
from resources.models import Need
from resources.services.proposals import lapse_proposals
from resources.services.telling import tell_owners
from resources.standards import REVIEW
from resources.workflow import NEED_MOVES


class MergeRefused(RuleViolation):
    """The two needs cannot be made one."""

    code = "merge_refused"


@transaction.atomic
def review_need(*, need: Need, actor: User, reason: str) -> Need:
    """Look at a shelved need again and keep it shelved, with the reason and a new day."""
    day = next_review(need.street)
    need = advance(need, NeedAction.REVIEW, NEED_MOVES, actor=actor, reason=reason, review_on=day)
    tell_owners([need.owner], verb="need.review", subject=need, actor=actor)
    return need


@transaction.atomic
def merge_need(*, need: Need, into: Need, actor: User, reason: str) -> Need:
    """Make a need that was filed twice a part of the other; its history is kept.

    Raises MergeRefused when the other is no longer alive, or is not another.
    """
    for row in sorted((need, into), key=lambda row: row.pk):
        lock(row)
    need, into = begin(need, NeedAction.MERGE, NEED_MOVES, actor=actor, reason=reason), lock(into)
    _require_pair(need, into)
    need = advance(need, NeedAction.MERGE, NEED_MOVES, actor=actor, reason=reason, merged_into=into)
    record(
        actor=actor,
        verb="need.take_in",
        subject=into,
        reason=f"{need.code}: {reason}",
    )
    lapse_proposals(of=need, actor=actor, reason=_("The need was merged into another."))
    tell_owners([need.owner], verb="need.merge", subject=need, actor=actor)
    return need


def next_review(street: Org) -> date:
    """The workday on which a need that is shelved today is looked at again."""
    day = timezone.localdate() + relativedelta(months=number_of(street, REVIEW))
    calendar = work_calendar()
    return day if calendar.is_workday(day) else calendar.add_workdays(day, 1)


def _require_pair(need: Need, into: Need) -> None:
    if need.pk == into.pk:
        raise MergeRefused(_("A need cannot be merged into itself."), field="into")
    if need.street_id != into.street_id:
        raise MergeRefused(_("The two belong to different sub-districts."), field="into")
    if into.state not in LIVE_NEED_STATES:
        raise MergeRefused(
            _("“%(need)s” is %(state)s now, so nothing is merged into it.")
            % {"need": into, "state": into.get_state_display()},
            field="into",
        )
