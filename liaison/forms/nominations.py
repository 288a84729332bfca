"""The shape of what is asked about nominations."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from liaison.enums import Decision, MeetingState, MembershipRole
from liaison.forms.inputs import DayInput
from liaison.models import Body, Meeting, Resolution
from liaison.nomination_workflow import NOMINATORS
from liaison.selectors.bodies import bodies_open_to
from orgs.forms.pickers import OrgField
from orgs.models import Org, Partner
from orgs.scoping import Reach, reach_of
from orgs.views.deeds import DeedForm

SEATS = [each for each in MembershipRole.choices if each[0] != MembershipRole.OBSERVER]


class NominatorField(OrgField):
    """The side that nominates: an organisation, or a partner unit that the reader speaks for."""

    def found(self, text: str, reach: Reach) -> list[Any]:
        units = Partner.objects.filter(reach.partners("pk"), name=text)
        return super().found(text, reach) or list(units[:2])


class NominateForm(forms.Form):
    """Somebody for a seat: name, unit and post, and nothing else of the person (D7)."""

    body = forms.ModelChoiceField(label=_("Body"), queryset=Body.objects.none())
    nominator = NominatorField(*NOMINATORS, label=_("Nominated by"))
    role = forms.ChoiceField(
        label=_("Role in the body"), choices=SEATS, initial=MembershipRole.MEMBER
    )
    person_name = forms.CharField(label=pgettext_lazy("person", "Name"), max_length=60)
    post = forms.CharField(label=_("Post"), max_length=60, required=False)
    unit_partner = forms.ModelChoiceField(
        label=_("Of partner unit"), queryset=Partner.objects.none(), required=False
    )
    unit_name = forms.CharField(
        label=_("Of another unit"),
        max_length=120,
        required=False,
        help_text=_("Empty: the person is of the side that nominates."),
    )
    is_part_time = forms.BooleanField(label=_("Part-time member"), required=False, initial=True)
    ground = forms.CharField(
        label=_("Why this unit and post"),
        max_length=300,
        required=False,
        help_text=_("In the office only: nothing of the person's life."),
    )

    def __init__(self, *args: Any, reader: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["nominator"].reader = reader  # type: ignore[attr-defined]  # an OrgField has one
        self.fields["nominator"].initial = only_side_of(reader)
        units = Partner.objects.visible_to(reader).order_by("name")
        self.fields["body"].queryset = bodies_open_to(reader)  # type: ignore[attr-defined]  # a choice of rows
        self.fields["unit_partner"].queryset = units  # type: ignore[attr-defined]  # as above


class DeliberateForm(DeedForm):
    """A meeting of the body that decides, while it gathers items."""

    meeting = forms.ModelChoiceField(
        label=_("Meeting"),
        queryset=Meeting.objects.none(),
        help_text=_("Meetings that gather items now, of the body that decides."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        meetings = Meeting.objects.visible_to(self.reader).filter(
            body=self.subject.electing_body, state=MeetingState.GATHERING
        )
        self.fields["meeting"].queryset = meetings.order_by("starts_at")  # type: ignore[attr-defined]  # a choice of rows


class ApproveForm(DeedForm):
    """The resolution by which the committee has adopted it, and the term."""

    resolution = forms.ModelChoiceField(label=_("Resolution"), queryset=Resolution.objects.none())
    starts_on = forms.DateField(label=_("Starts on"), required=False, widget=DayInput())
    ends_on = forms.DateField(
        label=_("Ends on"),
        required=False,
        widget=DayInput(),
        help_text=_("Empty: with the term of the body."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = Resolution.objects.visible_to(self.reader).filter(
            meeting__body=self.subject.electing_body, decision=Decision.ADOPTED
        )
        self.fields["resolution"].queryset = found.for_list()  # type: ignore[attr-defined]  # a choice of rows
        if not self.is_bound:
            self.initial = {"resolution": found.filter(item=self.subject.item).first()}


def only_side_of(reader: Any) -> Org | Partner | None:
    """The organisation or unit for which the reader acts, where there is just one."""
    reach = reach_of(reader, *NOMINATORS)
    orgs = [subtree.org_pk for subtree in reach.subtrees if not subtree.is_neighbour]
    if len(set(orgs)) + len(reach.partner_pks) != 1:
        return None
    if orgs:
        return Org.objects.get(pk=orgs[0])
    return Partner.objects.get(pk=next(iter(reach.partner_pks)))
