"""What is asked of those who score, plan, pay for and follow a project."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from orgs.views.deeds import DeedForm
from partybuild.fields import day_input
from resources.enums import FundingSource
from resources.forms.inputs import amount, day, text, words
from resources.models import Expense, Milestone
from resources.models.assessments import MOST


def _score(label: Any) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=1, max_value=MOST)


class AssessForm(DeedForm):
    """Three scores from one to five, and why."""

    theme = _score(_("theme (1–5)"))
    significance = _score(_("significance (1–5)"))
    audience = _score(_("audience (1–5)"))
    reason = text(_("reason"), 300, rows=3, required=True)


class GuideForm(DeedForm):
    """Who guides the project, and the post that he or she holds."""

    guide_name = forms.CharField(label=_("name of the guide"), max_length=60)
    guide_post = forms.CharField(label=_("post of the guide"), max_length=60)

    def __init__(self, *args: Any, subject: Any, **kwargs: Any) -> None:
        super().__init__(*args, subject=subject, **kwargs)
        self.initial = {name: getattr(subject, name) for name in self.base_fields}


class BudgetForm(DeedForm):
    """What the project may cost from one source."""

    source = forms.ChoiceField(label=_("source"), choices=FundingSource.choices)
    amount = amount(_("amount (yuan)"))


class ExpenseForm(DeedForm):
    """What was spent, when, on what, from which source, by which voucher."""

    source = forms.ChoiceField(label=_("source"))
    spent_on = forms.DateField(label=_("spent on"), widget=day_input())
    purpose = forms.CharField(label=_("purpose"), max_length=120)
    amount = amount(_("amount (yuan)"))
    document_number = forms.CharField(label=_("number of the voucher"), max_length=60)
    excess_reason = words(
        _("reason for the excess"),
        300,
        help_text=_("Only where it is more than is left from this source."),
    )

    def __init__(self, *args: Any, subject: Any, **kwargs: Any) -> None:
        super().__init__(*args, subject=subject, **kwargs)
        lines = subject.budget_lines.all()
        choices = [(line.source, line.get_source_display()) for line in lines]
        self.fields["source"].choices = choices  # type: ignore[attr-defined]  # a ChoiceField
        self.initial = {"spent_on": timezone.localdate()}


class CancelExpenseForm(DeedForm):
    """Which expense was entered by mistake, and why it was."""

    expense = forms.ModelChoiceField(Expense.objects.none(), label=_("expense"))
    reason = text(_("reason"), 300, rows=3, required=True)

    def __init__(self, *args: Any, subject: Any, **kwargs: Any) -> None:
        super().__init__(*args, subject=subject, **kwargs)
        standing = Expense.objects.standing().filter(line__project=subject)
        self.fields["expense"].queryset = standing  # type: ignore[attr-defined]  # of its kind


class MilestoneForm(DeedForm):
    """What shall be reached, and by when."""

    title = forms.CharField(label=_("title"), max_length=80)
    due_on = forms.DateField(label=_("due on"), widget=day_input())
    note = words(_("note"), 300)


class _OpenMilestoneForm(DeedForm):
    milestone = forms.ModelChoiceField(Milestone.objects.none(), label=_("milestone"))

    def __init__(self, *args: Any, subject: Any, **kwargs: Any) -> None:
        super().__init__(*args, subject=subject, **kwargs)
        rows = subject.milestones.open()
        self.fields["milestone"].queryset = rows  # type: ignore[attr-defined]  # of its kind


class ReachForm(_OpenMilestoneForm):
    """Which milestone was reached, and on which day."""

    done_on = day(_("done on"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial = {"done_on": timezone.localdate()}


class DropForm(_OpenMilestoneForm):
    """Which milestone is given up, and why."""

    reason = text(_("reason"), 300, rows=3, required=True)


class NoteForm(DeedForm):
    """How the project goes, in a few words."""

    text = text(_("note"), 500, rows=3, required=True)
