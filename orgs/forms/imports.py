"""What the import centre asks: the files, the meaning of headers, the street, and are you sure."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from orgs.imports.registry import ledger_import, ledger_imports
from orgs.imports.streets import streets_of
from orgs.models import Org
from orgs.views.deeds import DeedForm
from partybuild.spreadsheets import IGNORED

ACCEPTED = ".xlsx,.xls,.et,.csv,.tsv,.txt,.xlsm"
MOST_FILES = 20


class FilesInput(forms.ClearableFileInput):
    """One control that takes several files at once."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files, each checked as a file field checks one."""

    widget = FilesInput

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        brought = data if isinstance(data, list | tuple) else [data]
        if len(brought) > MOST_FILES:
            raise forms.ValidationError(
                _("Bring at most %(most)s files at once.") % {"most": MOST_FILES}
            )
        # An empty file is refused with the words of the reader, which say what to do.
        return [super(FilesField, self).clean(each, initial) for each in brought or [None]]


class UploadForm(forms.Form):
    """One or several ledgers."""

    file = FilesField(
        label=_("Files"),
        allow_empty_file=True,
        help_text=_(".xlsx, .xls, .et or .csv; several at once are taken in their right order."),
        widget=FilesInput(attrs={"accept": ACCEPTED, "multiple": True}),
    )
    kind = forms.ChoiceField(label=_("Ledger"), required=False)
    street = forms.ModelChoiceField(
        Org.objects.none(),
        label=_("Sub-district"),
        required=False,
        to_field_name="public_id",
        empty_label=_("recognise it"),
    )

    def __init__(self, *args: Any, reader: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = [(each.ledger.kind, each.ledger.title) for each in ledger_imports()]
        self.fields["kind"].choices = [("", _("recognise it")), *kinds]  # type: ignore[attr-defined]  # a ChoiceField
        streets = streets_of(reader)
        if len(streets) > 1:
            pks = [street.pk for street in streets]
            self.fields["street"].queryset = Org.objects.filter(pk__in=pks)  # type: ignore[attr-defined]  # a ModelChoiceField
        else:
            del self.fields["street"]


class MapForm(DeedForm):
    """What each header means; the first choice leaves it to the portal."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ledger = ledger_import(self.subject.kind).ledger
        columns = [(column.key, column.label) for column in ledger.columns]
        choices = [(IGNORED, _("leave it out")), *columns]
        self.headings = self.subject.report.get("headings", [])
        for place, heading in enumerate(self.headings):
            self.fields[f"heading-{place}"] = forms.ChoiceField(
                label=heading["title"],
                choices=choices if heading["key"] else [("", _("not decided")), *choices],
                initial=heading["key"],
                required=False,
                help_text=_("guessed") if heading["is_guessed"] else "",
            )

    def clean(self) -> dict[str, Any]:
        said = {
            heading["title"]: self.cleaned_data.get(f"heading-{place}", "")
            for place, heading in enumerate(self.headings)
        }
        meant = [key for key in said.values() if key and key != IGNORED]
        if twice := {key for key in meant if meant.count(key) > 1}:
            for place, heading in enumerate(self.headings):
                if said[heading["title"]] in twice:
                    self.add_error(
                        f"heading-{place}", _("Another header was given the same meaning.")
                    )
        return {"mapping": {t: "" if k == IGNORED else k for t, k in said.items() if k}}


class StreetForm(DeedForm):
    """Which street a ledger speaks of."""

    street = forms.ModelChoiceField(
        Org.objects.none(), label=_("Sub-district"), to_field_name="public_id"
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        pks = [street.pk for street in streets_of(self.reader)]
        self.fields["street"].queryset = Org.objects.filter(pk__in=pks)  # type: ignore[attr-defined]  # a ModelChoiceField


class UndoForm(DeedForm):
    """Are you sure."""

    is_sure = forms.BooleanField(label=_("Remove everything this import brought"))
