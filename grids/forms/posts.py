"""What is asked about posts in a grid: name, post, work phone, source and term (D7)."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from grids.enums import GridPostKind
from grids.models import GridPost
from orgs.views.deeds import DeedForm
from partybuild.fields import PartialDateField, day_input
from partybuild.partial_dates import as_stored


class GridPostForm(DeedForm):
    """Who holds which post, where the person comes from, and for how long."""

    kind = forms.ChoiceField(label=_("post"), choices=GridPostKind.choices)
    person_name = forms.CharField(label=pgettext_lazy("person", "name"), max_length=60)
    work_phone = forms.CharField(label=_("work phone"), max_length=30, required=False)
    is_full_time = forms.NullBooleanField(label=_("full-time"), required=False)
    source = forms.CharField(label=_("source"), max_length=60, required=False)
    starts = PartialDateField(label=_("starts on"))
    ends_on = forms.DateField(label=_("ends on"), widget=day_input(), required=False)

    def clean(self) -> dict[str, Any]:
        return as_stored(super().clean() or {}, "starts")


class AmendGridPostForm(GridPostForm):
    """The post as it is; the phone is asked for anew, because it is not shown."""

    work_phone = forms.CharField(
        label=_("new work phone"),
        max_length=30,
        required=False,
        help_text=_("Leave it empty to keep the present number."),
    )

    def __init__(self, *args: Any, subject: GridPost, **kwargs: Any) -> None:
        shown = [name for name in self.base_fields if name != "work_phone"]
        initial = {name: getattr(subject, name) for name in shown}
        super().__init__(*args, subject=subject, initial=initial, **kwargs)

    def clean(self) -> dict[str, Any]:
        return {name: v for name, v in super().clean().items() if name != "work_phone" or v}
