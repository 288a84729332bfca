"""What is asked on the way of a rating: rounds, sheets, objections, consequences."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from grids.forms.firms import own_streets
from grids.models import PropertyFirm, RatingItem, RatingVeto, VetoFinding
from grids.rating_enums import (
    LOW_PLATES,
    PENALTIES,
    REWARDS,
    RatingSheet,
    RatingSource,
    SanctionKind,
)
from grids.selectors.rating.boards import filled_in
from grids.services.rating_sheets import Entry, items_of_sheet, source_on_sheet
from orgs.models import Org, Partner
from orgs.views.deeds import DeedForm, ReasonForm
from partybuild.fields import day_input
from partybuild.periods import Period, PeriodKind

PER_CENT = Decimal(100)


def words_field(label: Any, *, rows: int = 3, length: int = 1000) -> forms.CharField:
    return forms.CharField(
        label=label, max_length=length, widget=forms.Textarea(attrs={"rows": rows})
    )


class OpenRoundForm(forms.Form):
    """The quarter that is rated; the last one that is over stands first."""

    street = forms.ModelChoiceField(label=_("sub-district"), queryset=Org.objects.none())
    year = forms.IntegerField(label=_("year"), min_value=2000, max_value=2100)
    quarter = forms.TypedChoiceField(
        label=_("quarter"), choices=[(n, n) for n in range(1, 5)], coerce=int
    )

    def __init__(self, *args: Any, reader: Any, **kwargs: Any) -> None:
        last = Period.of(timezone.localdate(), PeriodKind.QUARTER).previous()
        initial = {"year": last.year, "quarter": last.number}
        super().__init__(*args, **{"initial": initial, **kwargs})
        own_streets(self, reader)


class DraftSchemeForm(forms.Form):
    street = forms.ModelChoiceField(label=_("sub-district"), queryset=Org.objects.none())

    def __init__(self, *args: Any, reader: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own_streets(self, reader)


class ReopenForm(ReasonForm):
    cut_off_on = forms.DateField(label=_("new cut-off"), widget=day_input())

    field_order = ["cut_off_on", "reason"]


class ReviewForm(DeedForm):
    words = words_field(_("What was found"))


class ConsequencesForm(DeedForm):
    due_on = forms.DateField(
        label=_("rectified by"),
        widget=day_input(),
        help_text=_("A rectification is drawn up for every yellow and red plate."),
    )


class NoteVetoForm(DeedForm):
    """Which veto was proven against which firm, and by which paper."""

    firm = forms.ModelChoiceField(
        label=_("property firm"), queryset=PropertyFirm.objects.none(), to_field_name="public_id"
    )
    veto = forms.ModelChoiceField(label=_("veto"), queryset=RatingVeto.objects.none())
    basis = forms.CharField(label=_("paper that proves it"), max_length=200)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        rated = PropertyFirm.objects.filter(rating_units__rating_round=self.subject)
        fields["firm"].queryset = rated.distinct().order_by("name")
        fields["veto"].queryset = self.subject.scheme.vetoes.all()


class WithdrawVetoForm(ReasonForm):
    finding = forms.ModelChoiceField(label=_("veto found"), queryset=VetoFinding.objects.none())

    field_order = ["finding", "reason"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["finding"].queryset = self.subject.vetoes.select_related("firm", "veto")


class SheetForm(DeedForm):
    """One row for each item of a sheet: its points, and the paper or place that shows it."""

    sheet = RatingSheet.SELF

    def __init__(self, *args: Any, sheet: RatingSheet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sheet = sheet
        self.items = items_of_sheet(self.subject.rating_round, sheet)
        known = filled_in(self.subject, sheet)
        for item in self.items:
            value, basis = known.get(item.key, (None, ""))
            self.fields[item.key] = self._points(item, value)
            self.fields[f"{item.key}-basis"] = forms.CharField(
                label=_("basis"), max_length=200, required=False, initial=basis
            )

    def _points(self, item: RatingItem, value: Any) -> forms.DecimalField:
        is_rate = source_on_sheet(item, self.sheet) == RatingSource.DELEGATES
        most = PER_CENT if is_rate else item.points
        hint = _("per cent, by residents' delegates") if is_rate else item.remark
        return forms.DecimalField(
            label=f"{item.name}（{most.normalize():f}）",
            min_value=0,
            max_value=most,
            decimal_places=2,
            required=False,
            initial=value,
            help_text=hint,
            widget=forms.NumberInput(attrs={"step": "0.5", "inputmode": "decimal"}),
        )

    def rows(self) -> Iterator[tuple[RatingItem, BoundField, BoundField]]:
        """The inputs of each item."""
        for item in self.items:
            yield item, self[item.key], self[f"{item.key}-basis"]

    def clean(self) -> dict[str, Any]:
        written = super().clean() or {}
        entries = {
            item.key: Entry(written.get(item.key), written.get(f"{item.key}-basis", ""))
            for item in self.items
            if item.key in written
        }
        return {"sheet": self.sheet, "entries": entries}


class ObjectionForm(DeedForm):
    """What the firm says against its score, and the item it means."""

    item = forms.ModelChoiceField(
        label=_("rating item"), queryset=RatingItem.objects.none(), required=False
    )
    words = words_field(_("objection"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["item"].queryset = self.subject.rating_round.scheme.items.all()


class ExamineForm(DeedForm):
    words = words_field(_("first opinion"))


class DismissForm(DeedForm):
    decision = words_field(_("reason of the decision"))


class UpholdForm(DismissForm):
    item = forms.ModelChoiceField(label=_("rating item"), queryset=RatingItem.objects.none())
    value = forms.DecimalField(label=_("points"), min_value=0, max_value=200, decimal_places=2)

    field_order = ["item", "value", "decision"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["item"].queryset = self.subject.rating_round.scheme.items.all()
        fields["item"].initial = self.subject.item


class SanctionForm(DeedForm):
    """What follows the plate: rewards for gold and silver, penalties for yellow and red."""

    kind = forms.ChoiceField(label=_("kind"), choices=SanctionKind.choices)
    words = forms.CharField(label=_("what is to be done"), max_length=300)
    due_on = forms.DateField(label=_("due on"), widget=day_input())
    is_serious = forms.BooleanField(
        label=_("serious"),
        required=False,
        help_text=_("A serious rectification that is overdue costs the silver plate."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fitting = PENALTIES if self.subject.kind in LOW_PLATES else REWARDS
        fields["kind"].choices = [(each.value, each.label) for each in fitting]


class EvidenceForm(DeedForm):
    evidence = forms.CharField(label=_("what shows it"), max_length=300)


class NameUnitForm(DeedForm):
    partner = forms.ModelChoiceField(
        label=_("unit whose liaison speaks for it"),
        queryset=Partner.objects.none(),
        required=False,
        to_field_name="public_id",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["partner"].queryset = Partner.objects.filter(street=self.subject.street)
        partner = self.subject.partner
        fields["partner"].initial = partner and partner.public_id
