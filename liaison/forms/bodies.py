"""The shape of what is asked about bodies and their seats."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from liaison.bodies import BODIES, PART_KINDS
from liaison.body_enums import GroupSubject
from liaison.enums import BodyKind, MembershipRole
from liaison.forms.inputs import DayInput, version_field
from liaison.models import Body
from liaison.models.bodies import DEFAULT_NOTICE_WORKDAYS
from liaison.workflow import RUNNERS
from orgs.forms.pickers import OrgField
from orgs.models import Circle, Org, Partner, RoleAssignment, User
from orgs.scoping import reach_of
from orgs.views.deeds import DeedForm

# A circle's meeting of secretaries is set up from its circle, and knows no other way.
BY_HAND = [each for each in BodyKind.choices if each[0] != BodyKind.SECRETARIES_MEETING]
BY_PLAN = [each for each in BY_HAND if each[0] in BODIES and each[0] not in PART_KINDS]


class BodyForm(forms.Form):
    """What a body is called and by which rules it meets."""

    kind = forms.ChoiceField(label=_("Kind"), choices=BY_HAND)
    name = forms.CharField(label=_("Name"), max_length=120)
    quorum_numerator = forms.IntegerField(
        label=_("Quorum: parts present"), min_value=1, max_value=100, required=False
    )
    quorum_denominator = forms.IntegerField(
        label=_("Quorum: of so many parts"),
        min_value=1,
        max_value=100,
        required=False,
        help_text=_("2 of 3 means that two thirds must be present. Empty: no quorum."),
    )
    notice_workdays = forms.IntegerField(
        label=_("Workdays of notice"),
        min_value=0,
        max_value=30,
        initial=DEFAULT_NOTICE_WORKDAYS,
        help_text=_("So many workdays before a meeting its notice is due."),
    )
    parent = forms.ModelChoiceField(
        label=_("Part of"), queryset=Body.objects.none(), required=False
    )
    subject = forms.ChoiceField(
        label=_("Subject"),
        choices=[("", "—"), *GroupSubject.choices],
        required=False,
        help_text=_("Of a coordination group only."),
    )
    term_ends_on = forms.DateField(label=_("Term ends on"), required=False, widget=DayInput())
    report_to = forms.CharField(label=_("Reports to"), max_length=120, required=False)

    def __init__(self, *args: Any, reader: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parent"].queryset = bodies_run_by(reader)  # type: ignore[attr-defined]  # a choice of rows


class SetUpBodyForm(BodyForm):
    """A new body, of an organisation whose bodies the reader keeps."""

    org = OrgField(*RUNNERS, label=_("Organisation"))

    field_order = ["org"]

    def __init__(self, *args: Any, reader: Any, **kwargs: Any) -> None:
        super().__init__(*args, reader=reader, **kwargs)
        self.fields["org"].reader = reader  # type: ignore[attr-defined]  # an OrgField has one


class AmendBodyForm(BodyForm):
    version = version_field()

    def __init__(self, *args: Any, subject: Body, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if subject.circle_id is not None:
            for name in ("kind", "parent", "subject"):
                del self.fields[name]


class SetUpByPlanForm(forms.Form):
    """A body of the plans with everything that comes with it."""

    org = OrgField(*RUNNERS, label=_("Organisation"))
    kind = forms.ChoiceField(
        label=_("Kind"),
        choices=BY_PLAN,
        help_text=_("It gets its usual name, its rules and its sub-bodies in one step."),
    )
    starts_on = forms.DateField(label=_("Term starts on"), required=False, widget=DayInput())

    def __init__(self, *args: Any, reader: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["org"].reader = reader  # type: ignore[attr-defined]  # an OrgField has one


class SetUpForCircleForm(forms.Form):
    circle = forms.ModelChoiceField(label=_("Circle"), queryset=Circle.objects.none())

    def __init__(self, *args: Any, reader: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        circles = Circle.objects.filter(reach_of(reader, *RUNNERS).streets("street")).active()
        without = circles.exclude(bodies__in=Body.objects.active())
        self.fields["circle"].queryset = without.order_by("name")  # type: ignore[attr-defined]  # a choice of rows


class SeatForm(forms.Form):
    """A seat: who, in which role, for which unit and term."""

    person_name = forms.CharField(label=pgettext_lazy("person", "Name"), max_length=60)
    post = forms.CharField(
        label=_("Post"),
        max_length=60,
        required=False,
        help_text=_("The post in the unit, as the minutes name it."),
    )
    unit_org = OrgField(label=_("Of organisation"), required=False)
    unit_partner = forms.ModelChoiceField(
        label=_("Of partner unit"), queryset=Partner.objects.none(), required=False
    )
    unit_name = forms.CharField(label=_("Of another unit"), max_length=120, required=False)
    is_part_time = forms.BooleanField(label=_("Part-time member"), required=False)
    work_phone = forms.CharField(label=_("Work phone"), max_length=30, required=False)
    user = forms.ModelChoiceField(
        label=_("Account"),
        queryset=User.objects.none(),
        required=False,
        help_text=_("Who has an account sees the meetings of the body and is told of them."),
    )
    ends_on = forms.DateField(label=_("Ends on"), required=False, widget=DayInput())

    def __init__(self, *args: Any, reader: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit_org"].reader = reader  # type: ignore[attr-defined]  # an OrgField has one
        self._offer(unit_partner=Partner.objects.visible_to(reader).order_by("name"))
        self._offer(user=accounts_near(reader))

    def _offer(self, **rows: Any) -> None:
        for name, queryset in rows.items():
            self.fields[name].queryset = queryset  # type: ignore[attr-defined]  # a choice of rows


class NewSeatForm(SeatForm):
    role = forms.ChoiceField(
        label=_("Role in the body"), choices=MembershipRole, initial=MembershipRole.MEMBER
    )
    starts_on = forms.DateField(label=_("Starts on"), required=False, widget=DayInput())

    field_order = ["role", "person_name", "post"]


class AmendSeatForm(SeatForm):
    version = version_field()


class ReappointForm(forms.Form):
    ends_on = forms.DateField(
        label=_("New term ends on"),
        required=False,
        widget=DayInput(),
        help_text=_("Empty: as long as the plans say."),
    )


class EndSeatForm(forms.Form):
    on = forms.DateField(label=_("Last day"), widget=DayInput())
    reason = forms.CharField(label=_("Reason"), max_length=300, required=False)


class DissolveBodyForm(DeedForm):
    reason = forms.CharField(label=_("Reason"), max_length=300)


def accounts_near(reader: Any) -> QuerySet[User]:
    """People who work for an organisation or partner unit that the reader sees."""
    current = RoleAssignment.objects.current()
    near = current.filter(org__in=Org.objects.visible_to(reader)).values("user")
    for_units = current.filter(partner__in=Partner.objects.visible_to(reader)).values("user")
    people = User.objects.filter(is_active=True)
    return (people.filter(pk__in=near) | people.filter(pk__in=for_units)).order_by("name")


def bodies_run_by(reader: Any) -> QuerySet[Body]:
    """The bodies whose meetings the reader runs."""
    return Body.objects.governed_by(reader, *RUNNERS).active().for_list()
