"""The shape of what is asked about trainings, receptions and mutual appraisals: for the phone."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from liaison.followup_workflow import ASSIGNERS
from liaison.forms.inputs import DayInput, lines, version_field
from liaison.models import MutualAppraisal
from liaison.models.mutual_appraisals import FULL_SCORE
from liaison.occasion_enums import OCCASIONS
from liaison.selectors.appraising import lines_to_judge
from orgs.forms.pickers import OrgField
from orgs.models import Circle, CircleMembership, Org
from orgs.views.deeds import DeedForm


class OccasionForm(forms.Form):
    """When, about what, how many came; hours and matters where the kind asks for them."""

    held_on = forms.DateField(label=_("held on"), widget=DayInput())
    topic = forms.CharField(label=_("topic"), max_length=200)
    headcount = forms.IntegerField(label=_("people who came"), min_value=1)
    hours = forms.DecimalField(
        label=_("hours of training"), min_value=0, max_digits=5, decimal_places=1
    )
    place = forms.CharField(label=_("place"), max_length=120, required=False)

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not OCCASIONS[kind].asks_hours:
            del self.fields["hours"]


class NoteOccasionForm(OccasionForm):
    """One small form: the own organisation and today are filled in."""

    org = OrgField(*ASSIGNERS, label=_("held by"))
    findings = forms.CharField(
        label=_("matters put forward"),
        required=False,
        widget=lines(4),
        help_text=_("One on each line: place, topic, problem. Nobody is named."),
    )

    field_order = ["org"]

    def __init__(self, *args: Any, reader: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, kind=kind, **kwargs)
        asked = OCCASIONS[kind]
        self.fields["org"].reader = reader  # type: ignore[attr-defined]  # a picker has one
        if not asked.takes_findings:
            del self.fields["findings"]
        own = Org.objects.governed_by(reader, *ASSIGNERS).active().filter(kind__in=asked.held_by)
        first = own.order_by("level", "lft").first()
        self.initial = {"held_on": timezone.localdate(), "org": first, **self.initial}

    def clean(self) -> dict[str, Any]:
        """The matters as lines."""
        facts: dict[str, Any] = super().clean() or {}
        if "findings" in facts:
            facts["findings"] = [facts["findings"]]
        return facts


class AmendOccasionForm(OccasionForm):
    version = version_field()


class PutForwardForm(DeedForm):
    content = forms.CharField(
        label=_("matters put forward"),
        max_length=4000,
        widget=lines(3),
        help_text=_("One on each line: place, topic, problem. Nobody is named."),
    )


class OpenAppraisalForm(forms.Form):
    circle = forms.ModelChoiceField(label=_("circle"), queryset=Circle.objects.none())
    topic = forms.CharField(label=_("topic"), max_length=120, required=False)

    def __init__(self, *args: Any, circles: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["circle"].queryset = circles  # type: ignore[attr-defined]  # a choice of rows


class ScoreForm(DeedForm):
    """The verdict on one member; those without one stand first."""

    membership = forms.ModelChoiceField(
        label=_("member"), queryset=CircleMembership.objects.none(), empty_label=None
    )
    score = forms.IntegerField(label=_("score"), min_value=0, max_value=FULL_SCORE, required=False)
    has_no_findings = forms.BooleanField(label=_("nothing was found"), required=False)
    feedback = forms.CharField(label=_("feedback"), max_length=500, required=False, widget=lines(2))

    def __init__(self, *args: Any, subject: MutualAppraisal, **kwargs: Any) -> None:
        super().__init__(*args, subject=subject, **kwargs)
        asked = lines_to_judge(subject, self.reader)
        field: Any = self.fields["membership"]
        rows = CircleMembership.objects.filter(pk__in=[line.membership_id for line in asked])
        field.queryset = rows.select_related("member_org", "member_partner", "circle")
        field.choices = [(line.membership_id, str(line)) for line in asked]
