"""What is asked about the rules of duties."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from liaison.forms.inputs import version_field
from liaison.models.obligation_rules import LAST_DAY
from liaison.obligation_enums import DayOffMove
from liaison.selectors.obligations import RuleLine
from partybuild.periods import PeriodKind


class RuleForm(forms.Form):
    """How one duty is kept: on or off, how often, until which day."""

    is_on = forms.BooleanField(label=_("Switched on"), required=False)
    period_kind = forms.ChoiceField(
        label=_("Interval"),
        choices=[("", _("not set")), *PeriodKind.choices],
        required=False,
    )
    due_day = forms.IntegerField(
        label=_("Due on this day of the last month"),
        required=False,
        min_value=1,
        max_value=LAST_DAY,
        help_text=_("Empty: as the plans say."),
    )
    day_off = forms.ChoiceField(label=_("Where that is a day off"), choices=DayOffMove)
    version = version_field()


def rule_form(line: RuleLine, submitted: Any = None) -> RuleForm:
    """The form of one line; its inputs are named after the duty, since many stand on a page."""
    rule = line.rule
    known = {name: getattr(rule, name) for name in RuleForm.base_fields}
    if rule.pk is None:
        known["version"] = None
    return RuleForm(submitted, prefix=rule.key, initial=known, auto_id=f"{rule.key}-%s")


def with_forms(lines: Sequence[RuleLine], failed: RuleForm | None = None) -> list[tuple[Any, Any]]:
    """Each line with its form; one that was refused stands there with its errors."""
    key = failed.prefix if failed else None
    return [
        (
            line,
            (failed if line.rule.key == key else rule_form(line))
            if line.declared.is_offered
            else None,
        )
        for line in lines
    ]
