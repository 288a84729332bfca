"""The shape of what is asked about action items and censures."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from liaison.followup_enums import CensureKind
from liaison.followup_workflow import ASSIGNERS
from liaison.forms.inputs import DayInput, lines, version_field
from liaison.models import ActionItem, Censure
from liaison.services.action_items import places_assigned_from
from liaison.standards import ITEM_DAYS
from orgs.forms.pickers import OrgField, PlaceField
from orgs.selectors.numbers import number_of
from orgs.views.deeds import DeedForm, ReasonForm


class DeadlineForm(forms.Form):
    """By when: a day, or so many workdays from today."""

    workdays = forms.IntegerField(
        label=_("workdays from today"), min_value=1, max_value=250, required=False
    )
    due_on = forms.DateField(
        label=_("or due on"),
        widget=DayInput(),
        required=False,
        help_text=_("A day goes before the workdays; it is kept with the rule that made it."),
    )


class OwnerForm(DeadlineForm):
    """Who answers for it, and by when."""

    owner = PlaceField(label=_("unit in charge"))

    field_order = ["owner"]


class AssignForm(OwnerForm):
    """A new action item of one of the organisations for which the reader assigns."""

    assigner = OrgField(*ASSIGNERS, label=_("assigned by"))
    title = forms.CharField(label=_("what is to be done"), max_length=200)
    demand = forms.CharField(
        label=_("what is demanded"), max_length=2000, required=False, widget=lines(3)
    )
    assisting = forms.CharField(label=_("assisting units"), max_length=300, required=False)
    source = forms.CharField(label=_("where it comes from"), max_length=200, required=False)

    field_order = ["assigner", "title", "owner", "workdays", "due_on", "demand", "assisting"]

    def __init__(self, *args: Any, reader: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        places = places_assigned_from(reader)
        top = places[0] if places else None
        days = number_of(top.get_root(), ITEM_DAYS) if top else None
        self.initial = {"assigner": top, "workdays": days, **self.initial}
        for name in ("assigner", "owner"):
            self.fields[name].reader = reader  # type: ignore[attr-defined]  # a picker has one


class AssignFromForm(AssignForm):
    """The same from a resolution or case, which says already who assigns and where it is from."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["assigner"], self.fields["source"]


class AmendItemForm(forms.Form):
    """The words of an item that was not signed for."""

    title = forms.CharField(label=_("what is to be done"), max_length=200)
    demand = forms.CharField(
        label=_("what is demanded"), max_length=2000, required=False, widget=lines(3)
    )
    assisting = forms.CharField(label=_("assisting units"), max_length=300, required=False)
    source = forms.CharField(label=_("where it comes from"), max_length=200, required=False)
    version = version_field()


class ReassignForm(DeedForm, OwnerForm):
    def __init__(self, *args: Any, subject: ActionItem, **kwargs: Any) -> None:
        super().__init__(*args, subject=subject, **kwargs)
        self.fields["owner"].reader = self.reader  # type: ignore[attr-defined]  # a picker has one
        self.initial = {"owner": subject.owner, **self.initial}


class ProgressForm(DeedForm):
    progress = forms.CharField(label=_("progress"), max_length=2000, widget=lines(3))


class ReportForm(DeedForm):
    report = forms.CharField(label=_("what was done"), max_length=2000, widget=lines(4))


class ReportOnBehalfForm(ReportForm, ReasonForm):
    """The same for a unit, with the reason."""


class VerdictForm(DeedForm):
    verdict = forms.CharField(label=_("result of the check"), max_length=1000, widget=lines(3))


class ExtensionForm(ReasonForm):
    """Until when, and why."""

    due_on = forms.DateField(label=_("new deadline"), widget=DayInput())

    field_order = ["due_on", "reason"]

    def __init__(self, *args: Any, subject: ActionItem, **kwargs: Any) -> None:
        super().__init__(*args, subject=subject, **kwargs)
        asked = {"due_on": subject.asked_due_on, "reason": subject.asked_reason}
        self.initial = {**{k: v for k, v in asked.items() if v}, **self.initial}


class CensureWordsForm(forms.Form):
    """Topic, facts and demand; no person is named."""

    topic = forms.CharField(label=_("topic"), max_length=200)
    facts = forms.CharField(
        label=_("facts"),
        max_length=2000,
        widget=lines(5),
        help_text=_("About the organisation or unit. No person is named."),
    )
    demand = forms.CharField(
        label=_("what is demanded"), max_length=1000, required=False, widget=lines(3)
    )


class DraftCensureForm(CensureWordsForm):
    """A draft about the owner of an overdue item, filled in as far as the portal knows."""

    kind = forms.ChoiceField(label=_("kind of censure"), choices=CensureKind.choices)

    field_order = ["kind"]


class AmendCensureForm(CensureWordsForm):
    version = version_field()


class RectificationForm(DeedForm):
    rectification = forms.CharField(label=_("rectification"), max_length=1000, widget=lines(3))

    def __init__(self, *args: Any, subject: Censure, **kwargs: Any) -> None:
        super().__init__(*args, subject=subject, **kwargs)
        self.initial = {"rectification": subject.rectification, **self.initial}
