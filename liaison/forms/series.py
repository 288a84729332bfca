"""The shape of what is asked about series, and about a sitting that serves several."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from liaison.enums import MeetingKind
from liaison.forms.bodies import bodies_run_by
from liaison.forms.inputs import MinutesField, version_field
from liaison.models import Body, MeetingSeries, SeriesSitting
from liaison.models.series import USUAL_LENGTH
from liaison.planning_enums import HalfDay
from liaison.workflow import RUNNERS
from orgs.views.deeds import DeedForm
from partybuild.periods import PeriodKind
from resources.models import Venue

NOT_SET = ("", _("no interval set"))
ANY_HALF = ("", _("either"))


class SeriesForm(forms.Form):
    """How often a body meets, and when and where it likes to."""

    title = forms.CharField(label=_("Title"), max_length=120)
    every = forms.ChoiceField(
        label=_("Every"), choices=[NOT_SET, *PeriodKind.choices], required=False
    )
    times = forms.IntegerField(
        label=_("Times in each period"), min_value=1, max_value=31, initial=1
    )
    cadence_text = forms.CharField(
        label=_("Usual days"),
        max_length=60,
        required=False,
        help_text=_("Such as 每月第三个周四 or 每月5日、15日、25日. Empty: any workday."),
    )
    half_day = forms.ChoiceField(
        label=_("Usual half-day"), choices=[ANY_HALF, *HalfDay.choices], required=False
    )
    length = MinutesField(label=_("Usual length in minutes"), initial=USUAL_LENGTH)
    venue = forms.ModelChoiceField(
        label=_("Usual venue"), queryset=Venue.objects.none(), required=False
    )
    place = forms.CharField(
        label=_("Usual place"),
        max_length=120,
        required=False,
        help_text=_("In words, where it is not one of the venues."),
    )
    allows_urgent = forms.BooleanField(
        label=_("May meet on a day off when it is urgent"), required=False
    )
    allows_joint = forms.BooleanField(
        label=_("May sit together with other bodies of the organisation"),
        required=False,
        initial=True,
    )

    def __init__(self, *args: Any, reader: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        venues = Venue.objects.visible_to(reader).active().for_list()
        self.fields["venue"].queryset = venues  # type: ignore[attr-defined]  # a choice of rows


class AddSeriesForm(SeriesForm):
    """A series for one more kind of meeting of a body that the reader runs."""

    body = forms.ModelChoiceField(label=_("Body"), queryset=Body.objects.none())
    kind = forms.ChoiceField(label=_("Kind of meeting"), choices=MeetingKind)

    field_order = ["body", "kind"]

    def __init__(self, *args: Any, reader: Any, **kwargs: Any) -> None:
        super().__init__(*args, reader=reader, **kwargs)
        self.fields["body"].queryset = bodies_run_by(reader)  # type: ignore[attr-defined]  # a choice of rows


class AmendSeriesForm(SeriesForm):
    version = version_field()


class JoinSeriesForm(forms.Form):
    """Which further series a meeting is to serve."""

    series = forms.ModelChoiceField(
        label=_("Meeting series"), queryset=MeetingSeries.objects.none(), to_field_name="public_id"
    )

    def __init__(self, *args: Any, reader: Any, meeting: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = MeetingSeries.objects.active().governed_by(reader, *RUNNERS)
        others = rows.exclude(body=meeting.body_id, kind=meeting.kind)
        same_street = others.filter(body__org__tree_id=meeting.org.tree_id)
        self.fields["series"].queryset = same_street.for_list()  # type: ignore[attr-defined]  # a choice of rows


class CountSeriesForm(DeedForm):
    """How many of the series' own body came."""

    expected_count = forms.IntegerField(label=_("Expected"), min_value=0)
    present_count = forms.IntegerField(label=_("Present"), min_value=0)

    def __init__(self, *args: Any, subject: SeriesSitting, **kwargs: Any) -> None:
        super().__init__(*args, subject=subject, **kwargs)
        if not self.is_bound:
            seats = subject.series.body.memberships.current().count()
            self.initial["expected_count"] = subject.expected_count or seats
            self.initial["present_count"] = subject.present_count
