"""The shape of what is asked about meetings."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from liaison.enums import MeetingKind, MembershipRole
from liaison.forms.bodies import bodies_run_by
from liaison.forms.inputs import DayInput, MomentInput, lines, version_field
from liaison.models import Body, Meeting
from liaison.selectors.bodies import voters_of
from liaison.selectors.papers import units_that_came
from liaison.selectors.sittings import headcount_of
from orgs.views.deeds import DeedForm

WHO_CAME = ("present", "excused", "observers")
ONE_EACH_LINE = _("One unit and post on each line.")


class MeetingForm(forms.Form):
    """When and where a meeting is, and whom to ask."""

    title = forms.CharField(label=_("Title"), max_length=120)
    starts_at = forms.DateTimeField(label=_("Starts at"), widget=MomentInput())
    ends_at = forms.DateTimeField(label=_("Ends at"), required=False, widget=MomentInput())
    place = forms.CharField(label=_("Place"), max_length=120)
    items_due_on = forms.DateField(
        label=_("Items can be proposed until"), required=False, widget=DayInput()
    )
    papers_due_on = forms.DateField(label=_("Papers due on"), required=False, widget=DayInput())
    contact_name = forms.CharField(label=_("Contact"), max_length=60, required=False)
    contact_phone = forms.CharField(label=_("Work phone"), max_length=30, required=False)


class PlanMeetingForm(MeetingForm):
    """A new meeting, of a body that the reader runs."""

    body = forms.ModelChoiceField(label=_("Body"), queryset=Body.objects.none())
    kind = forms.ChoiceField(label=_("Kind"), choices=MeetingKind)

    field_order = ["body", "kind"]

    def __init__(self, *args: Any, reader: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].queryset = bodies_run_by(reader)  # type: ignore[attr-defined]  # a choice of rows


class AmendMeetingForm(MeetingForm):
    version = version_field()


class ConveneForm(DeedForm):
    """The notice goes out in time, or the meeting is urgent for a reason."""

    is_urgent = forms.BooleanField(label=_("Urgent: shorter notice"), required=False)
    urgent_reason = forms.CharField(label=_("Why urgent"), max_length=300, required=False)


class HoldForm(DeedForm):
    """Who came, as numbers, and the words with which the minutes will say so."""

    expected_count = forms.IntegerField(label=_("Expected"), min_value=0)
    present_count = forms.IntegerField(label=_("Present"), min_value=0)
    excused_count = forms.IntegerField(label=_("Excused"), min_value=0, initial=0)
    chair = forms.CharField(label=_("Chaired by"), max_length=120, required=False)
    present = forms.CharField(
        label=_("Units present"), required=False, widget=lines(6), help_text=ONE_EACH_LINE
    )
    excused = forms.CharField(
        label=_("Units excused"), required=False, widget=lines(2), help_text=ONE_EACH_LINE
    )
    observers = forms.CharField(
        label=_("Observers"), required=False, widget=lines(2), help_text=ONE_EACH_LINE
    )

    def __init__(self, *args: Any, subject: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, subject=subject, **kwargs)
        if subject.counts_only:
            for name in WHO_CAME:
                del self.fields[name]
        if not self.is_bound:
            self.initial = {**self.initial, **self.known_of(subject)}

    def known_of(self, meeting: Meeting) -> dict[str, Any]:
        """What seats and door say already, so that nobody types it again (R-265)."""
        leader = meeting.body.memberships.current().filter(role=MembershipRole.LEADER)
        chair = leader.for_list().first()
        count = headcount_of(meeting)
        counted = {"present_count": count.present} if count.present else {}
        return {
            "expected_count": count.expected or len(voters_of(meeting.body)),
            "excused_count": count.excused,
            "chair": f"{chair.unit_and_post}{chair.person_name}" if chair else "",
            **counted,
            **units_that_came(meeting),
        }


class RecountForm(HoldForm):
    """Who was there, as it was put down, to be corrected."""

    version = version_field()

    def known_of(self, meeting: Meeting) -> dict[str, Any]:
        return {name: getattr(meeting, name) for name in self.fields}


class ChangePlaceForm(DeedForm):
    place = forms.CharField(label=_("New place"), max_length=120)
    reason = forms.CharField(label=_("Reason"), max_length=500)


class CountUnitForm(DeedForm):
    """How many of a unit are here, and how many are excused."""

    present_count = forms.IntegerField(label=_("Present"), min_value=0, max_value=9999)
    excused_count = forms.IntegerField(label=_("Excused"), min_value=0, max_value=9999)


class ExcuseUnitForm(DeedForm):
    excused_count = forms.IntegerField(label=_("Cannot come"), min_value=0, max_value=9999)


class RescheduleForm(DeedForm):
    starts_at = forms.DateTimeField(label=_("Starts at"), widget=MomentInput())
    ends_at = forms.DateTimeField(label=_("Ends at"), required=False, widget=MomentInput())
    place = forms.CharField(
        label=_("Place"), max_length=120, required=False, help_text=_("Empty: the same place.")
    )
    items_due_on = forms.DateField(
        label=_("Items can be proposed until"), required=False, widget=DayInput()
    )
