"""The shape of what is asked about agenda items and what is decided on them."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from liaison.enums import GATHERING_STATES, OPEN_AGENDA_STATES, Decision
from liaison.forms.inputs import lines, version_field
from liaison.models import AgendaItem, Meeting
from liaison.selectors.meetings import SUBJECTS
from orgs.views.deeds import DeedForm


class ProposeItemForm(forms.Form):
    """An item for a meeting that gathers them; it may point at one row of the three lists."""

    meeting = forms.ModelChoiceField(
        label=_("Meeting"), queryset=Meeting.objects.none(), to_field_name="public_id"
    )
    title = forms.CharField(label=_("Title"), max_length=200)
    note = forms.CharField(label=_("Note"), max_length=2000, required=False, widget=lines(4))

    def __init__(self, *args: Any, reader: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["meeting"].queryset = meetings_gathering(reader)  # type: ignore[attr-defined]  # a choice of rows
        for name, model in SUBJECTS.items():
            self.fields[name] = forms.ModelChoiceField(
                queryset=model.objects.visible_to(reader),
                to_field_name="public_id",
                required=False,
                widget=forms.HiddenInput,
            )


class AmendItemForm(DeedForm):
    title = forms.CharField(label=_("Title"), max_length=200)
    note = forms.CharField(label=_("Note"), max_length=2000, required=False, widget=lines(4))
    version = version_field()

    def __init__(self, *args: Any, subject: AgendaItem, **kwargs: Any) -> None:
        super().__init__(*args, subject=subject, **kwargs)
        known = {name: getattr(subject, name) for name in ("title", "note", "version")}
        self.initial = {**self.initial, **known}


class PlaceItemForm(DeedForm):
    position = forms.IntegerField(label=_("Position"), min_value=1, max_value=200)

    def __init__(self, *args: Any, subject: AgendaItem, **kwargs: Any) -> None:
        super().__init__(*args, subject=subject, **kwargs)
        self.initial["position"] = subject.position


class ConcludeItemForm(DeedForm):
    outcome = forms.CharField(
        label=_("Outcome"),
        max_length=4000,
        widget=lines(5),
        help_text=_("It stands like this in the minutes."),
    )

    def __init__(self, *args: Any, subject: AgendaItem, **kwargs: Any) -> None:
        super().__init__(*args, subject=subject, **kwargs)
        self.initial["outcome"] = subject.outcome


class CarryOverForm(DeedForm):
    """To which meeting of the body an unfinished item is carried."""

    meeting = forms.ModelChoiceField(
        label=_("To meeting"), queryset=Meeting.objects.none(), to_field_name="public_id"
    )

    def __init__(self, *args: Any, subject: AgendaItem, **kwargs: Any) -> None:
        super().__init__(*args, subject=subject, **kwargs)
        open_agendas = Meeting.objects.filter(
            body=subject.meeting.body_id, state__in=OPEN_AGENDA_STATES
        )
        self.fields["meeting"].queryset = open_agendas.order_by("starts_at")  # type: ignore[attr-defined]  # a choice of rows


class ResolutionForm(forms.Form):
    """What was decided, and the votes as numbers (D11)."""

    text = forms.CharField(label=_("Text"), max_length=2000, widget=lines(4))
    present_count = forms.IntegerField(label=_("Present at the vote"), min_value=0)
    for_count = forms.IntegerField(label=pgettext_lazy("vote", "For"), min_value=0)
    against_count = forms.IntegerField(
        label=pgettext_lazy("vote", "Against"), min_value=0, initial=0
    )
    abstained_count = forms.IntegerField(
        label=pgettext_lazy("vote", "Abstained"), min_value=0, initial=0
    )


class RecordResolutionForm(ResolutionForm):
    decision = forms.ChoiceField(label=_("Decision"), choices=Decision)

    field_order = ["text", "decision"]


class AmendResolutionForm(ResolutionForm):
    version = version_field()


def meetings_gathering(reader: Any) -> QuerySet[Meeting]:
    """The meetings that gather items, among those the reader sees."""
    gathering = Meeting.objects.visible_to(reader).filter(state__in=GATHERING_STATES)
    return gathering.order_by("starts_at", "pk")
