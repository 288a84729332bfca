"""The shape of what is asked about plans, their phases and their targets."""

from itertools import groupby
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from liaison.followup_workflow import ASSIGNERS
from liaison.forms.inputs import DayInput, lines, version_field
from liaison.models import ActionItem, Inspection, Meeting, PhaseTarget
from liaison.plan_enums import PlanState, TargetMeasure
from liaison.selectors.plans import countable
from orgs.forms.pickers import OrgField
from orgs.models import Org
from orgs.selectors.indicators import subject_of
from orgs.views.deeds import DeedForm

MOST_PROOFS = 40


class DaysForm(forms.Form):
    """A title, an aim, and from when to when."""

    title = forms.CharField(label=_("title"), max_length=120)
    aim = forms.CharField(label=_("aim"), max_length=2000, required=False, widget=lines(3))
    starts_on = forms.DateField(label=_("starts on"), widget=DayInput())
    ends_on = forms.DateField(label=_("ends on"), widget=DayInput())


class DraftPlanForm(DaysForm):
    org = OrgField(*ASSIGNERS, label=_("organisation"))

    field_order = ["org"]

    def __init__(self, *args: Any, reader: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["org"].reader = reader  # type: ignore[attr-defined]  # a picker has one
        own = Org.objects.governed_by(reader, *ASSIGNERS).active().order_by("level", "lft")[:1]
        self.initial = {"org": next(iter(own), None), **self.initial}


class AmendDaysForm(DaysForm):
    version = version_field()


class PhaseForm(DaysForm):
    aim = forms.CharField(label=_("aim"), max_length=1000, required=False, widget=lines(2))


class AmendPhaseForm(PhaseForm):
    version = version_field()


class TargetForm(forms.Form):
    """What shall be reached, by whom and when: the portal counts it, or a record shows it."""

    title = forms.CharField(label=_("what shall be reached"), max_length=200)
    responsible = OrgField(label=_("organisation that answers for it"))
    due_on = forms.DateField(label=_("due on"), widget=DayInput())
    indicator = forms.ChoiceField(
        label=_("standard that counts it"),
        required=False,
        help_text=_("Empty: a meeting, an action item, an inspection or a file shows it."),
    )
    measure = forms.ChoiceField(
        label=_("what is counted"), required=False, choices=[("", "—"), *TargetMeasure.choices]
    )
    goal = forms.DecimalField(
        label=_("number to reach"), required=False, min_value=0, max_digits=9, decimal_places=1
    )

    def __init__(self, *args: Any, reader: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["responsible"].reader = reader  # type: ignore[attr-defined]  # a picker has one
        self.fields["indicator"].choices = [("", "—"), *_standards()]  # type: ignore[attr-defined]  # a choice


class AmendTargetForm(TargetForm):
    reason = forms.CharField(
        label=_("Reason"),
        max_length=500,
        required=False,
        widget=lines(2),
        help_text=_("Needed once the plan runs."),
    )
    version = version_field()


class CloseForm(DeedForm):
    outcome = forms.CharField(label=_("outcome"), max_length=2000, widget=lines(4))
    reason = forms.CharField(
        label=_("Reason"),
        max_length=500,
        required=False,
        widget=lines(2),
        help_text=_("Needed when a target is not reached."),
    )


class DropForm(DeedForm):
    reason = forms.CharField(label=_("Reason"), max_length=500, required=False, widget=lines(2))

    def __init__(self, *args: Any, subject: Any, **kwargs: Any) -> None:
        super().__init__(*args, subject=subject, **kwargs)
        self.fields["reason"].required = subject.plan.state == PlanState.RUNNING


class ProveForm(DeedForm):
    """The meeting, action item or inspection that shows that a target is reached."""

    proof = forms.ChoiceField(label=_("record that proves it"))

    def __init__(self, *args: Any, subject: PhaseTarget, **kwargs: Any) -> None:
        super().__init__(*args, subject=subject, **kwargs)
        self.records = {str(each.public_id): each for each in _records(subject, self.reader)}
        groups = groupby(self.records.items(), key=lambda pair: pair[1]._meta.verbose_name)
        self.fields["proof"].choices = [  # type: ignore[attr-defined]  # a choice
            ("", "—"),
            *((noun, [(key, str(row)) for key, row in rows]) for noun, rows in groups),
        ]

    def clean_proof(self) -> Any:
        """The record itself."""
        return self.records[self.cleaned_data["proof"]]


def _standards() -> list[tuple[Any, list[tuple[str, Any]]]]:
    """The standards that can be counted, under what they speak of."""
    found: dict[str, tuple[Any, list[tuple[str, Any]]]] = {}
    for each in countable():
        subject = subject_of(each)
        found.setdefault(subject.key, (subject.label, []))[1].append((each.key, each.label))
    return list(found.values())


def _records(target: PhaseTarget, reader: Any) -> list[Any]:
    """The latest records of the target's street that the reader can see."""
    tree = target.responsible.tree_id
    meetings = Meeting.objects.visible_to(reader).filter(body__org__tree_id=tree)
    items = ActionItem.objects.visible_to(reader).filter(street__tree_id=tree)
    inspections = Inspection.objects.visible_to(reader).filter(street__tree_id=tree)
    return [
        *meetings.select_related("body").order_by("-starts_at", "-pk")[:MOST_PROOFS],
        *items.for_list().order_by("-assigned_on", "-pk")[:MOST_PROOFS],
        *inspections.for_list()[:MOST_PROOFS],
    ]
