"""What the steps of a case ask for."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from grids.case_enums import OPEN_STATES, CallReach, CaseClosing
from grids.enums import CaseUrgency
from grids.models import Case
from grids.selectors.case_desk import routes_of, suggested_org
from grids.services.case_ratings import RATED
from orgs.forms.pickers import OrgField
from orgs.views.deeds import DeedForm
from partybuild.fields import day_input

RATINGS = [(each.value, each.label) for each in RATED]


def words(label: Any, *, required: bool = False, rows: int = 2) -> Any:
    return forms.CharField(
        label=label,
        max_length=1000,
        required=required,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


class UrgencyForm(DeedForm):
    """How urgent a case of the hotline is."""

    urgency = forms.ChoiceField(
        label=_("urgency"), choices=CaseUrgency.choices, initial=CaseUrgency.ORDINARY
    )


class WordsForm(DeedForm):
    """A note beside a step."""

    words = words(_("note"))


class HandlerForm(DeedForm):
    """Which organisation answers for a case; the one that the rules name stands there already."""

    org = OrgField(label=_("responsible organisation"))

    def __init__(self, *args: Any, subject: Case, **kwargs: Any) -> None:
        super().__init__(*args, subject=subject, **kwargs)
        fields: Any = self.fields
        fields["org"].reader = self.reader
        if not self.is_bound:
            self.initial["org"] = suggested_org(subject, routes_of(subject.street))


class DispatchForm(HandlerForm):
    urgency = forms.ChoiceField(label=_("urgency"), choices=CaseUrgency.choices)
    words = words(_("note"))

    def __init__(self, *args: Any, subject: Case, **kwargs: Any) -> None:
        super().__init__(*args, subject=subject, **kwargs)
        self.initial["urgency"] = subject.urgency or CaseUrgency.ORDINARY


class ConferForm(HandlerForm):
    decision = words(_("what was decided"), required=True)


class AnswerForm(DeedForm):
    """What the reporter is told, and what was done."""

    reply = words(_("answer to the reporter"), required=True, rows=3)
    outcome = words(_("what was done"))


class CallBackForm(DeedForm):
    """What the reporter says."""

    reach = forms.ChoiceField(label=_("call-back"), choices=CallReach.choices)
    is_solved = forms.TypedChoiceField(
        label=pgettext_lazy("case", "solved"),
        required=False,
        choices=[("", "—"), ("yes", _("yes")), ("no", _("no"))],
        coerce=lambda value: value == "yes",
        empty_value=None,
    )
    satisfaction = forms.ChoiceField(
        label=_("satisfaction"), required=False, choices=[("", "—"), *RATINGS]
    )
    words = words(_("note"))

    def __init__(self, *args: Any, subject: Case, **kwargs: Any) -> None:
        super().__init__(*args, subject=subject, **kwargs)
        fields: Any = self.fields
        left_out = {CallReach.UNWANTED} if subject.needs_call_back is not False else set()
        if subject.needs_call_back:
            left_out.add(CallReach.ANONYMOUS)
        fields["reach"].choices = [
            (value, label) for value, label in CallReach.choices if value not in left_out
        ]


class CloseForm(DeedForm):
    closing = forms.ChoiceField(
        label=_("way of closing"),
        choices=[(each.value, each.label) for each in (CaseClosing.SOLVED, CaseClosing.EXPLAINED)],
    )

    def __init__(self, *args: Any, subject: Case, **kwargs: Any) -> None:
        super().__init__(*args, subject=subject, **kwargs)
        is_unsolved = subject.is_solved is False
        self.initial["closing"] = CaseClosing.EXPLAINED if is_unsolved else CaseClosing.SOLVED


class ExtensionForm(DeedForm):
    workdays = forms.IntegerField(label=_("workdays"), min_value=1, max_value=100, initial=3)
    reason = words(_("Reason"), required=True)


class ShelveForm(DeedForm):
    reason = words(_("plan"), required=True)
    review_on = forms.DateField(label=_("to be reviewed on"), widget=day_input())


class MergeForm(DeedForm):
    """The case that is handled, by its number."""

    into = forms.ModelChoiceField(
        label=_("number of the other case"),
        queryset=Case.objects.none(),
        to_field_name="code",
        widget=forms.TextInput,
        error_messages={"invalid_choice": _("There is no such open case.")},
    )
    words = words(_("note"))

    def __init__(self, *args: Any, subject: Case, **kwargs: Any) -> None:
        super().__init__(*args, subject=subject, **kwargs)
        fields: Any = self.fields
        others = Case.objects.filter(street=subject.street, state__in=OPEN_STATES)
        fields["into"].queryset = others.exclude(pk=subject.pk)


class AcknowledgeForm(DeedForm):
    answer = words(_("what you do about it"), required=True)
