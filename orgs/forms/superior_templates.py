"""What is asked when a superior's template is brought."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from orgs.imports.registry import ledger_imports
from orgs.imports.streets import streets_of
from orgs.models import Org


class TemplateForm(forms.Form):
    """The empty spreadsheet, what it is called, and which list fills it."""

    street = forms.ModelChoiceField(
        Org.objects.none(), label=_("Sub-district"), to_field_name="public_id", empty_label=None
    )
    ledger = forms.ChoiceField(label=_("Filled from the list of"))
    title = forms.CharField(
        label=_("Title"),
        max_length=80,
        help_text=_("The export button on the list will bear it."),
    )
    file = forms.FileField(
        label=_("File"),
        help_text=_("An .xlsx with the superior's header; its layout is kept."),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx"}),
    )

    def __init__(self, *args: Any, reader: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = [(each.ledger.kind, each.ledger.title) for each in ledger_imports()]
        self.fields["ledger"].choices = kinds  # type: ignore[attr-defined]  # a ChoiceField
        streets = streets_of(reader)
        rows = Org.objects.filter(pk__in=[street.pk for street in streets])
        self.fields["street"].queryset = rows  # type: ignore[attr-defined]  # a ModelChoiceField
        self.fields["street"].initial = streets[0].public_id if streets else None
