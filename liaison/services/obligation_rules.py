"""What the office decides about an obligation: whether it holds, how often, until which day."""

from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from liaison.models import ObligationRule
from liaison.models.obligation_rules import LAST_DAY
from liaison.obligation_enums import DayOffMove
from liaison.obligations.declarations import Declaration, declaration
from orgs.enums import Role
from orgs.models import Org, User
from orgs.permissions import require_role
from orgs.services.tree import require_version
from orgs.services.workflow import change, lock
from partybuild.errors import RuleViolation
from partybuild.periods import PeriodKind

KEEPERS = (Role.OFFICE,)
BATCH = 1000


class RuleRefused(RuleViolation):
    """The obligation is none of the plans', or cannot be kept that way."""

    code = "duty_rule_refused"


@transaction.atomic
def keep_rules(*, declared: Declaration, today: date) -> int:
    """Give each sub-district without a rule for an obligation the one that the plans say."""
    without = Org.objects.streets().active().exclude(duty_rules__key=declared.key)
    rules = [_planned(street, declared, today) for street in without.only("pk").order_by("pk")]
    ObligationRule.objects.bulk_create(rules, batch_size=BATCH, ignore_conflicts=True)
    return len(rules)


@transaction.atomic
def set_rule(
    *, street: Org, key: str, actor: User, version: int | None = None, **facts: Any
) -> ObligationRule:
    """Switch an obligation on or off in a sub-district, set its interval and its due day (OB-20).

    What was drawn up stays as it is. Raises RuleRefused for an obligation that the plans do not
    name, and StaleVersion when somebody else was quicker.
    """
    street = lock(street)
    require_role(actor, *KEEPERS, over=street)
    declared = _known(street, key)
    _require_sense(declared, facts)
    # The street is locked, so nobody else adds the row meanwhile.
    rule = ObligationRule.objects.select_for_update().filter(street=street, key=key).first()
    today = timezone.localdate()
    if rule is None:
        rule = _planned(street, declared, today)
        rule.save(force_insert=True)
    else:
        require_version(rule, version)
    changed = {name: value for name, value in facts.items() if getattr(rule, name) != value}
    if changed and _begins_anew(rule, changed):
        changed["since"] = _next_free_day(rule, today)
    return change(rule, changed, actor=actor, action="set") if changed else rule


def _planned(street: Org, declared: Declaration, today: date) -> ObligationRule:
    return ObligationRule(
        street=street,
        key=declared.key,
        is_on=declared.is_on,
        period_kind=declared.every or "",
        since=today,
    )


def _known(street: Org, key: str) -> Declaration:
    if street.parent_id is not None:
        raise RuleRefused(_("Choose a sub-district."), field="street")
    try:
        return declaration(key)
    except KeyError:
        raise RuleRefused(_("The plans name no such duty."), field="key") from None


def _require_sense(declared: Declaration, facts: dict[str, Any]) -> None:
    kind, day = facts.get("period_kind", ""), facts.get("due_day")
    if kind and kind not in PeriodKind.values:
        raise RuleRefused(_("There is no such interval."), field="period_kind")
    if kind and declared.evidence.by_year and kind != declared.every:
        raise RuleRefused(_("Its records name an interval of their own."), field="period_kind")
    if day is not None and not 1 <= day <= LAST_DAY:
        raise RuleRefused(_("A month has no such day."), field="due_day")
    if facts.get("day_off", DayOffMove.BEFORE) not in DayOffMove.values:
        raise RuleRefused(_("Choose the workday before or after."), field="day_off")


def _begins_anew(rule: ObligationRule, changed: dict[str, Any]) -> bool:
    """True when periods will be cut otherwise, or a time without the duty ends."""
    return changed.get("is_on", False) or "period_kind" in changed


def _next_free_day(rule: ObligationRule, today: date) -> date:
    """Periods drawn up already keep their interval, so the new one begins behind them."""
    if rule.made_through is None:
        return today
    return max(today, rule.made_through + timedelta(days=1))
