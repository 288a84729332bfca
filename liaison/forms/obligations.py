"""What is asked about the rules of duties."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from liaison.forms.inputs import version_field
from liaison.models import Obligation
from liaison.models.obligation_rules import LAST_DAY
from liaison.obligation_enums import DayOffMove
from liaison.obligations.circle_visitors import visitors_of
from liaison.obligations.visits import CIRCLE_VISITS
from liaison.selectors.obligations import RuleLine
from orgs.models import CircleMembership
from orgs.views.deeds import ReasonForm
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


class ReassignVisitsForm(ReasonForm):
    """To which other core member of the circle a visit goes, and why."""

    to = forms.ModelChoiceField(
        label=_("core member"), queryset=CircleMembership.objects.none(), to_field_name="public_id"
    )
    field_order = ("to", "reason")

    def __init__(self, *args: Any, subject: Obligation, **kwargs: Any) -> None:
        super().__init__(*args, subject=subject, **kwargs)
        visited = CircleMembership.objects.filter(pk=subject.subject_pk).first()
        if visited is not None and subject.key == CIRCLE_VISITS:
            self.fields["to"].queryset = visitors_of(visited)  # type: ignore[attr-defined]  # a choice of rows


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
        (line, failed if failed and line.rule.key == key else rule_form(line)) for line in lines
    ]
