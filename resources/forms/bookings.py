"""What is asked of those who ask for a venue, and of those who decide."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from orgs.enums import Role
from orgs.permissions import roles_of
from orgs.views.deeds import DeedForm, ReasonForm
from partybuild.fields import day_input
from partybuild.recurrence import Recurrence
from resources.forms.inputs import OwnerField, own_place, words
from resources.forms.venues import WhenForm
from resources.models import Booking, Project
from resources.selectors.occasions import RULES


def rule_choices() -> list[tuple[str, Any]]:
    """How often, as a list offers it."""
    return [("", _("once")), *((rule, Recurrence(rule).words) for rule in RULES)]


class BookVenueForm(WhenForm):
    """Who needs the venue, what for, when, and how often."""

    owner = OwnerField(label=_("organisation or unit"))
    on_behalf = words(
        _("reason for doing it for a unit"),
        500,
        help_text=_("Only for a partner unit that has asked the office; the trail shows it."),
    )
    purpose = forms.CharField(
        label=_("what for"),
        max_length=200,
        help_text=_("The meeting, the activity or the course; nobody is named."),
    )
    project = forms.ModelChoiceField(
        label=_("project"), queryset=Project.objects.none(), required=False
    )
    repeat = forms.ChoiceField(label=_("how often"), choices=rule_choices, required=False)
    until = forms.DateField(label=_("until"), widget=day_input(), required=False)
    skip_clashes = forms.BooleanField(
        label=_("leave out the times that cannot be had"), required=False
    )

    GROUPS = (
        (_("When and for how many"), ("starts_at", "ends_at", "headcount")),
        (_("Who and what for"), ("owner", "on_behalf", "purpose", "project")),
        (_("Again and again"), ("repeat", "until", "skip_clashes")),
    )

    def __init__(self, *args: Any, reader: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial = {"owner": own_place(reader), **self.initial}
        self.fields["owner"].reader = reader  # type: ignore[attr-defined]  # an OwnerField has one
        active = Project.objects.visible_to(reader).active().order_by("-pk")
        self.fields["project"].queryset = active  # type: ignore[attr-defined]  # a ModelChoiceField has one
        if Role.OFFICE not in roles_of(reader):
            del self.fields["on_behalf"]


def _whole_series() -> forms.BooleanField:
    return forms.BooleanField(label=_("with all later times of the series"), required=False)


def _skip_clashes() -> forms.BooleanField:
    return forms.BooleanField(label=_("leave those waiting that clash"), required=False)


class SeriesForm(DeedForm):
    """Whether the step is meant for the later times of the series as well."""

    whole_series = _whole_series()

    def __init__(self, *args: Any, subject: Booking, **kwargs: Any) -> None:
        super().__init__(*args, subject=subject, **kwargs)
        if subject.series_id is None:
            self.fields.clear()


class ApproveForm(SeriesForm):
    """The same, with the times that somebody else has left waiting."""

    skip_clashes = _skip_clashes()


class ApproveForUnitForm(ReasonForm):
    """Why the office speaks for the unit, and whether for the later times as well."""

    whole_series = _whole_series()
    skip_clashes = _skip_clashes()

    def __init__(self, *args: Any, subject: Booking, **kwargs: Any) -> None:
        super().__init__(*args, subject=subject, **kwargs)
        if subject.series_id is None:
            del self.fields["whole_series"], self.fields["skip_clashes"]


class SeriesReasonForm(ReasonForm):
    """Why, and whether for the later times as well."""

    whole_series = _whole_series()

    def __init__(self, *args: Any, subject: Booking, **kwargs: Any) -> None:
        super().__init__(*args, subject=subject, **kwargs)
        if subject.series_id is None:
            del self.fields["whole_series"]
