"""The shape of what is asked about monthly reports."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from liaison.forms.inputs import DayInput, lines, version_field
from liaison.models import ReportDefinition, ReportFigure, ReportItem, ReportReturn
from liaison.models.reports import LONGEST_WORDS, WORDS
from liaison.report_enums import SectionKey
from liaison.services.reports import Line
from orgs.models import Org
from orgs.selectors.figures import period_figures
from orgs.selectors.indicators import Part
from orgs.selectors.standing import standing_figures
from orgs.views.deeds import DeedForm
from orgs.workflow import OFFICE

MOST = 1_000_000


class ReportForm(forms.Form):
    """The figures that can be added to or typed, and the three texts."""

    highlights = forms.CharField(
        label=_("Highlights"), required=False, max_length=LONGEST_WORDS, widget=lines(3)
    )
    problems = forms.CharField(
        label=_("Problems"), required=False, max_length=LONGEST_WORDS, widget=lines(3)
    )
    next_month = forms.CharField(
        label=_("Next month, and what the sub-district should help with"),
        required=False,
        max_length=LONGEST_WORDS,
        widget=lines(3),
    )
    version = version_field()

    def __init__(
        self, *args: Any, report: ReportReturn, figures: Sequence[ReportFigure], **kwargs: Any
    ) -> None:
        known = {name: getattr(report, name) for name in (*WORDS, "version")}
        for figure in figures:
            known |= {f"{name}_{figure.item_id}": getattr(figure, name) for name in LINE}
        super().__init__(*args, **kwargs)
        self.initial = {**self.initial, **known}
        self.asked = [figure.item_id for figure in figures]
        for figure in figures:
            self._ask(figure)

    def _ask(self, figure: ReportFigure) -> None:
        pk, name = figure.item_id, {"item": figure.item.label}
        number = {"inputmode": "numeric"}
        if figure.counted is None:
            self.fields[f"typed_{pk}"] = forms.IntegerField(
                label=figure.item.label,
                required=False,
                min_value=0,
                max_value=MOST,
                widget=forms.NumberInput(attrs=number),
            )
            return
        self.fields[f"added_{pk}"] = forms.IntegerField(
            label=_("%(item)s: add") % name,
            required=False,
            min_value=0,
            max_value=MOST,
            widget=forms.NumberInput(attrs=number),
        )
        self.fields[f"reason_{pk}"] = forms.CharField(
            label=_("%(item)s: why it is not in the records") % name,
            required=False,
            max_length=200,
        )

    def clean(self) -> dict[str, Any]:
        """The texts, and a line for every figure."""
        told = super().clean() or {}
        kept = {name: told[name] for name in (*WORDS, "version") if name in told}
        kept["lines"] = {
            pk: Line(
                typed=told.get(f"typed_{pk}"),
                added=told.get(f"added_{pk}") or 0,
                reason=told.get(f"reason_{pk}") or "",
            )
            for pk in self.asked
        }
        return kept


LINE = ("typed", "added", "reason")


class CorrectReportForm(ReportForm):
    """The whole report once more, and why it is corrected."""

    reason = forms.CharField(label=_("Reason of the correction"), max_length=500, widget=lines(2))

    def clean(self) -> dict[str, Any]:
        """The texts, the lines and the reason."""
        reason = self.cleaned_data.get("reason")
        kept = super().clean()
        return kept if reason is None else {**kept, "reason": reason}


class OpenRoundForm(forms.Form):
    """Of which sub-district and month the reports are opened."""

    street = forms.ModelChoiceField(label=_("Sub-district"), queryset=Org.objects.none())
    month = forms.DateField(
        label=_("Month"), help_text=_("Any day of the month."), widget=DayInput()
    )

    def __init__(self, *args: Any, reader: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        streets = Org.objects.governed_by(reader, *OFFICE).streets().active()
        self.fields["street"].queryset = streets  # type: ignore[attr-defined]  # a choice of rows
        self.initial.setdefault("month", timezone.localdate())
        if first := streets.first():
            self.initial.setdefault("street", first)


class AddItemForm(DeedForm):
    """One number more: a figure that the portal counts, or one that people type."""

    section = forms.ChoiceField(label=_("Section"), choices=SectionKey.choices)
    key = forms.ChoiceField(label=_("Figure that the portal counts"), required=False)
    title = forms.CharField(
        label=_("Or what every community is to type"), required=False, max_length=60
    )
    unit = forms.CharField(label=_("Unit"), required=False, max_length=10)

    def __init__(self, *args: Any, subject: ReportDefinition, **kwargs: Any) -> None:
        super().__init__(*args, subject=subject, **kwargs)
        asked = set(
            ReportItem.objects.filter(section__definition=subject).values_list("key", flat=True)
        )
        offered = (
            (_("Counted of the month"), period_figures()),
            (_("Standards: what holds on the day"), standing_figures(Part.MET)),
            (_("Standards: what is missing on the day"), standing_figures(Part.MISSING)),
        )
        free = [
            (group, [(each.key, each.label) for each in figures if each.key not in asked])
            for group, figures in offered
        ]
        self.fields["key"].choices = [("", "—"), *free]  # type: ignore[attr-defined]  # a choice


class DropItemForm(DeedForm):
    """Which number is asked no more."""

    item = forms.ModelChoiceField(label=_("Item"), queryset=ReportItem.objects.none())

    def __init__(self, *args: Any, subject: ReportDefinition, **kwargs: Any) -> None:
        super().__init__(*args, subject=subject, **kwargs)
        rows = ReportItem.objects.filter(section__definition=subject).select_related("section")
        self.fields["item"].queryset = rows.order_by(  # type: ignore[attr-defined]  # a choice of rows
            "section__position", "position"
        )
