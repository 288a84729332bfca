"""The shape of what is asked about minutes."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from liaison.forms.inputs import DayInput, lines, version_field
from liaison.models import Minutes
from liaison.selectors.countersignatures import seats_that_can_sign
from liaison.standards import COUNTERSIGN_DAYS
from orgs.selectors.calendar import work_calendar
from orgs.selectors.numbers import number_of
from orgs.views.deeds import DeedForm


class EditMinutesForm(forms.Form):
    """The words of a draft; how a line is numbered tells its level."""

    body = forms.CharField(
        label=_("Text"),
        max_length=40_000,
        widget=lines(20),
        help_text=_(
            "A paragraph on each line. 一、 begins a heading, （一） one below it, 1. an item."
        ),
    )
    present = forms.CharField(label=_("Units present"), required=False, widget=lines(5))
    excused = forms.CharField(label=_("Units excused"), required=False, widget=lines(2))
    observers = forms.CharField(label=_("Observers"), required=False, widget=lines(2))
    version = version_field()

    def __init__(self, *args: Any, minutes: Minutes, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if minutes.meeting.counts_only:
            for name in ("present", "excused", "observers"):
                del self.fields[name]


class DraftStepForm(DeedForm):
    """A step on the draft that was read; a change made since is noticed."""

    version = version_field()

    def __init__(self, *args: Any, subject: Minutes, **kwargs: Any) -> None:
        super().__init__(*args, subject=subject, **kwargs)
        self.initial["version"] = subject.version


class CirculateForm(DraftStepForm):
    """Which units are asked to countersign, and until when."""

    units = forms.MultipleChoiceField(
        label=_("Units that countersign"), widget=forms.CheckboxSelectMultiple
    )
    countersign_by = forms.DateField(label=_("Countersign by"), widget=DayInput())

    def __init__(self, *args: Any, subject: Minutes, **kwargs: Any) -> None:
        super().__init__(*args, subject=subject, **kwargs)
        units = seats_that_can_sign(subject.meeting)
        self._units = {str(unit.public_id): unit for unit in units}
        names = [(key, str(unit)) for key, unit in self._units.items()]
        self.fields["units"].choices = names  # type: ignore[attr-defined]  # a choice of units
        days = number_of(subject.meeting.org.get_root(), COUNTERSIGN_DAYS)
        due = work_calendar().add_workdays(timezone.localdate(), days)
        self.initial["units"], self.initial["countersign_by"] = list(self._units), due

    def clean_units(self) -> list[Any]:
        return [self._units[key] for key in self.cleaned_data["units"]]
