"""The shape of what is asked about bodies and their seats."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from liaison.enums import BodyKind, MembershipRole
from liaison.forms.inputs import DayInput, version_field
from liaison.models import Body
from liaison.models.bodies import DEFAULT_NOTICE_WORKDAYS
from liaison.workflow import RUNNERS
from orgs.enums import OrgKind
from orgs.models import Org, Partner, RoleAssignment, User
from orgs.views.deeds import DeedForm

# A Party group is too small to send somebody to a body of the street.
UNIT_KINDS = [kind for kind in OrgKind if kind != OrgKind.GROUP]


class BodyForm(forms.Form):
    """What a body is called and by which rules it meets."""

    kind = forms.ChoiceField(label=_("Kind"), choices=BodyKind)
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


class SetUpBodyForm(BodyForm):
    """A new body, of an organisation whose bodies the reader keeps."""

    org = forms.ModelChoiceField(label=_("Organisation"), queryset=Org.objects.none())

    field_order = ["org"]

    def __init__(self, *args: Any, reader: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kept = Org.objects.governed_by(reader, *RUNNERS).exclude(kind=OrgKind.GROUP).active()
        self.fields["org"].queryset = kept.for_list()  # type: ignore[attr-defined]  # a choice of rows


class AmendBodyForm(BodyForm):
    version = version_field()


class SeatForm(forms.Form):
    """A seat: who, in which role, for which unit and term."""

    person_name = forms.CharField(label=_("Name"), max_length=60)
    post = forms.CharField(
        label=_("Post"),
        max_length=60,
        required=False,
        help_text=_("The post in the unit, as the minutes name it."),
    )
    unit_org = forms.ModelChoiceField(
        label=_("Of organisation"), queryset=Org.objects.none(), required=False
    )
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

    def __init__(self, *args: Any, reader: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = Org.objects.visible_to(reader).active().filter(kind__in=UNIT_KINDS).for_list()
        self._offer(unit_org=units)
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


class EndSeatForm(forms.Form):
    on = forms.DateField(label=_("Last day"), widget=DayInput())
    reason = forms.CharField(label=_("Reason"), max_length=300, required=False)


class DissolveBodyForm(DeedForm):
    reason = forms.CharField(label=_("Reason"), max_length=300)


def accounts_near(reader: User) -> QuerySet[User]:
    """People who work for an organisation or partner unit that the reader sees."""
    current = RoleAssignment.objects.current()
    near = current.filter(org__in=Org.objects.visible_to(reader)).values("user")
    for_units = current.filter(partner__in=Partner.objects.visible_to(reader)).values("user")
    people = User.objects.filter(is_active=True)
    return (people.filter(pk__in=near) | people.filter(pk__in=for_units)).order_by("name")


def bodies_run_by(reader: User) -> QuerySet[Body]:
    """The bodies whose meetings the reader runs."""
    return Body.objects.governed_by(reader, *RUNNERS).active().for_list()
