"""What is asked about posts in a grid: name, post, work phone, source and term (D7)."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from grids.models import Grid, GridPost
from grids.posts import posts_in
from grids.selectors.sources import names_in_use
from orgs.models import Partner
from orgs.views.deeds import DeedForm
from partybuild.fields import PartialDateField, day_input
from partybuild.partial_dates import as_stored


class GridPostForm(DeedForm):
    """Who holds which post, where the person comes from, and for how long."""

    kind = forms.ChoiceField(label=_("post"))
    person_name = forms.CharField(label=pgettext_lazy("person", "name"), max_length=60)
    work_phone = forms.CharField(label=_("work phone"), max_length=30, required=False)
    is_full_time = forms.NullBooleanField(label=_("full-time"), required=False)
    source = forms.ChoiceField(label=_("source"), required=False)
    partner = forms.ModelChoiceField(
        label=_("partner unit"),
        queryset=Partner.objects.none(),
        required=False,
        help_text=_("Only for a responsible unit."),
    )
    covers = forms.CharField(
        label=_("answers for"),
        max_length=120,
        required=False,
        help_text=_("Which street, courtyard, building or stairwell."),
    )
    starts = PartialDateField(label=_("starts on"))
    ends_on = forms.DateField(label=_("ends on"), widget=day_input(), required=False)
    remark = forms.CharField(label=_("remark"), max_length=300, required=False)

    def __init__(self, *args: Any, subject: Grid | GridPost, **kwargs: Any) -> None:
        super().__init__(*args, subject=subject, **kwargs)
        post = subject if isinstance(subject, GridPost) else None
        grid: Any = post.grid if post else subject
        kinds = [(kind.value, kind.label) for kind in posts_in(grid.tier)]
        names = names_in_use(grid.street)
        if post and post.source and post.source not in names:
            names.append(post.source)
        fields: Any = self.fields
        fields["kind"].choices = kinds
        fields["source"].choices = [("", "—"), *((name, name) for name in names)]
        fields["partner"].queryset = Partner.objects.filter(street=grid.street_id).order_by("name")

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
